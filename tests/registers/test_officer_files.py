"""Lists of the leaders of counties and townships are recognised and read."""

from tests.ledgers.reading import build

COUNTY = [
    ["弋阳县县级领导联系点一览表"],
    ["2026年6月"],
    ["序号", "姓名", "职    务", "分管工作", "联系点", "", "任现职时间"],
    ["", "", "", "", "联系乡镇", "联系村", ""],
    [1, "周敏", "县委书记", "主持县委全面工作", "漆工镇", "湖塘村", "2021.8"],
    [2, "陈 立", "县委副书记、县长", "主持县政府全面工作", "曹溪镇", "", "2022年10月"],
    [3, "方圆", "县委常委、组织部部长", "组织、党建、老干部", "朱坑镇", "", "2023-05-18"],
]  # fmt: skip

TOWNSHIPS = [
    ["弋阳县乡镇领导班子成员名册"],
    ["填报单位：弋阳县委组织部", "", "", "", "填报时间：2026.6.30"],
    ["乡镇", "姓名", "现任职务", "领导层级", "任职年月", "工作分工", "挂点村（社区）", "备注"],
    ["漆工镇", "何苗", "党委书记", "乡镇", "202108", "全面工作", "湖塘村、程家村", ""],
    ["", "李娟", "党委副书记、镇长", "乡镇", "2022.3", "政府全面工作", "杨桥村", "拟调整"],
    ["曹溪镇", "吴桐", "组织委员", "乡镇", "2020-11", "组织、统战", "", ""],
]

MIXED = [
    ["单位", "领导干部姓名", "单位及职务", "级别", "分管领域", "包联村", "到任时间"],
    ["弋阳县", "郑浩", "县人大常委会主任", "县级", "人大工作", "漆工镇湖塘村", "2021/9/1"],
    ["漆工镇", "孙佳", "镇党委委员、宣传委员", "科级", "宣传", "余仓村", "2023年1月"],
]


def test_county_leaders_with_their_places_are_read(read, places):
    reading = read(build.xlsx(COUNTY, merges=["E3:F3", "A1:G1"]), "联系点.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("officer", {})
    assert set(build.placed(reading, places).values()) == {"弋阳县"}
    assert [values["name"] for values in build.fields(reading).values()] == ["周敏", "陈立", "方圆"]
    assert build.fields(reading)[5] == {
        "name": "周敏", "post": "县委书记", "duties": "主持县委全面工作", "linked_places": "漆工镇",
        "linked_villages": "湖塘村", "since": "2021-08",
    }  # fmt: skip


def test_township_leaders_of_a_merged_column_of_townships_are_read(read, places):
    reading = read(build.xls(TOWNSHIPS, merges=["A4:A5"]), "班子.xls")

    assert (reading.ledger_key, build.held(reading)) == ("officer", {})
    assert build.placed(reading, places) == {4: "弋阳县漆工镇", 5: "弋阳县漆工镇", 6: "弋阳县曹溪镇"}
    assert build.fields(reading)[5] == {
        "name": "李娟", "post": "党委副书记、镇长", "rank": "乡镇领导", "since": "2022-03", "duties": "政府全面工作",
        "linked_villages": "杨桥村", "note": "拟调整",
    }  # fmt: skip


def test_leaders_of_both_levels_are_read_from_one_table_without_a_title(read, places):
    reading = read(build.text(MIXED, encoding="utf-8"), "县乡领导名单2026.csv")

    assert (reading.ledger_key, build.held(reading)) == ("officer", {})
    assert build.placed(reading, places) == {2: "弋阳县", 3: "弋阳县漆工镇"}
    assert [(values["rank"], values["since"]) for values in build.fields(reading).values()] == [
        ("县级领导", "2021-09-01"),
        ("乡镇领导", "2023-01"),
    ]


def test_villages_under_an_unknown_header_are_not_the_places_of_the_leaders(read, places):
    rows = [
        ["漆工镇班子成员名册（2026年）"],
        ["姓名", "职务", "蹲点情况", "任职时间"],
        ["何苗", "党委书记", "湖塘村", "2021.8"],
        ["李娟", "镇长", "程家村", "2022.3"],
    ]

    reading = read(build.xlsx(rows), "弋阳县.xlsx")

    assert build.placed(reading, places) == {3: "弋阳县漆工镇", 4: "弋阳县漆工镇"}
