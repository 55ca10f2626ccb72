import io
import zipfile

import pytest

from files.sniffing import has_macros, kind_of

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def archive(*names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as opened:
        for name in names:
            opened.writestr(name, "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7\n1 0 obj", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0....", "jpeg"),
        (archive("word/document.xml"), "docx"),
        (archive("xl/workbook.xml"), "xlsx"),
        (archive("xl\\Workbook.xml"), "xlsx"),
        (archive("xl/book.xml"), "xlsx"),
        (archive("xl/workbook.bin"), "xlsb"),
        (archive("content.xml"), "ods"),
        (archive("readme.txt"), "zip"),
        (b"PK\x03\x04 broken", "zip"),
        (COMPOUND + "WordDocument".encode("utf-16-le"), "doc"),
        (COMPOUND + "Workbook".encode("utf-16-le"), "xls"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (COMPOUND, "compound"),
        (b"{\\rtf1", "rtf"),
        (b"\xef\xbb\xbf <HTML><script>", "html"),
        (b"<tr><TABLE>", "html"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "xml_spreadsheet"),
        (b"<?xml version='1.0'?>", "xml"),
        ("姓名,村\n".encode(), "text"),
        (b"", "text"),
    ],
)
def test_kind_of_a_file_is_found_from_its_content(content, expected):
    assert kind_of(content) == expected


@pytest.mark.parametrize(
    "content",
    [archive("word/document.xml", "word/vbaProject.bin"), COMPOUND + "Workbook_VBA_PROJECT".encode("utf-16-le")],
)
def test_macros_are_found_in_new_and_old_formats(content):
    assert has_macros(content)


@pytest.mark.parametrize("content", [archive("word/document.xml"), COMPOUND, b"_VBA_PROJECT", b"vbaProject.bin"])
def test_files_without_macros_have_none(content):
    assert not has_macros(content)
