"""Speeches, notices, plans and lists with other structures than the speech."""

from datetime import date

import pytest

from tasks.reading import read

from .samples import DATA, figures, roles, sample, task_of

NAMES = sorted(path.stem for path in (DATA / "directives").glob("*.txt"))


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("notice_with_plan", "2.1 2.2 2.3 3.1 3.2 3.3 4.1"),
        ("work_points", "1.1 1.2 2.3 2.4 2.5 3.6"),
        ("speech_firstly", "1.1 1.2 1.3"),
        ("speech_one_is", "1.1 1.2 1.3 1.4"),
        ("no_numbers", "1.1 1.2 1.3 1.4"),
        ("topics_without_numbers", "1.1 1.2 1.3"),
        ("decimal_numbers", "2.1 2.2 2.3 3.1 3.2"),
        ("three_levels", "1.1 1.2 2.1 2.2 3.1"),
        ("one_paragraph", "1.1 2.1 3.1"),
        ("page_numbers", "1.1 1.2 2.1 2.2"),
        ("windows_lines", "1.1 1.2 1.3"),
        ("stage_list", "1.1 1.2 2.1 2.2"),
        ("mobilization_speech", "2.1 2.2 2.3 3.1 3.2 3.3"),
        ("assignment_list", "1.1 1.2 2.3 2.4"),
        ("meeting_notice", "4.1 4.2 4.3"),
        ("chapters", "2.1.1 2.1.2 2.2.3 3.1"),
        ("reform_plan", "1.1 2.1.1 2.1.2 2.2.3 2.2.4 2.3.5 2.3.6 3.1 3.2 3.3"),
        ("video_speech", "1.1 2.1 2.2 2.3 3.1"),
        ("quarter_schedule", "1.1 1.2 2.1 2.2 3.1 3.2"),
        ("running_headings", "1.1 2.1 3.1 4.1"),
        ("single_request", "1.1"),
        ("opinions", "1.1 2.1 3.1 3.2 3.3 3.4 4.1"),
        ("half_width_plan", "1.1 2.1 2.2 3.1 3.2 3.3"),
        ("firstly_in_one_paragraph", "1.1 1.2 1.3 1.4"),
        ("dashes", "1.1 1.2 1.3 1.4"),
        ("wrapped_lines", "1.1 2.1 2.2 2.3 3.1"),
    ],
)
def test_tasks_of_every_structure_are_found(name, numbers):
    assert [task.number for task in sample(name).tasks] == numbers.split()


@pytest.mark.parametrize("name", NAMES)
def test_quotations_of_every_sample_have_their_right_positions(name):
    outline = sample(name)
    quotes = [q for t in outline.tasks for q in (*t.phrases, *(x.quote for x in (*t.quantities, *t.addressees)))]

    assert quotes
    assert all(outline.text[quote.start : quote.end] == quote.text for quote in quotes)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("notice_with_plan", "关于印发《全市软弱涣散基层党组织整顿工作实施方案》的通知"),
        ("wrapped_lines", "市委组织部部长在全市抓党建促乡村振兴现场会上的讲话"),
        ("page_numbers", "全市党建工作重点任务实施方案"),
        ("one_paragraph", "关于做好春节前走访慰问工作的通知"),
        ("work_points", "2026年全市组织工作要点"),
    ],
)
def test_title_is_found_after_the_letterhead_and_across_line_breaks(name, title):
    assert sample(name).title == title


@pytest.mark.parametrize(
    ("name", "number", "day", "label"),
    [
        ("notice_with_plan", "2.1", date(2026, 4, 10), "原文"),
        ("notice_with_plan", "2.2", date(2026, 4, 30), "推算"),
        ("notice_with_plan", "2.3", date(2026, 4, 4), "推算"),  # 30 days from the date line, 5 March
        ("notice_with_plan", "3.2", date(2026, 9, 30), "原文"),
        ("work_points", "1.1", date(2026, 11, 30), "原文"),
        ("work_points", "1.2", None, "本级设定"),
        ("work_points", "2.3", date(2026, 12, 31), "推算"),
        ("work_points", "2.4", date(2026, 9, 30), "推算"),
        ("work_points", "3.6", date(2026, 10, 31), "推算"),
        ("speech_firstly", "1.2", date(2026, 8, 31), "推算"),
        ("decimal_numbers", "3.2", date(2026, 3, 31), "推算"),
        ("wrapped_lines", "2.2", date(2026, 9, 30), "推算"),
        ("wrapped_lines", "2.3", date(2027, 6, 30), "推算"),
        ("windows_lines", "1.1", date(2027, 2, 15), "原文"),
        ("stage_list", "1.2", date(2026, 10, 31), "原文"),
        ("stage_list", "2.1", date(2026, 8, 31), "原文"),
        ("mobilization_speech", "2.3", date(2026, 5, 18), "推算"),  # two months from 18 March
        ("no_numbers", "1.4", date(2026, 12, 20), "原文"),
        ("chapters", "2.1.1", date(2028, 6, 30), "原文"),
        ("topics_without_numbers", "1.3", date(2027, 3, 31), "推算"),
        ("reform_plan", "1.1", date(2026, 12, 31), "原文"),
        ("reform_plan", "2.3.6", date(2027, 12, 31), "原文"),
        ("video_speech", "2.3", date(2026, 2, 14), "推算"),
        ("half_width_plan", "2.2", date(2026, 12, 31), "推算"),
        ("half_width_plan", "3.2", date(2026, 11, 30), "推算"),
        ("quarter_schedule", "2.1", date(2026, 5, 31), "推算"),  # from the heading 5月份
    ],
)
def test_deadlines_of_the_samples_are_found(name, number, day, label):
    deadline = task_of(sample(name), number).deadline

    assert (deadline.day, deadline.label) == (day, label)


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("work_points", "1.1", [("举办市级示范班", 8, None, "期"), ("培训基层党组织书记", 2000, None, "人次")]),
        ("work_points", "1.2", [("支部党员大会", 1, None, "次"), ("民主评议党员", 1, 1, "次")]),
        (
            "three_levels",
            "1.2",
            [("成员轮训", 1, 1, "遍"), ("时间", 5, None, "天"), ("时间", 40, None, "学时"), ("示范培训班", 2, 2, "期")],
        ),
        ("decimal_numbers", "2.2", [("专职网格员", 1, 1, "名"), ("兼职网格员", 1, None, "名")]),
        ("speech_one_is", "1.4", [("走访慰问", 1, 1, "次"), ("人身意外保险", 50, None, "万元")]),
        (
            "assignment_list",
            "2.4",
            [
                ("发展党员总量", 2500, 2500, "名"),
                ("其中农民党员", 800, None, "名"),
                ("产业工人党员", 300, 350, "名"),
            ],
        ),
    ],
)
def test_quantities_of_the_samples_are_found(name, number, expected):
    assert figures(task_of(sample(name), number)) == expected


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("work_points", "1.1", {"市委组织部": "lead", "市委党校": "support"}),
        ("work_points", "2.3", {"市农业农村局": "lead", "市委组织部": "support", "市财政局": "support"}),
        ("work_points", "2.4", {"市委社会工作部": "lead", "市民政局": "support", "市人力资源社会保障局": "support"}),
        (
            "notice_with_plan",
            "2.1",
            {"各县（市、区）委组织部": "lead", "民政部门": "support", "司法部门": "support", "信访部门": "support"},
        ),
        ("speech_firstly", "1.3", {"市委组织部": "lead", "市财政局": "support", "市民政局": "support"}),
        ("assignment_list", "2.3", {"各县（市、区）委组织部": "lead", "市直各党（工）委": "support"}),
    ],
)
def test_addressees_of_the_samples_are_found(name, number, expected):
    assert roles(task_of(sample(name), number)) == expected


def test_achievements_before_the_announcement_are_not_tasks():
    outline = sample("speech_one_is")

    assert "新增合作社45家" in outline.preamble.text
    assert outline.tasks[0].title == "扎根基层不松劲"


def test_areas_on_principles_and_on_the_past_have_no_tasks():
    for outline in (sample("notice_with_plan"), sample("mobilization_speech")):
        assert outline.areas[0].number not in {task.area for task in outline.tasks}


def test_signature_and_contact_belong_to_the_closing():
    closing = sample("no_numbers").closing.text

    assert closing.startswith("联系人")
    assert closing.endswith("2026年2月11日")


def test_page_numbers_and_running_heads_do_not_split_sentences():
    task = task_of(sample("page_numbers"), "1.2")

    assert "每次不少于3天，确保全体党员参训率" in task.text


def test_day_of_issue_is_read_from_the_date_line_unless_it_is_given():
    assert sample("notice_with_plan").issued_on == date(2026, 3, 5)
    assert sample("notice_with_plan", issued_on=date(2026, 3, 9)).issued_on == date(2026, 3, 9)


def test_area_without_items_becomes_one_task_with_its_heading_as_title():
    task = task_of(sample("three_levels"), "3.1")

    assert task.title == "严格监督管理"


def test_text_without_demands_has_no_tasks():
    outline = read("同志们：\n今天天气很好，大家辛苦了。\n谢谢大家！", year=2026)

    assert outline.tasks == ()


def test_repeated_item_number_is_counted_on():
    outline = read("一、抓学习\n1.办班。要办班。\n2.评课。要评课。\n2.考试。要考试。", year=2026)

    assert [task.number for task in outline.tasks] == ["1.1", "1.2", "1.3"]


def test_number_without_text_is_not_a_task():
    outline = read("一、抓学习\n1.\n2.评课。要评课。", year=2026)

    assert [task.number for task in outline.tasks] == ["1.2"]


def test_list_of_attachments_is_not_a_list_of_tasks():
    text = "1.结对。要结对。\n2.报送。请于3月20日前报送。\n附件：1.安排表\n2.名单\n市委组织部\n2026年3月2日"

    outline = read(text, year=2026)

    assert [task.number for task in outline.tasks] == ["1.1", "1.2"]
    assert outline.closing.text.startswith("附件")


def test_item_without_words_of_demand_is_quoted_as_a_whole():
    outline = read("1.结对时间。2026年3月至2028年2月，为期两年。\n2.任务。要结对。", year=2026)

    assert outline.tasks[0].phrases[0].text == "2026年3月至2028年2月，为期两年"
    assert outline.tasks[0].deadline.day == date(2028, 2, 29)


def test_first_sentence_that_demands_something_is_not_a_heading():
    text = "一、加强领导\n书记要担负起责任。分管领导要靠前指挥。\n要坚持调度。要抓约谈。"

    first = read(text, year=2026).tasks[0]

    assert [phrase.text for phrase in first.phrases] == ["书记要担负起责任", "分管领导要靠前指挥"]


def test_achievements_in_an_area_about_the_past_are_not_demands():
    outline = read("一、总结成绩\n我们坚持大抓基层，新建中心30个。\n二、抓落实\n1.抓班子。要抓好。", year=2026)

    assert outline.areas[0].phrases == ()
