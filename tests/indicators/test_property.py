"""Random trees, terms, mergers, waiting changes, blanks and days: every indicator gives what a plain loop gives.

``PROPERTY_WORLDS=50`` compares more random worlds than the usual ones.
"""

import os
from collections import defaultdict
from random import Random

import pytest
from django.db.models import F

from indicators import gap, registry
from indicators.counting import count_everywhere
from indicators.counts import NOTHING, Counts
from indicators.populations import UNITS
from tests.indicators.plain import COMPUTATIONS
from tests.indicators.plain.rules import OUTLIVES
from tests.indicators.random_worlds import DAYS, MERGED_AFTER, copied, fill, reorganize
from tests.indicators.worlds import make_people

WORLDS = int(os.environ.get("PROPERTY_WORLDS", "2"))
PART = 9  # indicators counted in one statement
STEP = 3  # characters of a path for each level


def test_every_indicator_has_a_plain_computation():
    assert set(COMPUTATIONS) == {indicator.key for indicator in registry.all_indicators()}


@pytest.mark.parametrize("seed", range(WORLDS))
def test_every_figure_is_what_a_plain_loop_gives(city, seed):
    world = make_world(Random(seed), city)

    wrong = []
    for on in DAYS:
        counted = counted_everywhere(city, on)
        for indicator in registry.all_indicators():
            stored, expected = values_of(counted, indicator.key), plain_values(world, indicator, on)
            differing = [path for path in sorted({*stored, *expected}) if stored.get(path) != expected.get(path)]
            wrong += [f"{indicator.key} {path} {on}: {stored.get(path)} != {expected.get(path)}" for path in differing]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("seed", range(WORLDS))
def test_no_figure_of_a_day_before_a_merger_or_a_move_changes(city, seed):
    random = Random(seed)
    fill(random, city)
    days = [on for on in DAYS if on <= MERGED_AFTER]
    before = {on: counted_everywhere(city, on) for on in days}

    reorganize(random, city, make_people(city)[1])

    for on in days:
        after = counted_everywhere(city, on)
        for indicator in registry.all_indicators():
            assert values_of(after, indicator.key) == values_of(before[on], indicator.key), (indicator.key, on)


@pytest.mark.parametrize("seed", range(WORLDS // 2))
def test_list_of_elements_adds_up_to_its_figure(city, seed):
    make_world(Random(seed), city)

    for number, indicator in enumerate(registry.all_indicators()):
        on = DAYS[number % len(DAYS)]
        counted = count_everywhere([indicator], city, on=on).get((indicator.key, city.path), NOTHING)
        assert listed(indicator, city, on) == numbers(counted), (indicator.key, on)


def make_world(random, city):
    fill(random, city)
    reorganize(random, city, make_people(city)[1])
    return copied()


def counted_everywhere(city, on):
    """The counts of all indicators; SQLite counts a few of them at a time several times as fast as all at once."""
    indicators, counted = registry.all_indicators(), {}
    for start in range(0, len(indicators), PART):
        counted |= count_everywhere(indicators[start : start + PART], city, on=on)
    return counted


def numbers(counts):
    return tuple(float(number) for number in (counts.numerator, counts.denominator, counts.unknown))


def values_of(counted, key):
    """``{path: (numerator, denominator, unknown, waiting)}`` of one indicator, without units that have nothing."""
    return {
        path: (*numbers(counts), counts.waiting) for (each, path), counts in counted.items() if each == key and counts
    }


def plain_values(world, indicator, on):
    """The same by the plain computation, added up from the places of the elements."""
    span, totals = indicator.span_on(on), defaultdict(lambda: NOTHING)
    for element in COMPUTATIONS[indicator.key](world, span):
        path = element.unit.path_on(on, outlives=indicator.key in OUTLIVES)
        if path and not is_exempt(world, indicator.key, element.what, path, on):
            add(totals, path, Counts(element.met, element.amount, element.unknown))
    for key in indicator.read_ledgers:
        for row in world.waiting(key, span) if key != UNITS else ():
            path = row.place.path_on(on, outlives=True)
            if path:
                add(totals, path, Counts(waiting=1))
    return {path: (*numbers(counts), counts.waiting) for path, counts in totals.items() if counts}


def add(totals, path, counts):
    for end in range(STEP, len(path) + 1, STEP):
        totals[path[:end]] = totals[path[:end]] + counts


def is_exempt(world, key, what, path, on):
    """Whether an exemption of this record, or of a unit above its place on the day, covers the element."""
    for row in world.exemptions:
        if row.key == key and row.since <= on <= row.until:
            is_meant = row.record == ("", None) or row.record == (getattr(what, "label", ""), what.pk)
            if is_meant and path.startswith(row.unit.nearest_path(on)):
                return True
    return False


def listed(indicator, unit, on):
    """(met, all, unknown) as the list of the elements has them; of weighed elements their amounts."""
    elements = gap.elements(indicator, unit, on=on)
    amount = indicator.population.amount
    if amount is None:
        states = [element.gap_state for element in elements]
        return numbers(Counts(states.count("met"), len(states), states.count("unknown")))
    parts = {
        "of_all": amount,
        "of_met": indicator.met_amount or amount,
        "of_unknown": indicator.unknown_amount or amount,
    }
    total = Counts()
    for state, of_all, of_met, of_unknown in with_amounts(elements, parts):
        has_part = indicator.unknown_amount is not None
        met = of_met if has_part or (indicator.met_amount and state != "unknown") or state == "met" else 0
        unknown = of_unknown if has_part or state == "unknown" else 0
        total = total + Counts(met or 0, of_all or 0, unknown or 0)
    return numbers(total)


def with_amounts(elements, parts):
    """(state, then the value of each part) of each element; a part is the name of a field or an expression."""
    parts = {name: F(part) if isinstance(part, str) else part for name, part in parts.items()}
    return elements.annotate(**parts).values_list("gap_state", *parts)
