"""Declaring indicators, counting them, and the figures beside the form of a report."""

from datetime import date

import pytest
from django.db.models import Q

from governance.models import Grid
from indicators import checks, populations, registry
from indicators.counting import count_below, parts_of
from indicators.models import Exemption
from indicators.populations import Population
from indicators.registry import Indicator, all_indicators, declare
from indicators.spans import SpanKind
from organizations.actions import end, move
from tasks import figures
from tests.factories import make_organization
from tests.indicators.worlds import counts_of, make_demand, make_grid, make_people, make_problem
from tests.tasks.worlds import make_assignment, make_task
from years.periods import Kind, containing

MAY = date(2026, 5, 31)
WEAK = registry.get("weak_villages_rectified")


def indicator(key="test", *, of="grids", met=lambda span: Q(party_group=True), **fields):
    return Indicator(key, "测试", of=of, span=SpanKind.DAY, met=met, **({"item": "3.9"} | fields))


def test_indicator_without_a_population_is_refused():
    with pytest.raises(ValueError, match="names no population"):
        indicator(of="")


def test_key_of_an_indicator_can_be_declared_only_once():
    with pytest.raises(ValueError, match="declared already"):
        declare(indicator(WEAK.key))


def test_key_of_a_population_can_be_declared_only_once():
    with pytest.raises(ValueError, match="declared already"):
        populations.declare(Population("grids", "网格", rows=lambda span: Grid.objects.all()))


def test_declared_indicators_have_no_problems():
    assert checks.check_indicators(None) == []


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"of": "nothing"}, "indicators.E001"),
        ({"ledgers": ("nothing",)}, "indicators.E002"),
        ({"met": lambda span: ~Q(grid_name="")}, "indicators.E003"),  # example 9
        ({"item": "9.9"}, "indicators.E004"),
    ],
)
def test_wrong_declaration_is_reported(monkeypatch, fields, problem):
    monkeypatch.setattr(registry, "_declared", {"test": indicator(**fields)})

    assert [error.id for error in checks.check_indicators(None)] == [problem]


def test_only_records_of_the_subtree_count(county, township, village, other_county):
    make_grid(village, party_group=True)
    make_grid(make_organization("丁村", parent=make_organization("丁镇", parent=other_county)), party_group=True)

    assert counts_of("grids_with_party_group", county, on=MAY) == (1, 1, 0, 0)


def test_number_of_queries_depends_on_the_indicators_and_not_on_the_units(
    county, township, village, django_assert_num_queries
):
    make_grid(village, party_group=True)
    make_problem(village, rectified=True)
    make_demand(village, due_at="2026-05-02", finished_at="2026-05-03")

    county.path_on(MAY)  # which the unit keeps

    with django_assert_num_queries(len(parts_of(all_indicators()))):
        counts = count_below(all_indicators(), county, on=MAY)

    assert counts["grids_with_party_group", township.path] == counts["grids_with_party_group", county.path]
    assert (counts["demands_in_time", county.path].numerator, counts[WEAK.key, township.path].numerator) == (0, 1)


def test_grids_of_a_village_that_has_ended_no_longer_count(county, village):
    make_grid(village, party_group=True)
    end(village, last_day=date(2026, 5, 30))

    assert counts_of("grids_with_party_group", county, on=date(2026, 5, 30)) == (1, 1, 0, 0)
    assert counts_of("grids_with_party_group", county, on=MAY) == (0, 0, 0, 0)


def test_demands_of_a_village_that_has_ended_still_count(county, village):
    make_demand(village, due_at="2026-05-02", finished_at="2026-05-02")
    end(village, last_day=date(2026, 5, 30))

    assert counts_of("demands_in_time", county, on=MAY) == (1, 1, 0, 0)


def test_population_with_an_amount_is_summed(county, village, monkeypatch):
    households = Population("households", "户", rows=lambda span: Grid.objects.all(), amount="households")
    monkeypatch.setitem(populations._declared, "households", households)
    monkeypatch.setitem(registry._declared, "test", indicator(of="households", met_amount="people"))
    make_grid(village, "第一网格", households=300, people=250, party_group=True)
    make_grid(village, "第二网格", households=100, people=80, party_group=False)

    assert counts_of("test", county, on=MAY) == (330, 400, 0, 0)


@pytest.mark.parametrize(("on", "rectified"), [(date(2026, 6, 15), 0), (date(2026, 7, 1), 1)])
def test_report_form_shows_the_figure_of_the_last_day_of_the_period(city, county, village, on, rectified):
    make_problem(village, rectified=True, done_on="2026-06-30")
    assignment = make_assignment(county, make_task(city, measure="quantity", unit="个村"), target=3)

    offered = figures.figures_for(assignment, containing(date(2026, 6, 1), Kind.MONTH), on=on)

    assert [(figure.value, figure.total, figure.adopt) for figure in offered] == [(rectified, 1, rectified)]


def test_exemption_of_a_township_covers_its_villages_where_they_stood_on_the_day(county, other_county, village):
    township, people = village.parent, make_people(county.parent)
    days = {"since": date(2026, 3, 1), "until": date(2026, 12, 31)}
    decided = {"state": "granted", "asked_by": people[0], "decided_by": people[1]}
    Exemption.objects.create(indicator="posts_filled", organization=township, reason="洪灾", **days, **decided)

    move(township, parent=other_county, since=date(2026, 6, 1))

    assert counts_of("posts_filled", county, on=date(2026, 2, 28)) == (0, 1, 0, 0)
    assert counts_of("posts_filled", county, on=date(2026, 5, 31)) == (0, 0, 0, 0)
    assert counts_of("posts_filled", other_county, on=date(2026, 6, 30)) == (0, 0, 0, 0)
