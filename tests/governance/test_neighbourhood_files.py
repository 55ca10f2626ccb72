"""Lists of former grids and of community workers are recognised and read."""

from tests.ledgers.reading import build

FORMER = [
    ["信州区水南街道原有网格摸底整合情况表"],
    ["填报单位：水南街道党工委    填报时间：2026年6月30日    单位：个"],
    ["序号", "社区", "原有网格", "", "整合情况", "", "", "备注"],
    ["", "", "网格类型", "名称", "整合后网格", "是否整合（√）", "整合时间", ""],
    [1, "上滩头社区", "综治", "综治第一网格", "第一网格", "√", "2026.5", ""],
    [2, "", "城管", "滨江路城管网格", "第一网格", "√", "2026年5月8日", ""],
    [3, "", "应急", "应急网格", "", "×", "", "消防单列"],
    [4, "金山社区", "民政", "救助网格", "", "", "", ""],
    [5, "", "", "党建网格", "", "", "", ""],
    ["合计", "", "", "5个", "", 2, "", ""],
]
FORMER_MERGES = ["A3:A4", "B3:B4", "C3:D3", "E3:G3", "B5:B7", "B8:B9"]

WORKERS = [
    ["附件9"],
    ["信州区水南街道社区工作者花名册"],
    ["填报单位：水南街道办事处（盖章）      填报时间：2026年6月30日      单位：人"],
    ["序号", "社区", "姓名", "性别", "出生年月", "学历", "岗位", "等级", "职业资格", "入职时间", "待遇落实", "", "", "",
     "", "备注"],
    ["", "", "", "", "", "", "", "", "", "", "薪酬", "社保", "体检", "培训", "休假", ""],
    [1, "上滩头社区", "李 明", "男", "1985.3", "本科", "正职", "9级", "中级", "2012.7", "√", "√", "√", "√", "√", ""],
    [2, "", "王芳", "女", "1990年11月", "大专", "副职", "未定级", "助理社工师", "201809", "√", "√", "×", "√", "", ""],
    [3, "金山社区", "赵强", "男", "199506", "本科", "一般", "", "", "2021-03", "", "", "", "", "", ""],
    [4, "", "钱洋", "男", "1991.2", "本科", "司机", "2级", "", "2020.5", "√", "", "", "", "", ""],
    ["合计", "", "4人", "", "", "", "", "", "", "", 3, 2, 1, 2, 1, ""],
]  # fmt: skip
WORKER_MERGES = ["A4:A5", "B4:B5", "C4:C5", "K4:O4", "B6:B7", "B8:B9", "A2:P2"]


def test_former_grids_of_all_departments_are_read(read, places):
    reading = read(build.xlsx(FORMER, merges=FORMER_MERGES), "网格.xlsx")

    assert reading.ledger_key == "former_grid"
    assert set(build.placed(reading, places).values()) == {
        "信州区水南街道上滩头社区居民委员会",
        "信州区水南街道金山社区居民委员会",
    }
    assert build.fields(reading) == {
        5: {
            "department": "综治", "name": "综治第一网格", "merged_into": "第一网格", "merged": True,
            "merged_on": "2026-05",
        },
        6: {
            "department": "城管", "name": "滨江路城管网格", "merged_into": "第一网格", "merged": True,
            "merged_on": "2026-05-08",
        },
        7: {"department": "应急", "name": "应急网格", "merged": False, "note": "消防单列"},
        8: {"department": "民政", "name": "救助网格"},
    }  # fmt: skip


def test_former_grid_of_no_department_is_held_back(read):
    reading = read(build.xlsx(FORMER, merges=FORMER_MERGES), "网格.xlsx")

    assert build.held(reading) == {9: ["missing_required"]}


def test_workers_with_their_benefits_are_read(read, places):
    reading = read(build.xlsx(WORKERS, merges=WORKER_MERGES), "社工.xlsx")

    assert reading.ledger_key == "community_worker"
    assert build.placed(reading, places)[7] == "信州区水南街道上滩头社区居民委员会"
    assert build.fields(reading) == {
        6: {
            "name": "李明", "gender": "男", "birth": "1985-03", "education": "本科", "post": "正职", "grade": "9级",
            "certificate": "社会工作师", "since": "2012-07", "pay": True, "insurance": True, "checkup": True,
            "training": True, "leave": True,
        },
        7: {
            "name": "王芳", "gender": "女", "birth": "1990-11", "education": "大专", "post": "副职", "grade": "未定级",
            "certificate": "助理社会工作师", "since": "2018-09", "pay": True, "insurance": True, "checkup": False,
            "training": True, "leave": False,
        },
        8: {
            "name": "赵强", "gender": "男", "birth": "1995-06", "education": "本科", "post": "一般", "since": "2021-03",
            "pay": False, "insurance": False, "training": False, "leave": False,  # columns of nothing but √
        },
    }  # fmt: skip


def test_worker_with_an_unknown_post_is_held_back(read):
    reading = read(build.xlsx(WORKERS, merges=WORKER_MERGES), "社工.xlsx")

    assert build.held(reading) == {9: ["invalid_choice"]}


def test_sheet_of_workers_beside_the_sheet_of_grids_is_read(read):
    grids = [["水南街道网格台账"], ["社区", "网格名称", "户数", "网格长"], ["上滩头社区", "第一网格", 320, "李明"]]
    data = build.workbook({"网格": grids, "社区工作者": (WORKERS, WORKER_MERGES)})

    reading = read(data, "信州区水南街道网格及社区工作者台账.xlsx", ledger="community_worker")

    assert [sheet.name for sheet in reading.imported_sheets] == ["社区工作者"]
    assert reading.record_count == 3
