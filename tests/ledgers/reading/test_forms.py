"""Ledgers in the layouts of other counties, with other headers for the same fields."""

# ruff: noqa: E501 - rows of a table are easier to read on one line
# fmt: off

import datetime

from tests.ledgers.reading.build import Styled, fields, held, ignored, placed, text, xls, xlsx


def test_weak_villages_with_three_header_rows_sample_row_and_numbering_are_read(read):
    rows = [
        ["", "附件3"],
        ["", "玉山县软弱涣散村党组织整顿工作台账"],
        ["", "填报单位（公章）：中共玉山县委组织部", "", "", "", "", "填报时间：2021年6月30日"],
        [],
        ["", "序号", "乡镇", "村", "类型", "主要问题", "整顿\n措施", "“四个一”", "", "", "", "", "", "整改时限", "进展\n情况", "是否销号"],
        ["", "", "", "", "", "", "", "联村县级领导", "", "包村乡镇领导", "", "第一书记", "结对单位", "", "", ""],
        ["", "", "", "", "", "", "", "姓名", "职务", "姓名", "职务", "", "", "", "", ""],
        ["", "栏次", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"],
        ["", "例", "××镇", "××村", "班子不团结", "……", "……", "张三", "县委常委", "李四", "镇长", "王五", "县委办", "12月底", "", "√"],
        ["", 1, "横街镇", "塘尾村", "班子软弱", "1.会议少；2.账目不清", "调整书记", "周 平", "常委", "吴清", "镇长", "郑和", "县财政局", "12月底", "推进", "×"],
        ["", 2, "岩瑞镇", "包溪", "后继乏人", "无后备", "培养后备", "周平", "常委", "孙立", "书记", "郑平", "县审计局", "2021.11", "", "√"],
    ]
    merges = ["H5:M5", "H6:I6", "J6:K6", "L6:L7", "M6:M7", *(f"{letter}5:{letter}7" for letter in "BCDEFGNOP")]

    reading = read(xlsx(rows, merges=merges), "台账.xlsx")

    assert reading.ledger_key == "weak_org"
    assert reading.imported_sheets[0].header_rows == (5, 6, 7)
    assert fields(reading) == {
        10: {
            "weak_type": "班子软弱", "problem": "1.会议少；2.账目不清", "measures": "调整书记", "county_leader": "周平",
            "township_leader": "吴清", "first_secretary": "郑和", "paired_unit": "县财政局", "deadline": "2021-12-31", "rectified": False,
        },
        11: {
            "weak_type": "后继乏人", "problem": "无后备", "measures": "培养后备", "county_leader": "周平",
            "township_leader": "孙立", "first_secretary": "郑平", "paired_unit": "县审计局", "deadline": "2021-11", "rectified": True,
        },
    }  # fmt: skip
    assert ignored(reading) == {
        1: "title", 2: "title", 3: "unit_date", 4: "blank", 8: "numbering", 9: "sample",
    }  # fmt: skip


def test_secretaries_with_tick_boxes_and_an_identity_column_are_read(read):
    rows = [
        ["婺源县村（社区）党组织书记备案台账（2021年）"],
        ["序号", "乡镇（街道）", "村（社区）", "党组织类型", "", "", "书记姓名", "性别", "身份证号码", "出生年月", "文化程度", "入党年月",
         "任现职务时间", "书记主任一肩挑（打√）", "人选来源", "备案情况", "", "手机号码"],
        ["", "", "", "党委", "总支", "支部", "", "", "", "", "", "", "", "", "", "备案时间", "备案文号", ""],
        [1, "清华镇", "东园村", "", "√", "", "王 小明", "男", "11010119900307387X", "1990.03", "大专", 201205, 2018.11, "√", "返乡创业",
         "2021.1", "婺备1号", "0793-1234567"],
        [2, "许村镇", "汪村", "", "", "√", "李丽", "女", 4.2e17, 1985.2, "本科", "2006年7月", "2020年底", "", "退役军人", "", "", 10001234567.0],
    ]  # fmt: skip
    merges = [f"{letter}2:{letter}3" for letter in "ABCGHIJKLMNOR"] + ["D2:F2", "P2:Q2"]

    reading = read(xlsx(rows, merges=merges), "备案.xlsx")

    sheet = reading.imported_sheets[0]
    assert reading.ledger_key == "secretary"
    assert fields(reading) == {
        4: {
            "name": "王小明", "gender": "男", "birth": "1990-03", "education": "大专", "joined_party": "2012-05",
            "appointed": "2018-11", "source": "返乡创业", "director_too": True, "phone": "07931234567",
            "filed": True, "filed_on": "2021-01", "filing_number": "婺备1号",
        },
        5: {
            "name": "李丽", "gender": "女", "birth": "1985-02", "education": "本科", "joined_party": "2006-07",
            "appointed": "2020-12-31", "source": "退役军人", "director_too": False, "phone": "10001234567",
        },
    }  # fmt: skip
    assert [column.header for column in sheet.columns if column.dropped] == ["身份证号码"]
    assert "11010119900307387X" not in str(sheet.cells(4))
    assert not any("11010119900307387" in str(warning) for warning in sheet.warnings)


def test_training_with_start_and_end_in_one_cell_is_read(read, places):
    rows = [
        ["2021年度万年县基层党组织书记集中轮训台账"],
        ["序号", "乡镇", "党组织名称", "姓名", "职务", "领域", "培训情况", "", "", "", "", "是否完成", "备注"],
        ["", "", "", "", "", "", "班次名称", "主办单位", "起止时间", "天数", "学时", "", ""],
        [1, "陈营镇", "中共南岗村支部委员会", "刘备", "书记", "农村", "第一期", "县委组织部", "2021.5.11-5.15", 5, 40, "是", ""],
        [2, "青云镇", "乐源村党总支", "关羽", "书记", "农村", "第一期", "县委组织部", "5月11日至13日", "3天", 24, "√", ""],
        [3, "大源镇", "荷溪村支部", "张飞", "书记", "农村", "第二期", "县委组织部", "2021-06-01～2021-06-03", "3", 24, "否", ""],
    ]
    merges = [f"{letter}2:{letter}3" for letter in "ABCDEFLM"] + ["G2:K2"]

    reading = read(xlsx(rows, merges=merges))

    assert reading.ledger_key == "secretary_training"
    got = fields(reading)
    assert [(row["start_on"], row["end_on"], row["days"], row["passed"]) for row in got.values()] == [
        ("2021-05-11", "2021-05-15", 5, True),
        ("2021-05-11", "2021-05-13", 3, True),
        ("2021-06-01", "2021-06-03", 3, False),
    ]
    assert placed(reading, places) == {
        4: "万年县陈营镇南岗村民委员会",
        5: "万年县青云镇乐源村委会",
        6: "万年县大源镇荷溪村民委员会",
    }


def test_collective_economy_with_groups_and_units_of_measure_is_read(read):
    rows = [
        ["附件2"],
        ["弋阳县扶持壮大村级集体经济项目台账"],
        ["填报单位：中共弋阳县委组织部（盖章）   填报时间：2020年6月30日      单位：万元、户"],
        ["序号", "乡镇", "村", "批次", "项目名称", "资金", "", "", "", "进度（%）", "收益", "", "受益户数", "备注"],
        ["", "", "", "", "", "合计", "中央", "省级", "自筹", "", "预计", "当年", "", ""],
        [1, "漆工镇", "湖塘村", "第一批", "光伏电站", 62, 30, 20, 12, 100, 5.6, 2.1, 38, "已并网"],
        [2, "", "程家村", "第二批", "冷库", 50, 30, 20, "", "60%", "4万", "—", "", ""],
        ["合计", "", "", "", "2个", 112, 60, 40, 12, "", 9.6, 2.1, 38, ""],
        ["填表人：        审核人：        联系电话："],
    ]
    merges = ["A1:N1", "A2:N2", "A3:N3", *(f"{x}4:{x}5" for x in "ABCDEJMN"), "F4:I4", "K4:L4", "B6:B7", "A8:D8"]

    reading = read(xlsx(rows, merges=merges))

    assert reading.ledger_key == "collective_economy"
    assert fields(reading) == {
        6: {
            "batch": "第一批", "project": "光伏电站", "total_yuan": "620000.00", "central_yuan": "300000.00",
            "province_yuan": "200000.00", "own_yuan": "120000.00", "progress": 100.0, "income_yuan": "21000.00",
        },
        7: {
            "batch": "第二批", "project": "冷库", "total_yuan": "500000.00", "central_yuan": "300000.00",
            "province_yuan": "200000.00", "progress": 60.0,
        },
    }  # fmt: skip
    assert not [warning for warning in reading.imported_sheets[0].warnings if warning.reason == "total_differs"]
    assert ignored(reading)[8] == "total"
    assert ignored(reading)[9] == "note"


def test_reserves_grouped_by_political_status_are_read(read):
    rows = [
        ["横峰县村级后备力量花名册"],
        ["", "", "", "", "", "", "", "", "2021年3月"],
        ["序号", "乡镇", "村", "姓名", "性别", "民族", "出生年月", "年龄", "政治面貌", "文化程度", "人员类别", "培养联系人", "入库时间", "联系电话", "备注"],
        [1, "岑阳镇", "岑港村", "张　三", "男", "汉", "1992.10", "29", "中共党员", "大专", "返乡创业", "李 四", "2020.10", "100-0123-4567", "/"],
        [2, "岑阳镇", "铺前村", "王五", "女", "汉族", 1995.5, 26, "入党积极分子", "本科", "大学生", "赵六", "2021年1月", "１０００１２３４５６８", ""],
        [3, "岑阳镇", "铺前村", "空缺", "", "", "", "", "", "", "", "", "", "", ""],
    ]

    reading = read(xlsx(rows))

    assert reading.ledger_key == "reserve"
    assert fields(reading) == {
        4: {
            "name": "张三", "gender": "男", "birth": "1992-10", "age": 29, "party_member": True, "education": "大专",
            "identity": "返乡创业", "mentor": "李四", "since": "2020-10", "phone": "10001234567",
        },
        5: {
            "name": "王五", "gender": "女", "birth": "1995-05", "age": 26, "party_member": False, "education": "本科",
            "identity": "大学生", "mentor": "赵六", "since": "2021-01", "phone": "10001234568",
        },
    }  # fmt: skip
    assert held(reading) == {6: ["missing_required"]}


def test_member_training_in_an_old_workbook_is_read(read, places):
    rows = [
        ["德兴市2021年党员教育培训情况登记表"],
        ["填报单位：中共德兴市委组织部", "", "", "", "", "", "统计时间：2021.7.5"],
        ["序号", "乡镇（街道）", "村（社区）", "培训时间", "培训内容", "培训形式", "应参训人数", "实参训人数", "参训率", "学时", "培训经费（元）", "授课人", "备注"],
        [1, "海口镇", "海口村", "2021.3.15", "党史学习", "集中授课", 45, "41人", 0.9111, 4, "1,200", "陈 老师", ""],
        [2, "海口镇", "黄渡村", "6月30日", "七一党课", "线上", "３８", 38, "100%", "4学时", "0.15万元", "陈老师", ""],
        [3, "海口镇", "", "2021年5月", "换届纪律", "线下", 60, 57, "约95%", 8, "", "", "镇机关"],
    ]

    reading = read(xls(rows, formats={(3, 8): "0.0%"}), "培训.xls")

    assert reading.ledger_key == "member_training"
    assert fields(reading) == {
        4: {
            "date": "2021-03-15", "course": "党史学习", "form": "集中授课", "should": 45, "attended": 41, "rate": 91.11,
            "hours": 4, "cost_yuan": "1200.00", "teacher": "陈老师",
        },
        5: {
            "date": "2021-06-30", "course": "七一党课", "form": "线上", "should": 38, "attended": 38, "rate": 100.0,
            "hours": 4, "cost_yuan": "1500.00", "teacher": "陈老师",
        },
        6: {
            "date": "2021-05", "course": "换届纪律", "form": "线下", "should": 60, "attended": 57, "rate": 95.0, "hours": 8,
            "note": "镇机关",
        },
    }  # fmt: skip
    assert placed(reading, places)[6] == "德兴市海口镇"
    assert {warning.reason for warning in reading.imported_sheets[0].warnings} >= {"approximate"}


def test_party_life_as_a_list_for_one_village_is_read(read, places):
    rows = [
        ["清华镇东园村2021年组织生活开展情况登记表"],
        ["序号", "时间", "活动类型", "活动主题", "主持人", "应到人数", "实到人数", "领导干部是否参加", "记录人", "有无会议记录", "备注"],
        ["1", "2021年1月5日", "支部党员大会", "学习十九届五中全会精神", "王明", "32", "30", "否", "李红", "有", ""],
        ["2", "2021/2/5", "主题党日", "环境整治", "王明", "32", "28", "是", "李红", "无", "雨"],
    ]

    reading = read(text(rows), "婺源县组织生活.csv")

    assert reading.ledger_key == "org_life"
    assert fields(reading) == {
        3: {
            "date": "2021-01-05", "kind": "支部党员大会", "topic": "学习十九届五中全会精神", "host": "王明", "should": 32, "attended": 30,
            "leader_attended": False, "recorder": "李红", "has_minutes": True,
        },
        4: {
            "date": "2021-02-05", "kind": "主题党日", "topic": "环境整治", "host": "王明", "should": 32, "attended": 28,
            "leader_attended": True, "recorder": "李红", "has_minutes": False, "note": "雨",
        },
    }  # fmt: skip
    assert set(placed(reading, places).values()) == {"婺源县清华镇东园村委会"}


def test_party_life_with_a_column_for_each_month_is_read(read):
    rows = [
        ["玉山县“三会一课”、主题党日开展情况月报表（2021年5月）"],
        ["序号", "乡镇", "党支部", "党员数", "支部党员大会", "", "", "党课", "", "主题党日", "", "", "", "领导干部参加", "备注"],
        ["", "", "", "", "时间", "应到", "实到", "时间", "授课人", "时间", "主题", "应到", "实到", "", ""],
        [1, "横街镇", "塘尾村党支部", 40, "5月6日", 40, 38, "", "", "5月20日", "植树", 40, 35, "是", ""],
        [2, "岩瑞镇", "包溪村党支部", 30, "", "", "", "2021.5.8", "李 明", "5月21日", "敬老", 30, 29, "否", ""],
        ["合计", "", "", 70, "", 40, 38, "", "", "", "", 70, 64, "", ""],
    ]
    merges = [f"{x}2:{x}3" for x in "ABCDNO"] + ["E2:G2", "H2:I2", "J2:M2"]

    reading = read(xlsx(rows, merges=merges))

    records = reading.imported_sheets[0].records
    assert reading.ledger_key == "org_life"
    got = [{name: value for name, value in zip(reading.imported_sheets[0].fields, record.values, strict=True) if value is not None}
           for record in records]  # fmt: skip
    assert [record.row for record in records] == [4, 4, 5, 5]
    assert got == [
        {"date": "2021-05-06", "kind": "支部党员大会", "should": 40, "attended": 38, "leader_attended": True},
        {
            "date": "2021-05-20",
            "kind": "主题党日",
            "topic": "植树",
            "should": 40,
            "attended": 35,
            "leader_attended": True,
        },
        {"date": "2021-05-08", "kind": "党课", "host": "李明", "leader_attended": False},
        {
            "date": "2021-05-21",
            "kind": "主题党日",
            "topic": "敬老",
            "should": 30,
            "attended": 29,
            "leader_attended": False,
        },
    ]
    assert ignored(reading)[6] == "total"


def test_service_centres_are_read(read):
    rows = [
        ["铅山县党群服务中心建设情况统计表（截至2021年6月30日）"],
        ["序号", "乡镇", "村（社区）", "名称", "建筑面积（㎡）", "建成时间", "服务半径（分钟）", "窗口数", "功能室（个）", "工作人员", "是否多网合一", "是否示范点",
         "投入资金（万元）", "开放时间", "备注"],
        [1, "河口镇", "城东社区", "城东党群服务中心", "1,200.5㎡", "2018年", "15分钟", 4, "6个", "5人", "是", "√", 120.5, "8:30-17:30", ""],
        [2, "永平镇", "北门村", "北门村党群服务中心", 300, 2019.6, 10, "2个", 3, 2, "否", "×", "35万元", "全天", "无"],
        [3, "永平镇", "河背村", "", 300, 2019.6, 10, 2, 3, 2, "否", "×", 35, "全天", ""],
    ]  # fmt: skip

    reading = read(xlsx(rows))

    assert reading.ledger_key == "center"
    assert fields(reading) == {
        3: {
            "center": "城东党群服务中心", "area_m2": 1200.5, "built": "2018", "radius_min": 15, "windows": 4, "rooms": 6, "staff": 5,
            "online": True, "demo": True, "cost_yuan": "1205000.00", "open_time": "8:30-17:30",
        },
        4: {
            "center": "北门村党群服务中心", "area_m2": 300, "built": "2019-06", "radius_min": 10, "windows": 2, "rooms": 3, "staff": 2,
            "online": False, "demo": False, "cost_yuan": "350000.00", "open_time": "全天", "note": "无",
        },
    }  # fmt: skip
    assert held(reading) == {5: ["missing_required"]}


def test_demands_with_date_cells_and_other_words_are_read(read):
    rows = [
        ["广丰区“接诉即办”工单台账"],
        ["工单编号", "所属街道", "所属社区", "接诉时间", "问题类别", "反映问题", "来电人", "联系方式", "责任单位", "办理时限", "实际办结时间", "办理情况", "满意度", "是否逾期"],
        [20210001.0, "永丰街道", "西山社区", Styled(datetime.datetime(2021, 5, 18, 16, 52), "yyyy-mm-dd hh:mm"), "噪音", "夜间施工",  # noqa: DTZ001
         "某先生", "10001112222/10003334444", "城管局", "2021年5月20日下午5点", 44336.5, "已劝停", "非常满意", "否"],
        ["20210002", "永丰街道", "西山社区", "2021-05-19 8:05", "停车", "车位被占", "某女士", "无", "交警", "2021-05-21", "", "", "", ""],
    ]  # fmt: skip

    reading = read(xlsx(rows))

    assert reading.ledger_key == "appeal"
    assert fields(reading) == {
        3: {
            "no": "20210001", "received_at": "2021-05-18T16:52", "kind": "噪音", "content": "夜间施工", "person": "某先生",
            "phone": "10001112222、10003334444", "dept": "城管局", "due_at": "2021-05-20T17:00", "finished_at": "2021-05-20T12:00",
            "result": "已劝停", "satisfied": True, "overdue": False,
        },
        4: {
            "no": "20210002", "received_at": "2021-05-19T08:05", "kind": "停车", "content": "车位被占", "person": "某女士",
            "dept": "交警", "due_at": "2021-05-21",
        },
    }  # fmt: skip


def test_grid_ledger_may_head_the_count_of_helpers_without_a_word_for_number(read):
    rows = [
        ["社区", "网格名称", "户数", "网格长", "专职网格员（人）", "网格党支部（党小组）"],
        ["现代城社区", "第一网格", 300, "甲", "2名", "已建"],
        ["现代城社区", "第二网格", 300, "乙", "无", "未建"],
    ]

    reading = read(xlsx(rows), "信州区东市街道网格台账.xlsx")

    assert [(row.get("workers"), row["party_group"]) for row in fields(reading).values()] == [(2, True), (None, False)]


def test_short_table_without_a_title_is_recognised_if_every_column_is_known(read):
    header = ["镇街", "行政村", "书记姓名", "出生日期", "文化程度", "任职时间", "一肩挑", "联系方式"]
    rows = [header, ["兴安街道", "城东", "甲", "1975.3", "大学", "2019.1", "是", "10000000001"]]

    assert read(xlsx(rows), "横峰.xlsx").ledger_key == "secretary"
    assert read(xlsx([[*header, "派出单位"], [*rows[1], "县财政局"]]), "横峰.xlsx").ledger_key == ""


def test_shares_of_a_fund_are_not_read_as_places_nor_its_payment_as_an_amount(read):
    rows = [
        ["婺源县2020年扶持村集体经济项目资金台账"],
        ["乡镇", "村", "项目名称", "资金来源（万元）", "", "", "拨付", "验收", ""],
        ["", "", "", "中央", "县", "合计", "", "乡镇", "县"],
        ["思口镇", "思溪村", "民宿", 50, 10, 60, "已拨付", "合格", "合格"],
        ["思口镇", "西源村", "茶园", 50, 20, 70, "未拨付", "合格", ""],
    ]
    merges = ["A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3", "H2:I2"]

    reading = read(xlsx(rows, merges=merges))

    assert list(fields(reading).values()) == [
        {"project": "民宿", "central_yuan": "500000.00", "county_yuan": "100000.00", "total_yuan": "600000.00"},
        {"project": "茶园", "central_yuan": "500000.00", "county_yuan": "200000.00", "total_yuan": "700000.00"},
    ]


def test_acceptance_by_township_and_county_is_not_read_as_places(read, places):
    rows = [
        ["婺源县2020年软弱涣散村党组织整顿台账"],
        ["乡镇", "村", "主要问题", "是否销号", "验收", ""],
        ["", "", "", "", "乡镇", "县"],
        ["思口镇", "思溪村", "账目不公开", "是", "通过", "通过"],
    ]

    reading = read(xlsx(rows, merges=["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2"]))

    assert placed(reading, places) == {4: "婺源县思口镇思溪村委会"}


def test_file_named_register_of_rectification_is_a_ledger_of_weak_villages(read):
    rows = [["乡镇", "村", "存在问题", "整改措施", "是否销号"], ["漆工镇", "湖塘", "账目不公开", "逐月公开", "否"]]

    assert read(xlsx(rows), "弋阳县整顿台账.xlsx").ledger_key == "weak_org"


def test_title_names_the_ledger_although_a_required_column_has_another_header(read):
    rows = [
        ["婺源县党员教育培训情况表"],
        ["乡镇", "村", "培训日期", "学了什么", "培训方式", "应到", "实到"],
        ["清华镇", "清华村", "2020-05-06", "四史", "集中授课", 50, 48],
    ]

    reading = read(xlsx(rows))

    assert reading.ledger_key == "member_training"
    assert held(reading) == {3: ["missing_required"]}
