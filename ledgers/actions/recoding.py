"""Give stored records new codes after the words of a code table have changed (重新归类)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from ledgers import declarations, signals
from ledgers.actions import rights
from ledgers.coding import Coder
from ledgers.resources import model_of

ROWS_AT_ONCE = 2000


def recoding(table):
    """Return what ``recode`` would do now: (ledger, column, number of records whose codes would change)."""
    return [(ledger, column, _count(ledger, column)) for ledger, column in _columns_of(table)]


def _count(ledger, column):
    records = model_of(ledger).objects
    return sum(records.filter(**old).count() for old, _codes in _changes(ledger, column))


@transaction.atomic
def recode(table, *, by):
    """Give all records the codes that the words of ``table`` mean now; return how many records changed.

    Records stay confirmed, since nothing that was entered changes. Each gets its row in the history.
    """
    if not rights.may_keep_codes(by):
        raise PermissionDenied(_("只有市级管理人员可以维护代码表和重新归类。"))
    return sum(_recode_column(ledger, column, by=by) for ledger, column in _columns_of(table))


def _columns_of(table):
    ledgers = declarations.all_ledgers()
    return [(ledger, column) for ledger in ledgers for column in ledger.coded_columns if column.codes == table]


def _changes(ledger, column):
    """Yield ({field: value} of the records with one text, year and codes, their new codes) where the codes differ."""
    coder = Coder(column.codes)
    names = (column.field, "year", column.codes_field)
    for text, year, old_codes in model_of(ledger).objects.order_by().values_list(*names).distinct():
        new_codes = coder.codes(text, year)
        if new_codes != old_codes:
            yield dict(zip(names, (text, year, old_codes), strict=True)), new_codes


def _recode_column(ledger, column, *, by):
    model, places, changed = model_of(ledger), set(), 0
    for old, new_codes in list(_changes(ledger, column)):
        ids = list(model.objects.filter(**old).order_by("pk").select_for_update().values_list("pk", flat=True))
        for start in range(0, len(ids), ROWS_AT_ONCE):
            records = model.objects.filter(pk__in=ids[start : start + ROWS_AT_ONCE]).select_related("organization")
            changes = {column.codes_field: [old[column.codes_field], new_codes]}
            audit.record_many(
                [audit.entry_for("ledger.record.recoded", target=record, by=by, changes=changes) for record in records]
            )
            places |= {(record.organization_id, record.year) for record in records}
            changed += model.objects.filter(pk__in=[record.pk for record in records]).update(
                **{column.codes_field: new_codes}
            )
    if places:
        signals.changed.send(sender=model, places=places)
    return changed
