"""The time to read a repeated text grows only in proportion to its length, in every step of the ledger reader."""

from contextlib import suppress

import pytest

from files.errors import FileError
from files.writing import escape
from ledgers import declarations
from ledgers.declarations import Choice, Column, Kind
from ledgers.periods import PeriodKind
from ledgers.reading import columns, identity_numbers, text
from ledgers.reading.context import Surroundings, title_in
from ledgers.reading.placing import Placer
from ledgers.reading.row_kinds import plain_cell
from ledgers.reading.values.base import UnreadableError
from ledgers.reading.values.factory import Setting, reader_for
from organizations import names
from tests.bounded import FEW, WORDS, assert_bounded

ROWS = [
    ["信州区网格台账", "", "", "", ""],
    ["单位：信州区", "", "", "", ""],
    ["序号", "街道", "社区", "网格名称", "户数"],
    ["1", "东市街道", "现代城社区", "第一网格", "559"],
    ["2", "东市街道", "现代城社区", "第二网格", "560"],
]
CELLS = {
    "above": [(0, 0), (1, 0)],
    "in the header": [(2, 3)],
    "in the rows": [(3, 0), (3, 2), (3, 3), (4, 1), (4, 4)],
}


def csv_with(cell, places):
    rows = [list(line) for line in ROWS]
    for row, column in places:
        rows[row][column] = cell
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in rows).encode()


@pytest.mark.parametrize("word", FEW)
@pytest.mark.parametrize("where", CELLS)
def test_file_with_repeated_text_in_its_cells_is_read_in_bounded_time(read, where, word):
    def reading_of(cell):
        with suppress(FileError):
            read(csv_with(cell, CELLS[where]), "网格台账.csv", ledger="grid")

    assert_bounded(reading_of, word)


@pytest.mark.parametrize("word", FEW)
@pytest.mark.parametrize("key", ["weak_org", "appeal", "collective_economy", "monthly_report"])
def test_row_full_of_repeated_text_is_held_back_in_bounded_time(read, key, word):
    headers = ["县区", "乡镇", "村", *(str(column.label) for column in declarations.get(key).columns)]

    def reading_of(cell):
        lines = [headers, ["信州区", "沙溪镇", "沙溪村", *[f"{cell}完"] * (len(headers) - 3)]]
        data = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode()
        with suppress(FileError):
            assert read(data, "台账.csv", ledger=key, year=2026).sheets[0].held

    assert_bounded(reading_of, word)


@pytest.mark.parametrize("word", FEW)
def test_text_file_of_one_repeated_word_is_read_in_bounded_time(read, word):
    def reading_of(content):
        with suppress(FileError):
            read(content.encode(), "台账.csv")

    assert_bounded(reading_of, word)


@pytest.mark.parametrize("word", WORDS)
def test_value_of_every_kind_is_read_in_bounded_time(word):
    readers = [reader_for(Column("field", "栏目", kind, choices=(Choice("甲"),)), Setting(year=2020)) for kind in Kind]

    def reading_of(cell):
        for reader in readers:
            reader.prepare([cell])
            with suppress(UnreadableError):
                reader.read(cell)

    assert_bounded(reading_of, word)
    assert_bounded(reading_of, word, after="完")


@pytest.mark.parametrize(
    ("kind", "limit"), [(Kind.DATE, 500), (Kind.YES_NO, 500), (Kind.NAME, 500), (Kind.TEXT, 32_767)]
)
def test_value_over_the_length_limit_is_held_back_and_the_limit_named(kind, limit):
    reader = reader_for(Column("field", "栏目", kind), Setting(year=2020))

    with pytest.raises(UnreadableError) as error:
        reader.read("甲" * (limit + 1))

    assert error.value.message.endswith(f"有 {limit + 1} 个字，最多 {limit} 个字，请改短。")


def test_text_of_the_greatest_allowed_length_is_kept_whole():
    reader = reader_for(Column("field", "栏目", Kind.TEXT), Setting(year=2020))

    assert reader.read("甲" * 32_767) == "甲" * 32_767


@pytest.mark.parametrize("word", WORDS)
def test_text_is_cleaned_in_bounded_time(word):
    def cleaning_of(cell):
        for clean in (text.header_key, text.short_header_key, text.header_unit, text.is_unit, text.is_nothing):
            clean(cell)
        plain_cell(cell)
        escape(f"-{cell}")
        identity_numbers.without_identity_numbers(cell)
        identity_numbers.looks_like_identity_number(cell)

    assert_bounded(cleaning_of, word)
    assert_bounded(cleaning_of, word, after="完")


@pytest.mark.parametrize("word", WORDS)
def test_text_above_a_table_is_read_in_bounded_time(word):
    def reading_of(cell):
        around = Surroundings([[cell]], "Sheet1", "台账.xlsx")
        title_in([cell])
        around.period(2020, PeriodKind.QUARTER)
        return around.year(), around.money_unit(), around.reporting_unit(), around.report_date(), around.period(2020)

    assert_bounded(reading_of, word)


@pytest.mark.parametrize("word", WORDS)
def test_column_is_recognised_in_bounded_time(word):
    matcher = columns.matcher_for(declarations.get("grid"))

    assert_bounded(lambda header: matcher.knows(header), word)


@pytest.mark.parametrize("word", WORDS)
def test_row_is_placed_in_bounded_time(places, word):
    def placing_of(cell):
        placer = Placer(places, declarations.get("monthly_report"), within="361100000000")
        for cells in ((cell, "", ""), ("", cell, ""), ("", "", cell), (cell, cell, cell), ("", f"{cell[:150]}完", "")):
            placer.place(*cells, "361102000000")

    assert_bounded(placing_of, word)
    assert_bounded(placing_of, word, after="完")


@pytest.mark.parametrize("word", WORDS)
def test_name_of_a_unit_is_resolved_in_bounded_time(places, word):
    def resolving_of(name):
        for level in ("city", "county", "township", "village"):
            places.resolve(name, level=level)
            places.qualified(name, level=level)
            places.prefixes(name, level=level)
            places.near(name, level=level)

    assert_bounded(resolving_of, word)


@pytest.mark.parametrize("word", WORDS)
def test_name_of_a_unit_is_shortened_in_bounded_time(word):
    def cutting_of(name):
        name = names.plain(name)
        for cut in (names.cut_party, names.cut_tail, names.without_brackets, names.without_tail, names.cut_committee):
            cut(name)
        for cut in (names.township_stem, names.without_people, names.county_short, names.county_stem, names.formal):
            cut(name)

    assert_bounded(cutting_of, word)
    assert_bounded(cutting_of, word, after="完")
