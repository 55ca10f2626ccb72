"""Files of the ledgers of responsibility, as counties keep them, are recognised and read."""

from tests.ledgers.reading import build

REVIEWS = [
    ["附件2"],
    ["弋阳县2025年度党组织书记抓基层党建述职评议问题整改台账"],
    ["填报单位：中共弋阳县委组织部（盖章）   填报时间：2026年3月31日"],
    ["序号", "单位", "述职人", "述职年度", "综合评价等次", "查摆问题", "整改措施", "整改时限", "完成情况", ""],
    ["", "", "", "", "", "", "", "", "销号时间", "是否销号"],
    [1, "弋阳县", "县委书记", "2025年", "好", "基层党建经费投入不足", "纳入预算", "2026.6", "2026年5月20日", "√"],
    [2, "漆工镇", "镇党委书记", "2025", "较好", "1.后备力量培养\n不够", "逐村谈话", "2026.6.30前", "", ""],
    [3, "曹溪镇", "镇党委书记", "2025年度", "优秀", "阵地建设滞后", "", "长期坚持", "", ""],
    ["合计", "", "3人", "", "", "3个", "", "", "", ""],
]

BURDEN = [
    ["弋阳县基层减负事项准入清单（2026年）"],
    ["填报单位：县减负办                      填报时间：2026.4.1"],
    ["序号", "县（市、区）", "报表名称", "类型", "牵头部门", "文件依据", "报送频次", "填报主体", "指标项数", "替代事项",
     "审批领导", "执行时间", "有效期至"],
    [1, "弋阳县", "农村人居环境月报", "表格", "县农业农村局", "县办〔2026〕3号", "月报", "村", 18, "替代周报",
     "县委副书记", "2026.1", "2026年12月31日"],
    [2, "弋阳县", "党建工作调度会", "会议", "县委组织部", "", "每周一次", "乡镇", "", "", "", "2025年", "—"],
    [3, "弋阳县", "卫生创建评比", "创建", "县卫健委", "", "每两年", "村", 40, "", "", "2026.2", ""],
    ["合计", "", "3项", "", "", "", "", "", 58, "", "", "", ""],
]  # fmt: skip

NOTICES = [
    ["弋阳县党建工作提醒约谈台账"],
    ["填报单位：弋阳县委组织部", "", "", "", "", "", "填报时间：2026年9月30日"],
    ["序号", "被提醒（约谈）单位", "约谈对象", "督办方式", "事由", "签发人", "签发时间", "整改反馈", "", "整改结果"],
    ["", "", "", "", "", "", "", "反馈时限", "反馈时间", ""],
    [
        1,
        "漆工镇",
        "镇党委书记",
        "提醒函",
        "三会一课开展不正常",
        "县委组织部部长",
        "2026.7.1",
        "2026.7.20",
        "7月18日",
        "已整改",
    ],
    [2, "曹溪镇", "镇党委书记", "约谈", "集体经济项目滞后", "县委副书记", "2026/8/3", "", "", ""],
    [3, "朱坑镇", "镇党委委员", "约谈", "有关问题已立案审查调查", "县委副书记", "2026.8.4", "", "", ""],
]

REQUESTS = [
    ["弋阳县基层党建部门配合事项台账（2026年）"],
    ["填报单位：弋阳县委组织部　　填报时间：2026.6.30"],
    ["序号", "提出单位", "配合部门", "需协调事项", "时间", "", "", "", "办理结果"],
    ["", "", "", "", "提出时间", "要求办结时间", "承诺办结时间", "实际办结时间", ""],
    [1, "漆工镇", "县财政局", "拨付扶持资金50万元", "2026.3.2", "2026.3.20", "2026.3.18", "2026.3.19", "已拨付"],
    [2, "", "县民政局", "核定社区规模", "2026年4月", "2026.6.30", "", "", ""],
    [3, "曹溪镇", "", "社区工作者招聘", "2026.4.1", "2026.5.1", "", "", ""],
]

PAPERS = [
    ["弋阳县基层党建制度文件和经验做法一览表"],
    ["", "统计截止日期：2026年6月30日"],
    ["序号", "发文单位", "文件名称", "文件类型", "对应重点任务", "文号", "印发时间", "修订时间", "推广范围"],
    [1, "弋阳县", "发展壮大村级集体经济实施方案", "实施方案", "村级集体经济", "弋办发〔2026〕8号", "2026.4.15", "", ""],
    [
        2,
        "弋阳县",
        "社区工作者管理考核办法",
        "办法",
        "3.2 社区治理",
        "弋组发〔2025〕12号",
        "2025年11月",
        "2026.5",
        "全县",
    ],
    [3, "漆工镇", "“板凳会”议事做法", "典型经验", "基层减负", "", "2026/5/8", "", "曹溪镇、朱坑镇"],
    [4, "漆工镇", "门前三包倡议", "倡议书", "", "", "2026/5/9", "", ""],
]


def test_problems_of_reviews_are_read_with_the_year_of_the_review(read, places):
    reading = read(build.xlsx(REVIEWS, merges=["I4:J4", "A2:J2", "A3:J3"]), "述职评议.xlsx")

    assert reading.ledger_key == "review_problem"
    assert build.placed(reading, places) == {6: "弋阳县", 7: "弋阳县漆工镇"}
    assert build.fields(reading) == {
        6: {
            "post": "县委书记", "reviewed_on": "2025", "grade": "好", "problem": "基层党建经费投入不足",
            "measures": "纳入预算", "due": "2026-06", "closed_on": "2026-05-20",
        },
        7: {
            "post": "镇党委书记", "reviewed_on": "2025", "grade": "较好", "problem": "1.后备力量培养\n不够",
            "measures": "逐村谈话", "due": "2026-06-30",
        },
    }  # fmt: skip


def test_problem_without_a_day_as_its_limit_is_held_back(read):
    reading = read(build.xlsx(REVIEWS, merges=["I4:J4", "A2:J2", "A3:J3"]), "述职评议.xlsx")

    assert build.held(reading) == {8: ["invalid_date"]}


def test_items_asked_of_the_base_are_read_without_an_approver_too(read, places):
    reading = read(build.xlsx(BURDEN), "减负.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("burden_item", {6: ["invalid_choice"]})
    assert set(build.placed(reading, places).values()) == {"弋阳县"}
    assert build.fields(reading) == {
        4: {
            "name": "农村人居环境月报", "kind": "报表", "issuer": "县农业农村局", "basis": "县办〔2026〕3号",
            "frequency": "每月", "answered_by": "村（社区）", "field_count": 18, "replaces": "替代周报",
            "approved_by": "县委副书记", "since": "2026-01", "ends_on": "2026-12-31",
        },
        5: {
            "name": "党建工作调度会", "kind": "会议", "issuer": "县委组织部", "frequency": "每周",
            "answered_by": "乡镇（街道）", "since": "2025",
        },
    }  # fmt: skip


def test_notices_are_read_and_those_of_discipline_are_held_back(read, places):
    reading = read(build.xls(NOTICES, merges=["H3:I3"]), "约谈.xls")

    assert (reading.ledger_key, build.held(reading)) == ("notice", {7: ["outside"]})
    assert build.placed(reading, places) == {5: "弋阳县漆工镇", 6: "弋阳县曹溪镇"}
    assert build.fields(reading) == {
        5: {
            "post": "镇党委书记", "step": "提醒函", "cause": "三会一课开展不正常", "signed_by": "县委组织部部长",
            "sent_on": "2026-07-01", "reply_due": "2026-07-20", "replied_on": "2026-07-18", "result": "已整改",
        },
        6: {
            "post": "镇党委书记", "step": "约谈", "cause": "集体经济项目滞后", "signed_by": "县委副书记",
            "sent_on": "2026-08-03",
        },
    }  # fmt: skip


def test_refused_notice_names_its_column_and_the_word(read):
    reading = read(build.xls(NOTICES, merges=["H3:I3"]), "约谈.xls")

    [problem] = reading.imported_sheets[0].held[0].problems
    message = "“事由”里有“立案”。纪律审查、处分和线索等内容不得录入本平台，请删去后再提交。"
    assert problem.message == message


def test_requests_to_departments_are_read_at_the_unit_that_asked(read, places):
    reading = read(build.xlsx(REQUESTS, merges=["E3:H3", "B5:B6"]), "配合.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("support_request", {7: ["missing_required"]})
    assert build.placed(reading, places) == {5: "弋阳县漆工镇", 6: "弋阳县漆工镇"}
    assert build.fields(reading) == {
        5: {
            "department": "县财政局", "content": "拨付扶持资金50万元", "asked_on": "2026-03-02", "due": "2026-03-20",
            "promised_on": "2026-03-18", "done_on": "2026-03-19", "answer": "已拨付",
        },
        6: {"department": "县民政局", "content": "核定社区规模", "asked_on": "2026-04", "due": "2026-06-30"},
    }  # fmt: skip


def test_papers_and_practice_notes_are_read_from_one_table(read, places):
    reading = read(build.text(PAPERS), "制度文件.csv")

    assert (reading.ledger_key, build.held(reading)) == ("policy_paper", {7: ["invalid_choice"]})
    assert build.placed(reading, places) == {4: "弋阳县", 5: "弋阳县", 6: "弋阳县漆工镇"}
    assert build.fields(reading) == {
        4: {
            "kind": "方案", "name": "发展壮大村级集体经济实施方案", "item": "村级集体经济",
            "document_no": "弋办发〔2026〕8号", "issued_on": "2026-04-15",
        },
        5: {
            "kind": "制度", "name": "社区工作者管理考核办法", "item": "3.2 社区治理",
            "document_no": "弋组发〔2025〕12号", "issued_on": "2025-11", "reviewed_on": "2026-05",
            "taken_up_by": "全县",
        },
        6: {
            "kind": "经验做法", "name": "“板凳会”议事做法", "item": "基层减负", "issued_on": "2026-05-08",
            "taken_up_by": "曹溪镇、朱坑镇",
        },
    }  # fmt: skip
