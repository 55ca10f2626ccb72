"""Lists of supported villages, payments, spot checks and incomes are recognised and read as counties write them."""

from tests.ledgers.reading import build

SUPPORTED = [
    ["附件2"],
    ["弋阳县2026年扶持发展壮大村级集体经济扶持村名单"],
    ["填报单位：弋阳县委组织部（盖章）  填报时间：2026年4月8日   单位：万元"],
    ["序号", "乡镇", "村", "批次", "确定时间", "会商情况", "", "", "方案批复时间", "下达资金", "备注"],
    ["", "", "", "", "", "组织部门", "财政部门", "农业农村部门", "", "", ""],
    [1, "漆工镇", "湖塘村", "首批", "2026.3.5", "√", "√", "√", "2026年4月", 50, ""],
    [2, "", "仙湖村", "第2批", "3月20日", "同意", "未会签", "", "", "60万元", ""],
    [3, "曹溪镇", "东港村", "第九批", "2026.3.5", "√", "√", "√", "", 50, ""],
    ["合计", "", "", "", "", "", "", "", "", 160, ""],
]
SUPPORTED_MERGES = ["A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:H4", "I4:I5", "J4:J5", "K4:K5", "B6:B7"]

PAYMENTS = [
    ["弋阳县扶持村级集体经济资金拨付使用台账（2026年）"],
    ["填报单位：弋阳县财政局      填报时间：2026年9月30日      单位：万元"],
    ["序号", "乡镇", "扶持村", "项目名称", "拨付时间", "拨付金额", "资金用途", "用途类别", "是否合规", "备注"],
    [1, "漆工镇", "湖塘村", "冷库", "2026-5-18", 30, "冷库主体工程款", "项目工程款", "合规", ""],
    [2, "", "湖塘村", "冷库", "2026.7", "5.5", "村部办公楼装修", "办公用房", "否", ""],
    [3, "曹溪镇", "东港村", "光伏电站", "2026/8/2", "", "设备", "设备购置", "是", ""],
    ["合计", "", "", "", "", 35.5, "", "", "", ""],
]

CHECKS = [
    ["弋阳县第一批扶持村集体经济发展情况实地抽查台账"],
    ["填报单位：弋阳县委组织部                 填报时间：2026年10月12日"],
    ["序号", "乡镇", "村", "抽查", "", "发现的主要问题", "整改", "", "经营合同到期时间", "风险点"],
    ["", "", "", "抽查时间", "抽查组", "", "整改时限", "实际完成时间", "", ""],
    [
        1,
        "漆工镇",
        "湖塘村",
        "2026.6.11",
        "县委组织部、县财政局",
        "分红方案没有公示",
        "2026.7.31",
        "2026.7.20",
        "2031年5月",
        "单一客户",
    ],
    [2, "", "", "2026.6.11", "县委组织部、县财政局", "合同缺少违约条款", "2026年8月底", "", "", "/"],
    [3, "曹溪镇", "东港村", "", "县农业农村局", "设备闲置", "2026.9.30", "", "", ""],
    [4, "曹溪镇", "漆家村", "2026.6.12", "县农业农村局", "问题一", "2026.5.30", "", "", ""],
]
CHECK_MERGES = ["A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "G3:H3", "I3:I4", "J3:J4", "B5:B6", "C5:C6"]

INCOMES = [
    ["弋阳县2025年度村级集体经济收入情况统计表"],
    ["填报单位：弋阳县农业农村局           单位：万元、户"],
    ["乡镇", "村", "经营性收入", "非经营性收入", "年末资产总额", "负债", "受益户数", "分红金额"],
    ["漆工镇", "湖塘村", 12.36, 3, "386.5", 0, "45户", "1.2"],
    ["漆工镇", "仙湖村", "0", "—", "", "20.4", "", "无"],
    ["漆工镇", "西坑村", "-3", "", "100", "", "", ""],
    ["小计", "", 12.36, 3, 386.5, 20.4, 45, 1.2],
]


def test_supported_villages_are_read_with_the_signatures_of_three_departments(read, places):
    reading = read(build.xlsx(SUPPORTED, merges=SUPPORTED_MERGES), "扶持村名单.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("supported_village", {8: ["invalid_choice"]})
    assert build.fields(reading) == {
        6: {
            "batch": "第一批",
            "chosen_on": "2026-03-05",
            "party_signed": True,
            "finance_signed": True,
            "agriculture_signed": True,
            "plan_approved_on": "2026-04",
            "allocated_yuan": "500000.00",
        },
        7: {
            "batch": "第二批",
            "chosen_on": "2026-03-20",
            "party_signed": True,
            "finance_signed": False,
            "agriculture_signed": False,  # a blank in a column of nothing but √
            "allocated_yuan": "600000.00",
        },
    }


def test_payments_are_read_and_one_without_an_amount_is_held_back(read):
    reading = read(build.xlsx(PAYMENTS), "资金拨付.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("fund_payment", {6: ["missing_required"]})
    assert build.fields(reading) == {
        4: {
            "project": "冷库",
            "paid_on": "2026-05-18",
            "amount_yuan": "300000.00",
            "purpose": "冷库主体工程款",
            "use_kind": "产业项目",
            "permitted": True,
        },
        5: {
            "project": "冷库",
            "paid_on": "2026-07",
            "amount_yuan": "55000.00",
            "purpose": "村部办公楼装修",
            "use_kind": "办公楼",
            "permitted": False,
        },
    }


def test_forbidden_use_of_support_money_is_a_warning(read):
    reading = read(build.xlsx(PAYMENTS), "资金拨付.xlsx")

    warnings = [problem for problem in reading.imported_sheets[0].warnings if problem.reason == "unusual"]
    assert [(problem.row, "不得用于" in problem.message) for problem in warnings] == [(5, True)]


def test_findings_of_spot_checks_are_read_and_those_without_a_day_or_due_too_early_are_held_back(read, places):
    reading = read(build.xlsx(CHECKS, merges=CHECK_MERGES), "抽查.xlsx")

    assert reading.ledger_key == "spot_check"
    assert build.held(reading) == {7: ["missing_required"], 8: ["unknown_village", "end_before_start"]}
    assert set(build.placed(reading, places).values()) == {"弋阳县漆工镇湖塘村民委员会"}
    assert build.fields(reading) == {
        5: {
            "visited_on": "2026-06-11",
            "team": "县委组织部、县财政局",
            "finding": "分红方案没有公示",
            "due": "2026-07-31",
            "closed_on": "2026-07-20",
            "contract_until": "2031-05",
            "risk": "单一客户",
        },
        6: {
            "visited_on": "2026-06-11",
            "team": "县委组织部、县财政局",
            "finding": "合同缺少违约条款",
            "due": "2026-08-31",
        },
    }


def test_incomes_are_read_with_zero_apart_from_blank_and_a_loss_is_held_back(read):
    reading = read(build.xlsx(INCOMES), "集体经济收入.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("village_income", {6: ["negative_amount"]})
    assert reading.imported_sheets[0].context.year == 2025
    assert build.fields(reading) == {
        4: {
            "operating_yuan": "123600.00",
            "other_yuan": "30000.00",
            "assets_yuan": "3865000.00",
            "debts_yuan": "0.00",
            "households": 45,
            "dividend_yuan": "12000.00",
        },
        5: {"operating_yuan": "0.00", "debts_yuan": "204000.00"},
    }
