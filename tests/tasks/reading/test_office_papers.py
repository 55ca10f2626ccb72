"""Lists, plans, minutes and rules with structures that the longer samples do not have."""

from datetime import date

import pytest

from tasks.reading import read

from .samples import figures, roles, task_of


def titles(text, **options):
    return {task.number: task.title for task in read(text, **{"year": 2026, **options}).tasks}


def test_articles_below_chapters_are_tasks_if_they_demand_something():
    tasks = titles(
        "书记管理办法\n第一章 总则\n第一条 为加强队伍建设，制定本办法。\n第二条 本办法适用于全市。\n第二章 培训\n"
        "第三条 乡镇党委每季度开展1次考核。\n第四条 有下列情形之一的，应当调整：\n（一）不胜任的；\n（二）不尽责的。\n"
        "第五条 本办法由市委组织部负责解释，自印发之日起施行。"
    )

    assert tasks == {"2.3": "乡镇党委每季度开展1次考核", "2.4": "有下列情形之一的，应当调整"}


def test_plain_numbers_above_decimal_numbers_are_headings():
    outline = read(
        "任务清单\n1 政治建设\n1.1 落实第一议题制度\n1.2 专题学习不少于12次\n2 组织建设\n2.1 按期换届\n3 作风建设",
        year=2026,
    )

    assert [area.title for area in outline.areas] == ["政治建设", "组织建设", "作风建设"]
    assert [task.number for task in outline.tasks] == ["1.1", "1.2", "2.1", "3.1"]
    assert figures(task_of(outline, "1.2")) == [("专题学习", 12, None, "次")]


def test_title_of_a_task_leaves_out_the_counting_word():
    tasks = titles("任务书\n任务一：规范组织设置。5月底前完成排查。\n任务二：提升党务能力。举办培训班2期。")

    assert tasks == {"1.1": "规范组织设置", "1.2": "提升党务能力"}


def test_decisions_in_minutes_become_tasks_with_lead_and_support():
    outline = read(
        "常委会会议纪要\n会议听取了汇报，充分肯定了成绩。\n会议要求，各县委要找准差距，年底前完成改造80个。\n"
        "会议决定，由市委组织部牵头，市委编办、市人社局配合，三季度启动编制下沉工作。",
        year=2026,
    )

    assert [task.title for task in outline.tasks] == ["找准差距", "三季度启动编制下沉工作"]
    assert outline.tasks[1].deadline.day == date(2026, 9, 30)
    assert roles(outline.tasks[1]) == {"市委组织部": "lead", "市委编办": "support", "市人社局": "support"}


def test_reason_for_a_notice_is_not_a_task():
    tasks = titles(
        "关于走访慰问困难党员的紧急通知\n各乡镇党委：\n近期持续高温，为做好关怀帮扶工作，现将有关要求通知如下。\n"
        "各乡镇党委要一周内走访一遍。\n请各乡镇党委于8月15日前将走访情况报县委组织部。"
    )

    assert list(tasks.values()) == ["一周内走访一遍", "将走访情况报县委组织部"]


def test_reference_to_an_attachment_is_not_a_task():
    tasks = titles(
        "实施方案\n一、重点任务\n组织实施三大行动，具体任务见附件。\n二、工作要求\n各级党组织要每季度调度一次。\n"
        "附件\n任务清单\n1.开展排查。\n2.举办培训。"
    )

    assert tasks == {"2.1": "工作要求", "3.1": "开展排查", "3.2": "举办培训"}


def test_days_of_a_stage_become_its_deadline_and_are_left_out_of_its_title():
    outline = read(
        "方案\n一、时间安排\n（一）动员部署阶段（3月1日至3月31日）。召开动员会。\n（二）总结阶段。开展总结。", year=2026
    )

    assert outline.tasks[0].title == "动员部署阶段"
    assert outline.tasks[0].deadline.day == date(2026, 3, 31)


def test_time_and_departments_are_read_if_only_the_heading_demands_something():
    outline = read(
        "安排\n1、举办一场文艺汇演。时间：6月30日晚，由县委宣传部牵头，县文旅局配合；\n2、评选一批先进典型。", year=2026
    )

    assert outline.tasks[0].deadline.day == date(2026, 6, 30)
    assert roles(outline.tasks[0]) == {"县委宣传部": "lead", "县文旅局": "support"}


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "牵头科室：组织二科；责任单位：各县（市、区）委组织部",
            {"组织二科": "lead", "各县（市、区）委组织部": "addressed"},
        ),
        ("责任科室：办公室", {"办公室": "lead"}),
    ],
)
def test_sections_of_an_office_may_lead_like_departments(note, expected):
    outline = read(f"要点\n1.抓好换届。年内完成换届。（{note}）\n2.壮大集体经济。", year=2026)

    assert roles(outline.tasks[0]) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "县委组织部要会同县纪委监委机关、县委巡察办开展督查",
            {"县委组织部": "lead", "县纪委监委机关": "support", "县委巡察办": "support"},
        ),
        ("要落实工作经费，由县财政局列入年度预算", {"县财政局": "addressed"}),
        ("要按照省委、市委统一部署开展教育", {}),
        ("市委两新工委要会同市工商联开展攻坚", {"市委两新工委": "lead", "市工商联": "support"}),
    ],
)
def test_roles_of_the_offices_in_a_sentence_are_found(sentence, expected):
    assert roles(read(f"通知\n1.落实。{sentence}。\n2.完成。", year=2026).tasks[0]) == expected
