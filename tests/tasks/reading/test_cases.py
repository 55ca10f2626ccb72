"""One notice as offices write, copy and convert it: the four tasks and their days stay the same."""

from datetime import date

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tasks.reading import read, read_file

from .documents import word_file

NOTICE = """关于做好2020年基层党建重点任务的通知
各县（市、区）委组织部：
现就有关事项通知如下。
一、整顿软弱涣散村党组织
（一）建立整顿台账。各县要逐村建立整顿台账，6月30日前完成排查。
（二）落实结对帮扶。每个软弱涣散村要明确一名县级领导联村，9月底前完成整顿。
二、推进网格整合
（一）整合各类网格。要把各部门网格整合为一张网，10月15日前完成。
（二）配强网格力量。每个网格要配备一名专职网格员，年底前到位。"""
TITLES = ["建立整顿台账", "落实结对帮扶", "整合各类网格", "配强网格力量"]
DAYS = [date(2020, 6, 30), date(2020, 9, 30), date(2020, 10, 15), date(2020, 12, 31)]
ISSUED = date(2020, 5, 20)


def days(text, **options):
    return [task.deadline.day for task in read(text, **{"year": 2020, "issued_on": ISSUED, **options}).tasks]


def with_numbers(first, second):
    text = NOTICE.replace("（一）", first).replace("（二）", second)
    return text.replace("完成排查。", "完成排查。\n排查要覆盖所有村，结果要经县委审定。")


@pytest.mark.parametrize("signs", ["（一）（二）", "㈠㈡", "⒈⒉", "⑴⑵", "①②", "❶❷", "■■"])
def test_items_may_be_numbered_by_single_characters_and_have_several_paragraphs(signs):
    half = len(signs) // 2

    outline = read(with_numbers(signs[:half], signs[half:]), year=2020)

    assert [task.title for task in outline.tasks] == TITLES
    assert [task.deadline.day for task in outline.tasks] == DAYS
    assert "经县委审定" in outline.tasks[0].text


def test_radicals_of_a_pdf_change_nothing():
    copied = NOTICE.translate(str.maketrans("一二月日立网门力", "⼀⼆⽉⽇⽴⽹⻔⼒"))

    assert days(copied) == DAYS


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("六月十五日前", date(2020, 6, 15)),
        ("六月三十日以前", date(2020, 6, 30)),
        ("二〇二〇年九月二十日前", date(2020, 9, 20)),
        ("二〇二一年三月底前", date(2021, 3, 31)),
        ("二零二一年三月底前", date(2021, 3, 31)),
        ("6月30日17:00前", date(2020, 6, 30)),
        ("9月10日（星期四）下班前", date(2020, 9, 10)),
        ("2020.9.10前", date(2020, 9, 10)),
        ("本月底前", date(2020, 5, 31)),
        ("本月25日前", date(2020, 5, 25)),
        ("下月10日前", date(2020, 6, 10)),
        ("次月5日前", date(2020, 6, 5)),
        ("下月中旬前", date(2020, 6, 20)),
        ("本季度末", date(2020, 6, 30)),
        ("下季度内", date(2020, 9, 30)),
        ("本周五前", date(2020, 5, 22)),
        ("下周三前", date(2020, 5, 27)),
        ("自印发之日起一个月内", date(2020, 6, 20)),
        ("自本通知印发之日起45日内", date(2020, 7, 4)),
        ("明年3月底前", date(2021, 3, 31)),
        ("每季度末月25日前", date(2020, 12, 31)),
    ],
)
def test_days_as_notices_say_them(said, day):
    assert days(NOTICE.replace("6月30日前", said))[0] == day


@pytest.mark.parametrize(
    "said",
    [
        "自7月1日起执行，要做好衔接",
        "新标准从10月1日起执行",
        "7月1日起停用旧表",
        "发现问题线索15日内移交",
        "群众申请事项3个工作日内给出明确答复",
        "对排查出的问题，10个工作日内整改",
        "被评为不合格的，3个月内作出处置",
    ],
)
def test_starts_and_limits_for_each_case_are_no_deadlines(said):
    assert days(NOTICE.replace("6月30日前完成排查", said))[0] is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("1月10日前", date(2021, 1, 10)),
        ("2月底前", date(2021, 2, 28)),
        ("12月30日前", date(2020, 12, 30)),
        ("上半年", date(2021, 6, 30)),
        ("今年10月底前", date(2020, 10, 31)),
        ("11月底前", date(2020, 11, 30)),
    ],
)
def test_day_long_before_a_notice_of_december_is_in_the_next_year(said, day):
    assert days(NOTICE.replace("6月30日前", said), issued_on=date(2020, 12, 20))[0] == day


@pytest.mark.parametrize(
    "signed", ["二0二0年五月二十日", "二Ｏ二Ｏ年五月二十日", "二○二○年五月二十日", "2020年5月20日"]
)
def test_date_of_the_signature_is_read_in_every_spelling(signed):
    outline = read(f"{NOTICE.replace('6月30日前', '30日内')}\n中共云溪市委组织部\n{signed}", year=2020)

    assert outline.issued_on == ISSUED
    assert outline.tasks[0].deadline.day == date(2020, 6, 19)


def run(text, *, properties="", before=""):
    return f'<w:r>{properties}{before}<w:t xml:space="preserve">{text}</w:t></w:r>'


BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps"><w:drawing><w:txbxContent>{body}</w:txbxContent></w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict><w:txbxContent>{body}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def word_notice(*changes, added=""):
    """The notice as a Word file; ``changes`` are pairs of words and the runs that stand in their place."""

    def build(document):
        for line in NOTICE.split("\n"):
            content = run(line)
            for words, runs in changes:
                if words in line:
                    before, after = line.split(words, 1)
                    content = run(before) + runs + run(after)
            document.element.body.insert_element_before(parse_xml(f"<w:p {nsdecls('w')}>{content}</w:p>"), "w:sectPr")
        if added:
            document.element.body.insert_element_before(parse_xml(f"<w:p {nsdecls('w')}>{added}</w:p>"), "w:sectPr")

    return word_file(build)


def read_word(content):
    return read_file(content, "通知.docx", year=2020, issued_on=ISSUED)


def test_pinyin_above_a_character_is_not_read():
    ruby = f"<w:r><w:ruby><w:rt>{run('wǎng')}</w:rt><w:rubyBase>{run('网')}</w:rubyBase></w:ruby></w:r>"

    outline = read_word(word_notice(("网", ruby)))

    assert [task.title for task in outline.tasks] == TITLES
    assert "wǎng" not in outline.text


def test_hyphens_that_do_not_break_are_read():
    months = "<w:r><w:t>10</w:t><w:noBreakHyphen/><w:t>12月</w:t></w:r>"

    assert "10-12月，年底前到位" in read_word(word_notice(("年底前到位", months + run("，年底前到位")))).text


@pytest.mark.parametrize("switch", ["<w:vanish/>", '<w:vanish w:val="true"/>'])
def test_hidden_text_is_not_read(switch):
    hidden = run("（三）另行安排。各县要在7月15日前上报内部名单。", properties=f"<w:rPr>{switch}</w:rPr>")

    outline = read_word(word_notice(added=hidden))

    assert [task.deadline.day for task in outline.tasks] == DAYS
    assert "内部名单" not in outline.text


def test_text_that_is_explicitly_not_hidden_is_read():
    shown = run("（三）建立例会制度。要在11月20日前建立。", properties='<w:rPr><w:vanish w:val="0"/></w:rPr>')

    assert len(read_word(word_notice(added=shown)).tasks) == 5


def test_text_box_is_read_once_where_it_stands():
    body = f"<w:p>{run('（三）建立例会制度。各县要每月召开一次例会，11月20日前总结上报。')}</w:p>"

    outline = read_word(word_notice(added=BOX.format(body=body)))

    assert [task.deadline.day for task in outline.tasks] == [*DAYS, date(2020, 11, 20)]


def test_dates_in_smart_tags_are_read():
    tag = f'<w:smartTag w:element="chsdate">{run("10月15日")}</w:smartTag>'

    assert read_word(word_notice(("10月15日", tag))).tasks[2].deadline.day == date(2020, 10, 15)


def test_headings_without_numbers_get_those_of_their_level():
    def build(document):
        document.add_paragraph("实施方案", "Title")
        document.add_paragraph("主要任务", "Heading 1")
        document.add_paragraph("抓好培训", "Heading 2")
        document.add_paragraph("6月底前完成培训。")
        document.add_paragraph("老党员可以送学上门。", "List Bullet")
        document.add_paragraph("抓好督查", "Heading 2")
        document.add_paragraph("年底前督查一遍。")
        document.add_paragraph("工作要求", "Heading 1")
        document.add_paragraph("各级党组织要落实责任。")

    outline = read_file(word_file(build), "方案.docx", year=2026)

    assert outline.text.split("\n")[1:3] == ["一、主要任务", "（一）抓好培训"]
    assert [(task.number, task.title) for task in outline.tasks] == [
        ("1.1", "抓好培训"),
        ("1.2", "抓好督查"),
        ("2.1", "工作要求"),
    ]


def test_headings_with_typed_numbers_keep_them():
    def build(document):
        document.add_paragraph("一、主要任务", "Heading 1")
        document.add_paragraph("（一）抓好培训。6月底前完成。", "Heading 2")
        document.add_paragraph("二、工作要求", "Heading 1")

    text = read_file(word_file(build), "方案.docx", year=2026).text

    assert text.split("\n")[0] == "一、主要任务"
