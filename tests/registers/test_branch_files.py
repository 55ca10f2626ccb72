"""Lists of Party organizations as counties keep them are recognised and read."""

from tests.ledgers.reading import build

TOWNSHIP = [
    ["附件1"],
    ["漆工镇基层党组织基本情况统计表"],
    ["填报单位：中共漆工镇委员会（盖章）   填报时间：2026年6月30日   单位：名、个"],
    ["序号", "村（社区）", "党组织名称", "党组织类型（打√）", "", "", "", "所属领域", "党员数", "支委会", "党小组数",
     "书记", "", "成立时间", "备注"],
    ["", "", "", "党委", "党总支", "党支部", "联合党支部", "", "", "", "", "姓名", "任职时间", "", ""],
    [1, "湖塘村", "中共湖塘村总支部委员会", "", "√", "", "", "农村", 62, "有", 4, "李 明", "2021.1", "1988年", ""],
    [2, "湖塘村", "湖塘村第一党支部", "", "", "√", "", "农村", 31, "√", 2, "王芳", "2021.01", "2003.7", ""],
    [3, "程家村", "程家村党支部", "", "", "√", "", "农村", 6, "×", "", "赵强", "2020年12月", "1978.5", "正在换届"],
    [4, "镇机关", "漆工镇机关党支部", "", "", "√", "", "机关", 45, "", "", "空缺", "", "", ""],
    ["合计", "", "", "", 1, 3, "", "", 144, "", 6, "", "", "", ""],
    ["填表人：周敏      审核人：陈立      联系电话："],
]  # fmt: skip
MERGES = ["D4:G4", "L4:M4", "A2:O2", "A3:O3"]

WITHOUT_VILLAGES = [
    ["弋阳县乡镇党支部花名册（2026年）"],
    ["序号", "乡镇", "支部名称", "支部类别", "上级党组织", "现有党员", "支部书记", "任现职时间", "是否设立支委会"],
    ["1", "漆工镇", "中共湖塘村支部委员会", "支部", "漆工镇党委", "23", "李明", "2021年1月", "是"],
    ["2", "漆工镇", "漆工镇朝阳村党支部", "支部", "漆工镇党委", "41", "王芳", "2021-01-15", "是"],
    ["3", "漆工镇", "漆工镇中心小学党支部", "支部", "漆工镇党委", "12", "赵强", "202009", "是"],
    ["4", "漆工镇", "窖头茶业公司联合党支部", "联合支部", "漆工镇党委", "5", "钱洋", "2022/3/1", "否"],
    ["5", "漆工镇", "湖唐村党支部", "支部", "漆工镇党委", "8", "孙丽", "2021.1", "是"],
    ["6", "朱坑镇", "湖塘村党支部", "支部", "朱坑镇党委", "8", "周超", "2021.1", "是"],
]

OFFICES = [
    ["弋阳县县直机关党组织一览表"],
    ["", "统计截止日期：2026年6月30日"],
    ["单位名称", "党组织全称", "设置形式", "领域类别", "隶属关系", "正式党员数", "党组织负责人", "批准成立时间",
     "下设党小组"],
    ["弋阳县", "中共弋阳县财政局支部委员会", "单独党支部", "机关事业单位", "县直机关工委", 38, "吴勇", "2001年6月", 3],
    ["弋阳县", "弋阳县第一中学党总支", "总支", "中小学校", "县教育工委", 96, "郑艳", "1985.9", None],
    ["弋阳县", "弋阳县城投公司党支部", "独立支部", "国有企业", "县国资委党委", 17, "冯杰", "2015-04-20", 2],
]  # fmt: skip


def test_table_with_tick_boxes_of_a_township_is_read(read, places):
    reading = read(build.xlsx(TOWNSHIP, merges=MERGES), "党组织.xlsx")

    assert (reading.ledger_key, build.held(reading)) == ("branch", {})
    assert list(build.placed(reading, places).values()) == [
        "弋阳县漆工镇湖塘村民委员会", "弋阳县漆工镇湖塘村民委员会", "弋阳县漆工镇程家村民委员会", "弋阳县漆工镇",
    ]  # fmt: skip
    assert build.fields(reading) == {
        6: {
            "name": "中共湖塘村总支部委员会", "kind": "党总支", "domain": "农村", "members": 62, "has_committee": True,
            "groups": 4, "secretary": "李明", "secretary_since": "2021-01", "since": "1988",
        },
        7: {
            "name": "湖塘村第一党支部", "kind": "党支部", "domain": "农村", "members": 31, "has_committee": True,
            "groups": 2, "secretary": "王芳", "secretary_since": "2021-01", "since": "2003-07",
        },
        8: {
            "name": "程家村党支部", "kind": "党支部", "domain": "农村", "members": 6, "has_committee": False,
            "secretary": "赵强", "secretary_since": "2020-12", "since": "1978-05", "note": "正在换届",
        },
        9: {"name": "漆工镇机关党支部", "kind": "党支部", "domain": "机关", "members": 45},
    }  # fmt: skip


def test_branch_stands_at_the_village_that_its_name_says(read, places):
    reading = read(build.text(WITHOUT_VILLAGES), "支部.csv")

    assert reading.ledger_key == "branch"
    assert build.placed(reading, places) == {
        3: "弋阳县漆工镇湖塘村民委员会",
        4: "弋阳县漆工镇朝阳村民委员会",
        5: "弋阳县漆工镇",
        6: "弋阳县漆工镇",
    }
    assert build.fields(reading)[6] == {
        "name": "窖头茶业公司联合党支部",
        "kind": "联合党支部",
        "upper": "漆工镇党委",
        "members": 5,
        "secretary": "钱洋",
        "secretary_since": "2022-03-01",
        "has_committee": False,
    }


def test_branch_of_an_unknown_village_or_of_another_township_is_held_back(read):
    reading = read(build.text(WITHOUT_VILLAGES), "支部.csv")

    held = {row.row: row.problems[0] for row in reading.imported_sheets[0].held}
    assert {row: (problem.reason, problem.cell) for row, problem in held.items()} == {
        7: ("unknown_village", "C7"),
        8: ("wrong_township", "B8"),
    }
    assert [candidate.label for candidate in held[7].candidates][:1] == ["弋阳县漆工镇湖塘村民委员会"]


def test_branches_of_offices_stand_at_their_county(read, places):
    reading = read(build.xls(OFFICES), "县直.xls")

    assert (reading.ledger_key, build.held(reading)) == ("branch", {})
    assert set(build.placed(reading, places).values()) == {"弋阳县"}
    assert build.fields(reading) == {
        4: {
            "name": "中共弋阳县财政局支部委员会",
            "kind": "党支部",
            "domain": "机关",
            "upper": "县直机关工委",
            "members": 38,
            "secretary": "吴勇",
            "since": "2001-06",
            "groups": 3,
        },
        5: {
            "name": "弋阳县第一中学党总支",
            "kind": "党总支",
            "domain": "学校",
            "upper": "县教育工委",
            "members": 96,
            "secretary": "郑艳",
            "since": "1985-09",
        },
        6: {
            "name": "弋阳县城投公司党支部",
            "kind": "党支部",
            "domain": "国企",
            "upper": "县国资委党委",
            "members": 17,
            "secretary": "冯杰",
            "since": "2015-04-20",
            "groups": 2,
        },
    }


def test_branch_named_after_a_township_stands_there_in_a_table_of_the_county(read, places):
    rows = [
        ["弋阳县党支部名册"],
        ["党支部名称", "类型", "党员数", "书记"],
        ["漆工镇敬老院党支部", "党支部", 9, "李明"],
        ["弋阳县档案馆党支部", "党支部", 7, "王芳"],
    ]

    reading = read(build.xlsx(rows), "名册.xlsx")

    assert build.placed(reading, places) == {3: "弋阳县漆工镇", 4: "弋阳县"}
