"""Whole ledgers of the city that are brought in as offices do it: a workbook, read, staged, stored, then confirmed.

At least one ledger of each of the fourteen rows goes this way. A manager of the city imports its workbook, one for each
year or period that it has rows of; another manager confirms the rows. So rights, validation, batches and audit rows are
real. All other records are inserted in bulk (``City.store``), because reading them all from files would take half a
minute; the tests hold them to the same rules of their ledgers.
"""

from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from ledgers.actions import records
from ledgers.actions.at_once import import_at_once
from ledgers.models import ImportBatch
from ledgers.periods import label_of
from ledgers.preview import prepare
from ledgers.workbooks import WRITERS, file_columns, place_levels
from organizations.models import Organization
from organizations.resolving import place_index


def build(city, accounts):
    """Import and confirm the ledgers that the modules have left for files."""
    importer, confirmer = accounts["shi-guanli"], accounts["shi-fuhe"]
    places = Places()
    for model, rows in city.left_for_files.items():
        for span in sorted({_span_of(row) for row in rows}):
            of_span = [row for row in rows if _span_of(row) == span]
            of_span.sort(key=lambda row: "confirmed_at" not in row)
            batch = _bring_in(model, of_span, *span, places, by=importer)
            _confirm(model, of_span, by=confirmer)
            _set_back(batch, model, of_span)


def _span_of(row):
    """What one file is about: a year, and in ledgers of periods one of them."""
    return row["year"], row.get("period", "")


class Places:
    """Names the county, township and village of a unit, as the columns of a file have them."""

    def __init__(self):
        self.index = place_index(Organization)
        self.codes = dict(Organization.objects.values_list("pk", "code"))

    def names(self, pk, levels):
        chain = self.index.chain(self.codes[pk])
        return [chain[level].name if level in chain else "" for level in levels]


def _bring_in(model, rows, year, period, places, *, by):
    ledger = model.ledger()
    span = label_of(period) if period else _("%(year)s年") % {"year": year}
    name = _("%(unit)s%(span)s%(title)s.xlsx") % {"unit": by.organization.name, "span": span, "title": ledger.title}
    data = _workbook(ledger, rows, places, title=name.removesuffix(".xlsx"))
    prepared = prepare(data, name, by=by, default_year=year, ledger=ledger.key, year=year)
    return import_at_once(
        prepared, data=data, file_name=name, by=by, within=None, asked_key=ledger.key, year=year, mode="good"
    )


def _workbook(ledger, rows, places, *, title):
    """Return the bytes of a workbook in the form of the blank template: title, header, a line for each of ``rows``."""
    target, columns, levels = BytesIO(), ledger.stored_columns, place_levels(ledger)
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write(0, 0, title)
    sheet.write_row(1, 0, [str(column.title) for column in file_columns(ledger, columns)])
    for number, row in enumerate(rows, 1):
        cells = [_cell(column, row.get(column.field, "")) for column in columns]
        sheet.write_row(number + 1, 0, [number, *places.names(row["organization_id"], levels), *cells])
    book.close()
    return target.getvalue()


def _cell(column, value):
    if value is None or value == "":
        return ""
    return WRITERS[column.kind](value) if column.kind in WRITERS else value


def _confirm(model, rows, *, by):
    """Confirm the first of the rows just imported; as many as are planned to wait stay."""
    pks = list(model.objects.order_by("-pk").values_list("pk", flat=True)[: len(rows)])[::-1]
    left = sum("confirmed_at" not in row for row in rows)
    if confirmed := pks[: len(pks) - left]:
        records.confirm_records(model.objects.filter(pk__range=(confirmed[0], confirmed[-1])), by=by)


def _set_back(batch, model, rows):
    """Let the file have come on the first day on which one of its ``rows`` was entered, and be confirmed soon after.

    Otherwise no page of a past day would have the records.
    """
    entered_at = min(row["created_at"] for row in rows)
    confirmed_at = min((row["confirmed_at"] for row in rows if "confirmed_at" in row), default=None)
    stored = model.objects.filter(import_batch=batch)
    stored.update(created_at=entered_at, updated_at=entered_at)
    stored.filter(confirmed_at__isnull=False).update(confirmed_at=confirmed_at, updated_at=confirmed_at)
    ImportBatch.objects.filter(pk=batch.pk).update(uploaded_at=entered_at, stored_at=entered_at)
