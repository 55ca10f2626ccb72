"""What pages show about the figures of a unit: stored or counted, trend, thresholds, comparison, samples."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from governance.models import Grid
from indicators import registry
from indicators.actions import samples
from indicators.actions.freezing import freeze
from indicators.models import DirtyMark, IndicatorValue, IndicatorYear
from indicators.recomputing import recompute_all, recompute_marked
from indicators.unit_figures import COLUMNS, UnitFigures
from tests.factories import make_organization, make_user
from tests.indicators.worlds import make_grid, make_secretary

TODAY = date(2026, 7, 20)
NOW = datetime(2026, 7, 20, 4, tzinfo=UTC)
GRIDS = "grids_with_party_group"


@pytest.fixture(autouse=True)
def fixed_clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def counties(city, county, other_county):
    """Four counties with villages: 10, 8, 6 and 4 of their ten grids have a Party group."""
    units = [county, other_county, make_organization("广丰区", parent=city), make_organization("婺源县", parent=city)]
    for unit, met in zip(units, (10, 8, 6, 4), strict=True):
        village = make_organization("某村", parent=make_organization("某镇", parent=unit))
        for number in range(10):
            make_grid(village, f"第{number}网格", party_group=number < met)
    return units


def shown(unit, on=TODAY, **options):
    return UnitFigures(unit, on=on, today=TODAY, user=make_user(unit, "viewer"), **options)


def row_of(figures, key=GRIDS, **options):
    return next(row for row in figures.rows(**options) if row.figure.indicator.key == key)


def compared(figures, key=GRIDS):
    cells = {unit.name: next(cell for cell in cells if cell.indicator.key == key) for unit, cells in figures.lines}
    return {name: (cell.comparison.band, cell.comparison.distance) for name, cell in cells.items()}


def value(unit, span, met, total):
    fields = {"indicator": GRIDS, "organization": unit, "span": span, "known_from": NOW, "unknown": 0}
    return IndicatorValue.objects.create(**fields, numerator=met, denominator=total)


# Where the figures come from


def test_figures_of_today_are_the_stored_values_after_all_were_computed_today(city, village):
    make_grid(village, party_group=True)
    recompute_all(now=NOW)
    IndicatorValue.objects.filter(indicator=GRIDS, organization=city).update(denominator=7)

    assert row_of(shown(city)).figure.counts.denominator == 7


def test_figures_are_counted_before_all_values_were_computed(city, village):
    make_grid(village, party_group=True)

    assert row_of(shown(city)).figure.counts.denominator == 1


def test_figures_of_a_past_day_are_counted(city, village):
    make_grid(village, party_group=True)
    recompute_all(now=NOW)
    IndicatorValue.objects.update(denominator=7)

    assert row_of(shown(city, on=date(2026, 7, 19))).figure.counts.denominator == 1


def test_stored_and_counted_figures_of_the_units_below_are_the_same(city, counties):
    counted = shown(city).lines
    recompute_all(now=NOW)

    figures = shown(city)
    assert figures.is_stored
    assert figures.lines == counted


def test_page_says_that_figures_are_being_computed_until_they_are(as_user, people, city, village):
    recompute_all(now=NOW)
    client, url = as_user(people.city_manager), reverse("overview")
    make_grid(village)
    assert DirtyMark.objects.exists()

    before = client.get(url).content.decode()
    recompute_marked(now=NOW)
    after = client.get(url).content.decode()

    assert ("正在重算" in before, "正在重算" in after) == (True, False)


# Trend


def test_month_without_a_value_keeps_that_of_the_month_before(city):
    value(city, "2025-11", 1, 4)
    value(city, "2026-05", 3, 4)

    trend = row_of(shown(city)).trend

    rates = {point["label"]: point["value"] for point in trend}
    assert next(iter(rates)) == "2025-08"
    assert [rates[month] for month in ("2025-10", "2025-11", "2026-04", "2026-05", "2026-06")] == [
        None,
        Decimal("25.0"),
        Decimal("25.0"),
        Decimal("75.0"),
        Decimal("75.0"),
    ]


def test_last_point_of_the_trend_is_the_figure_of_the_page(city, village):
    make_grid(village, party_group=True)

    row = row_of(shown(city, on=date(2026, 7, 10)))

    assert row.trend[-1] == {"label": "2026-07", "value": row.figure.rate}


# Thresholds


@pytest.mark.parametrize(
    ("rate", "level"),
    [("90.0", "reached"), ("89.9", "open"), ("80.0", "open"), ("79.9", "yellow"), ("60.0", "yellow"), ("59.9", "red")],
)
def test_rate_is_judged_by_target_and_thresholds(rate, level):
    settings = IndicatorYear(target=90, yellow=80, red=60)

    assert settings.level_of(Decimal(rate), better="more") == level


@pytest.mark.parametrize(("rate", "level"), [("5", "reached"), ("6", "open"), ("11", "yellow"), ("21", "red")])
def test_rate_that_should_be_low_is_judged_the_other_way(rate, level):
    settings = IndicatorYear(target=5, yellow=10, red=20)

    assert settings.level_of(Decimal(rate), better="less") == level


def test_rate_without_target_and_thresholds_is_not_judged():
    assert IndicatorYear().level_of(Decimal(50), better="more") is None


def test_target_does_not_judge_the_day_before_it_holds(city, village):
    make_grid(village, party_group=True)
    IndicatorYear.objects.create(key=GRIDS, year=2026, target=90, valid_from=date(2026, 7, 10))

    levels = [row_of(shown(city, on=date(2026, 7, day))).level for day in (9, 10)]

    assert levels == [None, "reached"]


def test_figure_that_is_not_in_use_is_not_shown(city, village):
    IndicatorYear.objects.create(key=GRIDS, year=2026, in_use=False, valid_from=date(2026, 7, 10))

    keys = [[each.key for each in shown(city, on=date(2026, 7, day)).indicators] for day in (9, 10)]

    assert [GRIDS in listed for listed in keys] == [True, False]


# Comparison


def test_units_below_have_a_band_and_a_distance_to_the_median(city, counties):
    assert compared(shown(city)) == {
        "弋阳县": (1, Decimal(30)),
        "横峰县": (2, Decimal(10)),
        "广丰区": (3, Decimal(-10)),
        "婺源县": (4, Decimal(-30)),
    }


def test_unit_with_four_elements_is_not_compared_and_one_with_five_is(city, counties):
    for name, size in (("四格县", 4), ("五格县", 5)):
        village = make_organization(
            "某村", parent=make_organization("某镇", parent=make_organization(name, parent=city))
        )
        for number in range(size):
            make_grid(village, f"第{number}网格", party_group=True)

    bands = compared(shown(city))

    assert (bands["四格县"][0], bands["五格县"][0]) == (None, 1)


def test_figure_that_steers_is_neither_compared_nor_judged(monkeypatch, city, counties):
    steering = registry.Indicator(**{**vars(registry.get(GRIDS)), "use": "steer"})
    monkeypatch.setitem(registry._declared, GRIDS, steering)
    IndicatorYear.objects.create(key=GRIDS, year=2026, target=90, red=80, valid_from=date(2026, 1, 1))

    figures = shown(city)

    assert set(compared(figures).values()) == {(None, None)}
    assert row_of(figures).level is None


def test_units_below_are_compared_in_tables_that_fit_on_a_page(city, counties):
    figures = shown(city)

    assert [indicator for _name, indicators, _lines in figures.tables for indicator in indicators] == figures.indicators
    assert max(len(indicators) for _name, indicators, _lines in figures.tables) <= COLUMNS
    for _name, indicators, lines in figures.tables:
        assert [unit for unit, _cells in lines] == [unit for unit, _cells in figures.lines]
        assert all([cell.indicator for cell in cells] == indicators for _unit, cells in lines)


def test_few_indicators_stand_in_one_table(city, counties):
    figures = shown(city, keys={GRIDS})

    ((name, indicators, _lines),) = figures.tables

    assert (name, [indicator.key for indicator in indicators]) == ("", [GRIDS])


def test_village_shows_only_figures_with_elements(city, village):
    make_grid(village, party_group=True)

    rows = [row for _name, rows in shown(village).areas() for row in rows]

    assert rows
    assert all(row.figure.counts.denominator for row in rows)


def test_villages_are_never_compared(as_user, people, township):
    for name, met in (("甲村", 6), ("乙村", 0)):
        village = make_organization(name, parent=township)
        for number in range(6):
            make_grid(village, f"第{number}网格", party_group=number < met)

    page = as_user(people.city_manager).get(reverse("indicators:unit", args=[township.code]))

    assert set(compared(page.context["figures"]).values()) == {(None, None)}
    assert "村（社区）之间不作比较" in page.content.decode()
    assert "第一档" not in page.content.decode()


# Frozen figures, samples, pages


def test_frozen_rate_and_later_correction_stand_side_by_side(as_user, people, city, village):
    make_grid(village, "甲", party_group=True)
    grid = make_grid(village, "乙", party_group=True)
    recompute_all(now=NOW)
    freeze("2026-06", on=TODAY, now=NOW)
    type(grid).objects.filter(pk=grid.pk).update(party_group=False)

    page = as_user(people.city_manager).get(reverse("indicators:unit", args=[city.code]), {"on": "2026-06-30"})

    assert "当期 100%，更正后 50%" in page.content.decode()


def test_units_below_are_shown_as_frozen_too(city, counties):
    recompute_all(now=NOW)
    freeze("2026-06", on=TODAY, now=NOW)
    before = shown(city, on=date(2026, 6, 30)).lines
    Grid.objects.update(party_group=False)

    after = shown(city, on=date(2026, 6, 30)).lines

    assert after == before
    assert (
        compared(shown(city, on=date(2026, 6, 29)))["弋阳县"] != compared(shown(city, on=date(2026, 6, 30)))["弋阳县"]
    )


def test_sample_stands_beside_its_figure(as_user, people, city, county, village):
    for number in range(3):
        make_grid(village, f"第{number}网格", party_group=True)
    sample = samples.draw(registry.get(GRIDS), county, size=2, on=TODAY, by=people.city_manager)
    samples.enter_result(sample.elements.first(), result="false", note="", by=people.city_manager)

    page = as_user(people.city_manager).get(reverse("indicators:unit", args=[county.code]))

    assert "已抽核 1 / 3，不符 1" in page.content.decode()


def test_city_without_ledgers_is_told_to_import_registers(as_user, people, city, village):
    page = as_user(people.city_manager).get(reverse("indicators:own")).content.decode()

    assert "先导入书记、网格等名册" in page
    assert reverse("ledgers:list") in page


def test_records_that_wait_are_named_where_nothing_is_confirmed(as_user, people, city, village):
    make_grid(village, state="entered")

    page = as_user(people.city_manager).get(reverse("indicators:own")).content.decode()

    assert "1 行待核实" in page


def test_every_figure_links_to_its_list(as_user, people, city, county, village):
    make_secretary(village)
    make_grid(village)

    page = as_user(people.city_manager).get(reverse("overview")).content.decode()

    links = [each.url(unit, on=TODAY) for each in registry.all_indicators() for unit in (city, county)]
    counted = [link for link in links if GRIDS in link or "posts_filled" in link]
    assert all(link in page for link in counted)


def test_pages_of_figures_name_no_person(as_user, people, city, village):
    make_secretary(village, "赵钱孙")
    client = as_user(people.county_manager)

    pages = [client.get(reverse("indicators:own")), client.get(reverse("overview"))]

    assert not any("赵钱孙" in page.content.decode() for page in pages)


def test_export_has_the_unit_and_the_units_below(as_user, people, city, counties):
    url = reverse("indicators:unit-export", args=[city.code], query={"format": "csv"})

    text = b"".join(as_user(people.city_manager).get(url).streaming_content).decode("utf-8-sig")

    lines = text.splitlines()
    assert "上饶市,3.2,网格建立党组织,28,40,0.7,0,0,,,,," in lines
    assert "弋阳县,3.2,网格建立党组织,10,10,1.0,0,0,,,,第一档,30.0" in lines


def test_unit_page_with_stored_figures_costs_at_most_ten_queries(
    as_user, people, city, counties, django_assert_max_num_queries
):
    recompute_all(now=NOW)
    client = as_user(people.city_manager)
    client.get(reverse("indicators:own"))

    with django_assert_max_num_queries(10):
        client.get(reverse("indicators:own"))
