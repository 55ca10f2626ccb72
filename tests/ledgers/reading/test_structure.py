"""The parts of a sheet: headers, totals, notes, sections, several tables, merged cells."""

# ruff: noqa: E501 - rows of a table are easier to read on one line

import pytest

from files.errors import FileError
from tests.ledgers.reading.build import fields, held, ignored, ods, placed, text, workbook, xls, xlsx

GRID = ["序号", "街道", "社区", "网格名称", "户数", "网格长", "备注"]
TITLE = ["信州区网格台账"]


def grid(*rows, header=GRID, title=TITLE):
    return [title, header, *rows]


def test_header_may_begin_after_blank_rows_and_columns(read):
    rows = [
        [],
        [],
        ["", "", "信州区网格台账"],
        [],
        ["", "", *GRID],
        ["", "", 1, "东市街道", "现代城社区", "第一网格", 559, "严家旺", ""],
    ]

    reading = read(xlsx(rows))

    assert reading.imported_sheets[0].header_rows == (5,)
    assert fields(reading) == {6: {"grid_name": "第一网格", "households": 559, "grid_head": "严家旺"}}


def test_two_header_rows_of_a_csv_are_joined_without_merged_cells(read):
    rows = [
        ["信州区网格台账", "", "", "", "", ""],
        ["序号", "街道", "社区", "网格名称", "覆盖情况", "", "备注"],
        ["", "", "", "", "户数", "人口数", ""],
        ["1", "东市街道", "现代城社区", "第一网格", "559", "1509", ""],
    ]

    reading = read(text(rows))

    sheet = reading.imported_sheets[0]
    assert sheet.header_rows == (2, 3)
    assert [(column.group, column.header) for column in sheet.columns][4:6] == [
        ("覆盖情况", "户数"),
        ("覆盖情况", "人口数"),
    ]
    assert fields(reading) == {4: {"grid_name": "第一网格", "households": 559, "people": 1509}}


def test_merged_cells_are_filled_downwards_and_blank_cells_are_not(read):
    rows = grid(
        [1, "东市街道", "现代城社区", "第一网格", 559, "甲", ""],
        [2, "", "", "第二网格", 560, "乙", ""],
        [3, "", "", "第三网格", 561, "丙", ""],
    )

    reading = read(xlsx(rows, merges=["B3:B4", "C3:C4"]))

    assert list(fields(reading)) == [3, 4]
    assert held(reading) == {5: ["missing_required"]}


def test_amount_merged_over_several_rows_counts_once_with_a_remark(read):
    rows = grid(
        [1, "东市街道", "现代城社区", "第一网格", 559, "甲", ""],
        [2, "东市街道", "现代城社区", "第二网格", "", "乙", ""],
    )

    reading = read(xlsx(rows, merges=["E3:E4"]))

    assert [row.get("households") for row in fields(reading).values()] == [559, None]
    assert [warning.reason for warning in reading.imported_sheets[0].warnings] == ["shared_cell"]


@pytest.mark.parametrize("builder", [xlsx, xls, ods])
def test_merged_cells_are_read_in_every_format(read, places, builder):
    rows = grid(
        [1, "东市街道", "现代城社区", "第一网格", 559, "甲", ""],
        [2, "", "", "第二网格", 560, "乙", ""],
    )
    extension = builder.__name__

    reading = read(builder(rows, merges=["B3:B4", "C3:C4"]), f"网格.{extension}")

    assert set(placed(reading, places).values()) == {"信州区东市街道现代城社区居民委员会"}
    assert len(fields(reading)) == 2


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["合计", "", "", "2个", 1119, "", ""], "total"),
        (["", "小计", "", "", 1119, "", ""], "subtotal"),
        (["", "东市街道小计", "", "", 1119, "", ""], "subtotal"),
        (["", "东市街道合计", "", "", 1119, "", ""], "subtotal"),
        (["", "", "", "合计", 1119, "", ""], "total"),
        (["总　计", "", "", "", 1119, "", ""], "total"),
        (["本页小计", "", "", "", 1119, "", ""], "subtotal"),
        (["", "", "共2个网格", "", 1119, "", ""], "total"),
        (["全区合计：", "", "", "", 1119, "", ""], "total"),
        (["全区", "", "", "2个", 1119, "", ""], "total"),
        (["平均户数", "", "", "", 559, "", ""], "total"),
        (["二", "西市街道", "", "", "", "", ""], "section"),
        (["注：本表一式两份。", "", "", "", "", "", ""], "note"),
        (["备注：1.户数按常住填写", "", "", "", "", "", ""], "note"),
        (["填表人：张三", "", "审核人：李四", "", "", "联系电话：10001111111", ""], "note"),
        (["说明", "", "", "", "", "", ""], "note"),
        (["1.本表每月25日前报区委组织部，逾期不报的予以通报。", "", "", "", "", "", ""], "note"),
        (["示例", "××街道", "××社区", "第一网格", 300, "张三", ""], "sample"),
        (["例：", "××街道", "××社区", "第一网格", 300, "张三", ""], "sample"),
        (["", "", "", "", "", "", ""], "blank"),
        ([" ", "　", "", "", "", "", ""], "blank"),
        ([3, "", "", "", "", "", ""], "blank"),
        (GRID, "header"),
    ],
)
def test_rows_that_are_not_records_are_ignored_with_their_kind(read, row, kind):
    rows = grid(
        [1, "东市街道", "现代城社区", "第一网格", 559, "甲", ""],
        [2, "东市街道", "现代城社区", "第二网格", 560, "乙", ""],
        row,
        [3, "东市街道", "现代城社区", "第三网格", 561, "丙", ""],
    )

    reading = read(xlsx(rows))

    assert ignored(reading).get(5) == kind
    assert list(fields(reading)) == [3, 4, 6]


@pytest.mark.parametrize(
    "row", [[1, 2, 3, 4, 5, 6, 7], ["甲", "乙", "丙", 1, 2, 3, 4], ["（1）", "（2）", "（3）", "（4）", "（5）", "（6）", "（7）"], ["栏次", "1", "2", "3", "4", "5", "6"], ["A", "B", "C", "D", "E", "F", "G"]]
)  # fmt: skip
def test_numbering_row_under_the_header_is_not_a_record(read, row):
    reading = read(xlsx(grid(row, [1, "东市街道", "现代城社区", "第一网格", 559, "甲", ""])))

    assert ignored(reading)[3] == "numbering"
    assert list(fields(reading)) == [4]


def test_totals_at_the_top_are_checked_against_the_rows_below(read):
    rows = grid(
        ["合计", "", "", "", 1120, "", ""],
        [1, "东市街道", "现代城社区", "第一网格", 559, "甲", ""],
        [2, "东市街道", "现代城社区", "第二网格", 560, "乙", ""],
    )

    reading = read(xlsx(rows))

    warnings = reading.imported_sheets[0].warnings
    assert ignored(reading)[3] == "total"
    assert [(warning.reason, warning.cell) for warning in warnings] == [("total_differs", "E3")]
    assert "1119" in warnings[0].message


def test_subtotals_are_checked_against_their_own_rows(read):
    rows = grid(
        [1, "东市街道", "现代城社区", "第一网格", 559, "甲", ""],
        ["", "小计", "", "", 559, "", ""],
        [2, "西市街道", "渡口社区", "第一网格", 100, "乙", ""],
        [3, "西市街道", "渡口社区", "第二网格", 100, "丙", ""],
        ["", "小计", "", "", 200, "", ""],
        ["合计", "", "", "", 759, "", ""],
    )

    reading = read(xlsx(rows))

    assert not reading.imported_sheets[0].warnings


def test_row_with_the_name_of_a_township_begins_its_section(read, places):
    header = ["序号", "社区", "网格名称", "户数", "网格长"]
    rows = [
        TITLE,
        header,
        ["一、东市街道"],
        [1, "现代城社区", "第一网格", 559, "甲"],
        ["二、沙溪镇（2个）"],
        [1, "胜利社区", "第一网格", 525, "乙"],
        [2, "胜利社区", "第二网格", 526, "丙"],
    ]

    reading = read(xlsx(rows, merges=["A3:E3", "A5:E5"]))

    assert ignored(reading) == {1: "title", 3: "section", 5: "section"}
    assert placed(reading, places) == {
        4: "信州区东市街道现代城社区居民委员会",
        6: "信州区沙溪镇胜利居民委员会",
        7: "信州区沙溪镇胜利居民委员会",
    }


def test_two_tables_in_one_sheet_are_both_read(read, places):
    rows = [
        ["东市街道网格台账"],
        ["序号", "社区", "网格名称", "户数"],
        [1, "现代城社区", "第一网格", 559],
        [],
        ["沙溪镇网格台账"],
        ["序号", "网格名称", "社区", "户数"],
        [1, "第一网格", "胜利社区", 525],
    ]

    reading = read(xlsx(rows), "信州区.xlsx")

    assert placed(reading, places) == {3: "信州区东市街道现代城社区居民委员会", 7: "信州区沙溪镇胜利居民委员会"}
    assert [row["households"] for row in fields(reading).values()] == [559, 525]
    assert ignored(reading)[6] == "header"


def test_the_header_printed_again_on_each_page_is_skipped(read):
    page = [[number, "东市街道", "现代城社区", f"第{number}网格", 500 + number, "甲", ""] for number in range(1, 4)]

    reading = read(xlsx(grid(*page, GRID, *[[row[0] + 3, *row[1:3], f"第{row[0] + 3}网格", *row[4:]] for row in page])))

    assert list(fields(reading)) == [3, 4, 5, 7, 8, 9]


def test_hidden_and_empty_sheets_are_not_imported(read):
    sheets = {
        "旧": grid([1, "东市街道", "现代城社区", "第一网格", 559, "甲", ""]),
        "空": [],
        "新": grid([1, "东市街道", "现代城社区", "第二网格", 559, "甲", ""]),
    }

    reading = read(workbook(sheets, hidden=["旧"]))

    assert [(sheet.name, sheet.hidden, sheet.skipped) for sheet in reading.sheets] == [
        ("旧", True, "hidden"), ("空", False, "empty"), ("新", False, ""),
    ]  # fmt: skip


def test_rows_that_differ_only_in_the_running_number_are_duplicates(read):
    rows = grid(
        [1, "东市街道", "现代城社区", "第一网格", 559, "甲", ""],
        [2, "东市街道", "现代城社区", "第一网格", 559, "甲", ""],
        [3, "东市街道", "现代城社区", "第一网格", 560, "甲", ""],
    )

    reading = read(xlsx(rows))

    assert held(reading) == {4: ["duplicate_row"]}
    assert reading.imported_sheets[0].held[0].problems[0].duplicate_of == 3


def test_unknown_columns_are_named_and_can_be_mapped(read):
    header = ["序号", "街道", "社区", "网格名称", "甲栏", "乙栏"]
    data = xlsx(grid([1, "东市街道", "现代城社区", "第一网格", 559, "甲"], header=header))

    unmapped = read(data, ledger="grid")
    mapped = read(data, ledger="grid", mapping={"甲栏": "households", "乙栏": "grid_head"})

    unknown = [column for column in unmapped.imported_sheets[0].columns if not column.field]
    assert [column.key for column in unknown] == ["甲栏", "乙栏"]
    assert unknown[0].examples == ("559",)
    assert fields(mapped) == {3: {"grid_name": "第一网格", "households": 559, "grid_head": "甲"}}


def test_column_mapped_to_nothing_is_left_out(read):
    data = xlsx(grid([1, "东市街道", "现代城社区", "第一网格", 559, "甲", "旧"]))

    reading = read(data, mapping={"备注": None})

    assert fields(reading) == {3: {"grid_name": "第一网格", "households": 559, "grid_head": "甲"}}


def test_columns_of_a_sheet_with_an_unknown_header_are_named(read):
    rows = [["某表"], ["网格名称", "甲列", "乙列", "丙列"], ["第一网格", "x", "y", "z"]]

    reading = read(xlsx(rows), ledger="grid")

    assert reading.record_count == 0
    assert [column.header for column in reading.sheets[0].columns] == ["网格名称", "甲列", "乙列", "丙列"]
    assert reading.warnings[0].reason == "no_table"


def test_file_that_is_not_a_ledger_is_refused_when_a_ledger_is_chosen(read):
    with pytest.raises(FileError) as error:
        read(xlsx([["购物清单"], ["品名", "单价", "数目"], ["铅笔", 1, 2]]), ledger="grid")

    assert error.value.code == "no_table"


def test_file_that_is_not_a_ledger_is_not_recognised(read):
    reading = read(xlsx([["购物清单"], ["品名", "单价", "数目"], ["铅笔", 1, 2]]))

    assert reading.ledger_key == ""
    assert reading.warnings[0].reason == "unknown_ledger"


def test_a_template_without_rows_says_so(read):
    with pytest.raises(FileError) as error:
        read(xlsx(grid([1, "", "", "", "", "", ""], ["注：请如实填写。"])))

    assert error.value.code == "no_rows"


def test_a_corrected_cell_replaces_the_one_in_the_file(read):
    data = xlsx(grid([1, "东市街道", "现代城社区", "第一网格", "约两千", "甲", ""]))

    before = read(data)
    after = read(data, overrides={("Sheet1", 3, 5): "2000"})

    assert held(before) == {3: ["invalid_number"]}
    assert before.imported_sheets[0].held[0].problems[0].cell == "E3"
    assert fields(after)[3]["households"] == 2000


def test_chosen_place_makes_a_row_good(read, places):
    data = xlsx(grid([1, "/", "胜利社区", "第一网格", 300, "甲", ""]))

    before = read(data)
    candidates = before.imported_sheets[0].held[0].problems[0].candidates
    after = read(data, choices={("Sheet1", 3): candidates[1].value})

    assert held(before) == {3: ["ambiguous_village"]}
    assert placed(after, places) == {3: candidates[1].label}


def test_sheet_with_a_summary_is_not_read_as_records(read):
    sheets = {
        "汇总": [["信州区网格汇总表"], ["街道", "网格数", "户数", "人口数", "党员数"], ["东市街道", 3, 900, 2000, 50]],
        "明细": grid([1, "东市街道", "现代城社区", "第一网格", 559, "甲", ""]),
    }

    reading = read(workbook(sheets))

    assert [(sheet.name, sheet.skipped) for sheet in reading.sheets] == [("汇总", "no_table"), ("明细", "")]


def test_rows_are_held_back_when_a_required_column_is_missing(read):
    rows = [
        ["信州区组织生活台账"],
        ["街道", "社区", "时间", "主题", "应到", "实到"],
        ["东市街道", "现代城社区", "2021.3.5", "学习", 30, 28],
    ]

    reading = read(xlsx(rows), ledger="org_life")

    assert held(reading) == {3: ["missing_required"]}
    assert "活动类型" in reading.imported_sheets[0].held[0].problems[0].message


def test_column_of_the_main_text_may_be_missing(read):
    rows = [
        ["信州区软弱涣散村党组织台账"],
        ["街道", "社区", "类型", "整改时限", "是否销号"],
        ["东市街道", "现代城社区", "甲类", "2021.3-2021.12", "√"],
    ]

    reading = read(xlsx(rows))

    assert fields(reading) == {
        3: {"weak_type": "甲类", "start_on": "2021-03", "deadline": "2021-12", "rectified": True}
    }


def test_rows_below_a_shorter_header_above_a_longer_one_are_read(read):
    rows = [
        ["婺源县2020年村党组织书记轮训台账"],
        ["乡镇", "村", "姓名", "开始时间"],
        ["思口镇", "思溪村", "江一", "5月11日"],
        ["思口镇", "长滩村", "江二", "5月11日"],
        ["第二期"],
        ["乡镇", "村", "姓名", "领域", "开始时间", "结束时间", "天数", "培训地点"],
        ["沱川乡", "理坑村", "江三", "农村", "9月1日", "9月3日", 3, "县委党校"],
    ]

    reading = read(xlsx(rows))

    assert [record.row for record in reading.imported_sheets[0].records] == [3, 4, 7]
    assert fields(reading)[3] == {"name": "江一", "start_on": "2020-05-11"}


def test_tables_side_by_side_are_read_one_after_the_other(read, places):
    stripe = ["序号", "乡镇", "村", "姓名", "天数"]
    rows = [
        ["万年县2020年村党组织书记培训班名册"],
        [*stripe, "", *stripe],
        [1, "青云镇", "青云村", "胡一", 3, "", 3, "大源镇", "江田村", "胡三", "无数"],
        [2, "", "史桥村", "胡二", 3, "", "", "", "", "", ""],
        ["注：按报到顺序。"],
    ]

    reading = read(xlsx(rows, merges=["B3:B4"]), "轮训.xlsx")

    sheet = reading.imported_sheets[0]
    assert placed(reading, places) == {3: "万年县青云镇青云村民委员会", 4: "万年县青云镇史桥村民委员会"}
    assert [(row.row, row.problems[0].cell) for row in sheet.held] == [(3, "K3")]
    assert ignored(reading) == {1: "title", 5: "note"}
    assert [column.field for column in sheet.columns] == ["seq", "township", "village", "name", "days"] * 2


def test_repeated_header_below_another_title_begins_a_table_of_another_place(read, places):
    header = ["社区", "网格名称", "户数", "网格长"]
    rows = [
        ["横峰县兴安街道网格台账"],
        header,
        ["城中社区", "1号网格", 500, "甲"],
        [],
        ["横峰县岑阳镇网格台账"],
        header,
        ["铺前村", "1号网格", 500, "乙"],
    ]

    reading = read(xlsx(rows))

    assert list(placed(reading, places).values()) == ["横峰县兴安街道城中社区居委会", "横峰县岑阳镇铺前村委会"]
    assert ignored(reading) == {1: "title", 4: "blank", 5: "title", 6: "header"}


def test_title_repeated_on_each_page_does_not_begin_a_table(read, places):
    rows = grid(
        ["二、东市街道"],
        [1, "", "现代城社区", "第一网格", 559, "甲", ""],
        ["信州区网格台账（续表）"],
        GRID,
        [2, "", "现代城社区", "第二网格", 560, "乙", ""],
    )

    reading = read(xlsx(rows))

    assert len(placed(reading, places)) == 2


def numbered(first):
    return [
        [first, "东市街道", "现代城社区", f"第{first}网格", 559, "甲", ""],
        [first + 1, "东市街道", "", f"第{first + 1}网格", "", "乙", ""],
    ]


def test_sheet_without_a_header_continues_the_table_of_the_sheet_before(read, places):
    pages = {"第1页": grid(*numbered(1)[:1]), "第2页": (numbered(2), ["C1:C2"]), "第3页": numbered(4)[:1]}

    reading = read(workbook(pages))

    second, third = reading.imported_sheets[1:]
    assert second.header_rows == ()
    assert fields(reading, 1)[2] == {"grid_name": "第3网格", "grid_head": "乙"}
    assert placed(reading, places, 2) == {1: "信州区东市街道现代城社区居民委员会"}
    assert third.ignored == []


def test_sheet_without_a_header_and_with_other_numbering_is_left_out(read):
    reading = read(workbook({"第1页": grid(*numbered(1)[:1]), "其他": numbered(7)[:1]}))

    assert [sheet.skipped for sheet in reading.sheets] == ["", "no_table"]


def test_place_can_be_chosen_for_a_row_of_a_sheet_without_a_header(read):
    unknown = [
        [2, "东市街道", "现代成社区", "第二网格", 559, "甲", ""],
        [3, "东市街道", "现代成社区", "第三网格", 9, "乙", ""],
    ]
    pages = workbook({"第1页": grid(*numbered(1)[:1]), "第2页": unknown})

    reading = read(pages, choices={("第2页", 1): "361102002001"})

    assert list(fields(reading, 1)) == [1]
    assert held(reading, 1) == {2: ["unknown_village"]}
