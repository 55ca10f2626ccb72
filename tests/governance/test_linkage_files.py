"""Lists of the linkage of Party organizations are recognised and read."""

from tests.ledgers.reading import build

SCOPE = {"within": "361102000000"}

MEETINGS = [
    ["信州区2026年上半年党建联席会议召开情况统计表"],
    ["填报单位：信州区委组织部   填报时间：2026.7.2"],
    ["序号", "街道", "社区", "会议情况", "", "", "议定事项", "备注"],
    ["", "", "", "召开时间", "议题", "参会单位数（个）", "", ""],
    [1, "水南街道", "", "2026.3.18", "老旧小区改造", "12个", "1.成立专班；2.共享停车位", ""],
    [2, "", "上滩头社区", "2026年6月5日", "暑期托管", 6, "", "扩大会议"],
    [3, "东市街道", "", "", "年度共建计划", 9, "", ""],
    ["合计", "", "", "3次", "", 27, "", ""],
]
MEETING_MERGES = ["A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4", "H3:H4", "B5:B6"]

DECISIONS = [
    ["水南街道党建联席会议议定事项落实台账（2026年）"],
    ["单位：信州区水南街道", "", "", "", "", "", ""],
    ["序号", "会议日期", "议定事项", "牵头单位", "完成时限", "办结时间", "备注"],
    [1, "2026.3.18", "开放机关停车位", "区财政局", "2026年5月底", "2026-05-20", ""],
    [2, "2026.3.18", "增设晾衣架", "供电所", "2026.6.30", "", "施工中"],
    [3, "2026.3.18", "加装电梯", "区住建局", "2026.2.1", "", ""],
    ["合计", "", "3项", "", "", "", ""],
]

COMMISSIONERS = [
    ["信州区街道社区党组织兼职委员花名册"],
    ["填报时间：2026年6月"],
    ["序号", "街道", "社区", "姓名", "所在单位", "职务", "联系电话", "聘任时间", "履职次数", "备注"],
    [1, "水南街道", "", "李明", "信州区财政局", "副局长", "10001234567", "2025.6", 4, ""],
    [2, "水南街道", "金山社区", "王 芳", "金山商贸公司", "党支部书记", "10001234568", "2026年1月", "", ""],
    [3, "水南街道", "金山社区", "赵强", "", "校长", "", "2026年1月", 2, ""],
]

REPORTS = [
    ["附件"],
    ["信州区机关企事业单位党组织到社区报到情况表"],
    ["填报单位：信州区委组织部（盖章）   填报时间：2026年6月30日"],
    ["序号", "街道", "社区", "报到单位", "报到时间", "联络员职务", "认领项目", "备注"],
    [1, "水南街道", "上滩头社区", "信州区财政局", "2026.4", "办公室主任", "认领微心愿12个；停车位共享", ""],
    [2, "", "", "信州区第三小学", 46119, "", "", ""],
    [3, "", "金山社区", "金山商贸公司", "", "", "", ""],
    ["合计", "", "", "3个", "", "", "", ""],
]
REPORT_MERGES = ["B5:B7", "C5:C6"]

MEMBERS = [
    ["2026年在职党员到社区报到情况统计表"],
    ["填报单位：信州区水南街道   填报时间：2026年6月30日   单位：名、次、小时"],
    ["序号", "社区", "单位名称", "报到情况", "", "", "服务情况", "", "备注"],
    ["", "", "", "应报到", "已报到", "报到率", "服务次数", "服务时长", ""],
    [1, "上滩头社区", "信州区财政局", 42, 40, "95.2%", 65, 180.5, ""],
    [2, "", "信州区第三小学", "35人", 36, "", "", "", ""],
    [3, "金山社区", "金山商贸公司", 8, "", "", "", "", "待报"],
    ["合计", "", "", 85, 76, "", 65, 180.5, ""],
]
MEMBER_MERGES = ["A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:H3", "I3:I4", "B5:B6"]

NEEDS = [
    ["水南街道需求清单、资源清单、项目清单汇总表"],
    ["填报单位：信州区水南街道党工委   填报时间：2026年6月30日"],
    ["序号", "社区", "清单类别", "清单内容", "征集时间", "认领单位", "是否完成", "完成时间"],
    [1, "上滩头社区", "需求清单", "增设充电桩", "2026.3", "供电所", "√", "2026.5.9"],
    [2, "上滩头社区", "资源清单", "单位会议室开放", "2026.3", "", "", ""],
    [3, "金山社区", "居民需求", "楼道照明", "2026.4.2", "", "正在办理", ""],
    [4, "金山社区", "其他", "文艺演出", "2026.4.2", "", "", ""],
]

DISPUTES = [
    ["信州区物业矛盾纠纷排查化解台账"],
    ["填报单位：信州区住建局   填报时间：2026年6月30日   单位：件"],
    ["序号", "街道", "社区", "小区名称", "矛盾概况", "当事人", "受理时间", "化解措施", "是否化解", "化解时间", "备注"],
    [1, "水南街道", "上滩头社区", "滨江花园", "物业费争议", "李明", "2026.2.3", "议事会", "已化解", "2026.3.1", ""],
    [2, "水南街道", "金山社区", "金山小区", "电梯停运", "", "2026年4月", "", "化解中", "", ""],
    [3, "水南街道", "金山社区", "金山小区", "停车位不足", "", "2026.5.6", "", "", "2026.4.1", ""],
]  # fmt: skip


def test_meetings_of_streets_and_communities_are_read(read, places):
    reading = read(build.xlsx(MEETINGS, merges=MEETING_MERGES), "联席会议.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("joint_meeting", {7: ["missing_required"]})
    assert build.placed(reading, places) == {5: "信州区水南街道", 6: "信州区水南街道上滩头社区居民委员会"}
    assert build.fields(reading) == {
        5: {
            "held_on": "2026-03-18",
            "topics": "老旧小区改造",
            "present": 12,
            "decisions": "1.成立专班；2.共享停车位",
        },
        6: {"held_on": "2026-06-05", "topics": "暑期托管", "present": 6, "note": "扩大会议"},
    }


def test_decisions_of_a_street_are_read(read, places):
    reading = read(build.xls(DECISIONS), "议定事项.xls", **SCOPE)

    assert (reading.ledger_key, build.held(reading)) == ("meeting_decision", {6: ["end_before_start"]})
    assert set(build.placed(reading, places).values()) == {"信州区水南街道"}
    assert build.fields(reading) == {
        4: {
            "met_on": "2026-03-18", "decision": "开放机关停车位", "owner": "区财政局", "due": "2026-05-31",
            "done_on": "2026-05-20",
        },
        5: {
            "met_on": "2026-03-18", "decision": "增设晾衣架", "owner": "供电所", "due": "2026-06-30", "note": "施工中",
        },
    }  # fmt: skip


def test_commissioners_are_read_by_unit_and_post(read, places):
    reading = read(build.xlsx(COMMISSIONERS), "兼职委员.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("commissioner", {6: ["missing_required"]})
    assert build.placed(reading, places) == {4: "信州区水南街道", 5: "信州区水南街道金山社区居民委员会"}
    assert build.fields(reading) == {
        4: {
            "person": "李明", "unit": "信州区财政局", "post": "副局长", "phone": "10001234567", "since": "2025-06",
            "duties": 4,
        },
        5: {
            "person": "王芳", "unit": "金山商贸公司", "post": "党支部书记", "phone": "10001234568", "since": "2026-01",
        },
    }  # fmt: skip


def test_names_of_commissioners_are_read_and_not_kept(read):
    assert read(build.xlsx(COMMISSIONERS), "兼职委员.xlsx").ledger.unkept_fields == {"person", "phone"}


def test_reported_units_are_read(read, places):
    reading = read(build.xlsx(REPORTS, merges=REPORT_MERGES), "报到.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("unit_report", {7: ["missing_required"]})
    assert set(build.placed(reading, places).values()) == {"信州区水南街道上滩头社区居民委员会"}
    assert build.fields(reading) == {
        5: {
            "unit": "信州区财政局",
            "reported_on": "2026-04",
            "liaison_post": "办公室主任",
            "projects": "认领微心愿12个；停车位共享",
        },
        6: {"unit": "信州区第三小学", "reported_on": "2026-04-07"},
    }


def test_members_are_read_as_numbers_of_units(read, places):
    reading = read(build.xlsx(MEMBERS, merges=MEMBER_MERGES), "在职党员.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("member_report", {7: ["missing_required"]})
    assert build.fields(reading) == {
        5: {"unit": "信州区财政局", "expected": 42, "reported": 40, "services": 65, "hours": 180.5},
        6: {"unit": "信州区第三小学", "expected": 35, "reported": 36},
    }
    assert [(problem.row, problem.reason) for problem in reading.imported_sheets[0].warnings] == [(6, "exceeds")]


def test_needs_resources_and_projects_are_read(read):
    reading = read(build.text(NEEDS), "三张清单.csv")

    assert (reading.ledger_key, build.held(reading)) == ("need_project", {7: ["invalid_choice"]})
    assert build.fields(reading) == {
        4: {
            "kind": "需求", "content": "增设充电桩", "opened": "2026-03", "matched_with": "供电所", "done": True,
            "done_on": "2026-05-09",
        },
        5: {"kind": "资源", "content": "单位会议室开放", "opened": "2026-03"},
        6: {"kind": "需求", "content": "楼道照明", "opened": "2026-04-02", "done": False},
    }  # fmt: skip


def test_disputes_are_read(read):
    reading = read(build.xlsx(DISPUTES), "物业.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("property_dispute", {6: ["end_before_start"]})
    assert build.fields(reading) == {
        4: {
            "estate": "滨江花园", "summary": "物业费争议", "person": "李明", "opened": "2026-02-03",
            "measures": "议事会", "solved": True, "solved_on": "2026-03-01",
        },
        5: {"estate": "金山小区", "summary": "电梯停运", "opened": "2026-04", "solved": False},
    }  # fmt: skip


def test_names_of_parties_to_a_dispute_are_read_and_not_kept(read):
    assert read(build.xlsx(DISPUTES), "物业.xlsx").ledger.unkept_fields == {"person", "phone"}
