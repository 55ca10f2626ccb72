"""Yearly plans and cumulative counts of members' training are recognised and read as counties make them."""

import datetime

from tests.ledgers.reading import build

PLANS = build.xlsx(
    [
        ["附件2"],
        ["上饶市2026年党员教育培训五年规划年度计划汇总表"],
        ["填报单位：市委组织部   填报时间：2026年1月15日   单位：人、万元"],
        ["序号", "县（市、区）", "年度目标", "", "必修课", "师资阵地", "", "经费（万元）", "", "备注"],
        ["", "", "计划轮训党员数", "计划办班期数", "", "师资库人数", "培训基地数", "预算", "已支出", ""],
        [1, "弋阳县", "3,200人", 26, "√", 41, 6, 32.5, 18, ""],
        [2, "横峰县", 1800, "14期", "已安排", 22, "", 20, "", "经费未拨付"],
        [3, "铅山县", "约2000", 12, "×", 18, 3, 16, 4, ""],
        ["合计", "", 5000, 52, "", 81, 9, 68.5, 22, ""],
    ],
    merges=["C4:D4", "F4:G4", "H4:I4", "A2:J2", "A3:J3"],
)
BRANCHES = build.xlsx(
    [
        ["弋阳县党支部党员轮训累计情况统计表（2026年）"],
        ["填报单位：弋阳县委组织部（盖章）", "", "", "", "", "", "", "", "", "填报时间：2026.6.30"],
        ["序号", "乡镇", "党支部名称", "截止时间", "党员总数", "累计轮训人数", "其中", "", "", "", "满32学时人数"],
        ["", "", "", "", "", "", "农民党员", "流动党员", "老年党员", "新党员", ""],
        [1, "漆工镇", "湖塘村党支部", datetime.date(2026, 6, 30), 46, 31, 22, 4, 7, 2, "12人"],
        [2, "漆工镇", "程家村党支部", "2026.6", 30, 34, 20, "", "", "", ""],
        [3, "漆工镇", "漆工镇机关党支部", "6月30日", "25名", 25, "", "", 3, "", 20],
        [4, "漆工镇", "朝阳村党支部", "2026年6月底", 28, "大部分", "", "", "", "", ""],
        ["合计", "", "", "", 129, 90, 42, 4, 10, 2, 32],
    ],
    merges=["G3:J3", "A1:K1"],
)


def test_yearly_plans_of_counties_are_read_with_their_money_in_yuan(read, places):
    reading = read(PLANS, "年度计划.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("cycle_plan", {})
    assert build.placed(reading, places) == {6: "弋阳县", 7: "横峰县", 8: "铅山县"}
    assert build.fields(reading) == {
        6: {
            "target": 3200, "classes": 26, "compulsory": True, "teachers": 41, "bases": 6,
            "budget_yuan": "325000.00", "spent_yuan": "180000.00",
        },
        7: {
            "target": 1800, "classes": 14, "compulsory": True, "teachers": 22, "budget_yuan": "200000.00",
            "note": "经费未拨付",
        },
        8: {
            "target": 2000, "classes": 12, "compulsory": False, "teachers": 18, "bases": 3,
            "budget_yuan": "160000.00", "spent_yuan": "40000.00",
        },
    }  # fmt: skip


def test_cumulative_counts_of_branches_are_read_with_their_groups(read, places):
    reading = read(BRANCHES, "轮训累计.xlsx")

    assert reading.ledger_key == "branch_training"
    assert build.placed(reading, places) == {
        5: "弋阳县漆工镇湖塘村民委员会", 6: "弋阳县漆工镇程家村民委员会", 7: "弋阳县漆工镇",
    }  # fmt: skip
    assert build.fields(reading) == {
        5: {
            "branch": "湖塘村党支部", "as_of": "2026-06-30", "members": 46, "trained": 31, "full_hours": 12,
            "farmers": 22, "migrants": 4, "elderly": 7, "new_members": 2,
        },
        6: {"branch": "程家村党支部", "as_of": "2026-06", "members": 30, "trained": 34, "farmers": 20},
        7: {
            "branch": "漆工镇机关党支部", "as_of": "2026-06-30", "members": 25, "trained": 25, "full_hours": 20,
            "elderly": 3,
        },
    }  # fmt: skip


def test_count_that_is_no_number_is_held_back_and_one_above_the_members_is_warned_about(read):
    reading = read(BRANCHES, "轮训累计.xlsx")

    assert build.held(reading) == {8: ["invalid_number"]}
    assert [warning.message for warning in reading.imported_sheets[0].warnings] == [
        "“周期内累计轮训人数”大于“党员数”，请核对。"
    ]
