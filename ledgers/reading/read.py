"""Read a whole file: the entry point of the package."""

from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from files.errors import FileError
from files.names import safe_name
from ledgers import declarations
from ledgers.reading.files.workbook import open_workbook
from ledgers.reading.limits import Limits
from ledgers.reading.recognise import nothing_inside, recognise, refuse_other_tenure
from ledgers.reading.result import Problem, Reading, SheetReading
from ledgers.reading.sheet import SheetTask, unrecognised
from ledgers.reading.text import is_blank

LISTS_PERSONS = "lists_persons"  # the code of the ``FileError`` for a file that must not be kept


class Options(NamedTuple):
    """The options of ``read``, which documents them."""

    places: Any
    within: str = ""
    year: int | None = None
    default_year: int | None = None
    money_unit: str = ""
    mapping: dict | None = None
    overrides: dict | None = None
    choices: dict | None = None
    accept_likely: bool = False
    accepted: dict | str | None = None
    on: date | None = None
    hints: dict | None = None


def read(data, filename, *, places, ledger="auto", limits=None, **options):
    """Read ``data`` (the bytes of a ledger file) and return a ``Reading``.

    ``places``: the ``PlaceIndex`` of the tree. ``ledger``: a key, or ``auto`` to recognise it.
    Further options, all optional:

    ``within``: code of the unit whose subtree the reader may fill; rows of other places are held
    back as ``out_of_scope``, and where neither row nor file names a place it is the context.
    ``year`` overrides the year in the file, ``default_year`` is used if the file has none;
    ``money_unit`` (元 or 万元) is for amounts without a unit in the file.
    ``mapping``: ``{"group·header": field or None}`` overrides the recognition of columns; fields
    are those of the ledger, or ``county``, ``township``, ``village``, ``seq``.
    ``overrides``: ``{(sheet, row, column): text}`` replaces cells, ``choices``: ``{(sheet, row):
    place code}`` settles places; rows and columns count from 1. ``accepted``: ``{(sheet, row): reasons}`` for which
    a person takes doubtful rows as they stand, or ``ALL_DOUBTFUL``. ``on`` is today, unless another day is meant.
    ``accept_likely`` reads the columns whose field is only likely, as if a person had agreed.
    ``hints``: ``{"group·header": field}`` as other units once mapped it: evidence, never a decision.

    Where ``auto`` recognises nothing, the reading has no ``ledger_key`` and a warning that says
    so. Raises ``FileError`` when the file as a whole cannot be read.
    """
    options = Options(places, **{"on": timezone.localdate()} | options)
    name = safe_name(filename)
    book = open_workbook(data, name, limits or Limits())
    sheets = {sheet.name: sheet.rows for sheet in book.sheets}
    for (sheet, row, column), text in (options.overrides or {}).items():
        rows = sheets.get(sheet, [])
        if 1 <= row <= len(rows) and 1 <= column <= len(rows[row - 1]):
            rows[row - 1] = list(rows[row - 1])
            rows[row - 1][column - 1] = text
    if ledger != "auto":
        reading = _read_as(declarations.get(ledger), book, name, options)
        refuse_other_tenure(declarations.get(ledger), book, name, options)
        return reading
    recognised, problem = recognise(book, name, options)
    if recognised:
        return _read_as(recognised, book, name, options)
    warnings = [*(Problem(reason, message) for reason, message in book.warnings), problem]
    return Reading(name, "", [unrecognised(sheet) for sheet in book.sheets], book.encoding, warnings=warnings)


def _read_as(ledger, book, name, options):
    places = options.places
    sheets = _read_sheets(book, ledger, options, name)
    _refuse_persons(sheets, ledger)
    warnings = [Problem(reason, message) for reason, message in book.warnings]
    if not any(sheet.imported for sheet in sheets):
        warnings.append(_without_rows(sheets, ledger))
    city = places.only_city(
        next((sheet.context.place for sheet in sheets if sheet.context.place), "") or options.within
    )
    return Reading(name, ledger.key, sheets, book.encoding, city, warnings)


def _read_sheets(book, ledger, options, file_name):
    """Return a ``SheetReading`` for every sheet; hidden and empty sheets are marked as skipped."""
    sheets, ending = [], None
    for raw in book.sheets:
        if raw.hidden:
            sheets.append(SheetReading(raw.name, hidden=True, skipped="hidden"))
        elif all(is_blank(cell) for row in raw.rows for cell in row):
            sheets.append(SheetReading(raw.name, skipped="empty"))
        else:
            task = SheetTask(
                raw, ledger, options, file_name=file_name, since_1904=book.since_1904, previous_ending=ending
            )
            sheets.append(task.read())
            ending = task.ending
    return sheets


def _refuse_persons(sheets, ledger):
    """Raise ``FileError`` if a column lists persons whom the ledger only counts."""
    refused = {column.field for column in ledger.columns if column.refuses_file}
    for sheet in sheets:
        for column in sheet.columns:
            if column.field in refused:
                message = _(
                    "工作表“%(sheet)s”第 %(column)d 列“%(header)s”逐行登记个人。按规定“%(title)s”只存人数，"
                    "不存个人信息，没有读取，也不保留这个文件。请按单位汇总人数后重新上传（可先下载空白模板）；"
                    "不是这本台账的，请在上传时选定台账类型。"
                )
                message %= {
                    "sheet": sheet.name,
                    "column": column.column,
                    "header": column.header,
                    "title": ledger.title,
                }
                raise FileError(LISTS_PERSONS, message)


def _without_rows(sheets, ledger):
    """Return a warning for a file without rows to import, if its columns can be mapped; else raise ``FileError``."""
    skipped = {sheet.skipped for sheet in sheets}
    if "no_rows" in skipped:
        raise FileError("no_rows", _("找到了表头，但下面没有数据行。请填写后重新上传。"))
    if skipped <= {"hidden", "empty"}:
        raise nothing_inside()
    message = _("没有找到“%(title)s”的表头，请检查是否选对了台账类型，或表头文字是否齐全（可先下载空白模板对照）。") % {
        "title": ledger.title
    }
    if not any(column.field for sheet in sheets for column in sheet.columns):
        raise FileError("no_table", message)
    return Problem("no_table", message)
