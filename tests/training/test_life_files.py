"""Lectures, leaders in their branches, findings of inspections and reviewed plans are recognised and read."""

import datetime

from tests.ledgers.reading import build

LECTURES = build.xlsx(
    [
        ["弋阳县“党课开讲啦”和“学习身边榜样”活动开展情况统计表"],
        ["填报单位：弋阳县委组织部      填报日期：2026年7月2日"],
        ["序号", "乡镇（街道）", "开展情况", "", "", "主讲人", "", "参加人数", "备注"],
        ["", "", "时间", "党支部", "活动类型", "身份", "党课题目", "", ""],
        [1, "漆工镇", "2026.5.12", "湖塘村党支部", "党课开讲啦", "村书记", "方志敏与《清贫》", "38人", ""],
        [
            2,
            "漆工镇",
            datetime.date(2026, 6, 28),
            "程家村党支部",
            "先进事迹报告会",
            "劳模",
            "我在山上种茶三十年",
            52,
            "",
        ],
        [3, "朱坑镇", "6月30日", "", "", "老党员", "一名老兵的入党故事", "", ""],
        [4, "朱坑镇", "6月31日", "", "党课", "书记", "新时代的农村工作", 20, ""],
        ["合计", "", "", "", "", "", "", 110, ""],
    ],
    merges=["C3:E3", "F3:G3", "A1:I1", "A2:I2"],
)
LEADERS = build.xlsx(
    [
        ["弋阳县党员领导干部参加双重组织生活情况登记表"],
        ["填报单位：弋阳县委组织部", "", "", "", "填报时间：2026年6月"],
        ["序号", "单位", "领导干部", "", "参加情况", "", "", "备注"],
        ["", "", "姓名", "职务", "参加时间", "所在党支部", "参加方式", ""],
        [1, "弋阳县", "周 强", "县委常委、组织部部长", "2026年3月5日", "县委组织部党支部", "以普通党员身份参加", ""],
        [2, "漆工镇", "吴敏", "党委书记", "2026.4.8", "漆工镇机关党支部", "讲党课", "题目：守初心"],
        [3, "漆工镇", "吴敏", "党委书记", "5月", "漆工镇机关党支部", "", ""],
        [4, "漆工镇", "", "镇长", "2026.4.8", "漆工镇机关党支部", "普通党员", ""],
    ],
    merges=["C3:D3", "E3:G3", "A1:H1"],
)
FINDINGS = build.xlsx(
    [
        ["弋阳县组织生活巡察发现问题整改台账"],
        ["填报单位：县委组织部   截至2026年6月30日"],
        ["序号", "乡镇", "被巡察党组织", "发现问题", "反馈时间", "整改", "", "", "备注"],
        ["", "", "", "", "", "整改措施", "整改时限", "完成时间", ""],
        [
            1,
            "漆工镇",
            "湖塘村党支部",
            "党员大会记录不全",
            "2026.3.10",
            "补记录、建台账",
            "2026年4月30日前",
            "2026.4.21",
            "",
        ],
        [2, "漆工镇", "程家村党支部", "主题党日一年只开展三次", "2026年3月10日", "", "2026.3-2026.6", "", "正在整改"],
        [3, "漆工镇", "漆工镇机关党支部", "领导干部未参加所在支部活动", "2026.3.10", "", "2026.2.28", "", ""],
    ],
    merges=["F3:H3", "A1:I1"],
)
PLANS = build.xlsx(
    [
        ["漆工镇党支部2026年度组织生活计划审核汇总表"],
        ["报送单位：漆工镇党委", "", "", "", "2026年1月20日"],
        ["序号", "支部", "党员人数", "年度组织生活计划", "支部书记", "审核", "", "", ""],
        ["", "", "", "", "", "审核结果", "审核时间", "审核单位", "审核意见"],
        [1, "湖塘村", 46, "每月5日开展主题党日；七月走访老党员。", "李明", "审核通过", "2026.1.25", "漆工镇党委", ""],
        [
            2,
            "程家村",
            30,
            "按上级要求开展“三会一课”。",
            "赵强",
            "退回重报",
            "2026年1月26日",
            "漆工镇党委",
            "与去年相同，结合村情重做",
        ],
        [3, "朝阳村", 28, "每季度上一次党课。", "王芳", "", "", "", ""],
    ],
    merges=["F3:I3", "A1:I1"],
)


def test_lectures_and_role_models_are_read_as_one_ledger(read, places):
    reading = read(LECTURES, "党课.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("lecture", {8: ["invalid_date"]})
    assert build.placed(reading, places) == {
        5: "弋阳县漆工镇湖塘村民委员会", 6: "弋阳县漆工镇程家村民委员会", 7: "弋阳县朱坑镇",
    }  # fmt: skip
    assert build.fields(reading) == {
        5: {
            "date": "2026-05-12", "activity": "党课开讲啦", "branch": "湖塘村党支部", "lecturer": "党组织书记",
            "topic": "方志敏与《清贫》", "attended": 38,
        },
        6: {
            "date": "2026-06-28", "activity": "学习身边榜样", "branch": "程家村党支部", "lecturer": "先进典型",
            "topic": "我在山上种茶三十年", "attended": 52,
        },
        7: {"date": "2026-06-30", "lecturer": "普通党员", "topic": "一名老兵的入党故事"},
    }  # fmt: skip


def test_leaders_in_their_branches_are_read_and_a_row_without_a_name_is_held_back(read):
    reading = read(LEADERS, "双重.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("leader_life", {8: ["missing_required"]})
    assert build.fields(reading) == {
        5: {
            "date": "2026-03-05", "name": "周强", "post": "县委常委、组织部部长", "branch": "县委组织部党支部",
            "role": "普通党员",
        },
        6: {
            "date": "2026-04-08", "name": "吴敏", "post": "党委书记", "branch": "漆工镇机关党支部", "role": "讲党课",
            "note": "题目：守初心",
        },
        7: {"date": "2026-05", "name": "吴敏", "post": "党委书记", "branch": "漆工镇机关党支部"},
    }  # fmt: skip


def test_finding_with_a_deadline_before_the_inspection_is_held_back(read):
    reading = read(FINDINGS, "巡察.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("inspection_finding", {7: ["end_before_start"]})
    assert build.fields(reading) == {
        5: {
            "branch": "湖塘村党支部", "finding": "党员大会记录不全", "found_on": "2026-03-10",
            "measures": "补记录、建台账", "due": "2026-04-30", "closed_on": "2026-04-21",
        },
        6: {
            "branch": "程家村党支部", "finding": "主题党日一年只开展三次", "found_on": "2026-03-10", "due": "2026-06",
            "note": "正在整改",
        },
    }  # fmt: skip


def test_plans_are_read_with_their_review_and_a_blank_review_stays_blank(read):
    reading = read(PLANS, "计划.xlsx")
    reviews = {
        row: {name: value for name, value in fields.items() if name.startswith("review")}
        for row, fields in build.fields(reading).items()
    }

    assert (reading.ledger_key, build.held(reading)) == ("life_plan", {})
    assert reviews == {
        5: {"review": "通过", "reviewed_on": "2026-01-25", "reviewer": "漆工镇党委"},
        6: {
            "review": "退回修改", "reviewed_on": "2026-01-26", "reviewer": "漆工镇党委",
            "review_comment": "与去年相同，结合村情重做",
        },
        7: {},
    }  # fmt: skip
