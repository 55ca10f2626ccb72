"""Monthly reports and other tables with a column or a sheet for each task or place."""


# fmt: off


from tests.ledgers.reading.build import Styled, fields, held, ignored, placed, text, workbook, xlsx


def test_monthly_report_with_a_column_for_each_county_is_read(read):
    rows = [
        ["2021年3月重点任务进展情况表"],
        ["序号", "重点任务", "信州区", "广丰", "玉山县"],
        [1, "党员教育培训", "85%", "90%", ""],
        [2, "（二）整顿软弱涣散村党组织", Styled(0.5, "0%"), "已完成", 35],
        [3, "精准扶贫", "10%", "", ""],
    ]

    reading = read(xlsx(rows))

    sheet = reading.imported_sheets[0]
    assert reading.ledger_key == "monthly_report"
    assert sheet.context.period == "2021-03"
    assert [(record.row, record.place, *record.values) for record in sheet.records] == [
        (3, "361102000000", "党员教育培训", 85.0),
        (3, "361103000000", "党员教育培训", 90.0),
        (4, "361102000000", "整顿软弱涣散村党组织", 50.0),
        (4, "361103000000", "整顿软弱涣散村党组织", 100.0),
        (4, "361123000000", "整顿软弱涣散村党组织", 35.0),
    ]
    assert held(reading) == {5: ["unknown_task"]}


def test_monthly_report_with_a_column_for_each_task_is_read(read):
    rows = [
        ["全市基层党建重点任务进度表", "", "2021年4月30日"],
        ["县市区", "书记集中轮训", "党员教育培训", "整顿软弱涣散"],
        ["信州区", "100%", "50%", "30%"],
        ["弋阳", "80%", "", "120%"],
    ]

    reading = read(xlsx(rows))

    sheet = reading.imported_sheets[0]
    assert reading.ledger_key == "monthly_report"
    assert [(record.row, record.place, *record.values) for record in sheet.records] == [
        (3, "361102000000", "基层党组织书记集中轮训", 100.0),
        (3, "361102000000", "党员教育培训", 50.0),
        (3, "361102000000", "整顿软弱涣散村党组织", 30.0),
        (4, "361126000000", "基层党组织书记集中轮训", 80.0),
    ]
    assert [(row.row, row.reasons, row.problems[0].cell) for row in sheet.held] == [(4, ["invalid_percent"], "D4")]


def test_workbook_with_instructions_and_a_sheet_for_each_township_is_read(read, places):
    header = ["序号", "社区", "网格名称", "户数", "人口", "党员人数", "网格长姓名", "联系方式"]
    sheets = {
        "填报说明": [["填报说明"], ["一、本表由各镇填报。"], ["二、每月25日前报送。"]],
        "1.横街镇": [["网格台账"], header, [1, "塘尾村", "第一网格", 300, 900, 20, "张三", "10001111111"]],
        "岩瑞镇（2）": [
            ["网格台账"],
            header,
            [1, "包溪村", "第一网格", "1,300", "２９００", "20名", "李四", "10002222222"],
        ],
    }

    reading = read(workbook(sheets), "玉山县网格.xlsx")

    assert [(sheet.name, sheet.skipped) for sheet in reading.sheets] == [
        ("填报说明", "no_table"),
        ("1.横街镇", ""),
        ("岩瑞镇（2）", ""),
    ]
    assert placed(reading, places, 0) == {3: "玉山县横街镇塘尾村民委员会"}
    assert placed(reading, places, 1) == {3: "玉山县岩瑞镇包溪村民委员会"}
    assert fields(reading, 1)[3]["people"] == 2900


def test_monthly_report_with_a_group_of_columns_for_each_task_is_read(read):
    rows = [
        ["2021年5月重点任务进展情况"],
        ["县区", "党员教育培训", "", "整顿软弱涣散村党组织", ""],
        ["", "进度", "存在问题", "进度", "存在问题"],
        ["信州区", "50%", "无", "60%", "进展慢"],
        ["广丰区", "55%", "", "", ""],
        ["平均", "52%", "", "60%", ""],
    ]

    reading = read(xlsx(rows, merges=["A2:A3", "B2:C2", "D2:E2"]))

    sheet = reading.imported_sheets[0]
    assert [(record.row, record.place, *record.values) for record in sheet.records] == [
        (4, "361102000000", "党员教育培训", 50.0, "无"),
        (4, "361102000000", "整顿软弱涣散村党组织", 60.0, "进展慢"),
        (5, "361103000000", "党员教育培训", 55.0, None),
    ]
    assert ignored(reading)[6] == "total"


def test_table_with_a_column_for_each_place_is_read(read, places):
    rows = [
        ["婺源县2021年党群服务中心建设情况"],
        ["指标", "", "清华镇", "许村", "合计"],
        ["基本情况", "名称", "清华中心", "许村中心", ""],
        ["", "建筑面积（㎡）", 300, -400, 700],
        ["", "建成时间", Styled(2019.1, "0.00"), "2020年", ""],
        ["投入资金（万元）", "", 50, "60万", 110],
        ["是否示范点", "", "√", "×", ""],
    ]

    reading = read(xlsx(rows, merges=["A3:A5"]))

    sheet = reading.imported_sheets[0]
    assert placed(reading, places) == {2: "婺源县清华镇"}
    assert fields(reading)[2] == {
        "center": "清华中心",
        "area_m2": 300,
        "built": "2019-10",
        "demo": True,
        "cost_yuan": "500000.00",
    }
    assert [(problem.reason, problem.cell) for problem in sheet.held[0].problems] == [("negative_number", "D4")]


def test_economy_task_in_a_monthly_report_may_leave_out_the_level(read):
    rows = [
        ["2020年6月重点任务进展月报"],
        ["县（市、区）", "重点任务", "进度"],
        ["信州区", "（六）发展壮大村集体经济", "85%"],
    ]

    assert fields(read(xlsx(rows))) == {3: {"task": "发展壮大村级集体经济", "progress": 85.0}}


def test_monthly_report_of_four_columns_is_recognised_by_its_file_name(read):
    rows = [["县（市、区）", "重点任务", "进度(%)", "完成时限"], ["万年县", "党员教育培训", "85", "2020-12-31"]]

    assert read(text(rows), "万年2020年6月月报.csv").ledger_key == "monthly_report"


MONTHLY = ["责任单位", "任务名称", "工作进展", "主要措施及成效", "问题和困难", "完成期限"]


def test_responsible_units_are_counties_if_the_cells_name_counties(read, places):
    rows = [
        ["全市基层党建重点任务进展月报（2020年7月）"],
        MONTHLY,
        ["中共玉山县委组织部", "1.软弱涣散村整顿", "95%", "一村一策", "", "10月底"],
        ["铅山县委", "村集体经济发展", "60%", "新建", "", "全年"],
    ]

    reading = read(xlsx(rows))

    assert placed(reading, places) == {3: "玉山县", 4: "铅山县"}
    assert fields(reading) == {
        3: {"task": "整顿软弱涣散村党组织", "progress": 95.0, "measures": "一村一策", "deadline": "2020-10-31"},
        4: {"task": "发展壮大村级集体经济", "progress": 60.0, "measures": "新建", "deadline": "2020-12-31"},
    }


def test_responsible_units_are_offices_if_the_cells_name_offices(read, places):
    rows = [
        ["玉山县基层党建重点任务进展月报（2020年7月）"],
        MONTHLY,
        ["县委组织部", "党员教育培训", "95%", "举办班次", "", ""],
        ["县民政局", "深化社区网格化管理", "60%", "合并网格", "", ""],
    ]

    reading = read(xlsx(rows))

    assert placed(reading, places) == {3: "玉山县", 4: "玉山县"}


def test_dash_in_a_cross_table_is_not_a_record(read, places):
    rows = [
        ["各县（市、区）重点任务完成进度（2020年9月）"],
        ["重点任务", "玉山县", "铅山县", "横峰县"],
        ["党员教育培训", "80%", "—", ""],
    ]

    reading = read(xlsx(rows))

    assert [places.name(record.place) for record in reading.imported_sheets[0].records] == ["玉山县"]
    assert held(reading) == {}
