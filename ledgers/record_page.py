"""The contents of the page of one record: what waits beside it, its history, and its state on a day."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy

from audit import actions as audit
from audit import labels, personal
from audit.changes import plain
from audit.models import AuditEntry
from ledgers.declarations import Kind, Tenure
from ledgers.masking import hidden_fields, in_clear, is_masked_alone, is_masked_kind, may_see
from ledgers.models import LedgerRecord
from ledgers.record_list import MARKS, cell, with_codes
from organizations.models import Organization
from organizations.resolving import place_index

LABELS = {
    "state": gettext_lazy("核实状态"),
    "organization": gettext_lazy("单位"),
    "year": gettext_lazy("年度"),
    "period": gettext_lazy("月份（季度）"),
    "until": gettext_lazy("离任（撤销）时间"),
    "leaving_reason": gettext_lazy("离任（撤销）原因"),
    "stage": gettext_lazy("阶段"),  # of a workflow
}
WORDS = dict(LedgerRecord.State.choices)


def full_place(record, *, on=None):
    """Return the name of the place of ``record`` after those of the units above it, by default in the newest tree.

    With ``on`` in the tree of that day; a place that begins later has its newest name.
    """
    code = record.organization.code
    index = place_index(Organization, on=on)
    return index.full_name(code) if code in index else place_index(Organization).full_name(code)


def term_on(record, *, on=None):
    """Return whether a row of a register is in force (在册、在任), and its last day if that has been entered.

    With ``on`` as a page of that past day shows it. Empty for other records.
    """
    if record.ledger().tenure != Tenure.REGISTER:
        return {}
    if on is None:
        return {"in_force": record.until is None, "ended_on": record.until}
    in_force = type(record).objects.filter(pk=record.pk).in_force(on=on).exists()
    return {"in_force": in_force, "ended_on": record.known_end(on=on)}


def changed_lines(record, change, user):
    """Return label, value that counts and new value of each field that ``change`` would change; phones masked.

    Columns that are hidden from ``user`` are left out: not even their change shows.
    """
    changed = change.applied_to(record)
    names = place_index(Organization).full_name
    lines = []
    if "organization" in change.values:
        places = names(record.organization.code), names(changed.organization.code)
        lines.append({"label": LABELS["organization"], "before": places[0], "after": places[1]})
    for name in ("year", "period", "until", "leaving_reason"):
        if name in change.values:
            before, after = (_word(plain(getattr(shown, name)), None) for shown in (record, changed))
            lines.append({"label": LABELS[name], "before": before, "after": after})
    for column in record.ledger().stored_columns:
        if column.field in change.values and may_see(column, user, record.organization.path):
            before, after = (cell(column, shown, user, alone=True)["text"] for shown in (record, changed))
            lines.append({"label": column.label, "before": before, "after": after})
    return lines


def note_view(record, change, *, by):
    """Record that the own unit viewed phone numbers, or another unit viewed names, also of a waiting ``change``."""
    newest = change.applied_to(record) if change else record
    filled = [
        column
        for column in record.ledger().stored_columns
        if is_masked_kind(column)
        and may_see(column, by, record.organization.path)
        and (getattr(record, column.field) or getattr(newest, column.field))
    ]
    is_in_clear = in_clear(by, record.organization)
    viewed_columns = [column for column in filled if is_masked_alone(column) == is_in_clear]
    if viewed_columns:
        audit.record_personal_view(record, by=by, what="、".join(str(column.label) for column in viewed_columns))


def history(record, user, *, on=None):
    """Return the last 50 lines of the history of ``record`` as ``user`` may read them, with ``on`` until that day."""
    entries = AuditEntry.objects.filter(object_type=record._meta.label_lower, object_id=str(record.pk))
    if on is not None:
        end = datetime.combine(on + timedelta(days=1), time.min, tzinfo=timezone.get_current_timezone())
        entries = entries.filter(at__lt=end)
    return [_event(entry, record, user) for entry in personal.in_clear(entries[:50])]


def _event(entry, record, user):
    """Return one line of the history without hidden columns; phone numbers are masked outside the own unit."""
    columns = {column.field: column for column in with_codes(record.ledger().stored_columns)}
    hidden = hidden_fields(record.ledger(), user, record.organization.path)
    lines = []
    for name, (old_value, new_value) in entry.changes.items():
        if name in hidden:
            continue
        column = columns.get(name)
        if column and is_masked_alone(column) and not in_clear(user, record.organization):
            lines.append({"label": column.label, "hidden": True})
        else:
            label = column.label if column else LABELS.get(name, name)
            lines.append({"label": label, "before": _word(old_value, column), "after": _word(new_value, column)})
    return {"entry": entry, "what": labels.label(entry.action), "lines": lines}


def _word(value, column):
    """Return a value of the history in words; a blank of a yes-or-no ``column`` is 未填 and not nothing at all."""
    if isinstance(value, bool) or (column and column.kind == Kind.YES_NO and value is None):
        return MARKS[value]
    return WORDS.get(value, value) if isinstance(value, str) and column is None else value
