"""Find the type of a file by its content. Its name and the type that the browser sends are not trusted."""

import io
import zipfile

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
}
ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGINNINGS = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x09\x02", "biff"),  # Excel before 1995: a stream without a container
    (b"\x09\x04", "biff"),
    (b"\x09\x00", "biff"),
    (b"\x09\x08\x10\x00", "biff"),
)
ZIP_PARTS = (
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("xl/workbook.bin", "xlsb"),
    ("xl/workbook.xml", "xlsx"),
)
COMPOUND_STREAMS = (("EncryptedPackage", "encrypted"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))
HTML = (b"<html", b"<!doctype html", b"<table", b"<meta", b"mime-version")
HEAD = 4096


def kind_of(data):
    """Return the type of ``data``: pdf, png, jpeg, docx, xlsx, ods, doc, xls, encrypted, zip, html, xml, text …

    An archive or compound file without a known document is ``zip`` or ``compound``. Data with an unknown
    beginning is ``text``.
    """
    if data.startswith(ZIP):
        return _kind_of_zip(data)
    if data.startswith(COMPOUND):
        return next((kind for name, kind in COMPOUND_STREAMS if name.encode("utf-16-le") in data), "compound")
    for beginning, kind in BEGINNINGS:
        if data.startswith(beginning):
            return kind
    return _kind_of_markup(data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower())


def _kind_of_zip(data):
    if b"application/vnd.oasis.opendocument.spreadsheet" in data[:200]:
        return "ods"
    names = part_names(data)
    if kind := next((kind for part, kind in ZIP_PARTS if part in names), ""):
        return kind
    if "content.xml" in names:
        return "ods"
    return "xlsx" if any(name.startswith("xl/") for name in names) else "zip"


def part_names(data):
    """Return the names in the directory of an archive, in lower case with forward slashes; empty if it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name.replace("\\", "/").lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, OverflowError):
        return set()


def _kind_of_markup(head):
    if head.startswith(b"<?xml") and b"office:spreadsheet" in head:
        return "xml_spreadsheet"
    if head.startswith(HTML) or b"<table" in head:
        return "html"
    return "xml" if head.startswith(b"<?xml") else "text"


def has_macros(data):
    """Whether an Office file contains macros."""
    if data.startswith(ZIP):
        return any(name.endswith("vbaproject.bin") for name in part_names(data))
    return data.startswith(COMPOUND) and "_VBA_PROJECT".encode("utf-16-le") in data
