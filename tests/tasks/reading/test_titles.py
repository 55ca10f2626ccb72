import pytest

from tasks.reading.titles import area_title, clean_heading, cut_word, heading_end, short_title, title_of_demand


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("抓实轮训。要聚焦学习。", "抓实轮训。"),
        ("健全体系：各社区要推行网格。", "健全体系："),
        ("抓实轮训\n要聚焦学习。", "抓实轮训"),
        ("各县区要认真开展一次拉网式排查并形成问题清单。", ""),
    ],
)
def test_heading_ends_with_its_sentence_or_line(text, heading):
    assert text[: heading_end(text, 0, len(text))] == heading


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("各级党委要切实减轻基层工作负担", "减轻基层工作负担"),
        ("应当及时提醒、约谈", "提醒、约谈"),
        ("不得层层加码", "不得层层加码"),
        ("要抓好", "要抓好"),
    ],
)
def test_title_of_a_demand_leaves_out_the_addressee_and_the_modal_word(said, title):
    assert title_of_demand(said) == title


@pytest.mark.parametrize(
    ("heading", "clean"),
    [
        ("要在思想上再提高。", "在思想上再提高"),
        ("关于组织覆盖问题。", "组织覆盖"),
        ("建立台账（责任单位：市委组织部）", "建立台账"),
    ],
)
def test_heading_loses_modal_words_and_notes(heading, clean):
    assert clean_heading(heading) == clean


def test_long_heading_is_shortened_at_both_ends():
    heading = "认真落实“推动整顿软弱涣散基层党组织常态化、长效化”的要求，扎实推进抓党建促决战决胜脱贫攻坚、促乡村振兴"

    assert short_title(heading) == "扎实推进抓党建促决战决胜脱贫攻坚、促乡村振兴"
    assert area_title(heading) == "扎实推进抓党建促决战决胜脱贫攻坚"


@pytest.mark.parametrize(
    ("title", "text", "word"),
    [
        ("全面深化社区网格化管", "社区网格化管理发挥了重要作用。", "网格化管理"),
        ("全面深化社区网格化管理", "社区网格化管理发挥了重要作用。", ""),
        ("全面深化社区网格化管", "这项工作要抓紧。", ""),
        ("抓好村级换届", "村级换届工作要抓紧。", ""),
        ("", "网格化管理", ""),
    ],
)
def test_title_that_lost_a_sign_is_noticed(title, text, word):
    assert cut_word(title, text) == word
