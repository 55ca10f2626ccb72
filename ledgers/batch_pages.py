"""What the pages of one import share: loading the batch, breadcrumbs, steps, and the lines of its columns."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from ledgers.actions import rights
from ledgers.labels import PLACES
from ledgers.masking import in_clear, is_masked_kind, may_see
from ledgers.models import ImportBatch
from ledgers.resources import model_of


def visible_batch(request, pk):
    batches = ImportBatch.objects.visible_to(request.user)
    return get_object_or_404(batches.select_related("organization", "uploaded_by", "undone_by"), pk=pk)


def workable_batch(request, pk):
    """Return a batch that the user may work on; raise ``PermissionDenied`` for users who may only view it."""
    batch = visible_batch(request, pk)
    if not rights.may_work_on(request.user, batch):
        raise PermissionDenied
    return batch


def waiting_rows(batch, user):
    """Return the records of a stored import that wait to be confirmed, as far as ``user`` may read them."""
    return model_of(batch.ledger).objects.visible_to(user).of_batch(batch).waiting()


def confirmable_rows(batch, user):
    """Return those of the ``waiting_rows`` that ``user`` may confirm or return."""
    return waiting_rows(batch, user).confirmable_by(user)


def crumbs(*more, ledger=None):
    trail = [{"label": _("台账"), "url": reverse("ledgers:list")}]
    if ledger:
        trail.append({"label": ledger.title, "url": reverse("ledgers:records", args=[ledger.key])})
    return [*trail, {"label": _("导入"), "url": reverse("ledgers:batches")}, *more]


def steps(current, *, unmatched=0):
    """Return the four steps shown above the pages of an import; with ``unmatched`` columns the second is not done."""
    names = [_("上传文件"), _("对应列名"), _("核对内容"), _("完成")]
    return [
        {"label": label, "did": number < current and not (number == 2 and unmatched), "current": number == current}
        for number, label in enumerate(names, 1)
    ]


def column_lines(batch):
    """Return a line per header with the field it was matched to, including sheets that could not be read."""
    labels = {column.field: column.label for column in batch.ledger.columns} | PLACES
    lines = {}
    for facts in batch.summary["sheets"]:
        for column in facts["columns"]:
            if column["header"] or column["field"]:
                is_kept = column["field"] not in batch.ledger.unkept_fields
                line = {
                    "label": labels.get(column["field"] or column.get("proposed"), ""),
                    "proposed": column.get("proposed", ""),
                    "is_kept": is_kept,
                    "others": [(field, labels[field]) for field in column.get("alternatives", ()) if field in labels],
                }
                lines.setdefault(column["key"], column | line)
    free = [line for line in lines.values() if not line["field"] and not line["dropped"]]
    return {
        "all": list(lines.values()),
        "certain": [line for line in lines.values() if line["field"]],
        "likely": [line for line in free if line["proposed"]],
        "unknown": [line for line in free if not line["proposed"]],
    }


def may_read_column(user, batch, column):
    """Whether ``user`` may read the cells of a column unmasked; unknown columns only the own unit."""
    if in_clear(user, batch.organization) or column["field"] in PLACES:
        return True
    if column["field"] not in batch.ledger.fields:
        return False
    declared = batch.ledger.column(column["field"])
    return may_see(declared, user, batch.organization.path) and not is_masked_kind(declared)


def act(request, action, batch, **more):
    """Run ``action`` and return whether it succeeded; a refusal becomes a message."""
    try:
        action(batch, by=request.user, **more)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return False
    return True
