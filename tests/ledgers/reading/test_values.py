"""Cells in the many spellings of ledgers are read as typed values."""

# ruff: noqa: E501 - rows of a table are easier to read on one line
# fmt: off

import datetime

import pytest

from ledgers.declarations import Choice, Kind
from ledgers.reading.values.base import Doubtful, UnreadableError
from ledgers.reading.values.factory import Setting
from tests.ledgers.reading.readers import reader, refused


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1,234", 1234), ("１２３", 123), ("300户", 300), ("1541人", 1541), (" 38 ", 38), (3.0, 3), ("3.0", 3), ("3名", 3),
        ("1.2万", 12000), ("0", 0), ("+5", 5), ("/", None), ("—", None), ("", None), ("无", None), ("1，234", 1234), ("23人次", 23), ("'100", 100),
    ],
)  # fmt: skip
def test_counts_are_read_without_their_unit(cell, expected):
    assert reader(Kind.COUNT).read(cell) == expected


@pytest.mark.parametrize("cell", ["约两千", "五十万", "3-5", "300余户", "3.5", "1/2", "#N/A", "12,34", "两个", True])
def test_text_that_is_not_a_count_is_refused(cell):
    assert refused(Kind.COUNT, cell).reason == "invalid_number"


@pytest.mark.parametrize(("kind", "reason"), [(Kind.COUNT, "negative_number"), (Kind.MONEY, "negative_amount")])
@pytest.mark.parametrize("cell", [-300.0, "-12.50", "－5", "负3", "(1,200)", "（30）"])
def test_negative_figures_are_refused(kind, reason, cell):
    assert refused(kind, cell, Setting(money_unit="元")).reason == reason


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("2.5天", 2.5), ("半天", 0.5), ("3天半", 3.5), ("1,200.5㎡", 1200.5), (3.5, 3.5), ("4学时", 4)],
)
def test_measures_may_have_decimals(cell, expected):
    assert reader(Kind.DECIMAL).read(cell) == expected


@pytest.mark.parametrize(("cell", "expected"), [("12个学时", 12), ("8学时", 8), ("15分钟以内", 15), ("8", 8)])
def test_measure_may_have_its_unit_written_out(cell, expected):
    assert reader(Kind.DECIMAL, not_in=("天",)).read(cell) == expected


@pytest.mark.parametrize("cell", ["1天", "半天", "1天半"])
def test_number_in_a_wrong_unit_is_refused(cell):
    assert refused(Kind.DECIMAL, cell, not_in=("天",)).reason == "invalid_number"


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        ("1,941.36", "万元", "19413600.00"), ("５０", "万元", "500000.00"), ("50万", "万元", "500000.00"), ("50万元", "元", "500000.00"),
        ("约50", "万元", "500000.00"), (20.77, "万元", "207700.00"), (33.300000000000004, "万元", "333000.00"), ("1200元", "万元", "1200.00"),
        ("￥1,200.5", "元", "1200.50"), (0.1 + 0.2, "元", "0.30"), ("0", "", "0.00"), ("3千元", "元", "3000.00"), ("/", "元", None),
        ("0.5亿", "万元", "50000000.00"), ("3千", "万元", "3000.00"), (3, "千元", "3000.00"), ("1.005", "元", "1.01"),
    ],
)  # fmt: skip
def test_amounts_in_every_unit_become_yuan(cell, unit, expected):
    assert reader(Kind.MONEY, Setting(money_unit=unit)).read(cell) == expected


def test_amount_without_a_unit_is_refused():
    assert "单位" in refused(Kind.MONEY, 50).message


def test_approximate_number_is_read_with_a_remark():
    money = reader(Kind.MONEY, Setting(money_unit="万元"))

    money.read("约50")

    assert money.remarks["约50"][0] == "approximate"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("85%", 85.0), ("８５％", 85.0), ("完成85%", 85.0), ("已完成", 100.0), ("85", 85.0), (85, 85.0), (62.5, 62.5), ("62.5%", 62.5),
        ("0%", 0.0), (0, 0.0), ("已完成85%", 85.0), ("100%", 100.0), ("进度50%", 50.0), ("未启动", 0.0), ("/", None),
        ("0.5%", 0.5), ("九成", 90.0), ("完成八成五", 85.0), ("九成半", 95.0),
    ],
)  # fmt: skip
def test_percentages_are_read_in_every_spelling(cell, expected):
    assert reader(Kind.PERCENT).read(cell) == expected


@pytest.mark.parametrize("cell", ["120%", -5.0, "正在推进", "101", "75-80%", "基本完成", "#DIV/0!", "85%以上"])
def test_text_that_is_not_a_percentage_is_refused(cell):
    assert refused(Kind.PERCENT, cell).reason == "invalid_percent"


def percent(cells, cell, number_format="", unit=""):
    column = reader(Kind.PERCENT, Setting(unit=unit))
    column.prepare(set(cells))
    values = column.read(cell)
    return column.read_formatted(values.cell, number_format) if isinstance(values, Doubtful) else values


def test_fraction_shown_as_a_percentage_is_a_percentage():
    assert percent([0.85, 60], 0.85, "0%") == 85.0
    assert percent([1.0, 60], 1.0, "0.00%") == 100.0


def test_column_of_fractions_is_read_as_fractions():
    assert percent([0.85, 1, 0.3], 0.85, "General") == 85.0
    assert percent([0.85, 1, 0.3], 1, "General") == 100.0


@pytest.mark.parametrize("cell", [0.85, 1, "0.85", "1"])
def test_fraction_among_percentages_is_refused(cell):
    with pytest.raises(UnreadableError) as error:
        percent([cell, 60, 85], cell, "General")

    assert error.value.reason == "invalid_percent"
    assert len(error.value.candidates) == 2


def test_one_below_a_header_with_a_percent_sign_is_one_percent():
    assert percent([1, 60], 1, "General", unit="%") == 1.0


def test_number_above_one_shown_as_a_percentage_is_over_a_hundred():
    with pytest.raises(UnreadableError):
        percent([1.2], 1.2, "0%")


@pytest.mark.parametrize(
    "cell",
    ["是", "√", "✓", "有", "已", "对", "Y", 1, "1", True, "已完成", "是（6月）", "√ ", "☑", "对号", "已备案", "合格", "合格（优秀）"],
)
def test_marks_for_yes_are_read(cell):
    assert reader(Kind.YES_NO).read(cell) is True


@pytest.mark.parametrize(
    "cell", ["否", "×", "✗", "无", "未", "X", "x", 0, "0", False, "未完成", "没有", "不合格", "否，原因待查", "尚未"]
)
def test_marks_for_no_are_read(cell):
    assert reader(Kind.YES_NO).read(cell) is False


@pytest.mark.parametrize("cell", ["", "/", "—", None, "　"])
def test_empty_box_is_unknown_unless_a_note_of_the_file_says_that_it_means_no(cell):
    assert reader(Kind.YES_NO).read(cell) is None
    assert reader(Kind.YES_NO).blank() is None
    assert reader(Kind.YES_NO, Setting(blank_is_false=True)).blank() is False


@pytest.mark.parametrize(
    ("cells", "blank"),
    [
        ({"√", None}, False),
        ({"√", "1", "/"}, False),
        ({"√", "×", None}, None),
        ({"√", "办理中", None}, None),
        ({None}, None),
    ],
)
def test_empty_box_below_a_header_that_asks_for_ticks_means_no_only_in_a_column_of_nothing_but_ticks(cells, blank):
    mark = reader(Kind.YES_NO, Setting(is_box=True))

    mark.prepare(cells)

    assert mark.blank() is blank


@pytest.mark.parametrize(
    ("cells", "blank"),
    [({"√", None}, False), ({"是", None}, None), ({"√", "是", None}, None), ({"√", "×", None}, None)],
)
def test_empty_box_means_no_in_a_column_of_nothing_but_ticks_whatever_its_header(cells, blank):
    mark = reader(Kind.YES_NO)

    mark.prepare(cells)

    assert mark.blank() is blank


def test_declared_words_may_leave_a_yes_or_no_open():
    mark = reader(Kind.YES_NO, yes_words=("基本满意",), open_words=("未回访",))

    assert [mark.read(cell) for cell in ("未回访", "基本满意", "不满意")] == [None, True, False]


@pytest.mark.parametrize(
    "cell", ["部分完成", "正在办理", "待定中", "2020.6.30", "基本满意", 3, "合格（否）", "完成（部分）"]
)
def test_text_that_is_neither_yes_nor_no_is_refused(cell):
    assert refused(Kind.YES_NO, cell).reason == "invalid_mark"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("李　明", "李明"), (" 张 三 ", "张三"), ("阿依\u00a0古丽·买买提", "阿依古丽·买买提"), ("王某（代）", "王某（代）"), ("空缺", None), ("/", None),
        ("赵\u200b六", "赵六"),
    ],
)  # fmt: skip
def test_blanks_in_names_are_removed(cell, expected):
    assert reader(Kind.NAME).read(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("  第一行\r\n第二行 ", "第一行\n第二行"), ("无", "无"), ("/", None), (3.0, "3"), ("a\x07b_x000D_", "ab"), (0.1, "0.1"),
        (datetime.date(2020, 6, 30), "2020-06-30"), ("'=1+1", "=1+1"), ("'-5", "-5"), ("'引用'", "'引用'"),
    ],
)  # fmt: skip
def test_texts_are_kept_as_they_are(cell, expected):
    assert reader(Kind.TEXT).read(cell) == expected


def test_formula_error_in_a_text_is_refused():
    assert refused(Kind.TEXT, "#REF!").reason == "invalid_text"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (10000725149.0, "10000725149"), ("10004348701.0", "10004348701"), ("100 0601 0244", "10006010244"), ("100-0523-8161", "10005238161"),
        ("１０００９５７０９７２", "10009570972"), ("1.0000725149E10", "10000725149"), ("+86 10000725149", "10000725149"),
        ("0793-1234567", "07931234567"), ("10001112222/10003334444", "10001112222、10003334444"),
        ("10001112222\n10003334444", "10001112222、10003334444"), ("无", None), ("", None),
    ],
)  # fmt: skip
def test_phone_numbers_are_reduced_to_digits(cell, expected):
    phones = reader(Kind.PHONE)

    assert phones.read(cell) == expected
    assert not phones.remarks


@pytest.mark.parametrize(("cell", "expected"), [("100012", "100012"), ("1000072514", "1000072514"), ("不便透露", None)])
def test_unusual_phone_numbers_are_kept_with_a_remark(cell, expected):
    phones = reader(Kind.PHONE)

    assert phones.read(cell) == expected
    assert phones.remarks[cell][0] == "strange_phone"


@pytest.mark.parametrize(
    ("cell", "expected"), [("36110200100101", "36110200100101"), (36110200100101.0, "36110200100101"), ("0012", "0012"), ("DX20200001", "DX20200001"), (12, "12"), ("/", None)]
)  # fmt: skip
def test_codes_are_kept_as_text(cell, expected):
    assert reader(Kind.CODE).read(cell) == expected


@pytest.mark.parametrize("cell", [3.61102001001e17, "3.61102E+17"])
def test_codes_rounded_by_the_spreadsheet_are_refused(cell):
    assert refused(Kind.CODE, cell).reason == "invalid_code"


TASKS = (Choice("基层党组织书记集中轮训", ("书记集中轮训",)), Choice("党员教育培训"), Choice("加大乡镇党委建设力度"))


@pytest.mark.parametrize(
    "cell",
    ["1.基层党组织书记集中轮训", "（一）基层党组织书记集中轮训", "基层党组织\n书记集中轮训", "书记集中轮训", "①基层党组织书记集中轮训", "1基层党组织书记集中轮训", "基层党组织书记集中轮训工作"],
)
def test_choices_are_read_by_their_words(cell):
    assert reader(Kind.CHOICE, choices=TASKS).read(cell) == "基层党组织书记集中轮训"


def test_unknown_choice_is_refused_and_all_choices_are_named():
    error = refused(Kind.CHOICE, "精准扶贫产业奖补", choices=TASKS, bad_choice="unknown_task")

    assert error.reason == "unknown_task"
    assert [candidate.value for candidate in error.candidates] == [choice.value for choice in TASKS]


@pytest.mark.parametrize(
    ("cell", "expected"), [("整改到位", True), ("整顿到位", True), ("未整改到位", False), ("√（已验收）", True)]
)
def test_answer_may_repeat_the_words_of_the_header(cell, expected):
    assert reader(Kind.YES_NO, synonyms=("是否整改到位", "是否整顿到位")).read(cell) is expected


@pytest.mark.parametrize("cell", ["√×", "×√", "□√×", "不清楚", "不详", "未知", "未确定", "没问题"])
def test_contradicting_marks_and_words_of_doubt_are_refused(cell):
    assert refused(Kind.YES_NO, cell).reason == "invalid_mark"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("10001234567 10007654321", "10001234567、10007654321"),
        ("1000 1234 567", "10001234567"),
        ("0793 8201234", "07938201234"),
    ],
)
def test_blank_separates_two_phone_numbers_but_not_the_parts_of_one(cell, expected):
    assert reader(Kind.PHONE).read(cell) == expected


@pytest.mark.parametrize("kind", [Kind.NAME, Kind.DATE, Kind.COUNT, Kind.PHONE])
def test_word_for_nothing_in_brackets_is_an_empty_value(kind):
    assert reader(kind).read("（空缺）") is None


def test_optional_choice_may_be_unknown():
    assert reader(Kind.CHOICE, choices=(Choice("男"), Choice("女"))).read("不详") is None
    assert refused(Kind.CHOICE, "男人", choices=(Choice("男"), Choice("女"))).reason == "invalid_choice"


def test_full_stop_behind_a_percentage_is_ignored():
    assert reader(Kind.PERCENT).read("85%。") == 85.0


def test_number_just_above_one_among_fractions_is_refused():
    percents = reader(Kind.PERCENT)
    percents.prepare([0.85, 0.5, 1.2])

    with pytest.raises(UnreadableError) as error:
        percents.read_formatted(1.2, "General")
    assert [candidate.value for candidate in error.value.candidates] == ["1.2", "120.0"]
