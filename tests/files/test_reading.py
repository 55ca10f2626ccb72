import io

import pytest
import xlsxwriter

from files.errors import FileError
from files.reading import read_workbook


def workbook(cells):
    """A workbook with ``cells``, a dictionary from (row, column) to value."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet()
    for (row, column), value in cells.items():
        sheet.write(row, column, value)
    book.close()
    return content.getvalue()


def read(content, *, rows=100, columns=10, unpacked=10_000_000):
    return read_workbook(content, rows=rows, columns=columns, unpacked=unpacked)


def test_empty_rows_between_filled_ones_are_read():
    cells = read(workbook({(0, 0): "甲", (2, 1): 5}), columns=2)

    assert cells == [("甲", None), (), (None, 5)]


def test_empty_workbook_has_no_rows():
    assert read(workbook({})) == []


def test_columns_beyond_the_limit_are_not_read():
    assert read(workbook({(0, 0): "甲", (0, 16383): "乙"}), columns=2) == [("甲", None)]


def test_cells_in_opposite_corners_do_not_fill_the_memory():
    with pytest.raises(FileError, match="第 100 行以后还有内容"):
        read(workbook({(0, 0): "甲", (1_048_575, 0): "乙", (1_048_575, 16383): "丙"}))


def test_archive_that_unpacks_to_gigabytes_is_not_unpacked():
    with pytest.raises(FileError, match="解压后超过"):
        read(workbook({(0, 0): "甲" * 30_000}), unpacked=20_000)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "不完整或已损坏"),
        (b"a,b\n", "不完整或已损坏"),
        (workbook({(0, 0): "甲"})[:-30], "不完整或已损坏"),
        (workbook({(0, 0): "甲"}).replace(b"xl/workbook.xml", b"xl/workbook.txt"), "不完整或已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "加了密码的文件"),
    ],
)
def test_file_that_is_not_a_workbook_is_refused_with_what_to_do(content, message):
    with pytest.raises(FileError, match=message):
        read(content)
