"""Opens a file whatever its name says: the content decides what it is and how it is read."""

import io
import struct

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from files import sniffing, zips
from files.errors import FileError
from files.names import extension_of
from ledgers.reading import reasons
from ledgers.reading.files import biff, cfb, default_password
from ledgers.reading.files.cleaning import clean
from ledgers.reading.files.delimited import read_delimited
from ledgers.reading.files.ods import read_ods
from ledgers.reading.files.old_biff import read_old
from ledgers.reading.files.ooxml import Package
from ledgers.reading.files.ooxml_repair import with_usual_names
from ledgers.reading.files.raw import RawBook, RawSheet, put_errors
from ledgers.reading.limits import MEGABYTE, too_many_cells

EXTENSIONS = ("xlsx", "xlsm", "xls", "et", "ods", "csv", "txt")
# An archive without a known part is a workbook cut short, or one with parts of other names; the reader finds out.
OPENED_AS = {"zip": "xlsx", "compound": "xls", "encrypted": "xls", "doc": "xls"}
OTHERS = {
    "pdf": gettext_lazy("PDF 文件"),
    "rar": gettext_lazy("压缩包"),
    "7z": gettext_lazy("压缩包"),
    "png": gettext_lazy("图片"),
    "jpeg": gettext_lazy("图片"),
    "gif": gettext_lazy("图片"),
    "bmp": gettext_lazy("图片"),
    "docx": gettext_lazy("Word 文档"),
    "rtf": gettext_lazy("RTF 文档"),
    "pptx": gettext_lazy("演示文稿"),
    "xlsb": gettext_lazy("二进制工作簿（.xlsb）"),
    "xml_spreadsheet": gettext_lazy("XML 表格（只是扩展名像工作簿）"),
    "html": gettext_lazy("网页（只是扩展名像表格）"),
    "xml": gettext_lazy("XML 文件（只是扩展名像表格）"),
}
_EXPECTED = {
    "xlsx": ("xlsx", "xlsm", "et"),
    "xls": ("xls", "et"),
    "biff": ("xls", "et"),
    "ods": ("ods",),
    "text": ("csv", "txt"),
}


def open_workbook(data, filename, limits):
    """The ``RawBook`` of a file; ``FileError`` says what is wrong with it otherwise."""
    extension = extension_of(filename)
    if not data:
        raise FileError("empty", _("文件是空的（0 字节），请检查后重新上传。"))
    if len(data) > limits.file_bytes:
        raise FileError(
            "too_large",
            _("文件有 %(size).1f MB，超过 %(limit)d MB 的上限。请删除图片或分成几个文件上传。")
            % {"size": len(data) / MEGABYTE, "limit": limits.file_bytes // MEGABYTE},
        )
    if extension not in EXTENSIONS:
        raise FileError(
            "extension",
            _("不支持“.%(extension)s”文件。请上传 .xlsx、.xlsm、.xls、.et、.ods、.csv 或 .txt。")
            % {"extension": extension[:10]},
        )
    kind = kind_of(data)
    book = _OPENERS[kind](data, limits)
    for sheet in book.sheets:
        clean(sheet)
    if extension not in _EXPECTED[kind]:
        message = _("文件扩展名是“.%(extension)s”，内容却是另一种格式，已按内容读取。") % {"extension": extension}
        book.warnings.append((reasons.EXTENSION, message))
    return book


def kind_of(data):
    """xlsx, xls, ods or text by the content; ``FileError`` for what is known not to be a ledger."""
    kind = sniffing.kind_of(data)
    if kind in OTHERS:
        raise other_format(OTHERS[kind])
    return OPENED_AS.get(kind, kind)


def other_format(what):
    return FileError(
        "unknown_format",
        _("这个文件其实是%(what)s，不能直接读取。请用表格软件打开，另存为 .xlsx 后重新上传。") % {"what": what},
    )


def _open_xlsx(data, limits):
    archive = zips.open_zip(data, limits)
    if (usual := with_usual_names(data, archive, limits)) is not data:
        data, archive = usual, zips.open_zip(usual, limits)
    package = Package(archive, limits)
    book = _native(data)
    for name in _shown_sheets(book):
        package.check_sheet(name)
    if mended := package.mended_data():
        book = _native(mended)
    sheets = _sheets(book, limits)
    for sheet in sheets:
        sheet.formats = lambda wanted, name=sheet.name: package.formats(name, wanted)
        sheet.telling = package.is_telling
        if measure := package.measures.get(sheet.name):
            sheet.uncalculated, sheet.hidden_rows = measure.uncalculated, measure.hidden_rows
            sheet.pictures = sorted(set(measure.pictures))
            put_errors(sheet.rows, measure.errors)
    return RawBook(sheets, since_1904=package.since_1904)


def _shown_sheets(book):
    return [
        meta.name
        for meta in book.sheets_metadata
        if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible
    ]


def _open_xls(data, limits):
    try:
        container = cfb.CompoundFile(data)
        if "EncryptedPackage" in container or "EncryptionInfo" in container:
            return _open_encrypted(container, limits)
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


def _open_encrypted(container, limits):
    package = default_password.opened(container)
    if package is None:
        raise encrypted()
    if kind_of(package) != "xlsx":
        raise other_format(_("别的文档"))
    return _open_xlsx(package, limits)


def encrypted():
    return FileError(
        "encrypted",
        _(
            "文件设有打开密码，或设有“保护工作簿”的密码，无法读取。请在 Excel 或 WPS 中取消密码保护"
            "（“审阅”中的“保护工作簿”，和“另存为”中的打开密码），保存后重新上传。"
        ),
    )


def _open_biff(data, stream, limits):
    if biff.version(stream) != biff.BIFF8:
        return read_old(stream, limits)
    try:
        content = biff.Globals(stream)
        if content.encrypted:
            raise encrypted()
        errors = [{} for _start in content.sheets]
        for start, found in zip(content.sheets, errors, strict=True):
            rows, columns, count = biff.extent(stream, start, found)
            if count > limits.cells:
                raise too_many_cells(limits)
            if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
                return read_old(stream, limits)
    except struct.error as error:
        raise zips.damaged() from error
    book = _native(data)
    sheets = _sheets(book, limits)
    for sheet, start, found in zip(sheets, content.sheets, errors, strict=False):
        put_errors(sheet.rows, found)
        sheet.formats = lambda wanted, start=start: biff.formats(stream, start, content, wanted)
        sheet.telling = content.is_telling
        sheet.hidden_rows = biff.hidden_rows(stream, start)
    return RawBook(sheets, since_1904=content.since_1904)


def _native(data):
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise encrypted() from error
    except BaseException as error:
        raise _as_damage(error) from error


def _as_damage(error):
    """What the native reader raises about the file; a panic of its own is no ``Exception``, others pass."""
    is_about_file = isinstance(error, (CalamineError, OSError, ValueError)) or type(error).__name__ == "PanicException"
    return zips.damaged() if is_about_file else error


def _sheets(book, limits):
    if len(book.sheets_metadata) > limits.sheets:
        raise too_many_cells(limits)
    found = []
    for position, meta in enumerate(book.sheets_metadata):
        sheet = RawSheet(meta.name, hidden=meta.visible != SheetVisibleEnum.Visible)
        if meta.typ == SheetTypeEnum.WorkSheet and not sheet.hidden:
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


_OPENERS = {"xlsx": _open_xlsx, "xls": _open_xls, "biff": read_old, "ods": _open_ods, "text": read_delimited}
