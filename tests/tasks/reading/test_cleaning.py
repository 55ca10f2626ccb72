import pytest

from tasks.reading.cleaning import clean_characters, restore_leftovers


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("年内ꎬ各县", "年内，各县"),
        ("培训班ꎮ", "培训班。"),
        ("进展。ꎮ", "进展。"),
        ("参加１次，３至５天", "参加1次，3至5天"),
        ("１．抓实", "1.抓实"),
        ("1．2 健全", "1.2健全"),
        ("职责， 要建立", "职责，要建立"),
        ("长效化” 的要求", "长效化”的要求"),
        ("关 于 印 发", "关于印发"),
        ("完成80％", "完成80%"),
        ("落实.要抓好,要管好", "落实。要抓好，要管好"),
        ("一\r\n二\r三\x0b四", "一\n二\n三\n四"),
        ("零\u200b宽", "零宽"),
        ("做好了，。", "做好了。"),
        ("等等……好", "等等……好"),
        ('在"七一"前', "在“七一”前"),
    ],
)
def test_unusual_characters_become_usual_ones(written, clean):
    assert clean_characters(written) == clean


def test_private_code_point_with_a_gb2312_code_becomes_that_character():
    assert restore_leftovers("甲\ua3bb乙") == "甲；乙"


def test_yi_and_korean_words_are_kept():
    assert restore_leftovers("彝文ꆈꌠ和韩文한국") == "彝文ꆈꌠ和韩文한국"


def test_indent_becomes_one_full_width_blank():
    assert clean_characters("　　各县要抓好。") == "　各县要抓好。"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("㈠建立台账", "（一）建立台账"),
        ("⒈建立台账\n⒑报送", "1.建立台账\n10.报送"),
        ("⑴建立台账⑽", "（1）建立台账（10）"),
        ("㊁落实", "（二）落实"),
        ("❷落实", "②落实"),
        ("②落实", "②落实"),
        ("８ꎮ破解难题", "8.破解难题"),
        ("二Ｏ二Ｏ年五月，二0二0年，二○二六年", "二〇二〇年五月，二〇二〇年，二〇二六年"),
        ("⼀、建⽴⽹格", "一、建立网格"),
    ],
)
def test_numbers_and_radicals_of_one_character_are_written_as_usual(written, read):
    assert clean_characters(written) == read
