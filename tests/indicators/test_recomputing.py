"""Stored values: marked with the change, computed once, found again after a crash, checked every night."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, transaction

from indicators import recomputing, registry
from indicators.counting import count
from indicators.models import LEASE, DirtyMark, Discrepancy, FullPass, IndicatorValue
from indicators.unit_figures import UnitFigures
from organizations import actions as tree
from rectification.models import Secretary
from tests.factories import make_organization, make_user
from tests.indicators.worlds import announce, make_grid, make_secretary, make_training
from years.models import TaskYear

NOW = datetime(2026, 5, 31, 4, tzinfo=UTC)
GRIDS = "grids_with_party_group"
OF_GRIDS = {indicator.key for indicator in registry.all_indicators() if "grid" in indicator.read_ledgers}


def stored(unit, key=GRIDS, month="2026-05"):
    """(numerator, denominator) that is stored for ``unit`` and known now."""
    counts = IndicatorValue.objects.known_now().up_to(month).counts_of(unit).get(key)
    return None if counts is None else (counts.numerator, counts.denominator)


def marked():
    return set(DirtyMark.objects.values_list("ledger_key", "organization__name"))


def test_change_of_a_record_marks_its_township_for_its_ledger(township, village):
    make_grid(village)

    assert marked() == {("grid", township.name)}


def test_change_that_is_rolled_back_leaves_no_mark(village):
    with transaction.atomic():
        make_grid(village)
        transaction.set_rollback(True)

    assert marked() == set()


def test_marked_values_are_stored_at_every_level(city, county, township, village):
    make_grid(village, party_group=True)
    make_grid(township, "镇网格", party_group=False)
    make_grid(county, "县网格")

    assert recomputing.recompute_marked(now=NOW) == 2

    assert [stored(unit) for unit in (village, township, county, city)] == [(1, 1), (1, 2), (1, 3), (1, 3)]
    assert marked() == set()


def test_only_values_that_change_are_written(county, village):
    make_grid(village, party_group=True)
    recomputing.recompute_marked(now=NOW)
    rows = IndicatorValue.objects.count()
    make_grid(village, "第二网格", party_group=True)
    Secretary.objects.all().delete()

    recomputing.recompute_marked(now=NOW + timedelta(hours=1))

    new = IndicatorValue.objects.filter(known_from=NOW + timedelta(hours=1))
    assert set(new.values_list("indicator", flat=True)) == OF_GRIDS
    assert IndicatorValue.objects.count() == rows + new.count()


def test_earlier_value_stays_as_what_was_known_then(county, village):
    make_grid(village, party_group=True)
    recomputing.recompute_marked(now=NOW)
    make_grid(village, "第二网格", party_group=True)
    recomputing.recompute_marked(now=NOW + timedelta(hours=1))

    values = IndicatorValue.objects.up_to("2026-05")

    assert values.known_at(NOW + timedelta(minutes=59)).counts_of(county)[GRIDS].numerator == 1
    assert values.known_at(NOW + timedelta(hours=1)).counts_of(county)[GRIDS].numerator == 2


def test_month_without_a_change_has_the_value_of_the_month_before(county, village):
    make_grid(village, party_group=True)
    recomputing.recompute_marked(now=NOW)
    rows = IndicatorValue.objects.filter(indicator=GRIDS).count()

    recomputing.recompute_all(now=datetime(2026, 6, 20, 4, tzinfo=UTC))

    assert IndicatorValue.objects.filter(indicator=GRIDS).count() == rows
    assert stored(county, month="2026-06") == (1, 1)


def test_unit_marked_again_while_it_is_computed_stays_marked(township, village, monkeypatch):
    make_grid(village, party_group=True)
    compute = recomputing.recompute_units

    def compute_and_be_disturbed(*args, **kwargs):
        compute(*args, **kwargs)
        DirtyMark.objects.update(version="newer")

    monkeypatch.setattr(recomputing, "recompute_units", compute_and_be_disturbed)

    assert recomputing.recompute_marked(now=NOW) == 0
    assert DirtyMark.objects.free(now=NOW).count() == 1


def test_worker_that_dies_is_replaced_when_its_lease_has_run_out(county, village, monkeypatch):
    make_grid(village, party_group=True)

    def die(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(recomputing, "_end", die)
        with pytest.raises(KeyboardInterrupt):
            recomputing.recompute_marked(now=NOW)

    assert stored(county) is None
    assert recomputing.recompute_marked(now=NOW + LEASE) == 0
    assert recomputing.recompute_marked(now=NOW + LEASE + timedelta(seconds=1)) == 1
    assert stored(county) == (1, 1)


def test_computation_that_waited_for_a_later_one_takes_its_moment(county, township, village):
    make_grid(village, party_group=True)
    recomputing.recompute_marked(now=NOW + timedelta(seconds=2))
    make_grid(village, "第二网格", party_group=True)

    recomputing.recompute_marked(now=NOW)

    values = IndicatorValue.objects.filter(indicator=GRIDS, organization=county)
    assert set(values.values_list("known_from", flat=True)) == {NOW + timedelta(seconds=2)}
    assert stored(county) == (2, 2)


def test_training_elsewhere_recomputes_the_township_where_the_secretary_is_now(county, township, village):
    earlier_village = make_organization("丁村", parent=make_organization("丁镇", parent=county))
    make_secretary(earlier_village, birth="1980-04", appointed="2019-01")
    make_secretary(village, birth="1980-04", appointed="2026-05")
    recomputing.recompute_marked(now=NOW)

    make_training(earlier_village)
    recomputing.recompute_marked(now=NOW)

    assert stored(township, "secretaries_trained") == (1, 1)


def test_change_of_the_tree_recomputes_all_figures_there(county, township, village):
    make_grid(village, party_group=True)
    recomputing.recompute_all(now=NOW)

    tree.end(village, last_day=date(2026, 5, 30))
    recomputing.recompute_marked(now=NOW)

    assert [stored(unit) for unit in (village, township, county)] == [(0, 0), (0, 0), (0, 0)]
    assert stored(county, "posts_filled") == (0, 0)


def test_village_that_moves_takes_its_figures_along(county, township, village):
    other_township = make_organization("丁镇", parent=county)
    make_grid(village, party_group=True)
    recomputing.recompute_all(now=NOW)

    tree.move(village, parent=other_township, since=date(2026, 5, 31))
    recomputing.recompute_marked(now=NOW)

    assert [stored(unit) for unit in (township, other_township, county)] == [(0, 0), (1, 1), (1, 1)]
    assert stored(township, month="2026-04") == (1, 1)


def test_setting_of_the_year_recomputes_everything(city, village):
    recomputing.recompute_all(now=NOW)

    TaskYear.objects.create(year=2026, short_classes_add_up=True)

    assert marked() == {("organizations", city.name)}


def test_night_finds_what_no_change_announced(county, village):
    make_grid(village, party_group=True)
    recomputing.recompute_all(now=NOW)
    grid = make_grid(village, "第二网格", party_group=True)
    DirtyMark.objects.all().delete()

    full_pass = recomputing.recompute_all(now=NOW + timedelta(days=1))

    found = full_pass.discrepancies.get(organization=county, indicator=GRIDS)
    assert (found.stored["numerator"], found.counted["numerator"]) == (1, 2)
    assert stored(grid.organization, month="2026-06") == (2, 2)


def test_term_that_ends_by_the_clock_is_no_discrepancy(county, village):
    make_secretary(village, until=date(2026, 5, 31), leaving_reason="届满")
    recomputing.recompute_all(now=NOW)

    recomputing.recompute_all(now=NOW + timedelta(days=1))

    assert stored(county, "posts_filled") == (1, 1)
    assert stored(county, "posts_filled", month="2026-06") == (0, 1)
    assert not Discrepancy.objects.exists()


def test_stored_values_are_those_counted_live(city, county, township, village):
    make_secretary(village, filed=True)
    make_training(village)
    make_grid(village, party_group=None)
    recomputing.recompute_all(now=NOW)

    for unit in (city, county, township, village):
        live = count(registry.all_indicators(), unit, on=date(2026, 5, 31))
        assert IndicatorValue.objects.known_now().counts_of(unit) == {
            key: value for key, value in live.items() if value
        }


def test_figures_of_today_are_the_stored_ones_and_say_when_they_are_old(county, village):
    today = date(2026, 5, 31)
    make_grid(village, party_group=True)
    recomputing.recompute_all(now=NOW)
    IndicatorValue.objects.filter(indicator=GRIDS).update(numerator=7)  # tells a stored figure from a counted one

    assert numerator_of(county, today) == 7
    assert numerator_of(county, date(2026, 6, 1)) == 1
    make_grid(village, "第二网格", party_group=True)
    shown = UnitFigures(county, on=today, today=today, user=make_user(county))
    assert (numerator_of(county, today), shown.is_stale) == (7, True)  # old until a worker has computed it, and says so


def numerator_of(unit, today):
    figures = UnitFigures(unit, on=today, today=today, user=make_user(unit)).figures
    return next(figure.counts.numerator for figure in figures if figure.indicator.key == GRIDS)


def test_command_recomputes_everything_and_names_unexplained_differences(county, village):
    make_grid(village, party_group=True)
    call_command("recompute", "--all", stdout=StringIO())
    announce(make_grid(village, "第二网格", party_group=True))
    DirtyMark.objects.all().delete()
    output = StringIO()

    call_command("recompute", "--all", stdout=output)

    changed = 4 * len(OF_GRIDS)  # at four levels
    assert f"{changed} 个值有变化，其中 {changed} 个原因不明" in output.getvalue()
    assert FullPass.objects.count() == 2


def test_command_without_all_recomputes_what_is_marked(village):
    make_grid(village)
    output = StringIO()

    call_command("recompute", stdout=output)

    assert "已重算 1 处变动。" in output.getvalue()


@pytest.mark.parametrize(("function", "options"), [("recompute_marked", []), ("recompute_all", ["--all"])])
def test_command_says_that_the_database_is_busy(monkeypatch, function, options):
    def locked(*, now):
        raise OperationalError("database is locked")

    monkeypatch.setattr(recomputing, function, locked)

    with pytest.raises(CommandError, match="请稍后再运行"):
        call_command("recompute", *options)
