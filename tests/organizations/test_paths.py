"""Every query for the subtree of a unit gives the same units."""

from datetime import date

import pytest

from audit import actions as audit
from audit.models import AuditEntry
from audit.paths import below_q
from organizations import paths
from organizations.models import Organization, User
from rectification.models import WeakOrg
from tasks.models import Assignment
from tests.factories import make_organization, make_user
from tests.tasks.worlds import make_assignment, make_task


@pytest.fixture
def units(city, county, other_county, township, village):
    return [city, county, other_county, township, village]


def by_the_range(county, units):
    return Organization.objects.filter(below_q(county.path)).values_list("name", flat=True)


def by_the_tree(county, units):
    return Organization.objects.descendants_of(county, include_self=True).values_list("name", flat=True)


def by_scope(county, units):
    return Organization.objects.visible_to(make_user(county)).values_list("name", flat=True)


def by_accounts(county, units):
    manager = make_user(county)
    others = [make_user(unit) for unit in units]
    seen = User.objects.visible_to(manager).filter(pk__in=[user.pk for user in others])
    return seen.values_list("organization__name", flat=True)


def by_history(county, units):
    for unit in units:
        audit.record("organization.renamed", target=unit, by=None)
    return AuditEntry.objects.visible_to(make_user(county)).values_list("organization_name", flat=True)


def by_tasks(county, units):
    task = make_task(units[0])
    for unit in units:
        make_assignment(unit, task)
    below = Assignment.objects.descendants_of(county).values_list("organization__name", flat=True)
    return [county.name, *below]


def by_records(county, units):
    for unit in units:
        WeakOrg.objects.create(organization=unit, year=2026, entered_by=make_user(unit))
    records = WeakOrg.objects.descendants_of(county, include_self=True)
    return records.values_list("organization__name", flat=True)


@pytest.mark.parametrize("ask", [by_the_range, by_the_tree, by_scope, by_accounts, by_history, by_tasks, by_records])
def test_every_query_for_a_subtree_gives_the_same_units(county, units, ask):
    assert sorted(ask(county, units)) == sorted(["弋阳县", "漆工镇", "湖塘村"])


def test_children_are_those_directly_below(city, county, township):
    task = make_task(city)
    for unit in (county, township):
        make_assignment(unit, task)

    assert [each.organization for each in Assignment.objects.children_of(city)] == [county]
    assert list(Organization.objects.children_of(city, on=date(2026, 6, 1))) == [county]


def test_next_path_comes_after_every_unit_below(county, township):
    make_organization("港口镇", parent=county)

    assert paths.next_number(county.path) == 2
