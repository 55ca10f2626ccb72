"""Read a file and compare it with the stored records, without writing anything."""

import gc
import time
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _

from ledgers import declarations, reading
from ledgers.coding import Coder
from ledgers.leaving import settle_leavers
from ledgers.marked_workbook import REASON_HEADER
from ledgers.models import ColumnMemory, TypeMemory
from ledgers.reading_child import in_fork
from ledgers.record_list import with_codes
from ledgers.repeated_rows import repeated_rows_warnings
from ledgers.resources import LedgerResult, StagedDataset, resource_of
from ledgers.staged_rows import Held, Staged, UnknownLedgerError, stage
from organizations import tree
from organizations.models import Organization
from organizations.resolving import place_index


def never_kept():
    """Return a mapping that drops the columns which the portal itself adds to files: reasons, and codes in exports."""
    coded = [column for ledger in declarations.all_ledgers() for column in ledger.coded_columns]
    return {REASON_HEADER: None} | {str(column.label): None for column in with_codes(coded) if not column.codes}


@dataclass
class Prepared:
    """A file as read (``staged``) and compared with the stored records (``result``)."""

    staged: Staged
    dataset: StagedDataset
    result: LedgerResult

    @property
    def counts(self):
        """The number of rows by outcome."""
        counts = self.result.counts
        return counts | {"held_back": counts["held_back"] + len(self.staged.held)}


def prepare(
    data,
    filename,
    *,
    by,
    default_year,
    within=None,
    mapping=None,
    same_as=None,
    dropped=(),
    holders=None,
    report=False,
    beat=None,
    **options,
):
    """Read ``data`` as ``by`` may fill it, in ``within`` (default: the own unit), and compare it with what is stored.

    ``default_year`` counts only where neither the file nor its rows name a year. ``same_as`` goes to the
    dataset (see there), as do ``holders``. ``dropped``: rows, (sheet, row), that a person does not want. A file that
    nobody recognises is read as the ledger that the unit chose for the same headers before. ``options`` go to
    ``reading.read``: ledger, year, money_unit, overrides, choices. ``report`` adds the report in the layout of the
    answer files. Raises ``FileError``.
    """
    scope = within or by.organization
    mapping = never_kept() | (mapping or {})
    read = _Reader(data, filename, scope, report, beat, options)
    try:
        staged = read(mapping)
    except UnknownLedgerError as error:
        read.options["ledger"] = _remembered_ledger(by, error)
        staged = read(mapping)
    remembered = remembered_mapping(by.organization, staged.ledger_key, staged.sheets)
    if remembered.keys() - mapping.keys():
        mapping = remembered | mapping
        staged = read(mapping)
    if hints := remembered_elsewhere(by.organization, staged.ledger_key, staged.sheets):
        read.options["hints"] = hints
        staged = read(mapping)
    if any(not facts["skipped"] and not facts["context"]["year"] for facts in staged.sheets):
        staged = read(mapping, default_year=default_year)
    staged.drop(dropped)
    hold_unfit(staged)
    settle_leavers(staged)
    dataset = dataset_of(staged, same_as, holders)
    result = resource_of(dataset.ledger)().preview(dataset)
    staged.warnings += repeated_rows_warnings(dataset, result)
    return Prepared(staged, dataset, result)


def _remembered_ledger(by, error):
    """Return the key of the ledger chosen before for the headings of ``error``; raise ``error`` without one."""
    key = TypeMemory.ledger_for(by.organization, error.headings) if error.headings else None
    if key not in {ledger.key for ledger in declarations.open_to(by)}:
        raise error
    return key


def hold_unfit(staged):
    """Hold back the rows with a text that no word of its code table fits, where the column asks for it (must_fit)."""
    columns = [column for column in declarations.get(staged.ledger_key).coded_columns if column.must_fit]
    coders = {column.field: Coder(column.codes) for column in columns}
    rows, staged.rows = staged.rows, []
    for row in rows:
        facts = staged.sheets[row.sheet]
        values = dict(zip(facts["fields"], row.values, strict=True))
        unfit = [
            column
            for column in columns
            if values.get(column.field)
            and not coders[column.field].codes(values[column.field], facts["context"]["year"])
        ]
        if unfit:
            problems = [_no_code(row, column, values[column.field], facts) for column in unfit]
            staged.held.append(Held(*row[:4], problems, []))
        else:
            staged.rows.append(row)


def _no_code(row, column, text, facts):
    message = _("“%(label)s”里的“%(text)s”归不到代码表的任何一类，请改用标准写法，或请市级管理人员在代码表里补充写法。")
    return {
        "reason": "no_code",
        "message": message % {"label": column.label, "text": text},
        "row": row.row,
        "field": column.field,
        "column": next((entry["column"] for entry in facts["columns"] if entry["field"] == column.field), 0),
    }


class _Reader:
    """One file, read in a child process with one mapping or another, all readings together within the time allowed."""

    def __init__(self, data, filename, scope, report, beat, options):
        self.data = data
        self.filename = filename
        self.options = {"within": scope.code, "limits": reading.Limits(**settings.LEDGER_LIMITS), **options}
        self.report = report
        self.beat = beat
        self.deadline = time.monotonic() + settings.LEDGER_READING_SECONDS

    def __call__(self, mapping, default_year=None):
        return in_fork(
            _read_and_stage,
            self.data,
            self.filename,
            place_index(Organization),
            self.report,
            seconds=self.deadline - time.monotonic(),
            megabytes=settings.LEDGER_READING_MEGABYTES,
            beat=self.beat,
            mapping=mapping,
            default_year=default_year,
            **self.options,
        )


def _read_and_stage(data, filename, places, report, **options):
    """Read and stage in the child, which lives for one file only and needs no garbage collection."""
    gc.disable()
    reading_result = reading.read(data, filename, places=places, **options)
    return stage(reading_result, report_with=places if report else None)


def dataset_of(staged, same_as=None, holders=None):
    """Return the good rows of ``staged`` with the ids of their places."""
    ids = dict(Organization.objects.values_list("code", "pk"))
    rows = [(row.sheet, row.row, ids[row.place], row.values) for row in staged.rows]
    leaving = {(row.sheet, row.row): row.leaving for row in staged.rows if row.leaving}
    return StagedDataset(declarations.get(staged.ledger_key), staged.sheets, rows, same_as, leaving, holders)


def remembered_elsewhere(organization, ledger_key, sheets):
    """{header: field} that most other units gave to headers that are not certain here; only a hint to a person."""
    open_headers = {
        column["key"]
        for facts in sheets
        if not facts["skipped"]
        for column in facts["columns"]
        if not column["field"] and not column["dropped"]
    }
    others = ColumnMemory.objects.filter(ledger_key=ledger_key, header__in=open_headers).exclude(field="")
    others = others.exclude(organization=organization).values_list("header", "field").annotate(count=Count("pk"))
    return {header: field for header, field, _count in others.order_by("count", "field")}


def remembered_mapping(organization, ledger_key, sheets):
    """{header: field} that this organization or one above it has given to the file's headers; the nearest wins."""
    headers = {column["key"] for sheet in sheets if not sheet["skipped"] for column in sheet["columns"]}
    paths = [*tree.ancestor_paths(organization.path), organization.path]
    memories = ColumnMemory.objects.filter(
        organization__path__in=paths, ledger_key=ledger_key, header__in=headers
    ).order_by("organization__path")
    return {memory.header: memory.field or None for memory in memories}
