"""Freezing: what was known at the cut-off stays, and a later correction stands beside it."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from audit.models import AuditEntry
from indicators import recomputing, registry
from indicators.actions.freezing import freeze, freeze_due
from indicators.figures import figures_of
from indicators.models import Freeze
from tests.indicators.worlds import announce, make_grid
from years.models import TaskYear

MAY, JUNE = date(2026, 5, 31), date(2026, 6, 5)
NOW = datetime(2026, 6, 5, 4, tzinfo=UTC)
GRIDS = registry.get("grids_with_party_group")


def figure(unit, on=MAY):
    return figures_of(unit, [GRIDS], on=on)[0]


def test_frozen_figure_stays_and_the_correction_stands_beside_it(county, village):
    grid = make_grid(village, party_group=True)
    freeze("2026-05", on=JUNE, now=NOW)
    grid.party_group = False
    grid.save()
    announce(grid)
    recomputing.recompute_all(now=NOW + timedelta(days=1))

    shown = figure(county)

    assert (shown.counts.numerator, shown.corrected.numerator, shown.frozen.span) == (1, 0, "2026-05")
    assert figure(county, on=date(2026, 5, 30)).frozen is None


def test_frozen_figure_without_a_correction_has_none(county, village):
    make_grid(village, party_group=True)
    freeze("2026-05", on=JUNE, now=NOW)

    assert figure(county).corrected is None


def test_months_after_a_late_freeze_keep_their_values(county, village):
    grid = make_grid(village, party_group=True)
    recomputing.recompute_all(now=datetime(2026, 4, 30, 4, tzinfo=UTC))
    freeze("2026-04", on=date(2026, 5, 6), now=datetime(2026, 5, 6, 4, tzinfo=UTC))
    grid.party_group = False
    grid.save()

    freeze("2026-02", on=JUNE, now=NOW)

    assert figure(county, on=date(2026, 2, 28)).counts.numerator == 0
    assert figure(county, on=date(2026, 4, 30)).counts.numerator == 1


@pytest.mark.parametrize(
    ("span", "on", "message"),
    [
        ("2026-05", date(2026, 5, 31), "到 2026-05-31 才结束"),
        ("2026-Q2", date(2026, 6, 30), "到 2026-06-30 才结束"),
        ("2026", date(2026, 12, 31), "到 2026-12-31 才结束"),
        ("2019-2023", date(2023, 12, 31), "到 2023-12-31 才结束"),
        ("2026-13", JUNE, "不是期间"),
        ("2020-2024", JUNE, "最近的周期是 2019-2023"),
    ],
)
def test_span_that_has_not_ended_or_is_none_cannot_be_frozen(city, span, on, message):
    with pytest.raises(ValidationError, match=message):
        freeze(span, on=on, now=NOW)


def test_span_can_be_frozen_from_the_day_after_its_end(city):
    assert freeze("2026-05", on=date(2026, 6, 1), now=NOW).last_day == MAY


def test_span_is_frozen_only_once(city):
    freeze("2026-05", on=JUNE, now=NOW)

    with pytest.raises(ValidationError, match="已于 2026-06-05 定格"):
        freeze("2026-05", on=JUNE, now=NOW)


def test_only_the_managers_of_the_root_freeze(people):
    with pytest.raises(PermissionDenied):
        freeze("2026-05", on=JUNE, now=NOW, by=people.county_manager)

    freeze("2026-05", on=JUNE, now=NOW, by=people.city_manager)

    assert AuditEntry.objects.get(action="indicator.frozen").actor_name == "陈立"


@pytest.mark.parametrize(
    ("on", "spans"),
    [
        (date(2026, 7, 5), ["2026-06"]),
        (date(2026, 7, 6), ["2026-06", "2026-Q2"]),
        (date(2027, 1, 5), ["2026", "2026-12"]),
        (date(2027, 1, 6), ["2026", "2026-12", "2026-Q4"]),
    ],
)
def test_periods_are_frozen_after_their_cut_off_day(city, on, spans):
    freeze_due(on=on, now=datetime(on.year, on.month, on.day, 4, tzinfo=UTC))

    assert sorted(Freeze.objects.values_list("span", flat=True)) == spans


def test_month_whose_cut_off_day_is_in_the_next_month_is_frozen_after_it(city):
    TaskYear.objects.create(year=2026, monthly_cutoff_day=8, monthly_cutoff_next_month=True)

    assert freeze_due(on=date(2026, 6, 8), now=NOW) == []
    assert [frozen.span for frozen in freeze_due(on=date(2026, 6, 9), now=NOW)] == ["2026-05"]


def test_frozen_month_is_not_computed_again(county, village):
    freeze("2026-05", on=JUNE, now=NOW)

    assert recomputing.open_days(JUNE) == [JUNE]


def test_command_freezes_and_figures_show_it(village):
    grid = make_grid(village, party_group=True)
    call_command("freeze", "2026-05", stdout=StringIO())
    grid.delete()
    output = StringIO()

    call_command("figures", "--key", GRIDS.key, "--on", "2026-05-31", "--json", "-", stdout=output)

    entry = json.loads(output.getvalue())[0]
    assert (entry["numerator"], entry["frozen"], entry["corrected"]["denominator"]) == (1, True, 0)
    with pytest.raises(CommandError, match="不能再次定格"):
        call_command("freeze", "2026-05")


def test_frozen_cycle_stays_readable_after_its_first_year_was_changed(city):
    freeze("2019-2023", on=date(2024, 1, 8), now=NOW)
    TaskYear.objects.create(year=2021, cycle_first_year=2021)

    assert figure(city, on=date(2023, 12, 31)).frozen.span == "2019-2023"
