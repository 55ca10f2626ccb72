from datetime import UTC, datetime

import pytest
from django.db.models import Q

from indicators.registry import Indicator, all_indicators, declare, of_task
from ledgers import declarations
from rectification.models import WeakOrg
from tasks import figures
from tests.factories import make_organization, make_user
from tests.tasks.worlds import make_assignment, make_task
from years.periods import Kind, containing

WEAK = next(each for each in all_indicators() if each.key == "weak_orgs_rectified")


def make_case(village, *, rectified, state="confirmed", year=2026):
    editor, manager = make_user(village), make_user(village, "manager")
    reviewed = {"confirmed_by": manager, "confirmed_at": datetime(2026, 6, 1, tzinfo=UTC)}
    return WeakOrg.objects.create(
        organization=village,
        year=year,
        problem=f"问题{WeakOrg.objects.count()}",
        rectified=rectified,
        entered_by=editor,
        state=state,
        **(reviewed if state == "confirmed" else {}),
    )


def test_only_confirmed_records_of_the_year_and_the_subtree_count(county, township, village, other_county):
    make_case(village, rectified=True)
    make_case(make_organization("上坊村", parent=township), rectified=False)
    make_case(make_organization("双坑村", parent=township), rectified=True, state="entered")
    make_case(village, rectified=True, year=2025)
    make_case(make_organization("丁村", parent=make_organization("丁镇", parent=other_county)), rectified=True)

    found = WEAK.measure(county, year=2026)

    assert (found.numerator, found.denominator) == (1, 2)


def test_a_village_with_two_cases_counts_once(county, village):
    make_case(village, rectified=True)
    make_case(village, rectified=False)

    found = WEAK.measure(county, year=2026)

    assert (found.numerator, found.denominator) == (1, 1)


def test_measuring_costs_one_query(county, village, django_assert_num_queries):
    make_case(village, rectified=True)

    with django_assert_num_queries(1):
        WEAK.measure(county, year=2026)


def test_indicator_of_a_task_is_found_by_its_title_or_chosen(city):
    assert of_task(make_task(city, title="持续整顿软弱涣散村党组织")) == [WEAK]
    assert of_task(make_task(city, title="另一项", indicator=WEAK.key)) == [WEAK]
    assert of_task(make_task(city, title="整顿软弱涣散", indicator="secretaries_filed")) != [WEAK]


def test_every_indicator_belongs_to_a_declared_ledger_and_can_be_measured(county):
    keys = {ledger.key for ledger in declarations.all_ledgers()}

    indicators = all_indicators()
    assert indicators
    for indicator in indicators:
        assert indicator.ledger in keys
        assert indicator.measure(county, year=2026).denominator == 0


def test_key_of_an_indicator_can_be_declared_only_once():
    with pytest.raises(ValueError, match="declared already"):
        declare(
            Indicator(
                key=WEAK.key, label="", item="", ledger="", records=lambda: WeakOrg.objects, met=Q(), words=("词",)
            )
        )


@pytest.mark.parametrize(("is_over", "adopted"), [(False, 1), (True, None)])
def test_figure_of_a_ledger_can_be_adopted_only_until_the_period_is_over(city, county, village, is_over, adopted):
    make_case(village, rectified=True)
    assignment = make_assignment(county, make_task(city, measure="quantity", unit="个村"), target=3)
    june = containing(datetime(2026, 6, 1, tzinfo=UTC).date(), Kind.MONTH)

    offered = figures.figures_for(assignment, june, is_over=is_over)

    assert [figure.adopt for figure in offered] == [adopted]
    assert ("不是当期的" in offered[0].note) is is_over


def test_report_form_shows_the_figure_of_the_ledger(city, county, village):
    make_case(village, rectified=True)
    assignment = make_assignment(county, make_task(city, measure="quantity", unit="个村"), target=3)

    offered = figures.figures_for(assignment, containing(datetime(2026, 6, 1, tzinfo=UTC).date(), Kind.MONTH))

    assert [(figure.value, figure.total, figure.adopt) for figure in offered] == [(1, 1, 1)]
