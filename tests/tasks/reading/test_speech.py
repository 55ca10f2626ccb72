"""The speech of the secretary has fourteen tasks in four areas."""

from datetime import date

import pytest

from .samples import figures, roles, speech, task_of

YEAR_END = date(2020, 12, 31)


def test_speech_has_fourteen_tasks_in_four_areas():
    numbers = [task.number for task in speech().tasks]

    assert numbers == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3"]
    assert [area.number for area in speech().areas] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("1.1", "抓实基层党组织书记集中轮训"),
        ("2.1", "持续整顿软弱涣散村党组织"),
        ("2.4", "加大乡镇党委建设力度"),
        ("3.4", "加强党群服务中心功能建设"),
        ("4.1", "履行第一责任人职责"),
        ("4.2", "减轻基层工作负担"),
        ("4.3", "提醒、约谈，严肃问责追责"),
    ],
)
def test_titles_come_from_the_text(number, title):
    assert task_of(speech(), number).title == title


@pytest.mark.parametrize(
    ("number", "day", "label", "phrase"),
    [
        ("1.1", YEAR_END, "推算", "每年"),
        ("1.2", YEAR_END, "推算", "分年度"),
        ("1.3", None, "本级设定", None),
        ("2.1", None, "本级设定", "村“两委”换届前"),
        ("2.2", None, "本级设定", "明年村“两委”换届"),
        ("2.3", None, "本级设定", "及时"),
        ("2.4", YEAR_END, "推算", "下半年"),
        ("3.1", YEAR_END, "推算", "年内"),
        ("3.2", YEAR_END, "推算", "年内"),
        ("3.3", None, "本级设定", None),
        ("3.4", None, "本级设定", "及时"),
        ("4.1", None, "本级设定", None),
        ("4.2", None, "本级设定", None),
        ("4.3", None, "本级设定", "及时"),
    ],
)
def test_deadlines_have_their_source_and_words(number, day, label, phrase):
    deadline = task_of(speech(), number).deadline

    assert (deadline.day, deadline.label) == (day, label)
    assert (deadline.quote.text if deadline.quote else None) == phrase


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("1.1", [("培训", 1, None, "次"), ("时间", 3, 5, "天"), ("条例", 5, 5, "部")]),
        ("1.2", [("时间", 5, 5, "年"), ("全市党员普遍轮训", 1, 1, "遍")]),
        ("1.3", []),
        (
            "2.1",
            [
                ("回头看", 1, 1, "次"),
                ("全部得到解决", 100, 100, "%"),
                ("村村到", 100, 100, "%"),
                ("应纳尽纳、应整尽整", 100, 100, "%"),
                ("整顿措施", 4, 4, "项"),
            ],
        ),
        ("2.2", [("后备力量", 1, 2, "名")]),
        ("2.3", []),
        ("2.4", []),
        ("3.1", []),
        ("3.2", [("网", 1, 1, "张"), ("到每个人头", 100, 100, "%")]),
        ("3.3", [("联动", 4, 4, "级")]),
        ("3.4", [("服务圈", None, 15, "分钟")]),
        ("4.1", []),
        ("4.2", []),
        ("4.3", []),
    ],
)
def test_quantities_are_read_from_the_text(number, expected):
    assert figures(task_of(speech(), number)) == expected


def test_quantity_says_for_which_unit_it_is_meant():
    training = task_of(speech(), "1.1").quantities[0]
    reserves = task_of(speech(), "2.2").quantities[0]

    assert (training.comparator, training.per) == ("至少", "每人每年")
    assert (reserves.comparator, reserves.per) == ("至少", "每个村")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("1.1", {"各县区市": "addressed", "市委组织部": "addressed"}),
        ("1.3", {"各基层党组织": "addressed"}),
        ("2.3", {"组织部门": "lead", "财政部门": "support", "农业农村部门": "support"}),
        ("2.4", {"本级": "addressed"}),
        ("4.1", {"各级党委": "addressed", "各级党委（党组）": "addressed", "党委（党组）书记": "addressed"}),
    ],
)
def test_addressees_have_their_role(number, expected):
    assert roles(task_of(speech(), number)) == expected


def test_supporting_departments_and_mass_bodies_are_found():
    assert roles(task_of(speech(), "4.3")).keys() >= {
        "人社部门",
        "民政部门",
        "财政部门",
        "工会",
        "共青团",
        "妇联",
        "各有关部门",
    }


def test_other_time_words_of_an_item_are_kept():
    task = task_of(speech(), "2.2")

    assert [(d.day, d.quote.text) for d in task.deadlines] == [
        (None, "尽快"),
        (None, "抓紧"),
        (None, "尽早"),
        (YEAR_END, "今年"),
    ]


def test_deadline_before_the_election_is_computed_from_a_known_election_day():
    from tasks.reading import read

    outline = read(speech().text, year=2020, elections={"村": date(2021, 3, 20)})

    assert task_of(outline, "2.1").deadline.day == date(2021, 3, 19)


@pytest.mark.parametrize(("number", "recurrence"), [("1.1", "yearly"), ("1.3", "standing"), ("3.1", "one_off")])
def test_recurrence_is_read_from_the_words(number, recurrence):
    assert task_of(speech(), number).recurrence == recurrence


def test_every_quotation_has_its_right_position():
    outline = speech()
    quotes = [quote for task in outline.tasks for quote in _quotes(task)]

    assert len(quotes) > 80
    assert all(outline.text[quote.start : quote.end] == quote.text for quote in quotes)


def _quotes(task):
    yield from task.phrases
    yield from (quantity.quote for quantity in task.quantities)
    yield from (addressee.quote for addressee in task.addressees)
    yield from (deadline.quote for deadline in [task.deadline, *task.deadlines] if deadline.quote)


def test_every_task_quotes_its_demands_and_its_passage():
    outline = speech()

    assert outline.tasks
    assert all(task.phrases and outline.text[task.start : task.end] == task.text for task in outline.tasks)


def test_greeting_achievements_and_closing_are_not_tasks():
    outline = speech()

    assert outline.title == "市委书记在基层党建工作重点任务推进会上的讲话"
    assert outline.preamble.text.endswith("请与会同志认真抓好贯彻落实。")
    assert outline.closing.text == "就讲这么多，大家抓好落实。"


def test_sentence_broken_over_two_paragraphs_is_joined():
    assert "要对去年集中整顿情况开展一次“回头看”" in task_of(speech(), "2.1").text


def test_private_code_points_and_full_width_digits_are_replaced():
    assert not set("ꎬꎮ０１２３４５６７８９") & set(speech().text)


def test_demands_in_the_introduction_of_an_area_belong_to_the_area():
    first, second, _third, fourth = speech().areas

    assert [phrase.text[:8] for phrase in first.phrases] == ["要建立和落实不忘"]
    assert len(second.phrases) == 2
    assert fourth.phrases == ()
