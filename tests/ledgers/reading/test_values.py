"""Cells in the many spellings of ledgers are read as typed values."""

# ruff: noqa: E501 - rows of a table are easier to read on one line

import datetime

import pytest

from ledgers.declarations import Choice, Column, Kind
from ledgers.reading.values.base import Doubtful, UnreadableError
from ledgers.reading.values.factory import Setting, reader_for


def reader(kind, setting=None, **options):
    return reader_for(Column("field", "栏目", kind, **options), setting or Setting(year=2020))


def refused(kind, cell, setting=None, **options):
    with pytest.raises(UnreadableError) as error:
        reader(kind, setting, **options).read(cell)
    return error.value


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2020.6", "2020-06"),
        ("2020.06", "2020-06"),
        ("2020.10", "2020-10"),
        ("2020.1", "2020-01"),
        ("2020.6.30", "2020-06-30"),
        ("2020-6-30", "2020-06-30"),
        ("2020/6/30", "2020-06-30"),
        ("2020年6月", "2020-06"),
        ("2020年6月份", "2020-06"),
        ("2020年6月30日", "2020-06-30"),
        ("2020年6月30号前", "2020-06-30"),
        ("２０２０．６．３０", "2020-06-30"),
        ("2020 年 6 月 30 日", "2020-06-30"),
        ("2020-06-30 00:00:00", "2020-06-30"),
        ("2020/6/30 14:20", "2020-06-30"),
        ("二〇二〇年六月三十日", "2020-06-30"),
        ("二○二○年十二月", "2020-12"),
        ("202006", "2020-06"),
        ("20200630", "2020-06-30"),
        ("6月30日", "2020-06-30"),
        ("6.30", "2020-06-30"),
        ("6月底", "2020-06-30"),
        ("2月底前", "2020-02-29"),
        ("12月31", "2020-12-31"),
        ("2021年2月末", "2021-02-28"),
        ("6月上旬", "2020-06"),
        ("年底", "2020-12-31"),
        ("全年", "2020-12-31"),
        ("2021年底", "2021-12-31"),
        ("68.12", "1968-12"),
        ("2020年元月", "2020-01"),
        ("2020.6.", "2020-06"),
        ("2020年六月", "2020-06"),
        ("六月三十日", "2020-06-30"),
        ("六月底", "2020-06-30"),
        ("20年6月", "2020-06"),
        ("2020.6.30上午", "2020-06-30"),
        ("2018.3至今", "2018-03"),
        ("2018年3月-至今", "2018-03"),
        ("20.6.30", "2020-06-30"),
        ("98.7.1", "1998-07-01"),
        (202006, "2020-06"),
        (20200630.0, "2020-06-30"),
        (44012, "2020-06-30"),
        (44012.0, "2020-06-30"),
        ("44012", "2020-06-30"),
        (2020.6, "2020-06"),
        (2020.11, "2020-11"),
        (2020.06, "2020-06"),
        (1969.5, "1969-05"),
        (datetime.date(2020, 6, 30), "2020-06-30"),
        (datetime.datetime(2020, 6, 30, 9, 5), "2020-06-30"),  # noqa: DTZ001
        ("/", None),
        ("—", None),
        ("暂无", None),
        ("至今", None),
        ("未销号", None),
        ("尚未开工", None),
        ("", None),
    ],
)
def test_date_has_the_precision_of_the_cell(cell, expected):
    assert reader(Kind.DATE).read(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "2020年2月30日",
        "1975.13",
        "2020.0",
        "长期坚持",
        2020,
        2020.123,
        12,
        "20.6",
        "2020年13月",
        "#REF!",
        0,
        20206,
        "20206",
        "79999",
    ],
)
def test_text_that_is_not_a_date_is_refused(cell):
    assert refused(Kind.DATE, cell).reason == "invalid_date"


def test_day_without_a_year_is_refused_when_nothing_states_the_year():
    error = refused(Kind.DATE, "6月30日", Setting(year=None))

    assert "年份" in error.message


@pytest.mark.parametrize(("number_format", "expected"), [("0.00", "2020-10"), ("0.00_ ", "2020-10")])
def test_number_with_format_of_two_decimals_is_october(number_format, expected):
    dates = reader(Kind.DATE)
    doubt = dates.read(2020.1)

    assert isinstance(doubt, Doubtful)
    assert dates.read_formatted(doubt.cell, number_format) == expected


@pytest.mark.parametrize("number_format", ["", "General", "0.0", "@"])
def test_number_that_may_mean_january_or_october_is_refused(number_format):
    with pytest.raises(UnreadableError) as error:
        reader(Kind.DATE).read_formatted(2020.1, number_format)

    assert [candidate.value for candidate in error.value.candidates] == ["2020-01", "2020-10"]


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("yyyy/m/d", "2020-06-01"),
        ('yyyy"年"m"月"', "2020-06"),
        ("yyyy.mm", "2020-06"),
        ("", "2020-06-01"),
        ("[$-804]yyyy/m", "2020-06"),
    ],
)
def test_date_cell_of_a_first_day_has_the_precision_that_it_shows(number_format, expected):
    assert reader(Kind.DATE).read_formatted(datetime.date(2020, 6, 1), number_format) == expected


@pytest.mark.parametrize(("serial", "expected"), [(42550, "2020-06-30"), (42550.0, "2020-06-30")])
def test_serial_numbers_of_the_1904_calendar_are_read(serial, expected):
    assert reader(Kind.DATE, Setting(since_1904=True)).read(serial) == expected


def test_year_alone_is_a_date_only_in_columns_that_allow_it():
    assert reader(Kind.DATE, year_alone=True).read("2018年") == "2018"
    assert refused(Kind.DATE, "2018年").reason == "invalid_date"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2020年5月18日16时52分", "2020-05-18T16:52"),
        ("2020-10-05 10:17:00", "2020-10-05T10:17"),
        ("2020/9/24 11:35", "2020-09-24T11:35"),
        ("2020.7.20 16:26", "2020-07-20T16:26"),
        ("2020-10-05T10:17:00", "2020-10-05T10:17"),
        ("2020年5月18日下午3点20分", "2020-05-18T15:20"),
        ("2020年5月18日 9时", "2020-05-18T09:00"),
        ("5月18日 9:30", "2020-05-18T09:30"),
        ("2020.5.18. 9:30", "2020-05-18T09:30"),
        ("20200518 0930", "2020-05-18T09:30"),
        ("2020年5月18日 晚上8点半", "2020-05-18T20:30"),
        ("2020年5月18日中午12时", "2020-05-18T12:00"),
        ("2020-05-31 24:00", "2020-06-01T00:00"),
        ("2020-05-18", "2020-05-18"),
        (43969.5, "2020-05-18T12:00"),
        ("43969.5", "2020-05-18T12:00"),
        ("43969", "2020-05-18"),
        ("'2020-05-18 09:30", "2020-05-18T09:30"),
        (datetime.datetime(2020, 5, 18, 16, 52), "2020-05-18T16:52"),  # noqa: DTZ001
        (datetime.date(2020, 5, 18), "2020-05-18"),
    ],
)
def test_dates_with_a_time_of_day_are_read(cell, expected):
    assert reader(Kind.DATETIME).read(cell) == expected


@pytest.mark.parametrize("cell", ["6月31日 9:00", "2020-05-18 25:00", "2020-05-18 24:10", "20200518 2530", "昨天"])
def test_impossible_times_of_day_are_refused(cell):
    assert refused(Kind.DATETIME, cell).reason == "invalid_date"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2020.5.11-5.15", ("2020-05-11", "2020-05-15")),
        ("2020.5.11-15", ("2020-05-11", "2020-05-15")),
        ("2020年5月11日—15日", ("2020-05-11", "2020-05-15")),
        ("5月11日至6月2日", ("2020-05-11", "2020-06-02")),
        ("2020-05-11至2020-05-15", ("2020-05-11", "2020-05-15")),
        ("2020-05-11-2020-05-15", ("2020-05-11", "2020-05-15")),
        ("2018.3-2020.6", ("2018-03", "2020-06")),
        ("20200511-20200515", ("2020-05-11", "2020-05-15")),
        ("2020年5月11日", ("2020-05-11", "2020-05-11")),
        ("2018.3-至今", ("2018-03", None)),
        ("", None),
    ],
)
def test_start_and_end_in_one_cell_are_read(cell, expected):
    assert reader(Kind.PERIOD).read(cell) == expected


@pytest.mark.parametrize(("side", "expected"), [("start", "2020-03"), ("end", "2020-12")])
def test_column_of_single_dates_takes_its_own_end_of_a_range(side, expected):
    dates = reader(Kind.DATE, of_range=side)

    assert dates.read("2020.3-2020.12") == expected
    assert dates.remarks["2020.3-2020.12"][0] == "approximate"


def test_a_range_in_a_column_of_single_dates_is_refused():
    assert refused(Kind.DATE, "2020.3-2020.12").reason == "invalid_date"
    assert refused(Kind.DATE, "长期", of_range="end").reason == "invalid_date"


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
    [
        "是",
        "√",
        "✓",
        "有",
        "已",
        "对",
        "Y",
        1,
        "1",
        True,
        "已完成",
        "是（6月）",
        "√ ",
        "☑",
        "对号",
        "已备案",
        "合格",
        "合格（优秀）",
    ],
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
    [
        "1.基层党组织书记集中轮训",
        "（一）基层党组织书记集中轮训",
        "基层党组织\n书记集中轮训",
        "书记集中轮训",
        "①基层党组织书记集中轮训",
        "1基层党组织书记集中轮训",
        "基层党组织书记集中轮训工作",
    ],
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
