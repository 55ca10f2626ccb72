"""The statement of a day is written for a model day: it must be the one that would be written for the day itself."""

from datetime import date

import pytest

from indicators import counting, registry
from indicators.model_days import model_day, translated

DAYS = [
    date(2026, 1, 1), date(2026, 1, 9), date(2026, 1, 31), date(2027, 2, 28), date(2028, 2, 29), date(2026, 3, 1),
    date(2026, 4, 30), date(2026, 6, 12), date(2026, 7, 1), date(2026, 8, 22), date(2025, 10, 23), date(2026, 12, 5),
    date(2025, 12, 31),
]  # fmt: skip


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_statement_of_a_day_is_the_one_written_for_it(on):
    for part in counting.parts_of(registry.all_indicators()):
        asked, written = counting.statement_on(part, on), counting.written_statement(part, on)
        keys = [indicator.key for indicator in part]
        assert (asked.sql, asked.keys_by_part) == (written.sql, written.keys_by_part), keys
        assert [pair for pair in zip(asked.params, written.params, strict=True) if pair[0] != pair[1]] == [], keys


def test_nearly_all_statements_of_a_model_day_serve_other_days():
    on, others = date(2026, 8, 22), 0
    for part in counting.parts_of(registry.all_indicators()):
        try:
            translated(counting.written_statement(part, model_day(on)).params, model=model_day(on), on=on)
        except LookupError:
            others += 1
    assert others <= 2  # 90 days before, three months before


def test_many_days_share_their_model_day():
    days = [date(2026, month, day) for month in range(1, 13) for day in range(2, 28)]
    assert len({model_day(day) for day in days}) == 4
