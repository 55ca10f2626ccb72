"""Rosters of first secretaries and tables of villages are recognised and read."""

from tests.ledgers.reading import build

FIRST = [
    ["弋阳县驻村第一书记花名册"],
    ["填报单位：弋阳县委组织部"],
    ["序号", "县", "乡镇", "村", "村类型", "", "", "", "姓名", "性别", "出生年月", "政治面貌", "派出单位",
     "派出单位层级", "职务职级", "任职时间", "是否轮换", "在村天数", "考核等次", "联系电话", "备注"],
    ["", "", "", "", "贫困村", "脱贫村", "软弱涣散村", "其他"],
    [1, "弋阳县", "漆工镇", "湖塘村", "", "√", "", "", "李 强", "男", "1985.3", "中共党员", "县财政局", "县直", "股长",
     "2019.5", "否", 22, "优秀", "10001234567", ""],
    [2, "弋阳县", "漆工镇", "程家村", "√", "", "", "", "王芳", "女", "1990年2月", "党员", "市民政局", "市级",
     "四级主任科员", "2018.3-2020.6", "", 20, "称职", "10001234568", ""],
    [3, "弋阳县", "漆工镇", "余仓村", "", "", "√", "", "张伟", "男", "1979.11", "", "省农业厅", "省派", "", "2020年底",
     "√", 230, "", "", ""],
]  # fmt: skip
VILLAGES = [
    ["弋阳县村级基本情况和换届准备情况表"],
    ["序号", "乡镇", "村（社区）", "贫困村情况", "村“两委”成员", "", "换届", "", "", "备注"],
    ["", "", "", "", "职数", "人数", "计划换届时间", "是否已完成换届", "人选是否研究", ""],
    [1, "漆工镇", "湖塘村", "已脱贫", 7, 6, "2026.12", "否", "已研究", ""],
    [2, "漆工镇", "程家村", "非贫困村", 5, 5, "2026年11月20日", "√", "是", ""],
    [3, "漆工镇", "余仓村", "情况不明", 5, "", "", "", "", ""],
    ["合计", "", "", "", 17, 11, "", "", "", ""],
]


def test_first_secretaries_are_read_and_a_term_that_is_over_is_held_back(read, places):
    reading = read(build.xlsx(FIRST, merges=["E3:H3"]), "花名册.xlsx")

    assert reading.ledger_key == "first_secretary"
    assert build.placed(reading, places)[5] == "弋阳县漆工镇湖塘村民委员会"
    assert build.fields(reading) == {
        5: {
            "name": "李强", "gender": "男", "birth": "1985-03", "village_type": "脱贫村", "sent_by": "县财政局",
            "sent_by_level": "县", "post": "股长", "since": "2019-05", "rotated": False, "days_in_village": 22,
            "grade": "优秀", "phone": "10001234567",
        },
        7: {
            "name": "张伟", "gender": "男", "birth": "1979-11", "village_type": "软弱涣散村", "sent_by": "省农业厅",
            "sent_by_level": "省", "since": "2020-12-31", "rotated": True, "days_in_village": 230,
        },
    }  # fmt: skip
    assert build.held(reading) == {6: ["invalid_date"]}
    assert any("超过 31 天" in warning.message for warning in reading.imported_sheets[0].warnings)


def test_villages_are_read_and_an_unclear_status_is_held_back(read):
    reading = read(build.xlsx(VILLAGES, merges=["E2:F2", "G2:I2"]), "村情.xlsx")

    assert reading.ledger_key == "village_profile"
    assert build.fields(reading) == {
        4: {
            "poverty": "脱贫村", "committee_members": 6, "election_on": "2026-12", "elected": False,
            "candidates_studied": True,
        },
        5: {
            "poverty": "非贫困村", "committee_members": 5, "election_on": "2026-11-20", "elected": True,
            "candidates_studied": True,
        },
    }  # fmt: skip
    assert build.held(reading) == {6: ["invalid_choice"]}
