import pytest

from tasks.reading.addressees import find_addressees
from tasks.reading.boxes import find_boxes
from tasks.reading.outline import Quote


def addressees_in(text):
    boxes = find_boxes(text, 0, len(text))
    return {a.name: a.role.value for a in find_addressees([Quote(text, 0, len(text))], boxes)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各县区市要抓好", {"各县区市": "addressed"}),
        ("各县（市、区）委组织部要抓好", {"各县（市、区）委组织部": "addressed"}),
        ("市委组织部也要适时举办", {"市委组织部": "addressed"}),
        ("各级党委（党组）要明责", {"各级党委（党组）": "addressed"}),
        (
            "组织部门要会同财政、农业农村部门选村",
            {"组织部门": "lead", "财政部门": "support", "农业农村部门": "support"},
        ),
        ("由市委组织部会同市人社局制定", {"市委组织部": "lead", "市人社局": "support"}),
        (
            "工、青、妇，群团组织要发挥作用",
            {"工会": "support", "共青团": "support", "妇联": "support", "群团组织": "addressed"},
        ),
        ("人社、民政、财政等方方面面都要配合好", {"人社部门": "support", "民政部门": "support", "财政部门": "support"}),
        ("乡镇党委要落实", {"乡镇党委": "addressed"}),
        ("要推动乡镇党委发挥作用", {}),
        ("要督促各县区整改", {}),
        ("要纳入财政预算", {}),
    ],
)
def test_addressees_of_a_sentence_are_found_with_their_role(text, expected):
    assert addressees_in(text) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("（责任单位：市委组织部、市财政局）", {"市委组织部": "lead", "市财政局": "support"}),
        ("（牵头单位：市民政局；配合单位：各县（市、区）委）", {"市民政局": "lead", "各县（市、区）委": "support"}),
        ("【责任单位：市委党校】", {"市委党校": "lead"}),
        ("责任单位：市委组织部\n完成时限：6月底", {"市委组织部": "lead"}),
        (
            "（市委组织部牵头，市财政局、市民政局配合）",
            {"市委组织部": "lead", "市财政局": "support", "市民政局": "support"},
        ),
        ("（市委组织部、市财政局按职责分工负责）", {"市委组织部": "lead", "市财政局": "support"}),
        ("（市委组织部负责，2026年6月底前完成）", {"市委组织部": "lead"}),
    ],
)
def test_responsible_offices_in_a_note_are_found_with_their_role(note, expected):
    assert addressees_in(note) == expected


@pytest.mark.parametrize(
    ("note", "time"),
    [
        ("（责任单位：市委组织部；完成时限：2026年6月底前）", "2026年6月底前"),
        ("（完成时间：长期坚持）", "长期坚持"),
        ("（2026年3月—5月）", "2026年3月—5月"),
        ("（市委组织部负责，2026年6月底前完成）", "2026年6月底前完成"),
        ("时限：年底前\n下一行", "年底前"),
    ],
)
def test_deadlines_in_a_note_are_found(note, time):
    assert [quote.text for quote in find_boxes(note, 0, len(note)).times] == [time]
