"""The quarterly tables of township teams are recognised, and read only with their quarter."""

import pytest

from tests.ledgers.reading import build

HEADER = [
    [
        "序号",
        "乡镇（街道）",
        "核定职数",
        "实配",
        "平均年龄",
        "35岁以下",
        "女干部",
        "四类来源",
        "",
        "",
        "",
        "党委书记选配",
        "招录",
        "",
    ],
    ["", "", "", "", "", "", "", "优秀村党组织书记", "选调生", "大学生村官", "乡镇事业编", "", "计划数", "已招录"],
]
ROWS = [
    [1, "漆工镇", 9, 8, 39.5, 2, "1人", 1, 1, 0, 2, "已选配", 1, 0],
    [2, "曹溪镇", 9, 9, "41岁", 1, 2, "", 1, "", 3, "未到位", "", ""],
    [3, "葛溪乡", "八", 7, 40, 1, 1, 1, 0, 0, 1, "√", 1, 1],
    ["合计", "", 18, 17, "", 3, 3, 1, 2, 0, 5, "", 1, 0],
]
MERGES = ["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4", "G3:G4", "H3:K3", "L3:L4", "M3:N3"]


def table(title):
    rows = [[title], ["填报单位：弋阳县委组织部   填报时间：2026年7月3日"], *HEADER, *ROWS]
    return build.xlsx(rows, merges=MERGES)


def test_numbers_of_a_quarter_are_read_without_taking_blank_for_zero(read, places):
    reading = read(table("弋阳县乡镇领导班子建设情况统计表（2026年第二季度）"), "班子.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("township_sheet", {7: ["invalid_number"]})
    assert reading.imported_sheets[0].context.period == "2026-Q2"
    assert build.placed(reading, places) == {5: "弋阳县漆工镇", 6: "弋阳县曹溪镇"}
    assert build.fields(reading) == {
        5: {
            "approved": 9,
            "filled": 8,
            "average_age": 39.5,
            "young": 2,
            "women": 1,
            "from_secretaries": 1,
            "from_selected": 1,
            "from_graduates": 0,
            "from_staff": 2,
            "secretary_settled": True,
            "planned": 1,
            "recruited": 0,
        },
        6: {
            "approved": 9,
            "filled": 9,
            "average_age": 41,
            "young": 1,
            "women": 2,
            "from_selected": 1,
            "from_staff": 3,
            "secretary_settled": False,
        },
    }


@pytest.mark.parametrize("title", ["弋阳县2026年上半年乡镇领导班子建设情况统计表", "弋阳县乡镇领导班子建设情况统计表"])
def test_table_without_a_single_quarter_is_held_back_and_says_what_to_write(read, title):
    reading = read(table(title), "班子.xlsx", default_year=2026)

    sheet = reading.imported_sheets[0]
    assert (reading.ledger_key, sheet.records) == ("township_sheet", [])
    assert all("missing_period" in reasons for reasons in build.held(reading).values())
    assert "请在表题中写上（如“2026年第二季度”）" in sheet.held[0].problems[0].message
