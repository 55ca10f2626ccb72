"""Lists of the units located in streets and communities are recognised and read."""

from tests.ledgers.reading import build

STREET = [
    ["水南街道驻区单位基本情况表"],
    ["填报单位：信州区水南街道党工委   填报时间：2026年3月"],
    ["序号", "社区", "驻区单位名称", "单位性质", "隶属党组织", "在职党员数", "联络员", "", "备注"],
    ["", "", "", "", "", "", "姓名", "联系电话", ""],
    [1, "上滩头社区", "信州区财政局", "党政机关", "区直机关工委", 42, "李明", "10001234567", ""],
    ["", "", "信州区第三小学", "中小学", "区教育工委", 35, "王 芳", "1000 123 4568", "共建学校"],
    [2, "金山社区", "金山商贸公司", "民营企业", "水南街道党工委", "", "赵强", "0793-8220001", ""],
    ["合计", "", "3个", "", "", 77, "", "", ""],
]
MERGES = ["A5:A6", "B5:B6", "G3:H3"]

DISTRICT = [
    ["信州区各街道共建单位名册"],
    ["街道", "共建单位", "单位类型", "上级党组织名称", "在职党员人数", "党建联络员", "手机号"],
    ["水南街道", "区人民医院", "公立医院", "区卫健委党委", "120", "钱洋", "10002345678"],
    ["东市街道", "市邮政分公司", "国企", "市邮政公司党委", "58", "孙丽", "10002345679"],
]

COMMUNITY = [
    ["丰溪路社区“大党委”成员单位登记表（2026年度）"],
    ["成员单位名称", "性质", "主管部门", "党员数", "单位联系人", "联系方式"],
    ["信州区档案馆", "事业单位", "区委办", 11, "周超", "10003456789"],
    ["信州区民政局", "机关", "区直机关工委", 26, "吴勇", "10003456780/10003456781"],
]


def test_units_below_merged_communities_are_read(read, places):
    reading = read(build.xlsx(STREET, merges=MERGES), "驻区单位.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("resident_unit", {})
    assert build.placed(reading, places) == {
        5: "信州区水南街道上滩头社区居民委员会",
        6: "信州区水南街道上滩头社区居民委员会",
        7: "信州区水南街道金山社区居民委员会",
    }
    assert build.fields(reading) == {
        5: {
            "name": "信州区财政局",
            "nature": "机关",
            "upper": "区直机关工委",
            "members_in_service": 42,
            "liaison": "李明",
            "phone": "10001234567",
        },
        6: {
            "name": "信州区第三小学",
            "nature": "学校",
            "upper": "区教育工委",
            "members_in_service": 35,
            "liaison": "王芳",
            "phone": "10001234568",
            "note": "共建学校",
        },
        7: {
            "name": "金山商贸公司",
            "nature": "企业",
            "upper": "水南街道党工委",
            "liaison": "赵强",
            "phone": "07938220001",
        },
    }


def test_units_of_several_streets_are_read_from_a_text_file(read, places):
    reading = read(build.text(DISTRICT), "共建单位.csv")

    assert (reading.ledger_key, build.held(reading)) == ("resident_unit", {})
    assert build.placed(reading, places) == {3: "信州区水南街道", 4: "信州区东市街道"}
    assert [values["nature"] for values in build.fields(reading).values()] == ["医院", "企业"]


def test_units_of_one_community_take_it_from_the_title(read, places):
    reading = read(build.ods(COMMUNITY), "信州区水南街道.ods")

    assert (reading.ledger_key, build.held(reading)) == ("resident_unit", {})
    assert set(build.placed(reading, places).values()) == {"信州区水南街道丰溪路社区居民委员会"}
    assert build.fields(reading)[3] == {
        "name": "信州区档案馆", "nature": "其他", "upper": "区委办", "members_in_service": 11, "liaison": "周超",
        "phone": "10003456789",
    }  # fmt: skip
