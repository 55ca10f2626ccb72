"""Where units stood on each day: every change of the tree keeps the earlier places."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from organizations import actions, loading, paths, treefile
from organizations.models import Organization, Placement
from tests.factories import make_organization

LAST = date(2026, 6, 30)
NEXT = date(2026, 7, 1)
LATER = date(2026, 9, 1)


def names(units):
    return [unit.name for unit in units]


def periods(unit):
    """The days of the unit's placements, from the earliest on."""
    return [(row.since, row.until) for row in Placement.objects.filter(unit=unit)]


def fresh(unit):
    return Organization.objects.get(pk=unit.pk)


@pytest.fixture
def neighbour(county, township):
    """Another township of the county, with one village."""
    unit = make_organization("弋江镇", parent=county, code="361126100000")
    make_organization("江边村", parent=unit)
    return unit


@pytest.mark.parametrize("first_day", [None, date(2026, 3, 1)])
def test_new_unit_is_placed_from_its_first_day_on(county, first_day):
    unit = actions.create(parent=county, code="1", name="葛溪乡", level="township", valid_from=first_day)

    assert periods(unit) == [(first_day, None)]
    assert unit.placements.get().path == unit.path


def test_unit_that_moves_is_placed_anew_from_the_day_of_the_move(other_county, township, village):
    actions.move(township, parent=other_county, since=NEXT)

    for unit in (township, village):
        assert periods(unit) == [(None, LAST), (NEXT, None)]
        assert fresh(unit).path_on(LAST) == unit.path
        assert fresh(unit).path_on(NEXT) == fresh(unit).path


@pytest.mark.parametrize(("on", "old", "new"), [(LAST, ["漆工镇", "湖塘村"], []), (NEXT, [], ["漆工镇", "湖塘村"])])
def test_descendants_of_a_day_are_those_of_the_tree_of_that_day(county, other_county, township, village, on, old, new):
    actions.move(township, parent=other_county, since=NEXT)

    assert names(Organization.objects.descendants_of(county, on=on)) == old
    assert names(Organization.objects.descendants_of(other_county, on=on)) == new


def test_descendants_without_a_day_are_those_of_the_newest_tree(county, other_county, township, village):
    actions.move(township, parent=other_county, since=NEXT)

    assert names(Organization.objects.descendants_of(other_county)) == ["漆工镇", "湖塘村"]


@pytest.mark.parametrize(("on", "county_name"), [(LAST, "弋阳县"), (NEXT, "横峰县")])
def test_ancestors_of_a_day_begin_with_the_root(other_county, township, village, on, county_name):
    actions.move(township, parent=other_county, since=NEXT)

    ancestors = Organization.objects.ancestors_of(fresh(village), on=on)

    assert names(ancestors) == ["上饶市", county_name, "漆工镇"]


@pytest.mark.parametrize(
    ("on", "expected"),
    [(LAST, ["漆工镇", "湖塘村", "弋江镇", "江边村"]), (NEXT, ["弋江镇", "江边村", "湖塘村"])],
)
def test_merger_moves_the_villages_on_the_day_after_the_last(county, township, village, neighbour, on, expected):
    actions.merge([township], into=neighbour, last_day=LAST)

    assert names(Organization.objects.descendants_of(county, on=on)) == expected


@pytest.mark.parametrize(("on", "old", "new"), [(LAST, ["湖塘村"], ["江边村"]), (NEXT, [], ["江边村", "湖塘村"])])
def test_children_are_those_of_the_day(township, village, neighbour, on, old, new):
    actions.merge([township], into=neighbour, last_day=LAST)

    assert names(Organization.objects.children_of(fresh(township), on=on)) == old
    assert names(Organization.objects.children_of(neighbour, on=on)) == new


def test_units_of_a_day_are_in_the_order_of_that_day(county, township, neighbour):
    later = make_organization("清湖乡", parent=county)
    other = make_organization("曹溪镇", parent=county)
    actions.move(later, parent=make_organization("横峰县", parent=county.parent), since=NEXT)

    children = Organization.objects.children_of(county, on=LAST)

    assert names(children) == ["漆工镇", "弋江镇", "清湖乡", "曹溪镇"]
    assert [unit.path_then for unit in children] == sorted(unit.path_then for unit in children)
    assert other in children


@pytest.mark.parametrize(("on", "name"), [(LAST, "漆工镇湖塘村"), (NEXT, "弋江镇湖塘村"), (None, "弋江镇湖塘村")])
def test_name_of_a_day_is_read_by_the_tree_of_that_day(township, village, neighbour, on, name):
    make_organization("湖塘村", parent=make_organization("清湖乡", parent=township.parent))
    actions.merge([township], into=neighbour, last_day=LAST)

    assert Organization.objects.resolve(name, on=on).unit == village


def test_name_of_a_day_is_not_found_where_the_unit_moved_later(township, village, neighbour):
    actions.merge([township], into=neighbour, last_day=LAST)

    assert Organization.objects.resolve("湖塘村", within=neighbour, on=LAST).unit is None


@pytest.mark.parametrize("past_or_future", [date(2020, 6, 30), date(2099, 6, 30)])
def test_scope_changes_at_once_whatever_the_day_of_a_merger(township, village, neighbour, past_or_future):
    actions.merge([township], into=neighbour, last_day=past_or_future)

    assert neighbour.contains(fresh(village))


def test_second_move_on_the_same_day_replaces_the_first(county, other_county, township):
    actions.move(township, parent=other_county, since=NEXT)
    actions.move(township, parent=county, since=NEXT)

    assert periods(township) == [(None, LAST), (NEXT, None)]
    assert fresh(township).path_on(NEXT) == fresh(township).path


def test_unit_that_begins_later_moves_with_its_parent_from_its_first_day_on(other_county, township):
    village = actions.create(parent=township, code="1", name="新村", level="village", valid_from=LATER)

    actions.move(township, parent=other_county, since=NEXT)

    assert periods(village) == [(LATER, None)]
    assert fresh(village).path_on(LATER) == fresh(village).path


def test_move_before_the_day_of_the_last_move_is_refused(county, other_county, township):
    actions.move(township, parent=other_county, since=NEXT)

    with pytest.raises(ValidationError, match="自 2026-07-01 起才隶属现在的上级单位"):
        actions.move(township, parent=county, since=LAST)


def test_village_added_later_with_an_earlier_first_day_moves_with_its_township(county, other_county, township):
    actions.move(township, parent=other_county, since=NEXT)

    village = actions.create(parent=fresh(township), code="1", name="新村", level="village")

    assert periods(village) == [(None, LAST), (NEXT, None)]
    assert village in Organization.objects.descendants_of(county, on=LAST)


HEAD = "code,name,level,parent_code,kind\n"


def test_units_that_a_file_moves_are_placed_anew_with_all_units_below(other_county, township, village):
    file = treefile.read((HEAD + f"{township.code},漆工镇,township,{other_county.code},镇\n").encode())

    loading.load(file, on=NEXT)

    for unit in (township, village):
        assert [(row.path, row.since, row.until) for row in unit.placements.all()] == [
            (unit.path, None, LAST),
            (fresh(unit).path, NEXT, None),
        ]


def test_units_that_a_file_adds_are_placed_from_their_first_day_on(city):
    rows = f"12,新县,county,{city.code},县\n1234,新镇,township,12,镇\n"

    loading.load(treefile.read((HEAD + rows).encode()), on=NEXT, valid_from=LAST)

    assert names(Organization.objects.descendants_of(city, on=LAST)) == ["新县", "新镇"]
    assert not Organization.objects.descendants_of(city, on=date(2026, 6, 29)).exists()


def test_placement_ends_with_the_unit_and_goes_on_when_it_is_reopened(township):
    actions.end(township, last_day=LAST)
    ended = periods(township)
    actions.reopen(township, on=LATER)

    assert ended == [(None, LAST)]
    assert periods(township) == [(None, None)]


def test_unit_that_is_reopened_stands_below_its_parent_that_has_moved_meanwhile(other_county, township, village):
    actions.end(village, last_day=date(2026, 3, 31))
    actions.move(township, parent=other_county, since=NEXT)

    actions.reopen(village, on=LATER)

    assert periods(village) == [(None, LAST), (NEXT, None)]
    assert fresh(village).path_on(NEXT) == fresh(village).path


def test_end_before_a_move_drops_the_move(county, other_county, township):
    actions.move(township, parent=other_county, since=NEXT)
    actions.end(township, last_day=date(2026, 5, 31))

    assert periods(township) == [(None, date(2026, 5, 31))]


def test_corrected_first_day_corrects_the_placement(township):
    actions.correct(township, valid_from=LATER)
    later = periods(township)
    actions.correct(township, valid_from=None)

    assert later == [(LATER, None)]
    assert periods(township) == [(None, None)]


def test_unit_entered_by_mistake_is_deleted_with_its_placement(county):
    unit = actions.create(parent=county, code="1", name="误录乡", level="township")

    actions.delete_mistake(unit)

    assert not Placement.objects.filter(path=unit.path).exists()


def test_path_where_a_unit_stood_before_is_not_used_again(county, other_county, township):
    actions.move(township, parent=other_county, since=NEXT)
    Organization.objects.filter(pk=township.pk).update(path="ZZZ")

    assert paths.next_number(county.path) == 1


def test_before_its_first_day_a_unit_has_its_first_path_and_afterwards_its_last(county):
    unit = make_organization("葛溪乡", parent=county, valid_from=LAST, valid_to=NEXT)

    assert {unit.path_on(day) for day in (date(2020, 1, 1), LAST, LATER)} == {unit.path}
    assert not Placement.objects.on(LATER).below(unit.path).exists()


@pytest.mark.parametrize("period", [{"since": NEXT, "until": LAST}, {"since": LATER}])
def test_database_refuses_a_placement_that_ends_before_it_begins_and_a_second_open_one(township, period):
    with pytest.raises(IntegrityError), transaction.atomic():
        township.placements.create(path="ZZZ", **period)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads small tables without an index")
def test_tree_of_a_day_is_read_in_a_range_of_an_index(city, village):
    plans = [
        units.explain()
        for units in (
            Placement.objects.on(LAST).below(city.path),
            Organization.objects.descendants_of(city, on=LAST),
            Organization.objects.children_of(city, on=LAST),
        )
    ]

    assert all("(path>? AND path<?)" in plan for plan in plans[:2])
    assert "organizations_placement_depth (depth=? AND path>? AND path<?)" in plans[2]
