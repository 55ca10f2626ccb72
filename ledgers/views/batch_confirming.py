"""Confirm all rows of an import that the user may confirm (核实本批全部), after a page that says which ones."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ledgers import actions
from ledgers.actions import rights
from ledgers.batch_pages import confirmable_rows, crumbs, visible_batch, waiting_rows

NAMED = 50  # rows that the page names at most


@login_required
def confirm_rows(request, pk):
    """Show how many rows of the batch the user may confirm and which not; confirm them by POST."""
    batch = visible_batch(request, pk)
    if not rights.may_decide(request.user):
        raise PermissionDenied
    if batch.ledger is None:
        return redirect(batch)
    waiting, confirmable = waiting_rows(batch, request.user), confirmable_rows(batch, request.user)
    if request.method == "POST":
        try:
            count = actions.confirm_records(waiting, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("已核实本批 %(count)d 行。") % {"count": count})
        return redirect(batch)
    others = waiting.exclude(pk__in=confirmable.values("pk")).select_related("organization", "entered_by")
    excluded = others.count()
    context = {
        "batch": batch,
        "ledger": batch.ledger,
        "count": confirmable.count(),
        "excluded": excluded,
        "left_out": max(excluded - NAMED, 0),
        "rows": [
            {"label": record.label_for(request.user), "url": record.get_absolute_url(), "by": record.entered_by.name}
            for record in others.order_by("pk")[:NAMED]
        ],
        "consequences": [
            _("核实的行计入指标；其中对已核实记录的修改生效，替换原来的内容。"),
            _("每一行都记入历史。导入后核实过的行，撤销这次导入时保持不变。"),
        ],
        "crumbs": crumbs(
            {"label": batch.file_name, "url": batch.get_absolute_url()}, {"label": _("核实")}, ledger=batch.ledger
        ),
    }
    return render(request, "ledgers/batch_confirm_rows.html", context)
