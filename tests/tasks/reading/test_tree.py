"""The tree of numbers, and the level at which work is handed out."""

import pytest

from tasks.reading import read
from tasks.reading.levels import items_below, levels_below
from tasks.reading.tree import tree


def shape(text):
    """The markers of the tree as nested lists: [一、, [（一）, （二）]]."""
    return _shape(text, tree(text, 0, len(text)))


def _shape(text, nodes):
    shown = []
    for node in nodes:
        shown.append(text[node.start : node.marker.end])
        if node.children:
            shown.append(_shape(text, node.children))
    return shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、甲\n（一）乙\n1.丙\n2.丁\n（二）戊\n二、己", ["一、", ["（一）", ["1.", "2."], "（二）"], "二、"]),
        (
            "一、甲\n1.乙\n（1）丙\n（2）丁\n2.戊\n二、己\n（一）庚",
            ["一、", ["1.", ["（1）", "（2）"], "2."], "二、", ["（一）"]],
        ),
        ("一、甲\n■乙\n■丙\n○丁\n二、戊", ["一、", ["■", "■", ["○"]], "二、"]),
        ("一、甲\n——乙\n——丙\n（一）丁", ["一、", ["——", "——", "（一）"]]),
        ("一、甲\n（一）乙\n第一，丙\n第二，丁\n（二）戊", ["一、", ["（一）", ["第一，", "第二，"], "（二）"]]),
        ("第一，甲\n一是乙\n二是丙\n第二，丁", ["第一，", ["一是", "二是"], "第二，"]),
        (
            "会议指出，甲。\n会议要求，乙。\n●丙\n●丁\n会议决定，戊",
            ["会议指出，", "会议要求，", ["●", "●"], "会议决定，"],
        ),
        ("一、关于甲\n会议认为，乙。会议要求，丙。", ["一、", ["会议认为，", "会议要求，"]]),
    ],
)
def test_numbers_at_the_start_of_lines_build_the_tree(text, expected):
    assert shape(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "写清三笔账：1.上期结转；2.本期收缴；3.支出去向。",
        "把握三条：（1）不搞攀比；（2）不搞形式。",
        "存在三个问题：1.有的怕；2.有的懒；3.有的散。",
    ],
)
def test_numbers_inside_a_sentence_are_no_outline(sentence):
    (area,) = tree(f"一、甲\n要抓好。{sentence}", 0, 100)

    assert (area.children, area.listed) == ([], [])


@pytest.mark.parametrize("stop", ["。", "；", "，"])
def test_list_of_demands_in_a_paragraph_belongs_to_its_heading_whatever_parts_it(stop):
    text = f"一、甲\n说明。一要乙{stop}二要丙{stop}三要丁。\n二、戊"

    first, second = tree(text, 0, len(text))

    assert [text[node.start : node.marker.end] for node in first.listed] == ["一", "二", "三"]
    assert second.listed == []


def test_words_that_only_contain_a_number_of_a_list_open_nothing():
    text = "一、甲\n发展是第一要务，党建是第一责任，按统一要求办，万一要出事就晚了。"

    assert tree(text, 0, len(text))[0].listed == []


def area_of(text):
    return tree(text, 0, len(text))[0]


def test_usual_level_is_the_first_below_the_area():
    area = area_of("一、甲\n（一）乙\n1.丙\n2.丁\n（二）戊\n1.己\n2.庚")

    items, level = items_below(area)

    assert level == "（一）"
    assert [path for path, _node in items] == [(1,), (2,)]
    assert levels_below(area) == ["（一）", "1."]


def test_items_that_count_on_through_their_headings_are_the_level():
    items, level = items_below(area_of("一、甲\n（一）乙\n1.丙\n2.丁\n（二）戊\n3.己\n4.庚"))

    assert level == "1."
    assert [path for path, _node in items] == [(1, 1), (1, 2), (2, 3), (2, 4)]


def test_branch_without_the_chosen_level_counts_as_it_stands():
    items, _level = items_below(area_of("一、甲\n（一）乙\n1.丙\n2.丁\n（二）戊"), "1.")

    assert [path for path, _node in items] == [(1, 1), (1, 2), (2,)]


def test_level_that_an_area_does_not_have_means_the_usual_one():
    assert items_below(area_of("一、甲\n（一）乙\n（二）丙"), "①")[1] == "（一）"


def titles(text, **options):
    return {task.number: task.title for task in read(text, year=2026, **options).tasks}


REPORT = "去年新建中心30个，覆盖率明显提高。有的支部不会开会，个别书记不愿管事。"


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (f"一、形势\n{REPORT}", []),
        (f"一、形势\n{REPORT}一是家底更清了。二是队伍更稳了。", []),
        ("一、工作目标\n通过三年努力，使中心成为党员愿意来的地方。", []),
        ("一、工作目标\n年底前达标率达到90%以上。", ["工作目标"]),
        ("一、抓班子\n近年来，班子有了变化。要逐村研判，要从严管理，6月底前完成。", ["抓班子"]),
        ("一、报送要求\n各县每季度首月8日前要报送进展。", ["报送进展"]),
    ],
)
def test_area_without_items_gives_its_demands_and_none_if_it_only_reports(area, expected):
    found = [task.title for task in read(f"讲话\n{area}\n二、落实\n（一）压实责任。要压实。", year=2026).tasks]

    assert found[:-1] == expected


def test_person_may_take_a_reporting_area_as_a_task():
    text = f"讲话\n一、形势\n{REPORT}\n二、落实\n要压实责任。"

    assert list(titles(text)) == ["2.1"]
    assert list(titles(text, levels={"1": "area"})) == ["1.1", "2.1"]


def test_text_behind_the_last_item_is_no_part_of_it():
    text = "要点\n一、甲\n1.办班。5月底前办班。\n2.评课。要评课。\n3.讲课。要讲课。\n各县要细化，方案于3月25日前上报。"

    outline = read(text, year=2026)

    assert outline.tasks[2].deadline.day is None
    assert outline.tasks[3].title == "各县要细化"


@pytest.mark.parametrize("mark", "■●◆▲○□▪★➢√•—")
def test_any_mark_may_begin_the_items_of_an_area(mark):
    text = f"纪要\n会议强调，要抓好队伍。\n{mark}选好书记。要选好。\n{mark}管好党员。要管好。"

    assert titles(text) == {"1.1": "选好书记", "1.2": "管好党员"}


@pytest.mark.parametrize("before", ["", "教育是基础。"])
def test_items_of_a_list_may_ask_by_a_verb_alone_and_begin_the_paragraph(before):
    listed = "一是抓好学习。每月学习1次。二是抓好培训。党校办班4期。三是进展更快了。"
    text = f"通知\n一、抓教育\n{before}{listed}\n二、抓管理\n要管好。"

    assert titles(text) == {"1.1": "抓好学习", "1.2": "抓好培训", "2.1": "抓管理"}
