"""Declare an import to be a full list, and go through the records that it does not contain."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ledgers import actions, full_list
from ledgers.batch_pages import act, crumbs, steps, workable_batch
from ledgers.models import ImportBatch
from ledgers.term_forms import FullListForm, LeaversForm
from pages.forms import posted

MOST = 300  # records on the page; browsers become slow with more fields


@login_required
def declare(request, pk):
    """Declare for which place the file is the full list, or take that back; the form also stands on the preview."""
    batch = workable_batch(request, pk)
    if "cancel" in request.POST:
        act(request, actions.declare_full_list, batch, place=None)
        return redirect(batch)
    form = FullListForm(posted(request), user=request.user, proposed=full_list.proposed_place(batch))
    if form.is_valid():
        try:
            actions.declare_full_list(batch, place=form.cleaned_data["place"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("ledgers:batch-leavers", batch.pk)
    context = {
        "batch": batch,
        "ledger": batch.ledger,
        "form": form,
        "steps": steps(3),
        "crumbs": _crumbs(batch, _("全部名单")),
    }
    return render(request, "ledgers/full_list.html", context)


@login_required
def leavers(request, pk):
    """Tick who leaves the register among the records that the full list does not contain."""
    batch = workable_batch(request, pk)
    if batch.state != ImportBatch.State.PREVIEWED or not batch.covers:
        return redirect(batch)
    missing = full_list.missing_records(batch)
    form = LeaversForm(posted(request), records=missing[:MOST], user=request.user, initial=_chosen(batch))
    if "all" in request.POST:
        form = LeaversForm(records=missing[:MOST], user=request.user, initial=form.with_all_ticked())
    elif len(missing) <= MOST and form.is_valid():
        try:
            actions.choose_leavers(batch, leavers=form.cleaned_data["leavers"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            count = len(form.cleaned_data["leavers"])
            messages.success(request, _("已选定 %(count)d 行，写入时登记离任（撤销）。") % {"count": count})
            return redirect(batch)
    context = {
        "batch": batch,
        "ledger": batch.ledger,
        "form": form,
        "total": len(missing),
        "most": MOST,
        "steps": steps(3),
        "crumbs": _crumbs(batch, _("离任（撤销）")),
    }
    return render(request, "ledgers/leavers.html", context)


def _crumbs(batch, label):
    return crumbs({"label": batch.file_name, "url": batch.get_absolute_url()}, {"label": label}, ledger=batch.ledger)


def _chosen(batch):
    """Return the values of the form for the leavers that were chosen before."""
    values = {}
    for pk, day, reason in batch.leavers:
        values |= {f"leave-{pk}": True, f"day-{pk}": day, f"reason-{pk}": reason}
    return values
