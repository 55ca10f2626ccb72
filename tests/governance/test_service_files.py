"""Service circles, systems, demonstration sites and demands are recognised and read as counties make them."""

import datetime

from tests.ledgers.reading import build

CIRCLES = build.xlsx(
    [
        ["信州区15分钟服务圈覆盖情况统计表"],
        ["填报单位：信州区民政局     填报时间：2026年6月30日"],
        ["序号", "街道", "社区", "服务圈", "", "", "备注"],
        ["", "", "", "最近的党群服务中心", "步行时间（分钟）", "是否覆盖", ""],
        [1, "水南街道", "书院路社区", "书院路社区党群服务中心", "8分钟", "√", ""],
        [2, "西市街道", "天津桥社区", "", 22, "√", "拟新建站点"],
        [3, "水南街道", "水南社区", "", "", "×", ""],
        [4, "水南街道", "水南社区", "", "较近", "", ""],
        ["合计", "", "", "", "", 2, ""],
    ],
    merges=["D3:F3", "A1:G1"],
)
SYSTEMS = build.xlsx(
    [
        ["上饶市基层信息系统整合清单"],
        ["填报单位：市委组织部      2026年6月"],
        ["序号", "县（市、区）", "系统名称", "主管部门", "系统类型", "列入时间", "整合情况", ""],
        ["", "", "", "", "", "", "并入平台", "整合时间"],
        [1, "弋阳县", "弋阳县智慧党建平台", "县委组织部", "智慧党建", "2026.1", "全市基层治理平台", "2026年5月20日"],
        [2, "弋阳县", "综治网格通", "县委政法委", "网格", "2026.1.10", "", ""],
        [3, "弋阳县", "一门式服务系统", "县行政审批局", "政务服务", "2026.3", "全市基层治理平台", "2026.2"],
    ],
    merges=["G3:H3", "A1:H1"],
)
SITES = build.xlsx(
    [
        ["弋阳县基层党建示范点名单"],
        ["填报单位：弋阳县委组织部"],
        ["序号", "乡镇", "示范点名称", "级别", "命名时间", "备注"],
        [1, "漆工镇", "湖塘村", "省级示范点", "2019年", ""],
        [2, "漆工镇", "漆工镇党群服务中心", "市级", datetime.date(2021, 7, 1), ""],
        [3, "朱坑镇", "朱坑镇机关党支部", "国家级", "2020.6", ""],
    ],
    merges=["A1:F1"],
)
CHECKS = build.xlsx(
    [
        ["弋阳县示范点跟踪检查情况登记表"],
        ["填报单位：弋阳县委组织部   2026年上半年"],
        ["序号", "乡镇", "示范点", "检查", "", "", "备注"],
        ["", "", "", "检查时间", "检查结果", "存在问题", ""],
        [1, "漆工镇", "湖塘村", "2026.4.15", "合格", "", ""],
        [2, "漆工镇", "漆工镇党群服务中心", "2026年4月16日", "黄牌警告", "开放时间不足", ""],
        [3, "朱坑镇", "朱坑镇机关党支部", "", "合格", "", ""],
    ],
    merges=["D3:F3", "A1:G1"],
)
DEMANDS = build.xlsx(
    [
        ["信州区群众诉求接诉即办台账"],
        ["填报单位：信州区委组织部   2026年6月"],
        ["编号", "街道", "社区", "诉求内容", "时间", "", "", "", "办理", "", "", ""],
        ["", "", "", "", "受理时间", "签收时间", "办结时限", "办结时间", "承办单位", "是否解决", "是否满意", "重复件"],
        ["XZ001", "水南街道", "书院路社区", "路灯不亮", "2026.5.4 9:10", "2026.5.4 9:40", "2026.5.9", "2026.5.7",
         "区城管局", "已解决", "满意", "否"],
        ["XZ002", "西市街道", "天津桥社区", "电梯停运", "2026.5.6", "2026.5.5", "2026.5.11", "2026.5.20", "区住建局",
         "部分解决", "不满意", "是"],
        ["XZ003", "水南街道", "水南社区", "窨井盖松动", "2026.6.20", "", "2026.6.25", "", "区城管局", "办理中", "", ""],
    ],
    merges=["E3:H3", "I3:L3", "A1:L1"],
)  # fmt: skip


def test_circles_of_communities_are_read_and_a_box_against_the_minutes_is_warned_about(read, places):
    reading = read(CIRCLES, "服务圈.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("community_circle", {8: ["invalid_number"]})
    assert build.placed(reading, places)[5] == "信州区水南街道书院路社区居民委员会"
    assert build.fields(reading) == {
        5: {"minutes": 8, "inside": True, "center": "书院路社区党群服务中心"},
        6: {"minutes": 22, "inside": True, "note": "拟新建站点"},
        7: {"inside": False},
    }
    assert [warning.reason for warning in reading.imported_sheets[0].warnings] == ["unusual"]


def test_system_that_was_merged_before_it_was_listed_is_held_back(read, places):
    reading = read(SYSTEMS, "系统.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("information_system", {7: ["end_before_start"]})
    assert build.placed(reading, places) == {5: "弋阳县", 6: "弋阳县"}
    assert build.fields(reading) == {
        5: {
            "system": "弋阳县智慧党建平台", "owner": "县委组织部", "kind": "党建", "listed_on": "2026-01",
            "merged_into": "全市基层治理平台", "merged_on": "2026-05-20",
        },
        6: {"system": "综治网格通", "owner": "县委政法委", "kind": "综治", "listed_on": "2026-01-10"},
    }  # fmt: skip


def test_demonstration_sites_stand_where_their_names_say(read, places):
    reading = read(SITES, "示范点.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("demo_site", {6: ["invalid_choice"]})
    assert build.placed(reading, places) == {4: "弋阳县漆工镇湖塘村民委员会", 5: "弋阳县漆工镇"}
    assert build.fields(reading) == {
        4: {"name": "湖塘村", "rank": "省级", "since": "2019"},
        5: {"name": "漆工镇党群服务中心", "rank": "市级", "since": "2021-07-01"},
    }


def test_checks_are_another_ledger_than_the_sites_and_need_a_day(read, places):
    reading = read(CHECKS, "检查.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("demo_check", {7: ["missing_required"]})
    assert build.placed(reading, places) == {5: "弋阳县漆工镇湖塘村民委员会", 6: "弋阳县漆工镇"}
    assert build.fields(reading) == {
        5: {"date": "2026-04-15", "site": "湖塘村", "result": "合格"},
        6: {"date": "2026-04-16", "site": "漆工镇党群服务中心", "result": "预警", "finding": "开放时间不足"},
    }


def test_demands_are_read_with_what_came_of_them(read):
    reading = read(DEMANDS, "诉求.xlsx")
    outcomes = {
        row: {name: fields.get(name) for name in ("signed_at", "solved", "satisfied", "repeated")}
        for row, fields in build.fields(reading).items()
    }

    assert (reading.ledger_key, build.held(reading)) == ("appeal", {6: ["end_before_start"]})
    assert outcomes == {
        5: {"signed_at": "2026-05-04T09:40", "solved": True, "satisfied": True, "repeated": False},
        7: {"signed_at": None, "solved": None, "satisfied": None, "repeated": None},
    }
