"""Every format and encoding gives the same rows."""

import datetime

import pytest

from ledgers.reading.files.delimited import delimiter_of
from tests.ledgers.reading.build import Styled, fields, held, ods, text, workbook, xls, xlsx

ROWS = [
    ["信州区网格台账", "", "", "", ""],
    ["序号", "街道", "社区", "网格名称", "户数"],
    ["1", "东市街道", "现代城社区", "第一网格", "1,559"],
    ["2", "东市街道", "现代城社区", "第二\n网格", "300户"],
]
EXPECTED = {3: {"grid_name": "第一网格", "households": 1559}, 4: {"grid_name": "第二\n网格", "households": 300}}


@pytest.mark.parametrize(
    ("builder", "name"),
    [
        (xlsx, "a.xlsx"),
        (xlsx, "a.xlsm"),
        (xlsx, "a.et"),
        (xls, "a.xls"),
        (xls, "a.et"),
        (ods, "a.ods"),
        (text, "a.csv"),
        (text, "a.TXT"),
    ],
)
def test_every_format_gives_the_same_rows(read, builder, name):
    assert fields(read(builder(ROWS), name)) == EXPECTED


@pytest.mark.parametrize(
    ("encoding", "mark", "name"),
    [
        ("gb18030", b"", "gbk"),
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
        ("utf-16-le", b"", "utf-16"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_every_encoding_and_delimiter_gives_the_same_rows(read, encoding, mark, name, delimiter):
    reading = read(text(ROWS, encoding=encoding, delimiter=delimiter, mark=mark), "a.csv")

    assert reading.encoding == name
    assert fields(reading) == EXPECTED


def test_delimiter_is_the_one_that_splits_the_records():
    assert delimiter_of("标题，有逗号\n序号\t村\t说明，长\n1\t甲\t乙，丙\n") == "\t"
    assert delimiter_of("序号,村\n1,甲;乙\n2,丙\n") == ","


@pytest.mark.parametrize("builder", [xlsx, ods])
def test_date_and_percentage_cells_are_read_by_their_number_format(read, builder):
    rows = [
        ["信州区2020年党员教育培训情况"],
        ["街道", "社区", "培训时间", "培训内容", "参训率"],
        ["东市街道", "现代城社区", datetime.date(2020, 6, 30), "党史", Styled(0.9, "0%")],
        ["东市街道", "现代城社区", 44012, "党课", Styled(1, "0%")],
    ]

    reading = read(builder(rows), f"a.{builder.__name__}")

    assert [(row["date"], row["rate"]) for row in fields(reading).values()] == [
        ("2020-06-30", 90.0),
        ("2020-06-30", 100.0),
    ]


def test_number_formats_of_an_old_workbook_are_read(read):
    rows = [
        ["信州区2020年党员教育培训情况"],
        ["街道", "社区", "培训时间", "培训内容", "参训率"],
        ["东市街道", "现代城社区", 2020.1, "党史", 0.9],
        ["东市街道", "现代城社区", 2020.1, "党课", 60],
    ]

    reading = read(xls(rows, formats={(2, 2): "0.00", (2, 4): "0.0%"}), "a.xls")

    assert [(row["date"], row["rate"]) for row in fields(reading).values()] == [("2020-10", 90.0)]
    assert held(reading) == {4: ["invalid_date"]}


def test_dates_of_a_workbook_that_counts_from_1904_are_read(read):
    rows = [
        ["信州区2020年党员教育培训情况"],
        ["街道", "社区", "培训时间", "培训内容", "学时"],
        ["东市街道", "现代城社区", 42550, "党史", 3],
        ["东市街道", "现代城社区", datetime.date(2020, 6, 30), "党课", 3],
    ]

    reading = read(workbook({"s": rows}, since_1904=True))

    assert [row["date"] for row in fields(reading).values()] == ["2020-06-30", "2020-06-30"]


def test_date_cell_that_shows_a_month_is_read_as_a_month(read):
    rows = [
        ["信州区后备力量名册"],
        ["街道", "社区", "姓名", "性别", "出生年月"],
        ["东市街道", "现代城社区", "甲乙", "男", Styled(datetime.date(1990, 5, 1), 'yyyy"年"m"月"')],
        ["东市街道", "现代城社区", "丙丁", "女", Styled(datetime.date(1990, 5, 1), "yyyy/m/d")],
    ]

    reading = read(xlsx(rows), ledger="reserve")

    assert [row["birth"] for row in fields(reading).values()] == ["1990-05", "1990-05-01"]


def test_csv_record_over_several_lines_is_one_row(read):
    rows = [*ROWS, ["3", "东市街道", "现代城社区", "第三网格", "错"]]

    reading = read(text(rows), "a.csv")

    assert held(reading) == {5: ["invalid_number"]}
    assert reading.imported_sheets[0].held[0].problems[0].cell == "E5"
