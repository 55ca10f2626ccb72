"""The place of a row: from its cells, from the text around the table, and within the scope of the user."""

import pytest

from organizations.places import PlaceIndex
from tests.ledgers.reading.build import fields, held, ignored, placed, workbook, xlsx

COUNTY, TOWNSHIP = "361128000000", "361128104000"  # 鄱阳县, 油墩街镇


def table(*rows, header=("县区", "乡镇", "村", "网格名称", "户数"), title="网格台账"):
    return [[title], list(header), *[list(row) for row in rows]]


def problem(reading):
    return reading.imported_sheets[0].held[0].problems[0]


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (("鄱阳", "油墩街镇", "漳田村"), "鄱阳县油墩街镇漳田村村民委员会"),
        (("鄱阳县", "油墩街", "漳田"), "鄱阳县油墩街镇漳田村村民委员会"),
        (("鄱阳县", "油墩街镇", "油墩街镇漳田村党支部"), "鄱阳县油墩街镇漳田村村民委员会"),
        (("鄱阳县", "油墩街镇", "鄱阳县油墩街镇漳田村"), "鄱阳县油墩街镇漳田村村民委员会"),
        (("鄱阳县", "/", "油墩街镇漳田村"), "鄱阳县油墩街镇漳田村村民委员会"),
        (("鄱阳县", "", "油墩街镇/漳田村"), "鄱阳县油墩街镇漳田村村民委员会"),
        (("余干县", "", "前进村（瑞洪镇）"), "余干县瑞洪镇前进村民委员会"),
        (("鄱阳县", "", "漳田村"), "鄱阳县油墩街镇漳田村村民委员会"),
        (("", "油墩街镇", "漳田村"), "鄱阳县油墩街镇漳田村村民委员会"),
        (("上饶市鄱阳县", "油墩街镇", "漳田村"), "鄱阳县油墩街镇漳田村村民委员会"),
        (("鄱阳县", "鄱阳县油墩街镇", "漳田村"), "鄱阳县油墩街镇漳田村村民委员会"),
        (("信州区", "东市街道", "五三2社区"), "信州区东市街道五三（2）社区居民委员会"),
        (("余干县", "余干县城市社区", "东山社区"), "余干县余干县城市社区东山社区居民委员会"),
        (("361128000000", "361128104000", "361128104201"), "鄱阳县油墩街镇漳田村村民委员会"),
        (("361128", "361128104", "361128104201"), "鄱阳县油墩街镇漳田村村民委员会"),
        (("江西省鄱阳县", "油墩街镇委", "江西省上饶市鄱阳县油墩街镇漳田村"), "鄱阳县油墩街镇漳田村村民委员会"),
        (("鄱阳县", "3.油墩街镇", "1．漳田村"), "鄱阳县油墩街镇漳田村村民委员会"),
        (("横峰县", "新篁办", "篁村村"), "横峰县新篁办事处篁村村委会"),
        (("铅山县", "青溪办事处", "银村"), "铅山县铅山县青溪办事处银村村民委员会"),
        (("信州区", "东市街道办", "现代城"), "信州区东市街道现代城社区居民委员会"),
        (("婺源县", "紫阳镇", "高砂村"), "婺源县紫阳镇高砂村委会婺源生态工业园区"),
        (("余干县", "县良种场", "一分场"), "余干县县良种场一分场生活区"),
        (("铅山县", "武夷山镇", "石垄居"), "铅山县武夷山镇石垄居民委员会"),
    ],
)
def test_village_is_found_from_three_cells_or_one(read, places, cells, name):
    reading = read(xlsx(table([*cells, "第一网格", 300])), ledger="grid")

    assert placed(reading, places) == {3: name}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (("云溪区", "油墩街镇", "漳田村"), "unknown_county"),
        (("鄱阳县", "红旗公社", "漳田村"), "unknown_township"),
        (("鄱阳县", "油墩街镇", "柴埠头新村"), "unknown_village"),
        (("信州区", "油墩街镇", "漳田村"), "wrong_county"),
        (("信州区", "", "油墩街镇漳田村"), "wrong_county"),
        (("余干县", "", "鄱阳县油墩街镇漳田村"), "wrong_county"),
        (("鄱阳县", "白沙洲乡", "漳田村"), "wrong_township"),
        (("鄱阳县", "白沙洲乡", "油墩街镇漳田村"), "wrong_township"),
        (("余干县", "/", "前进村"), "ambiguous_village"),
        (("鄱阳县", "油墩街镇", ""), "missing_required"),
        (("", "", ""), "missing_required"),
    ],
)
def test_row_with_an_unclear_place_is_held_back(read, cells, reason):
    reading = read(xlsx(table([*cells, "第一网格", 300])), ledger="grid")

    assert held(reading) == {3: [reason]}


@pytest.mark.parametrize("cells", [("信州区", "油墩街镇", "漳田村"), ("鄱阳县", "白沙洲乡", "漳田村")])
def test_village_below_the_wrong_township_names_the_right_township(read, cells):
    reading = read(xlsx(table([*cells, "第一网格", 300])), ledger="grid")

    assert problem(reading).belongs_to == "361128104201"
    assert [candidate.value for candidate in problem(reading).candidates] == ["361128104201"]


def test_misspelt_village_gets_similar_names_as_suggestions(read):
    reading = read(xlsx(table(["鄱阳县", "油墩街镇", "障田村", "第一网格", 300])), ledger="grid")

    assert problem(reading).candidates[0].label == "鄱阳县油墩街镇漳田村村民委员会"
    assert problem(reading).cell == "C3"


@pytest.mark.parametrize(
    ("title", "sheet", "name", "sources"),
    [
        ("鄱阳县网格台账", "Sheet1", "a.xlsx", ("title",)),
        ("网格台账", "鄱阳县", "a.xlsx", ("sheet name",)),
        ("网格台账", "Sheet1", "网格台账（鄱阳）.xlsx", ("file name",)),
        ("鄱阳县油墩街镇网格台账", "Sheet1", "a.xlsx", ("title",)),
        ("网格台账", "油墩街镇", "a.xlsx", ("sheet name",)),
    ],
)
def test_county_may_be_named_only_around_the_table(read, places, title, sheet, name, sources):
    rows = table(["漳田村", "第一网格", 300], header=("村", "网格名称", "户数"), title=title)

    reading = read(xlsx(rows, sheet=sheet), name, ledger="grid")

    assert placed(reading, places) == {3: "鄱阳县油墩街镇漳田村村民委员会"}
    assert reading.context.sources == sources


def test_county_may_be_named_in_the_row_for_the_reporting_unit(read, places):
    rows = [
        ["网格台账"],
        ["填报单位：中共鄱阳县委政法委", "", "单位：户"],
        ["村", "网格名称", "户数"],
        ["漳田村", "第一网格", 300],
    ]

    reading = read(xlsx(rows), ledger="grid")

    assert placed(reading, places) == {4: "鄱阳县油墩街镇漳田村村民委员会"}
    assert reading.context.reporting_unit == "中共鄱阳县委政法委"


def test_unit_of_the_user_is_the_context_if_the_file_names_none(read, places):
    rows = table(["漳田村", "第一网格", 300], header=("村", "网格名称", "户数"))

    reading = read(xlsx(rows), ledger="grid", within=TOWNSHIP)

    assert placed(reading, places) == {3: "鄱阳县油墩街镇漳田村村民委员会"}
    assert reading.context.sources == ("scope",)


def test_rows_of_other_units_are_out_of_scope(read):
    rows = table(
        ["鄱阳县", "油墩街镇", "漳田村", "第一网格", 300],
        ["鄱阳县", "莲湖乡", "龙口村", "第一网格", 300],
        ["信州区", "东市街道", "现代城社区", "第一网格", 300],
    )

    assert held(read(xlsx(rows), ledger="grid", within=TOWNSHIP)) == {4: ["out_of_scope"], 5: ["out_of_scope"]}
    assert held(read(xlsx(rows), ledger="grid", within=COUNTY)) == {5: ["out_of_scope"]}


def test_offices_of_a_county_belong_to_the_county(read, places):
    header = ["县区", "乡镇", "村", "姓名", "培训班次", "开始时间", "天数"]
    rows = [
        ["书记集中轮训台账"], header,
        ["广信区", "/", "/", "孟军", "班", "2020.3.1", 3],
        ["广信区", "区直机关", "", "雷静", "班", "2020.3.1", 3],
        ["广信区", "田墩镇", "镇机关", "林远", "班", "2020.3.1", 3],
        ["市直", "", "", "何方", "班", "2020.3.1", 3],
    ]  # fmt: skip

    reading = read(xlsx(rows))

    assert list(placed(reading, places).values()) == ["广信区", "广信区", "广信区田墩镇", "上饶市"]


def test_old_name_is_resolved_to_the_successor_with_a_remark(read, units):
    index = PlaceIndex(
        [*units, ("old", "旧塘村民委员会", "village", "361128104000", "村", (), None, "2019-12-31", "361128104201")]
    )

    reading = read(xlsx(table(["鄱阳县", "油墩街镇", "旧塘村", "第一网格", 300])), ledger="grid", places=index)

    assert placed(reading, index) == {3: "鄱阳县油墩街镇漳田村村民委员会"}
    assert [warning.reason for warning in reading.imported_sheets[0].warnings] == ["old_name"]


def test_townships_of_a_city_without_counties_are_found(read):
    index = PlaceIndex(
        [
            ("4419", "东莞市", "city", "", "市"),
            ("441901", "石碣镇", "township", "4419", "镇"),
            ("v1", "刘屋村民委员会", "village", "441901", "村"),
        ]
    )

    reading = read(
        xlsx(table(["石碣镇", "刘屋村", "第一网格", 300], header=("镇", "村", "网格名称", "户数"))),
        ledger="grid",
        places=index,
    )

    assert placed(reading, index) == {3: "石碣镇刘屋村民委员会"}


@pytest.mark.parametrize(
    ("title", "name", "sheet", "year"),
    [
        ("2021年网格台账", "a.xlsx", "Sheet1", 2021),
        ("二〇二一年网格台账", "a.xlsx", "Sheet1", 2021),
        ("网格台账", "2021年度网格.xlsx", "Sheet1", 2021),
        ("网格台账", "a.xlsx", "2021.6", 2021),
        ("２０２１年网格台账", "a.xlsx", "Sheet1", 2021),
    ],
)
def test_year_is_found_in_title_sheet_or_file_name(read, title, name, sheet, year):
    rows = table(["鄱阳县", "油墩街镇", "漳田村", "第一网格", 300], title=title)

    assert read(xlsx(rows, sheet=sheet), name, ledger="grid").context.year == year


def test_given_year_overrides_the_file_and_default_year_fills_in(read):
    stated = xlsx(table(["鄱阳县", "油墩街镇", "漳田村", "第一网格", 300], title="2021年网格台账"))
    silent = xlsx(table(["鄱阳县", "油墩街镇", "漳田村", "第一网格", 300]))

    assert read(stated, ledger="grid", year=2019).context.year == 2019
    assert read(stated, ledger="grid", default_year=2019).context.year == 2021
    assert read(silent, ledger="grid", default_year=2019).context.year == 2019


def test_dates_without_a_year_take_the_year_that_all_full_dates_share(read):
    header = ["县区", "乡镇", "村", "培训时间", "培训内容", "应到人数"]
    agreeing = [
        ["党员培训"],
        header,
        ["鄱阳县", "油墩街镇", "漳田村", "2021.3.1", "甲", 3],
        ["鄱阳县", "油墩街镇", "漳田村", "6月30日", "乙", 3],
    ]
    mixed = [*agreeing, ["鄱阳县", "油墩街镇", "漳田村", "2020.3.1", "丙", 3]]

    assert fields(read(xlsx(agreeing)))[4]["date"] == "2021-06-30"
    assert held(read(xlsx(mixed))) == {4: ["invalid_date"]}


def test_amounts_take_the_unit_from_the_header_the_row_above_or_the_user(read):
    def amounts(header, unit_row="", **options):
        rows = [
            ["鄱阳县党群服务中心台账"],
            [unit_row],
            ["村", "名称", "建筑面积", header],
            ["漳田村", "漳田中心", 300, 50],
        ]
        reading = read(xlsx(rows), ledger="center", **options)
        return fields(reading)[4]["cost_yuan"] if reading.record_count else held(reading)

    assert amounts("投入资金（万元）") == "500000.00"
    assert amounts("投入资金（元）") == "50.00"
    assert amounts("投入资金", "单位：万元、个") == "500000.00"
    assert amounts("投入资金", "（金额单位：元）") == "50.00"
    assert amounts("投入资金（元）", "单位：万元") == "50.00"
    assert amounts("投入资金", money_unit="万元") == "500000.00"
    assert amounts("投入资金") == {4: ["invalid_number"]}


def test_every_sheet_has_its_own_township(read, places):
    rows = table(["胜利社区", "第一网格", 300], header=("社区", "网格名称", "户数"))

    reading = read(workbook({"灵溪街道": rows, "沙溪镇": rows}), "信州区网格.xlsx", ledger="grid")

    assert placed(reading, places, 0) == {3: "信州区灵溪街道胜利居民委员会"}
    assert placed(reading, places, 1) == {3: "信州区沙溪镇胜利居民委员会"}


def test_unit_column_may_contain_counties_or_townships(read, places):
    rows = [
        ["重点任务进展月报（2021年3月）"],
        ["单位", "重点任务", "进度"],
        ["鄱阳县", "党员教育培训", "50%"],
        ["油墩街镇", "党员教育培训", "60%"],
    ]

    reading = read(xlsx(rows))

    assert placed(reading, places) == {3: "鄱阳县", 4: "鄱阳县油墩街镇"}


def test_township_with_the_ending_of_an_office_is_unknown(read):
    assert held(read(xlsx(table(["鄱阳县", "油墩街办", "漳田村", "第一网格", 3])), ledger="grid")) == {
        3: ["unknown_township"]
    }


def test_office_of_the_county_is_placed_in_the_county_if_its_row_says_so(read, places):
    header = ("乡镇", "党组织名称", "姓名", "培训班次")
    rows = [["县直机关", "县财政局机关党支部", "甲", "一期"], ["油墩街镇", "县财政局机关党支部", "乙", "一期"]]

    reading = read(xlsx(table(*rows, header=header, title="鄱阳县书记集中轮训台账")))

    assert placed(reading, places) == {3: "鄱阳县"}
    assert held(reading) == {4: ["unknown_village"]}


ELSEWHERE = [
    ("9901", "云岭市", "city", "", "市"),
    ("990122", "石门苗族自治县", "county", "9901", "县"),
    ("990171", "东川经济开发区", "county", "9901", "其他"),
    ("990122100", "石门镇", "township", "990122", "镇"),
    ("990171400", "望江街道办事处", "township", "990171", "街道"),
    ("990122100201", "上寨村民委员会", "village", "990122100", "村"),
    ("990171400210", "柳林村民委员会", "village", "990171400", "村"),
]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("石门县", "石门镇", "上寨"), "990122100201"),
        (("石门苗族自治县", "", "石门县石门镇上寨村"), "990122100201"),
        (("东川经开区", "望江街道", "柳林"), "990171400210"),
        (("东川经济技术开发区", "望江", "柳林"), "990171400210"),
    ],
)
def test_autonomous_counties_and_zones_are_found_by_their_short_names(read, cells, code):
    reading = read(xlsx(table([*cells, "第一网格", 300])), ledger="grid", places=PlaceIndex(ELSEWHERE))

    assert [record.place for record in reading.imported_sheets[0].records] == [code]


def test_current_year_is_not_added_to_a_date_without_a_year(read):
    rows = table(
        ["婺源县", "思口镇", "思溪村", "账目不公开", "6月30日"],
        header=("县区", "乡镇", "村", "主要问题", "整改时限"),
        title="台账",
    )

    assert held(read(xlsx(rows), ledger="weak_org", default_year=2026)) == {3: ["invalid_date"]}
    assert fields(read(xlsx(rows), ledger="weak_org", year=2020))[3]["deadline"] == "2020-06-30"


@pytest.mark.parametrize(("title", "place"), [("网格台账", "361128000000"), ("鄱阳县网格台账", "361128100000")])
def test_sheet_name_of_county_and_township_means_the_township_only_in_a_file_of_that_county(read, title, place):
    rows = [[title], ["村（社区）", "网格名称", "户数", "网格长"], ["东湖社区", "第一网格", 10, "甲"]]

    reading = read(xlsx(rows, sheet="鄱阳"), within="361100000000")

    assert reading.imported_sheets[0].context.place == place


def test_section_of_a_township_belongs_to_the_section_of_the_county_above_it(read):
    units = [
        ("1", "云岭市", "city", "", "市"),
        *[(f"1{n}", name, "county", "1", "县") for n, name in enumerate(("白水县", "黑山县"))],
        *[(f"1{n}1", "黄土乡", "township", f"1{n}", "乡") for n in range(2)],
        *[(f"1{n}11", "大寨村民委员会", "village", f"1{n}1", "村") for n in range(2)],
        ("1012", "黑山村民委员会", "village", "101", "村"),
    ]
    rows = [["网格台账"], ["序号", "村", "网格名称", "户数"]]
    for county in ("一、白水县", "二、黑山"):
        rows += [[county], ["黄土乡"], [1, "大寨", "第一网格", 10]]

    reading = read(xlsx(rows), ledger="grid", places=PlaceIndex(units))

    assert [record.place for record in reading.imported_sheets[0].records] == ["1011", "1111"]


@pytest.mark.parametrize("section", ["三县岭镇", "三、三县岭镇", "（三）三县岭镇：", "3 三县岭镇（2个）", "3.三县岭镇"])
def test_numbering_before_the_name_of_a_section_is_ignored(read, places, section):
    rows = [["弋阳县网格台账"], ["序号", "村", "网格名称", "户数"], [section], [1, "龙家", "第一网格", 10]]

    reading = read(xlsx(rows), ledger="grid")

    assert ignored(reading)[3] == "section"
    assert reading.imported_sheets[0].records[0].place == "361126110200"


@pytest.mark.parametrize("header", [("片", "乡镇", "村"), ("县区", "辖区", "村"), ("县区", "乡镇", "驻地")])
def test_column_of_places_without_a_clear_header_is_recognised_by_its_cells(read, places, header):
    rows = [("鄱阳县", "油墩街镇", "漳田村", "第一网格", 300), ("鄱阳县", "油墩街镇", "油墩村", "第一网格", 300)]

    reading = read(xlsx(table(*rows, header=(*header, "网格名称", "户数"))), ledger="grid")

    assert placed(reading, places) == {
        3: "鄱阳县油墩街镇漳田村村民委员会",
        4: "鄱阳县油墩街镇油墩村村民委员会",
    }
    assert [column.field for column in reading.imported_sheets[0].columns][:3] == ["county", "township", "village"]


def test_birthplace_is_not_read_as_the_place_of_the_row(read):
    header = ("乡镇", "村", "网格名称", "户数", "网格长籍贯")
    rows = [("油墩街镇", "漳田村", "第一网格", 300, "余干县")]

    reading = read(xlsx(table(*rows, header=header, title="鄱阳县网格台账")), ledger="grid")

    assert [column.field for column in reading.imported_sheets[0].columns][4] is None
    assert not held(reading)
