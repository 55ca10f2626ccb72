"""The proposals of a directive (任务建议): edit, merge, split, drop, accept."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pages.forms import fitted, posted
from pages.numbers import wholes
from tasks import actions, breadcrumbs
from tasks.forms.directives import ProposalForm, SplitForm
from tasks.lookup import directive_to_work_on, proposal_to_work_on
from tasks.models import TaskProposal
from tasks.steps import directive_steps

State = TaskProposal.State


@login_required
@require_POST
def accept(request, pk):
    """Turn the ticked proposals, or all open ones (``do=all``, 全部确认), into tasks."""
    directive = directive_to_work_on(request.user, pk)
    proposals = None if request.POST.get("do") == "all" else _ticked(request, directive)
    try:
        tasks = actions.accept_proposals(directive, by=request.user, proposals=proposals)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("tasks:directive", pk)
    messages.success(request, _("已确认 %(count)s 项任务。") % {"count": len(tasks)})
    waiting = directive.proposals.open().exists()
    return redirect("tasks:directive" if waiting else "tasks:directive_complete", pk)


def _ticked(request, directive):
    return list(directive.proposals.filter(pk__in=wholes(request.POST.getlist("row"))))


@login_required
@require_POST
def merge(request, pk):
    """Merge the ticked proposals into the first of them."""
    directive = directive_to_work_on(request.user, pk)
    proposals = _ticked(request, directive)
    try:
        if len(proposals) < 2:
            raise ValidationError(_("请至少勾选两条建议再合并。"))
        merged = actions.merge_proposals(proposals[0], proposals[1:], by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("tasks:directive", pk)
    messages.success(request, _("已并入“%(name)s”，请核对名称和期限。") % {"name": merged})
    return redirect(_place_of(merged))


def _place_of(proposal):
    return f"{reverse('tasks:directive', args=[proposal.directive_id])}#proposal-{proposal.pk}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, pk):
    """Show one proposal in full and edit it."""
    proposal = proposal_to_work_on(request.user, pk)
    form = ProposalForm(posted(request), instance=proposal)
    if request.method == "POST" and form.is_valid() and _edit(request, proposal, form):
        return redirect(_place_of(proposal))
    context = {
        "form": form,
        "proposal": proposal,
        "is_open": proposal.state == State.PROPOSED,
        "steps": directive_steps(2),
        "crumbs": _crumbs(proposal, _("修改")),
    }
    return render(request, "tasks/proposal.html", context)


def _edit(request, proposal, form):
    if not form.changes:
        messages.info(request, _("没有改动。"))
        return proposal
    try:
        changed = actions.edit_proposal(proposal, by=request.user, **form.changes)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return None
    messages.success(request, _("已修改“%(name)s”。") % {"name": changed})
    return changed


def _crumbs(proposal, label):
    numbered = _("%(number)s %(step)s") % {"number": proposal.number, "step": label}
    return breadcrumbs.below_directive(proposal.directive, numbered)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def split(request, pk):
    """Split a proposal in two at the start of a sentence."""
    proposal = proposal_to_work_on(request.user, pk)
    form = SplitForm(posted(request), proposal=proposal)
    if request.method == "POST" and form.is_valid():
        try:
            second_proposal = actions.split_proposal(proposal, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            messages.success(request, _("已拆成两项，请核对第二项的编号和期限。"))
            return redirect("tasks:proposal", second_proposal.pk)
    context = {
        "form": form,
        "proposal": proposal,
        "steps": directive_steps(2),
        "crumbs": _crumbs(proposal, _("拆分")),
    }
    return render(request, "tasks/proposal_split.html", context)


@login_required
@require_POST
def drop(request, pk):
    return _settle(request, pk, actions.drop_proposal, _("已舍弃“%(name)s”，可随时恢复。"))


@login_required
@require_POST
def restore(request, pk):
    return _settle(request, pk, actions.restore_proposal, _("已恢复“%(name)s”。"))


def _settle(request, pk, action, message):
    proposal = proposal_to_work_on(request.user, pk)
    try:
        action(proposal, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, message % {"name": proposal})
    return redirect(_place_of(proposal))
