"""Figures of the street reform: items carried out, streets that have started, streets with substantial progress."""

from datetime import date

import pytest

from tests.factories import make_organization
from tests.governance.worlds import make_district, make_item
from tests.indicators.worlds import counts_of

DAY_BEFORE, DAY = date(2026, 6, 17), date(2026, 6, 18)
DIMENSIONS = ("明责", "赋权", "扩能")


@pytest.fixture
def world(city):
    return make_district(city)


def test_item_counts_as_carried_out_from_its_day_on(world):
    make_item(world.street, "明责", status="已实施", implemented_on="2026-06-18")

    assert counts_of("street_items_implemented", world.district, on=DAY_BEFORE) == (0, 1, 0, 0)
    assert counts_of("street_items_implemented", world.district, on=DAY) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("已实施", (1, 1, 0, 0)),
        ("已印发", (0, 1, 0, 0)),
        ("未启动", (0, 1, 0, 0)),
        ("", (0, 1, 1, 0)),
    ],
)
def test_item_without_a_day_counts_by_its_status(world, status, counts):
    make_item(world.street, "明责", status=status)

    assert counts_of("street_items_implemented", world.district, on=DAY) == counts


def test_items_of_towns_and_items_not_yet_listed_are_not_counted_and_unconfirmed_ones_wait(world):
    make_item(world.town, "明责", status="已实施")
    make_item(world.street, "明责", status="已实施", listed_on="2026-06-19")
    make_item(world.street, "赋权", "规划参与权", status="已实施", state="entered")

    assert counts_of("street_items_implemented", world.district, on=DAY) == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("statuses", "started", "progress"),
    [
        (("已实施", "已实施", "已实施"), (1, 1, 0, 0), (1, 1, 0, 0)),
        (("已实施", "已起草", "已印发"), (1, 1, 0, 0), (0, 1, 0, 0)),
        (("已实施", "已实施", "未启动"), (0, 1, 0, 0), (0, 1, 0, 0)),
        (("已实施", "已实施", ""), (0, 1, 1, 0), (0, 1, 1, 0)),
        (("未启动", "已实施", ""), (0, 1, 0, 0), (0, 1, 0, 0)),
    ],
)
def test_street_counts_by_its_weakest_dimension(world, statuses, started, progress):
    for dimension, status in zip(DIMENSIONS, statuses, strict=True):
        make_item(world.street, dimension, dimension, status=status)

    assert counts_of("streets_started", world.district, on=DAY) == started
    assert counts_of("streets_with_progress", world.district, on=DAY) == progress


def test_street_without_an_item_in_a_dimension_has_not_started_and_towns_are_no_streets(world):
    make_organization("东市街道", parent=world.district, kind="街道")
    make_item(world.street, "明责", status="已实施")
    make_item(world.street, "赋权", "规划参与权", status="已实施")

    assert counts_of("streets_started", world.district, on=DAY) == (0, 2, 0, 0)


def test_street_has_progress_from_the_day_of_its_last_dimension_on(world):
    for dimension, day in zip(DIMENSIONS, ("2026-03", "2026-05-02", "2026-06-18"), strict=True):
        make_item(world.street, dimension, dimension, status="已实施", implemented_on=day)

    assert counts_of("streets_with_progress", world.district, on=DAY_BEFORE) == (0, 1, 0, 0)
    assert counts_of("streets_with_progress", world.district, on=DAY) == (1, 1, 0, 0)
