"""The Word templates of offices: what is refused, and why."""

import io
import zipfile

import pytest
from docx import Document as WordFile

from documents import checking, content, filling, filling_child
from files.errors import FileError

PLACEHOLDERS = content.placeholders({"on_time": "按期率"})
FACTS = {"number": "弋组通〔2026〕3号", "signature": "中共弋阳县委组织部", "date": "2026年6月2日", "remark": ""}


def word(*paragraphs):
    """A Word file of these paragraphs, in bytes."""
    file = WordFile()
    for text in paragraphs:
        file.add_paragraph(text)
    return saved(file)


def saved(file):
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def with_part(template, name, text):
    """``template`` with one more part, or with another text for a part that it has."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(written, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, text)
    return written.getvalue()


def problems(*paragraphs):
    return checking.problems_of(word(*paragraphs), PLACEHOLDERS)


def texts(made):
    return [paragraph.text for paragraph in WordFile(io.BytesIO(made)).paragraphs]


def test_builtin_template_has_no_wrong_placeholder(circular):
    placeholders = content.placeholders(circular.figures())

    assert checking.problems_of(circular.template.read_bytes(), placeholders) == []


def test_placeholders_in_loops_and_conditions_are_accepted():
    assert (
        problems(
            "{{ title }}，按期率{{ figures.on_time }}",
            "{%p for part in sections if part.heading %}",
            "{{ loop.index }}{{ part.heading|default('无') }}{% if not loop.last %}；{% else %}。{% endif %}",
            "{%p endfor %}",
            "{{ attachments|join('、') }}{{ attachments[0] }}{{ attachments|length }}",
        )
        == []
    )


def test_wrong_placeholder_is_named_with_its_paragraph_and_the_nearest_right_one():
    found = problems("正文", "主送：{{ adressee }}")

    assert found == ["第 2 段“主送：{{ adressee }}”：没有“adressee”这个占位符，最接近的是“addressee”。"]


def test_every_wrong_placeholder_is_named_at_once():
    found = problems("{{ titel }}", "{% for part in sections %}{{ part.headng }}{% endfor %}", "{{ figures.ontime }}")

    assert [problem.rpartition("是")[2] for problem in found] == ["“title”。", "“heading”。", "“on_time”。"]


def test_name_of_a_loop_ends_with_the_loop():
    found = problems("{% for part in sections %}", "{% endfor %}", "{{ part.heading }}")

    assert [problem.startswith("第 3 段") for problem in found] == [True]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{ sections }}", "是一组内容"),
        ("{% for a in title %}{% endfor %}", "没有可以逐项写出的内容"),
        ("{% for a in sections %}", "没有用 endfor 结束"),
        ("{% if title %}", "没有用 endif 结束"),
        ("{% endfor %}", "前面没有对应的 for"),
        ("{% else %}", "前面没有 if"),
        ("{{ title", "括号不成对"),
        ("{{ }}", "占位符是空的"),
        ("{% set a = 1 %}", "不能使用“set”"),
        ("{% include 'x' %}", "不能使用“include”"),
        ("{% macro a() %}{% endmacro %}", "不能使用“macro”"),
        ("{{ title.upper() }}", "看不懂或不允许使用"),
        ("{{ range(1000000000) }}", "看不懂或不允许使用"),
        ("{{ 'a' * 1000000000 }}", "看不懂或不允许使用"),
        ("{{ title|upper }}", "看不懂或不允许使用"),
        ("{% for a in range(1000000000) %}{% endfor %}", "看不懂或不允许使用"),
        ("{% for a in 'aaaaaaaa' %}{% endfor %}", "看不懂或不允许使用"),
        ("{{ title.__class__ }}", "没有“__class__”"),
        ("{{ ''.__class__.__mro__ }}", "没有“__class__”"),
        ("{{ title['__class__'] }}", "没有“__class__”"),
        ("{{ self._TemplateReference__context }}", "看不懂或不允许使用"),
        ("{{ lipsum.__globals__ }}", "没有“lipsum”"),
        ("{% for a in sections recursive %}{{ loop(sections) }}{% endfor %}", "看不懂或不允许使用"),
        ("{% if a %}" * 5 + "{% endif %}" * 5, "套得太深"),
    ],
)
def test_what_the_language_lacks_is_refused_with_its_reason(text, reason):
    assert any(reason in problem for problem in problems(text))


HOSTILE = [
    "{{ ''.__class__.__mro__ }}",
    "{{ title.__class__ }}",
    "{{ sections.__len__ }}",
    "{{ figures.items }}",
    "{{ title.format }}",
    "{{ title|attr('__class__') }}",
    "{{ loop.__class__ }}",
    "{% include 'settings.py' %}",
    "{% extends 'x' %}",
    "{{ range(999999999) }}",
    "{% for a in range(999999999) %}x{% endfor %}",
    "{{ 10 ** 999999999 }}",
    "{{ 'a' * 999999999 }}",
    "{% set x = title %}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ self }}",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["body", "header", "property", "attribute"])
def test_hostile_template_is_not_filled_wherever_it_hides(text, place):
    file = WordFile()
    paragraph = file.add_paragraph(text if place == "body" else "正文")
    if place == "header":
        file.sections[0].header.paragraphs[0].text = text
    elif place == "property":
        file.core_properties.subject = text
    elif place == "attribute":
        paragraph.paragraph_format.left_indent = 1
        paragraph._p.pPr.set("title", text)

    with pytest.raises(FileError):
        filling.fill(saved(file), checking.sample_of(PLACEHOLDERS))


def test_template_that_takes_too_long_is_ended(monkeypatch):
    deep = "{% for a in rows %}" * 3 + "{{ a.cells|join }}" + "{% endfor %}" * 3
    data = {"rows": [{"cells": ["示例"] * 300}] * 300}
    monkeypatch.setattr(filling_child, "SECONDS", 1)

    with pytest.raises(FileError) as refused:
        filling_child.fill(word(deep), data)

    assert refused.value.code in {"too_much", "fault"}


def test_text_of_the_data_is_never_read_as_a_template():
    made = filling.fill(word("{{ title }}"), {"title": "{{ 7 }}{% include 'x' %}<w:p>&"})

    assert texts(made) == ["{{ 7 }}{% include 'x' %}<w:p>&"]


def test_control_characters_do_not_break_the_file():
    figures = {"on_time": {"label": "按期率", "value": "9\x0b2%", "now": "", "url": ""}}
    plain = {"title": "甲\x00乙\x1f", "addressee": "", "sections": [], "attachments": [], "tables": []}

    data = content.for_word(plain | {"figures": figures}, FACTS, figures=["on_time", "gone"])

    assert texts(filling.fill(word("{{ title }}{{ figures.on_time }}{{ figures.gone }}"), data)) == ["甲乙92%—"]


@pytest.mark.parametrize(
    "file", [b"", b"%PDF-1.7", b"PK\x03\x04", "文字".encode()], ids=["empty", "pdf", "zip", "text"]
)
def test_file_of_another_type_is_refused(file):
    with pytest.raises(FileError, match=r"不是 \.docx 文件"):
        checking.problems_of(file, PLACEHOLDERS)


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/embeddings/oleObject1.bin", "word/activeX/activeX1.bin"])
def test_file_with_macros_or_objects_is_refused(name):
    with pytest.raises(FileError, match="宏、控件或嵌入的对象"):
        checking.problems_of(with_part(word("{{ title }}"), name, "x"), PLACEHOLDERS)


LINK = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="x.png" '
    'TargetMode="External"/></Relationships>'
)


def test_file_with_a_picture_of_another_host_is_refused():
    linked = with_part(word("{{ title }}"), "word/_rels/footer9.xml.rels", LINK)

    with pytest.raises(FileError, match="链接了别的文件"):
        checking.problems_of(linked, PLACEHOLDERS)


def test_file_with_its_own_entities_is_refused():
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'

    with pytest.raises(FileError, match="损坏"):
        checking.problems_of(with_part(word("{{ title }}"), "word/comments.xml", bomb), PLACEHOLDERS)


def test_placeholder_that_word_has_split_into_runs_is_read():
    file = WordFile()
    paragraph = file.add_paragraph("{{ ti")
    paragraph.add_run("tle }}").bold = True

    assert checking.problems_of(saved(file), PLACEHOLDERS) == []
    assert texts(filling.fill(saved(file), {"title": "通报"})) == ["通报"]


def test_placeholders_of_headers_and_tables_are_checked_too():
    file = WordFile()
    file.sections[0].header.paragraphs[0].text = "{{ nummer }}"
    file.add_table(1, 1).cell(0, 0).text = "{{ dat }}"

    assert ["“number”" in each or "“date”" in each for each in checking.problems_of(saved(file), PLACEHOLDERS)] == [
        True,
        True,
    ]


def test_builtin_file_is_the_one_that_the_script_writes(circular, tmp_path):
    from tools.build_templates import build

    (tmp_path / "dashboards" / "documents").mkdir(parents=True)
    build(tmp_path)

    with (
        zipfile.ZipFile(tmp_path / "dashboards" / "documents" / "circular.docx") as written,
        zipfile.ZipFile(circular.template) as shipped,
    ):
        names = ["word/document.xml", "word/fontTable.xml", "word/settings.xml", "word/footer1.xml"]
        assert [written.read(name) for name in names] == [shipped.read(name) for name in names]
