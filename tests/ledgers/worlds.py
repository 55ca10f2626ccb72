"""Makes the results of reading directly, for tests of storing that need no file."""

from dataclasses import asdict

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from ledgers import actions, declarations
from ledgers.declarations import Kind
from ledgers.models import ImportBatch
from ledgers.preview import Prepared, dataset_of
from ledgers.reading import Context
from ledgers.resources import resource_of
from ledgers.staged_rows import Held, Row, Staged

VALUES = {
    Kind.TEXT: "文字", Kind.NAME: "李明", Kind.DATE: "2026-06", Kind.DATETIME: "2026-06-30T09:30", Kind.YES_NO: True,
    Kind.MONEY: "1234.50", Kind.PERCENT: 62.5, Kind.COUNT: 7, Kind.DECIMAL: 2.5, Kind.PHONE: "10012346721",
    Kind.CODE: "0001",
}  # fmt: skip


def all_values(ledger, **values):
    """A value for each field of ``ledger``; ``values`` replaces those of some kinds of columns."""
    values = VALUES | values
    return {
        column.field: column.choices[0].value if column.kind == Kind.CHOICE else values[column.kind]
        for column in ledger.stored_columns
    }


def facts(fields, *, year=2026, name="Sheet1", period=None):
    """The facts about one imported sheet with columns for ``fields``."""
    context = asdict(Context(year=year, year_from="default", period=period))
    rest = {"hidden": False, "warnings": [], "warning_count": 0, "similar": [], "records": 0, "held": 0}
    return rest | {
        "name": name,
        "skipped": "",
        "fields": list(fields),
        "columns": [],
        "header_rows": [3],
        "context": context,
    }


def staged(ledger_key, rows, *, fields=None, held=(), **more):
    """Staged rows from row 5 on; each of ``rows`` is a place and its values for ``fields`` (default: all fields)."""
    fields = fields or declarations.get(ledger_key).fields
    good = [Row(0, number, place.code, tuple(values)) for number, (place, *values) in enumerate(rows, 5)]
    return Staged(ledger_key, [facts(fields, **more)], good, list(held))


def prepared(*args, holders=None, **kwargs):
    rows = staged(*args, **kwargs)
    dataset = dataset_of(rows, holders=holders)
    return Prepared(rows, dataset, resource_of(dataset.ledger)().preview(dataset))


def held_row(row, place, *, reason="unknown_village", **problem):
    message = "漆工镇没有“湖唐村”。"
    return Held(0, row, place, (), [{"reason": reason, "message": message, "row": row} | problem], ["1", "湖唐村"])


def make_batch(by, preview=None, *, file_name="台账.xlsx", data=b"x", **fields):
    """A batch uploaded by ``by``; it is previewed when ``preview``, made by ``prepared()``, is given."""
    batch = ImportBatch(
        organization=by.organization, uploaded_by=by, file_name=file_name, file_size=len(data), digest="", **fields
    )
    batch.file.save(file_name, ContentFile(data), save=False)
    batch.save()
    if preview is not None:
        actions.stage_rows(batch, preview)
    return batch


def store(preview, by, *, mode="good", **fields):
    """Store ``preview`` for ``by`` at once, in a batch with ``fields``; returns the batch."""
    batch = make_batch(by, preview, state=ImportBatch.State.STORING, mode=mode, **fields)
    batch.state = ImportBatch.State.STORING
    with transaction.atomic():
        return actions.store_rows(batch, now=timezone.now())
