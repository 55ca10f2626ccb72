from datetime import date

import pytest

from organizations import actions
from organizations.models import Organization
from tests.factories import make_organization, make_user

LAST = date(2025, 12, 31)
NEXT = date(2026, 1, 1)


def names(units):
    return [unit.name for unit in units]


def test_descendants_are_all_units_below_in_the_order_of_the_tree(city, county, other_county, township, village):
    found = Organization.objects.descendants_of(city)

    assert names(found) == ["弋阳县", "漆工镇", "湖塘村", "横峰县"]
    assert city in Organization.objects.descendants_of(city, include_self=True)


def test_ancestors_begin_with_the_root_and_cost_one_query(village, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = names(Organization.objects.ancestors_of(village))

    assert found == ["上饶市", "弋阳县", "漆工镇"]


def test_unit_with_the_last_possible_path_is_a_descendant_of_its_parent(city):
    last = make_organization("末县", parent=city)
    Organization.objects.filter(pk=last.pk).update(path=city.path + "ZZZ")

    assert "末县" in names(Organization.objects.descendants_of(city))


@pytest.mark.parametrize(("on", "expected"), [(LAST, ["漆工镇"]), (NEXT, ["弋江镇"])])
def test_children_are_the_units_in_force_on_the_day(county, township, on, expected):
    make_organization("弋江镇", parent=county, valid_from=NEXT)
    actions.end(township, last_day=LAST)

    assert names(Organization.objects.children_of(county, on=on)) == expected


def test_departments_are_not_among_the_children(city, county):
    actions.add_department(city, name="市民政局")

    assert names(Organization.objects.children_of(city, on=LAST)) == ["弋阳县"]


def test_units_are_found_by_an_alias_and_its_initials(township):
    actions.rename(township, name="漆工新镇")

    assert names(Organization.objects.search("漆工镇")) == ["漆工新镇"]
    assert names(Organization.objects.search("qgz")) == ["漆工新镇"]


@pytest.mark.parametrize("text", ["qsx", "ysx", "铅山", " YSX "])
def test_name_with_two_pronunciations_is_found_by_both(city, text):
    make_organization("铅山县", parent=city)

    assert names(Organization.objects.search(text)) == ["铅山县"]


@pytest.mark.parametrize("text", ["sx", "%", "_", "' or 1=1", "x" * 300])
def test_search_finds_nothing_when_no_unit_fits(county, text):
    assert names(Organization.objects.search(text)) == []


def test_blank_search_does_not_filter_the_list(city, county):
    assert Organization.objects.search("  ").count() == 2


def test_counts_below_include_only_units_in_force_without_departments(city, county, township, village):
    actions.add_department(county, name="县民政局")
    make_organization("旧村", parent=township, valid_to=LAST)

    found = Organization.objects.children_of(city, on=NEXT).with_counts_below(on=NEXT).get()

    assert (found.townships_below, found.villages_below) == (1, 1)


def test_scope_of_a_user_is_the_subtree_of_their_unit(city, county, other_county, village):
    user = make_user(county)

    assert names(Organization.objects.visible_to(user)) == ["弋阳县", "漆工镇", "湖塘村"]


@pytest.mark.parametrize("text", ["漆工镇", "漆工", "漆工镇党委", "中共漆工镇委员会"])
def test_name_with_or_without_its_ending_finds_the_same_unit(township, text):
    assert Organization.objects.resolve(text).unit == township


def test_village_is_found_within_its_township(township, village):
    assert Organization.objects.resolve("湖塘村党支部", within=township).unit == village


@pytest.mark.parametrize("text", ["漆工镇湖塘村", "弋阳县漆工镇湖塘村委会"])
def test_name_with_the_units_above_tells_two_villages_apart(other_county, village, text):
    make_organization("湖塘村", parent=make_organization("莲荷乡", parent=other_county))

    assert Organization.objects.resolve(text).unit == village


def test_name_with_another_name_in_brackets_gives_both_and_no_answer(township, village):
    found = Organization.objects.resolve("漆工镇（湖塘村）")

    assert found.unit is None
    assert set(found.candidates) == {township, village}


def test_old_name_finds_the_unit_with_a_note(township):
    actions.rename(township, name="漆江镇")

    found = Organization.objects.resolve("漆工镇")

    assert (found.unit, found.via) == (township, "漆工镇")


def test_name_of_two_units_gives_candidates_and_no_answer(city, county, township, other_county):
    second = make_organization("漆工镇", parent=other_county)

    found = Organization.objects.resolve("漆工镇")

    assert found.unit is None
    assert set(found.candidates) == {township, second}


def test_unknown_name_gives_nothing(township):
    assert Organization.objects.resolve("火星镇") == (None, (), "")


def test_unit_outside_the_given_scope_is_not_found(other_county, township):
    assert Organization.objects.resolve("漆工镇", within=other_county).unit is None


@pytest.mark.parametrize(("on", "expected"), [(LAST, "漆工镇"), (NEXT, "弋江镇")])
def test_name_of_an_ended_unit_finds_the_unit_in_force_on_the_day(county, township, on, expected):
    successor = make_organization("弋江镇", parent=county)
    actions.end(township, last_day=LAST, successor=successor)

    assert Organization.objects.resolve("漆工镇", on=on).unit.name == expected


def test_index_is_cached_until_the_tree_changes(township, django_assert_num_queries):
    first = Organization.objects.place_index()
    with django_assert_num_queries(1):
        second = Organization.objects.place_index()
    actions.set_aliases(township, names=["老漆工"])

    assert first is second
    assert Organization.objects.resolve("老漆工").unit == township
