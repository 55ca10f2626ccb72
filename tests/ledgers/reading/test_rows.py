"""Rows that are easily confused: unit rows, sections, sums, repetitions, broken formulas."""

import pytest

from tests.ledgers.reading.build import Broken, fields, held, ignored, ods, placed, xls, xlsx
from tests.ledgers.reading.test_structure import GRID, TITLE, grid


@pytest.mark.parametrize("build", [xlsx, xls, ods])
def test_formula_error_is_not_read_as_an_empty_cell(read, build):
    rows = grid(
        [1, "东市街道", "现代城社区", "第一网格", Broken("#DIV/0!"), "甲", ""],
        [2, "东市街道", "现代城社区", Broken("#REF!"), 560, "乙", ""],
        [3, "东市街道", Broken("#N/A"), "第三网格", 561, "丙", ""],
        [4, "东市街道", "现代城社区", "第四网格", 562, "丁", ""],
    )

    reading = read(build(rows))

    assert held(reading) == {3: ["invalid_number"], 4: ["invalid_text"], 5: ["unknown_village"]}
    assert list(fields(reading)) == [6]


def test_unit_row_with_two_merged_cells_is_not_part_of_the_header(read):
    rows = [
        TITLE,
        ["填报单位（盖章）：中共信州区委组织部", "", "", "", "填报时间：2020年9月1日", "", ""],
        ["序号", "街道", "社区", "网格名称", "覆盖情况", "", "网格长"],
        ["", "", "", "", "户数", "人口数", ""],
        [1, "东市街道", "现代城社区", "第一网格", 559, 1509, "甲"],
    ]
    merges = ["A1:G1", "A2:D2", "E2:G2", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:G4"]

    reading = read(xlsx(rows, merges=merges))

    sheet = reading.imported_sheets[0]
    assert sheet.header_rows == (3, 4)
    assert (sheet.context.reporting_unit, sheet.context.report_date) == ("中共信州区委组织部", "2020-09-01")
    assert fields(reading) == {
        5: {"grid_name": "第一网格", "households": 559, "people": 1509, "grid_head": "甲"},
    }


def test_title_above_some_columns_is_not_part_of_the_header(read):
    rows = [
        ["", "信州区2020年网格台账（单位：户、人）", "", "", "", "附件3"],
        ["", *GRID[1:]],
        ["", "东市街道", "现代城社区", "第一网格", 559, "甲", ""],
    ]

    reading = read(xlsx(rows, merges=["B1:E1"]))

    sheet = reading.imported_sheets[0]
    assert (sheet.title_row, sheet.header_rows) == (1, (2,))
    assert list(fields(reading)) == [3]
    assert ignored(reading) == {1: "title"}


@pytest.mark.parametrize(("start", "end"), [("开始", "结束"), ("起", "止"), ("自", "至")])
def test_start_and_end_are_understood_from_the_group_above_them(read, start, end):
    rows = [
        ["广信区2020年软弱涣散村党组织整顿台账"],
        ["乡镇", "村", "存在问题", "整改起止时间", ""],
        ["", "", "", start, end],
        ["田墩镇", "双源村", "账目不公开", "2020.3.1", "2020.9.30"],
    ]

    reading = read(xlsx(rows, merges=["A2:A3", "B2:B3", "C2:C3", "D2:E2"]))

    assert fields(reading) == {4: {"problem": "账目不公开", "start_on": "2020-03-01", "deadline": "2020-09-30"}}


def test_section_row_above_each_table_names_its_township(read, places):
    header = ["序号", "村（社区）", "网格名称", "户数"]
    rows = [
        ["弋阳县网格台账"],
        ["一、漆工镇"],
        header,
        [1, "杨桥", "第一网格", 10],
        ["二、旭光乡（2个）"],
        header,
        [1, "杨桥", "第一网格", 10],
        [2, "张湾", "第一网格", 10],
    ]

    reading = read(xlsx(rows))

    assert placed(reading, places) == {
        4: "弋阳县漆工镇杨桥村民委员会",
        7: "弋阳县旭光乡杨桥居民委员会",
        8: "弋阳县旭光乡张湾居民委员会",
    }


def test_rows_below_an_unknown_township_do_not_belong_to_the_section_before(read):
    rows = [
        ["弋阳县网格台账"],
        ["序号", "村（社区）", "网格名称", "户数"],
        ["漆工镇"],
        [1, "杨桥", "第一网格", 10],
        ["旭日乡"],
        [2, "杨桥", "第一网格", 12],
    ]

    assert held(read(xlsx(rows))) == {6: ["ambiguous_village"]}


def test_rows_that_differ_in_blanks_and_width_are_duplicates_and_in_a_remark_are_not(read):
    rows = grid(
        [1, "东市街道", "现代城社区", "第一网格", 559, "甲", "新"],
        [2, "东市街道", " 现代城社区", "第一网格 ", "５５９", "甲", "新"],
        [3, "东市街道", "现代城社区", "第一网格", 559, "甲", "旧"],
        [4, "东市街道", "现代城社区", "第一网格", 559, "甲", "旧"],
    )

    reading = read(xlsx(rows))

    assert held(reading) == {4: ["duplicate_row"], 6: ["duplicate_row"]}
    assert [row.problems[0].duplicate_of for row in reading.imported_sheets[0].held] == [3, 5]


def test_rows_that_differ_only_in_an_ignored_column_are_duplicates(read):
    rows = grid(
        [1, "东市街道", "现代城社区", "第一网格", 559, "甲", "新"],
        [2, "东市街道", "现代城社区", "第一网格", 559, "甲", "旧"],
    )

    assert held(read(xlsx(rows), mapping={"备注": None})) == {4: ["duplicate_row"]}
    assert held(read(xlsx(rows))) == {}


@pytest.mark.parametrize(
    ("row", "unit", "date"),
    [
        (
            ["单位", "信州区东市街道", "联系人", "甲", "联系电话", "10000000001", "日期", "2020.6.30"],
            "信州区东市街道",
            "2020-06-30",
        ),
        (["填报单位：", "信州区委组织部", "", "填报时间：", "2020年6月30日"], "信州区委组织部", "2020-06-30"),
        (["填报单位：信州区委组织部", "", "填报时间：2020年10月"], "信州区委组织部", "2020-10"),
        (["（截至2020年7月31日）"], None, "2020-07-31"),
    ],
)
def test_unit_and_date_may_stand_in_one_cell_or_in_several(read, row, unit, date):
    rows = [TITLE, row, [*GRID, ""], [1, "东市街道", "现代城社区", "第一网格", 559, "甲", ""]]

    reading = read(xlsx(rows))

    context = reading.imported_sheets[0].context
    assert (context.reporting_unit, context.report_date) == (unit, date)
    assert ignored(reading) == {1: "title", 2: "unit_date"}


def test_sums_may_stand_behind_a_colon_in_any_place_column(read):
    rows = grid(
        ["", "东市街道", "小计：1个", "", 559],
        [1, "东市街道", "现代城社区", "第一网格", 559, "甲", ""],
        ["", "", "合计：共1个", "", 560],
    )

    reading = read(xlsx(rows))

    assert ignored(reading) == {1: "title", 3: "subtotal", 5: "total"}
    assert "total_differs" in {warning.reason for warning in reading.imported_sheets[0].warnings}


def test_table_of_few_columns_is_read_if_it_has_the_main_column(read):
    rows = [["乡镇", "村", "主要问题", "整改时限"], ["田墩镇", "双源村", "账目不公开", "2020.9.30"]]

    assert fields(read(xlsx(rows), "广信区台账.xlsx", ledger="weak_org")) == {
        2: {"problem": "账目不公开", "deadline": "2020-09-30"},
    }


def test_date_beside_the_title_is_the_date_of_the_report(read):
    rows = grid(
        [1, "东市街道", "现代城社区", "第一网格", 559, "甲", ""], title=["信州区网格台账", "", "", "2020年10月20日"]
    )

    context = read(xlsx(rows)).imported_sheets[0].context

    assert (context.title, context.report_date, context.year) == ("信州区网格台账", "2020-10-20", 2020)


def test_row_of_column_numbers_may_contain_formulas(read):
    rows = grid(
        ["（1）", "（2）", "（3）", "（4）", "（5）=6+7", "（6）", "（7）"],
        [1, "东市街道", "现代城社区", "第一网格", 559, "甲", ""],
    )

    assert ignored(read(xlsx(rows))) == {1: "title", 3: "numbering"}


def test_grid_with_a_word_for_sum_in_its_name_is_a_record(read):
    rows = grid(
        [1, "东市街道", "现代城社区", "小计量厂网格", 559, "甲", ""],
        [2, "东市街道", "现代城社区", "数据汇总", 560, "乙", ""],
        ["", "东市街道", "", "小计2个", 1119, "", ""],
        ["", "", "", "合计", 1119, "", ""],
    )

    reading = read(xlsx(rows))

    assert list(fields(reading)) == [3, 4]
    assert ignored(reading) == {1: "title", 5: "subtotal", 6: "total"}
