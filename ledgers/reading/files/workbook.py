"""Opens a file whatever its name says: the content decides what it is and how it is read."""

import io
import re
import struct

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from ledgers.reading import reasons
from ledgers.reading.files import biff, cfb, zips
from ledgers.reading.files.delimited import read_delimited
from ledgers.reading.files.ods import read_ods
from ledgers.reading.files.ooxml import Package
from ledgers.reading.files.raw import RawBook, RawSheet, put_errors
from ledgers.reading.limits import MEGABYTE, ReadingError

EXTENSIONS = ("xlsx", "xlsm", "xls", "et", "ods", "csv", "txt")
_EXPECTED = {"xlsx": ("xlsx", "xlsm", "et"), "xls": ("xls", "et"), "ods": ("ods",), "text": ("csv", "txt")}


def open_workbook(data, filename, limits):
    """The ``RawBook`` of a file; ``ReadingError`` says what is wrong with it otherwise."""
    extension = filename.rpartition(".")[2].lower() if "." in filename else ""
    if not data:
        raise ReadingError("empty", _("文件是空的（0 字节），请检查后重新上传。"))
    if len(data) > limits.file_bytes:
        raise ReadingError(
            "too_large",
            _("文件有 %(size).1f MB，超过 %(limit)d MB 的上限。请删除图片或分成几个文件上传。")
            % {"size": len(data) / MEGABYTE, "limit": limits.file_bytes // MEGABYTE},
        )
    if extension not in EXTENSIONS:
        raise ReadingError(
            "extension",
            _("不支持“.%(extension)s”文件。请上传 .xlsx、.xlsm、.xls、.et、.ods、.csv 或 .txt。")
            % {"extension": extension[:10]},
        )
    kind = kind_of(data)
    book = _OPENERS[kind](data, limits)
    if extension not in _EXPECTED[kind]:
        message = _("文件扩展名是“.%(extension)s”，内容却是另一种格式，已按内容读取。") % {"extension": extension}
        book.warnings.append((reasons.EXTENSION, message))
    return book


def kind_of(data):
    """xlsx, xls, ods or text by the first bytes; ``ReadingError`` for what is known not to be a ledger."""
    if data.startswith(b"PK"):
        return _kind_of_zip(data)
    if data.startswith(cfb.MAGIC):
        return "xls"
    _refuse_others(data)
    return "text"


def _kind_of_zip(data):
    if b"application/vnd.oasis.opendocument.spreadsheet" in data[:200]:
        return "ods"
    if b"content.xml" in data and b"xl/workbook.xml" not in data:
        return "ods"
    if b"word/document.xml" in data:
        raise other_format(_("Word 文档"))
    if b"ppt/presentation.xml" in data:
        raise other_format(_("演示文稿"))
    if b"xl/workbook.bin" in data:
        raise other_format(_("二进制工作簿（.xlsb）"))
    return "xlsx"


_PDF, _RAR, _7Z, _PICTURES = b"%PDF", b"Rar!", b"7z\xbc\xaf", (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")


def _refuse_others(data):
    head = data[:4096]
    lowered = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_PDF):
        raise other_format(_("PDF 文件"))
    if head.startswith((_RAR, _7Z)):
        raise other_format(_("压缩包"))
    if head.startswith(_PICTURES):
        raise other_format(_("图片"))
    if head[:2] in (b"\x09\x02", b"\x09\x04", b"\x09\x00") or head[:4] == b"\x09\x08\x10\x00":
        raise other_format(_("很旧的 Excel 表格"))
    if lowered.startswith(b"<?xml") and b"office:spreadsheet" in lowered:
        raise other_format(_("XML 表格（只是扩展名像工作簿）"))
    if lowered.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"mime-version")) or b"<table" in lowered:
        raise other_format(_("网页（只是扩展名像表格）"))
    if lowered.startswith(b"<?xml"):
        raise other_format(_("XML 文件（只是扩展名像表格）"))


def other_format(what):
    return ReadingError(
        "unknown_format",
        _("这个文件其实是%(what)s，不能直接读取。请用表格软件打开，另存为 .xlsx 后重新上传。") % {"what": what},
    )


def _open_xlsx(data, limits):
    package = Package(zips.open_zip(data, limits), limits)
    book = _native(data)
    sheets = _sheets(book, limits, before=package.check_sheet)
    for sheet in sheets:
        sheet.formats = lambda wanted, name=sheet.name: package.formats(name, wanted)
        sheet.uncalculated = package.uncalculated.get(sheet.name, 0)
        put_errors(sheet.rows, package.errors.get(sheet.name, {}))
    return RawBook(sheets, since_1904=package.since_1904)


def _open_xls(data, limits):
    try:
        container = cfb.CompoundFile(data)
        if "EncryptedPackage" in container or "EncryptionInfo" in container:
            raise zips.encrypted()
        if "WordDocument" in container:
            raise other_format(_("Word 文档"))
        name = next((name for name in ("Workbook", "Book", "WORKBOOK", "BOOK") if name in container), "")
        if not name:
            raise other_format(_("别的文档"))
        stream = container.stream(name)
    except (cfb.DamagedError, IndexError, KeyError) as error:
        raise zips.damaged() from error
    except ValueError as error:
        raise zips.damaged() from error
    return _open_biff(data, stream, limits)


def _open_biff(data, stream, limits):
    try:
        content = biff.Globals(stream)
        if content.encrypted:
            raise zips.encrypted()
        errors = [{} for _start in content.sheets]
        for start, found in zip(content.sheets, errors, strict=True):
            rows, columns, count = biff.extent(stream, start, found)
            if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells or count > limits.cells:
                raise zips.too_many_cells(limits)
    except struct.error as error:
        raise zips.damaged() from error
    book = _native(data)
    sheets = _sheets(book, limits)
    for sheet, start, found in zip(sheets, content.sheets, errors, strict=False):
        put_errors(sheet.rows, found)
        sheet.formats = lambda wanted, start=start: biff.formats(stream, start, content, wanted)
    return RawBook(sheets, since_1904=content.since_1904)


def _native(data):
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise zips.encrypted() from error
    except BaseException as error:
        raise _as_damage(error) from error


def _as_damage(error):
    """What the native reader raises about the file; a panic of its own is no ``Exception``, others pass."""
    is_about_file = isinstance(error, (CalamineError, OSError, ValueError)) or type(error).__name__ == "PanicException"
    return zips.damaged() if is_about_file else error


def _sheets(book, limits, before=lambda name: None):
    if len(book.sheets_metadata) > limits.sheets:
        raise zips.too_many_cells(limits)
    found = []
    for position, meta in enumerate(book.sheets_metadata):
        sheet = RawSheet(meta.name, hidden=meta.visible != SheetVisibleEnum.Visible)
        if meta.typ == SheetTypeEnum.WorkSheet and not sheet.hidden:
            before(meta.name)
            _fill(sheet, book, position)
        found.append(sheet)
    return found


def _fill(sheet, book, position):
    try:
        source = book.get_sheet_by_index(position)
        sheet.rows = source.to_python(skip_empty_area=False) if source.start else []
        merges = source.merged_cell_ranges or []
    except BaseException as error:
        raise _as_damage(error) from error
    sheet.merges = [(top, left, bottom, right) for (top, left), (bottom, right) in merges]


def _open_ods(data, limits):
    return read_ods(zips.open_zip(data, limits), limits)


_OPENERS = {"xlsx": _open_xlsx, "xls": _open_xls, "ods": _open_ods, "text": read_delimited}


def safe_name(filename):
    """The last part of a file name without control characters, for display and for reading its words."""
    name = re.split(r"[/\\]", str(filename))[-1]
    return re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", name).strip()[:200] or "file"
