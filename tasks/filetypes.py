"""What an uploaded file is, by its content: the name and the browser's word count for nothing."""

import zipfile
from io import BytesIO

OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_STREAMS = {
    "WordDocument".encode("utf-16-le"): "application/msword",
    "Workbook".encode("utf-16-le"): "application/vnd.ms-excel",
    "Book".encode("utf-16-le"): "application/vnd.ms-excel",
}
PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
MACROS = "vbaproject.bin"


def sniff(content):
    """The content type of a PDF, Word or Excel file, PNG or JPEG; ``None`` for everything else.

    Office files with macros are refused, as are plain archives and encrypted files.
    """
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    for magic, content_type in PICTURES.items():
        if content.startswith(magic):
            return content_type
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if content.startswith(OLE_MAGIC):
        return _old_office(content)
    return None


def _office(content):
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return None
    if any(name.lower().endswith(MACROS) for name in names):
        return None
    return next((kind for part, kind in OFFICE.items() if part in names), None)


def _old_office(content):
    """Compound files list their streams by name in UTF-16; the macro storage of Word and Excel included."""
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        return None
    return next((kind for stream, kind in OLE_STREAMS.items() if stream in content), None)
