import pytest

from tools.unmarked import findings, unmarked_in_python, unmarked_in_template

IMPORT = "from django.utils.translation import gettext as _\n"


@pytest.mark.parametrize(
    "source",
    [
        'title = "标题"',
        'messages.success(request, f"已保存{count}项")',
        'raise ValueError("没有")',
        "labels = {1: '一'}",
    ],
)
def test_chinese_outside_gettext_is_found(source):
    assert {line for line, text in unmarked_in_python(IMPORT + source)} == {2}


@pytest.mark.parametrize(
    "source",
    [
        '_("标题")',
        '"""说明"""',
        "x = 1  # 注释",
        're.compile("第[一二三]项")',
        'TOWN = "镇", _("镇")',
        'YES = "是"  # data: as written in ledgers',
    ],
)
def test_marked_text_and_docstrings_are_accepted(source):
    assert unmarked_in_python(IMPORT + source) == []


@pytest.mark.parametrize(
    "source",
    ["<p>标题</p>", '{% include "tag.html" with label="逾期" %}', '{% translate "甲" %} 乙', '<a title="标题">'],
)
def test_chinese_outside_translate_tags_is_found(source):
    assert [line for line, text in unmarked_in_template("\n" + source)] == [2]


@pytest.mark.parametrize(
    "source",
    [
        '{% translate "标题" as title %}',
        "{% blocktranslate %}标题\n下一行{% endblocktranslate %}",
        "{# 注释 #}",
        "{% comment %}注释{% endcomment %}",
        '{% include "tag.html" with label=_("逾期") %}',
    ],
)
def test_marked_text_in_templates_is_accepted(source):
    assert unmarked_in_template(source) == []


def test_word_lists_may_contain_words_but_no_sentences(tmp_path):
    (tmp_path / "grids").mkdir()
    (tmp_path / "grids" / "ledgers.py").write_text('WORDS = ["网格", "请重新填写。"]')

    assert list(findings(tmp_path)) == ["grids/ledgers.py:1: 请重新填写。"]
