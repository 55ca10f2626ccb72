"""Lists of the items of the street reform are recognised and read."""

from tests.ledgers.reading import build

DISTRICT = [
    ["附件2"],
    ["信州区2026年街道管理体制改革任务清单（明责赋权扩能）"],
    ["填报单位：信州区委组织部（盖章）   填报时间：2026年6月30日   单位：项"],
    ["序号", "街道", "改革任务", "", "", "牵头单位", "文号", "时限", "推进情况", "完成时间", "备注"],
    ["", "", "类别", "主责", "事项", "", "", "", "", "", ""],
    [1, "水南街道", "明责", "党建", "制定街道职责清单", "区委组织部", "信组发〔2026〕3号", "2026.6", "已印发", "", ""],
    [2, "", "赋权", "城市治理", "赋予规划参与权\n和管理权", "区自然资源局", "", "2026年9月30日", "起草中", "", "会签"],
    [3, "", "扩能", "公共服务", "执法力量下沉", "区城管局", "", "20260630", "落实到位", "2026.6.18", ""],
    [4, "东市街道", "明责", "", "制定街道职责清单", "区委组织部", "", "2026.06", "", "", ""],
    [5, "", "其他", "", "更换门牌", "区民政局", "", "", "未开始", "", ""],
    ["合计", "", "", "", "5项", "", "", "", "", "", ""],
    ["填表人：周敏      审核人：陈立      联系电话："],
]  # fmt: skip
MERGES = ["A2:K2", "A3:K3", "A4:A5", "B4:B5", "C4:E4", "F4:F5", "B6:B8", "B9:B10"]


def test_items_below_merged_streets_are_read(read, places):
    reading = read(build.xlsx(DISTRICT, merges=MERGES), "街道改革.xlsx")

    assert reading.ledger_key == "street_item"
    assert build.placed(reading, places) == {
        6: "信州区水南街道", 7: "信州区水南街道", 8: "信州区水南街道", 9: "信州区东市街道",
    }  # fmt: skip
    assert build.fields(reading) == {
        6: {
            "dimension": "明责", "main_duty": "抓党建", "item": "制定街道职责清单", "dept": "区委组织部",
            "document_no": "信组发〔2026〕3号", "due": "2026-06", "status": "已印发",
        },
        7: {
            "dimension": "赋权", "main_duty": "抓治理", "item": "赋予规划参与权\n和管理权", "dept": "区自然资源局",
            "due": "2026-09-30", "status": "已起草", "note": "会签",
        },
        8: {
            "dimension": "扩能", "main_duty": "抓服务", "item": "执法力量下沉", "dept": "区城管局", "due": "2026-06-30",
            "status": "已实施", "implemented_on": "2026-06-18",
        },
        9: {"dimension": "明责", "item": "制定街道职责清单", "dept": "区委组织部", "due": "2026-06"},
    }  # fmt: skip


def test_item_of_no_dimension_of_the_reform_is_held_back(read):
    reading = read(build.xlsx(DISTRICT, merges=MERGES), "街道改革.xlsx")

    assert build.held(reading) == {10: ["invalid_choice"]}
