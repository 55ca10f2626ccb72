"""Broken, disguised and malicious files are refused with a clear message or read safely."""

# ruff: noqa: E501 - rows of a table are easier to read on one line

import io
import struct
import time
import zipfile

import pytest

from files.errors import FileError
from ledgers.reading import Limits
from tests.ledgers.reading.build import Styled, fields, held, ods, repacked, text, workbook, xls, xlsx

ROWS = [
    ["信州区网格台账"],
    ["序号", "街道", "社区", "网格名称", "户数"],
    [1, "东市街道", "现代城社区", "第一网格", 559],
]
SMALL = Limits(rows=1000, columns=50, cells=10_000, merges=100, unpacked_bytes=2_000_000)
SHEET = "xl/worksheets/sheet1.xml"


def refusal(read, data, name="台账.xlsx", **options):
    with pytest.raises(FileError) as error:
        read(data, name, ledger="grid", **options)
    assert error.value.message.endswith("。")
    return error.value.code


def with_cells(cells):
    """A workbook with raw XML added to its sheet."""
    return repacked(xlsx(ROWS), {SHEET: lambda xml: xml.replace(b"</sheetData>", cells + b"</sheetData>")})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", b""),
        ("a.pdf", b"%PDF-1.7"),
        ("a.xlsx", b"%PDF-1.7 ..."),
        ("a.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>"),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
        ("a.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related"),
        ("a.xlsx", b"Rar!\x1a\x07\x00"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
        ("a.xls", b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\0" * 100),
        ("a.csv", b"\x00\x01\x02\x03" * 100),
        ("a.exe", b"MZ"),
        ("noextension", b"1,2,3"),
        ("a.xlsx", b"PK\x03\x04 cut off"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000),
        ("a.csv", b"\xff\xfe\x00\xd8\x00"),
        ("a.csv", "序号,街道".encode() + b"\xff\xff\xff"),
    ],
)
def test_file_that_is_not_a_spreadsheet_is_refused_in_chinese(read, name, data):
    assert refusal(read, data, name)


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize(("builder", "name"), [(xlsx, "a.xlsx"), (xls, "a.xls"), (ods, "a.ods")])
def test_truncated_files_are_refused(read, builder, name, part):
    data = builder(ROWS)

    assert refusal(read, data[: int(len(data) * part)], name) in ("damaged", "unknown_format")


def test_an_empty_workbook_is_refused(read):
    assert refusal(read, xlsx([])) == "empty"


def test_format_is_found_from_the_content_and_not_the_extension(read):
    assert list(fields(read(xlsx(ROWS), "台账.et"))) == [3]
    assert list(fields(read(xls(ROWS), "台账.et"))) == [3]
    assert list(fields(read(ods(ROWS), "台账.xls"))) == [3]
    reading = read(xls(ROWS), "台账.xlsx")
    assert [warning.reason for warning in reading.warnings] == ["extension"]


def test_workbook_with_macros_is_read_and_its_macros_are_ignored(read):
    data = repacked(xlsx(ROWS), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"macro" * 100})

    assert list(fields(read(data, "台账.xlsm"))) == [3]


def test_a_password_protected_package_is_refused(read):
    assert refusal(read, compound({"EncryptionInfo": b"x" * 5000, "EncryptedPackage": b"y" * 5000})) == "encrypted"


def test_a_password_protected_old_workbook_is_refused(read):
    stream = (
        record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
        + record(0x2F, b"\1\0" + b"\0" * 50)
        + record(0x0A, b"")
    )

    assert refusal(read, compound({"Workbook": stream.ljust(5000, b"\0")}), "a.xls") == "encrypted"


def old_workbook_with(offset, value):
    """An old workbook in which 32 bits of the container are replaced."""
    data = bytearray(xls(ROWS))
    struct.pack_into("<I", data, offset, value)
    return bytes(data)


def test_container_with_a_circle_of_sectors_is_refused(read):
    data = xls(ROWS)
    fat_sector = struct.unpack_from("<I", data, 76)[0]
    directory_sector = struct.unpack_from("<I", data, 48)[0]
    next_of_directory = (fat_sector + 1) * 512 + directory_sector * 4

    assert refusal(read, old_workbook_with(next_of_directory, directory_sector), "a.xls") == "damaged"


@pytest.mark.parametrize("sector", [0, 5, 0x7FFFFFFF])
def test_container_whose_table_of_sectors_ends_in_the_wrong_place_is_refused(read, sector):
    assert refusal(read, old_workbook_with(68, sector), "a.xls") == "damaged"


def test_large_container_with_a_circular_table_of_sectors_is_refused_quickly(read):
    size = 20_000_000
    data = bytearray(compound({"Workbook": b"x" * 5000}).ljust(size, b"\0"))
    circle = size // 512 - 2
    struct.pack_into("<I", data, 68, circle)
    struct.pack_into("<128I", data, (circle + 1) * 512, *[circle] * 128)
    start = time.process_time()

    assert refusal(read, bytes(data), "a.xls") == "damaged"
    assert time.process_time() - start < 5


def test_container_with_very_many_names_is_refused_quickly(read):
    streams = b"".join(entry(f"s{number}", 2, 0, 5000) for number in range(40_000))
    start = time.process_time()

    assert refusal(read, container_with_directory(streams), "a.xls") == "unknown_format"
    assert time.process_time() - start < 5


def container_with_directory(entries):
    """A compound file with sectors of 4,096 bytes and ``entries`` in its directory besides the root."""
    sector, per_sector = 4096, 1024
    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0) + entries
    count = -(-len(directory) // sector)
    tables = -(-(count + 2) // per_sector)
    fat = [*range(1, count), 0xFFFFFFFE, *[0xFFFFFFFD] * tables]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    numbers = (0x3E, 4, 0xFFFE, 12, 6, count, tables, 0, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<HHHHH6xIIIIIIIII", *numbers)
    header += struct.pack(f"<{tables}I", *range(count, count + tables)).ljust(109 * 4, b"\xff")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(tables * sector, b"\xff")
    return header.ljust(sector, b"\0") + directory.ljust(count * sector, b"\0") + table


def test_a_password_protected_open_document_is_refused(read):
    data = repacked(ods(ROWS), {"META-INF/manifest.xml": b"<manifest:encryption-data/>"})

    assert refusal(read, data, "a.ods") == "encrypted"


def test_an_encrypted_zip_is_refused(read):
    data = bytearray(xlsx(ROWS))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)

    assert refusal(read, bytes(data)) == "encrypted"


def test_word_document_is_named_in_the_refusal(read):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    with pytest.raises(FileError) as error:
        read(target.getvalue(), "a.xlsx")
    assert "Word" in error.value.message


def test_a_file_over_the_size_limit_is_refused(read):
    assert refusal(read, xlsx(ROWS), limits=Limits(file_bytes=100)) == "too_large"


def test_zip_bomb_is_refused_by_the_sizes_in_its_directory(read):
    data = repacked(xlsx(ROWS), {"xl/media/big.bin": b"\0" * 5_000_000})

    assert refusal(read, data, limits=SMALL) == "too_large"


def test_a_zip_bomb_that_lies_about_its_size_is_refused_while_unpacking(read):
    data = bytearray(
        repacked(xlsx(ROWS), {SHEET: lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 5_000_000)})
    )
    at = data.find(SHEET.encode(), data.rfind(b"PK\x01\x02", 0, data.rfind(SHEET.encode())))
    entry = data.rfind(b"PK\x01\x02", 0, data.rfind(SHEET.encode()))
    struct.pack_into("<I", data, entry + 24, 1000)

    assert at > 0
    assert refusal(read, bytes(data), limits=SMALL) in ("damaged", "too_large")


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        b'<row r="4"><c r="XFD4"><v>1</v></c></row>',
        b'<row r="900"><c r="AX900"><v>1</v></c></row>',
        b'<row r="4"><c r="A2000"><v>1</v></c></row>',
    ],
)
def test_cells_far_out_are_refused_before_the_grid_is_filled(read, cells):
    assert refusal(read, with_cells(cells), limits=SMALL) == "too_many_cells"


def test_empty_cells_far_out_are_ignored(read):
    cells = b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'

    assert list(fields(read(with_cells(cells), limits=SMALL))) == [3]


def test_declared_dimension_without_cells_is_ignored(read):
    import re

    data = repacked(
        xlsx(ROWS), {SHEET: lambda xml: re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1:XFD1048576"/>', xml)}
    )

    assert list(fields(read(data))) == [3]


def test_too_many_rows_are_refused(read):
    assert refusal(read, xlsx(ROWS + [[number] for number in range(1000)]), limits=SMALL) == "too_many_cells"
    assert (
        refusal(read, text(ROWS + [[number, 1, 2, 3, 4] for number in range(1000)]), "a.csv", limits=SMALL)
        == "too_many_cells"
    )


def test_too_many_columns_are_refused(read):
    wide = [*ROWS, list(range(60))]

    assert refusal(read, xlsx(wide), limits=SMALL) == "too_many_cells"
    assert refusal(read, xls(wide), "a.xls", limits=SMALL) == "too_many_cells"
    assert refusal(read, text(wide), "a.csv", limits=SMALL) == "too_many_cells"
    assert refusal(read, ods(wide), "a.ods", limits=SMALL) == "too_many_cells"


def test_too_many_sheets_are_refused(read):
    assert (
        refusal(read, workbook({f"s{number}": ROWS for number in range(5)}), limits=Limits(sheets=4))
        == "too_many_cells"
    )


def test_too_many_merged_ranges_are_refused(read):
    merges = b"".join(b'<mergeCell ref="G%d:H%d"/>' % (number, number) for number in range(1, 200))
    data = repacked(
        xlsx(ROWS),
        {SHEET: lambda xml: xml.replace(b"</sheetData>", b"</sheetData><mergeCells>" + merges + b"</mergeCells>")},
    )

    assert refusal(read, data, limits=SMALL) == "too_many_cells"


def test_a_long_text_shared_by_very_many_cells_is_refused(read):
    rows = ROWS + [[f"{'长' * 20_000}", "x"] for _ in range(400)]

    assert refusal(read, xlsx(rows), limits=SMALL) == "too_large"


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        b'<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_xml_entities_are_refused(read, prolog, part):
    data = repacked(xlsx(ROWS), {part: lambda xml: xml.replace(b"?>", b"?>" + prolog, 1)})

    assert refusal(read, data) == "unsafe"


def test_xml_entities_in_an_open_document_are_refused(read):
    prolog = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    data = repacked(
        ods(ROWS),
        {"content.xml": lambda xml: xml.replace(b"?>", b"?>" + prolog, 1) if b"?>" in xml[:60] else prolog + xml},
    )

    assert refusal(read, data, "a.ods") == "unsafe"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1000000">'),
        (b"<table:table-cell", b'<table:table-cell table:number-columns-repeated="1000000"'),
    ],
)
def test_repeated_cells_of_an_open_document_count_towards_the_limit(read, old, new):
    data = repacked(ods(ROWS), {"content.xml": lambda xml: xml.replace(old, new)})

    assert refusal(read, data, "a.ods", limits=SMALL) == "too_many_cells"


def test_repeated_empty_rows_of_an_open_document_are_ignored(read):
    tail = b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    data = repacked(ods(ROWS), {"content.xml": lambda xml: xml.replace(b"</table:table>", tail + b"</table:table>")})

    assert list(fields(read(data, "a.ods", limits=SMALL))) == [3]


def test_far_cells_of_an_old_workbook_are_refused(read):
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet("s")
    page.write(0, 0, "a")
    page.write(65535, 255, "b")
    target = io.BytesIO()
    book.save(target)

    assert refusal(read, target.getvalue(), "a.xls") == "too_many_cells"


def test_package_with_two_entries_of_one_name_is_refused(read):
    target = io.BytesIO(xlsx(ROWS))
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, "<x/>")

    assert refusal(read, target.getvalue()) == "unsafe"


def test_paths_in_a_package_write_no_files(read, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = repacked(xlsx(ROWS), {"../../evil.xml": b"<x/>", "/abs.xml": b"<x/>"})

    assert list(fields(read(data))) == [3]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["../../etc/passwd.xlsx", "C:\\x\\台账.xlsx", "a\r\nb\u202e.xlsx"])
def test_paths_in_a_file_name_are_ignored(read, name):
    reading = read(xlsx(ROWS), name)

    assert "/" not in reading.file
    assert "\\" not in reading.file
    assert reading.file.isprintable()


def test_control_characters_are_removed(read):
    rows = [*ROWS[:2], [1, "东市街道", "现代城\x07社区", "第一\x0b网格", 559]]

    assert fields(read(text(rows, encoding="utf-8"), "a.csv")) == {3: {"grid_name": "第一网格", "households": 559}}


def test_csv_with_an_unclosed_quote_is_refused(read):
    data = text(ROWS) + b'\r\n2,"' + b"x" * 400_000

    assert refusal(read, data, "a.csv") == "damaged"


def test_formula_errors_are_held_back_and_uncalculated_formulas_are_named(read):
    rows = [
        *ROWS,
        [2, "东市街道", "现代城社区", "第二网格", "#REF!"],
        [3, "东市街道", "现代城社区", "第三网格", "==A1+1"],
    ]

    reading = read(xlsx(rows))

    assert held(reading) == {4: ["invalid_number"]}
    assert [warning.reason for warning in reading.imported_sheets[0].warnings] == ["uncalculated"]


def test_number_format_counts_only_in_the_cell_that_has_it(read):
    rows = [
        ["信州区2020年党员教育培训情况"],
        ["社区", "街道", "培训时间", "培训内容", "参训率"],
        ["现代城社区", "东市街道", "2020.3", "党史", Styled(0.9, "0%")],
        ["现代城社区", "东市街道", Styled(2020.1, "0.00"), "党课", 85],
        ["现代城社区", "东市街道", 2020.1, "国课", 85],
    ]

    reading = read(xlsx(rows))

    assert [(row["date"], row["rate"]) for row in fields(reading).values()] == [("2020-03", 90.0), ("2020-10", 85.0)]
    assert held(reading) == {5: ["invalid_date"]}


def record(kind, content):
    return struct.pack("<HH", kind, len(content)) + content


def compound(streams):
    """A compound file with ``streams`` of at least 4,096 bytes each."""
    sector = 512
    fat, body, entries = [], b"", [entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, content in streams.items():
        count = -(-len(content) // sector)
        start = len(fat)
        fat += [*range(start + 1, start + count), 0xFFFFFFFE]
        body += content.ljust(count * sector, b"\0")
        entries.append(entry(name, 2, start, len(content)))
    directory = b"".join(entries).ljust(sector, b"\0")
    directory_at, fat_at = len(fat), len(fat) + 1
    fat += [0xFFFFFFFE, 0xFFFFFFFD]
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(sector, b"\xff")
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack(
            "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory_at, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
        )
    )
    header += struct.pack("<I", fat_at) + b"\xff" * (108 * 4)
    return header + body + directory + table


def entry(name, kind, start, size):
    raw = name.encode("utf-16-le") + b"\0\0"
    return (
        raw.ljust(64, b"\0") + struct.pack("<HBB12x", len(raw), kind, 1) + b"\0" * 36 + struct.pack("<IQ", start, size)
    )


@pytest.mark.parametrize("cell", ["1" * 30_000, "（" * 30_000, "镇" * 30_000 + "村"])
def test_place_cell_of_thousands_of_characters_is_rejected_quickly(read, cell):
    rows = [
        ["玉山县网格台账"],
        ["乡镇", "村", "网格名称", "户数"],
        *[["临湖镇", f"{cell}{n}", "一", 3] for n in range(5)],
    ]
    start = time.process_time()

    reading = read(text(rows))

    assert set(map(tuple, held(reading).values())) == {("unknown_village",)}
    assert time.process_time() - start < 10


def test_xml_spreadsheet_is_not_called_a_web_page(read):
    data = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Table/></Workbook>'

    with pytest.raises(FileError, match="XML 表格"):
        read(data, "导出.xls")
