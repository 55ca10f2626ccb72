"""Speeches and notices in Word files (.docx)."""

import io
import zipfile
from datetime import date

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tasks.reading import DirectiveError, file_text, read_file, word
from tasks.reading.word_numbering import in_format

from .documents import add_item, add_numbering, word_file
from .samples import roles


def numbered(document):
    add_numbering(document)
    document.add_paragraph("关于加强支部建设的通知")
    add_item(document, "抓好学习", 0)
    add_item(document, "集中轮训。要每年轮训1次。", 1)
    add_item(document, "专题研讨。要适时举办。", 1)
    add_item(document, "抓好整改", 0)
    add_item(document, "建立台账。要在6月底前建立。", 1)


def test_automatic_numbers_are_read_as_they_are_shown():
    text = file_text(word_file(numbered), "通知.docx")

    assert text.split("\n") == [
        "关于加强支部建设的通知",
        "一、抓好学习",
        "（一）集中轮训。要每年轮训1次。",
        "（二）专题研讨。要适时举办。",
        "二、抓好整改",
        "（一）建立台账。要在6月底前建立。",
    ]


def test_areas_and_tasks_are_found_by_automatic_numbers():
    outline = read_file(word_file(numbered), "通知.docx", year=2026)

    assert [task.number for task in outline.tasks] == ["1.1", "1.2", "2.1"]
    assert outline.tasks[2].deadline.day == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (3, "decimal", "3"),
        (3, "chineseCounting", "三"),
        (10, "chineseCountingThousand", "十"),
        (21, "japaneseCounting", "二十一"),
        (3, "decimalEnclosedCircle", "③"),
        (12, "ideographDigital", "一二"),
        (4, "upperRoman", "4"),
    ],
)
def test_automatic_numbers_are_written_in_their_number_format(number, form, shown):
    assert in_format(number, form) == shown


def tracked(document):
    paragraph = document.add_paragraph("要在")
    for tag, text_tag, text in (("del", "delText", "5月"), ("ins", "t", "6月")):
        run = f"<w:r><w:{text_tag}>{text}</w:{text_tag}></w:r>"
        paragraph._p.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1" w:author="a">{run}</w:{tag}>'))
    paragraph.add_run("底前完成。")


def test_inserted_text_is_read_and_deleted_text_is_not():
    assert file_text(word_file(tracked), "a.docx") == "要在6月底前完成。"


def with_task_table(document):
    document.add_paragraph("2026年重点任务清单")
    table = document.add_table(rows=0, cols=4)
    for cells in (
        ("序号", "重点任务", "责任单位", "完成时限"),
        ("1", "开展软弱涣散村党组织排查", "市委组织部、市民政局", "2026年4月底前"),
        ("2", "举办书记培训班2期", "市委党校", "10月31日"),
    ):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text


def test_every_row_of_a_table_of_tasks_is_a_task():
    outline = read_file(word_file(with_task_table), "清单.docx", year=2026)

    assert [task.title for task in outline.tasks] == ["开展软弱涣散村党组织排查", "举办书记培训班2期"]
    assert [task.deadline.day for task in outline.tasks] == [date(2026, 4, 30), date(2026, 10, 31)]
    assert roles(outline.tasks[0]) == {"市委组织部": "lead", "市民政局": "support"}


def test_soft_line_breaks_separate_lines_and_page_headers_are_left_out():
    def build(document):
        document.sections[0].header.paragraphs[0].text = "内部资料"
        document.add_paragraph("一、抓学习\n要学好。")

    assert file_text(word_file(build), "a.docx") == "一、抓学习\n要学好。"


def packed(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04 broken", "损坏"),
        (packed(xl__workbook_xml="<x/>"), "不是 Word 文档"),
        (packed(word__document_xml="<w:broken"), "损坏"),
        (packed(word__document_xml='<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "不允许"),
        (word_file(numbered)[:-400], "损坏"),
    ],
)
def test_damaged_and_malicious_packages_are_refused(content, reason):
    with pytest.raises(DirectiveError, match=reason):
        file_text(content, "a.docx")


def test_package_that_unpacks_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(word, "LARGEST_UNPACKED", 1000)

    with pytest.raises(DirectiveError, match="解压后超过"):
        file_text(packed(word__document_xml="0" * 2000), "a.docx")


def test_markup_that_would_fill_the_memory_is_refused_before_it_is_read(monkeypatch):
    content = word_file(lambda document: document.add_paragraph("关于加强支部建设的通知"))
    monkeypatch.setattr(word, "LARGEST_MARKUP", 1024)

    with pytest.raises(DirectiveError, match="解压后过大"):
        file_text(content, "通知.docx")


def test_pictures_do_not_count_towards_the_limit_of_markup(monkeypatch):
    content = io.BytesIO(word_file(lambda document: document.add_paragraph("关于加强支部建设的通知")))
    with zipfile.ZipFile(content) as package:
        markup = sum(part.file_size for part in package.infolist())
    with zipfile.ZipFile(content, "a") as package:
        package.writestr("word/media/image1.png", b"x" * 4096)
    monkeypatch.setattr(word, "LARGEST_MARKUP", markup)

    assert file_text(content.getvalue(), "通知.docx") == "关于加强支部建设的通知"


def test_a_package_with_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(word, "MOST_PARTS", 1)

    with pytest.raises(DirectiveError, match="部件过多"):
        file_text(packed(word__document_xml="<x/>", b="1"), "a.docx")
