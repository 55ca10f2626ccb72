from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.urls import reverse

from dashboards.demonstration import loading, people
from organizations.models import Organization, User
from rectification.models import WeakOrg
from tasks.board import Board, completed
from tasks.deadlines import State
from tasks.models import Assignment, ProgressReport
from years.models import TaskYear

TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.xdist_group("demonstration")


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for all tests of this file and rolled back after the last."""
    from django.db import transaction

    with django_db_blocker.unblock():
        transaction.set_autocommit(False)
        city = loading.load(on=TODAY)
        yield city
        transaction.rollback()
        transaction.set_autocommit(True)


def board(organization, on=TODAY):
    return Board(organization, year=2026, on=on, settings=TaskYear.objects.of(2026))


@pytest.fixture
def unblocked(demonstration, django_db_blocker):
    with django_db_blocker.unblock():
        yield demonstration


def test_every_state_of_an_assignment_occurs(unblocked):
    assert set(Counter(line.state for line in board(unblocked).below)) == set(State)


def test_fourteen_tasks_reach_twelve_counties(unblocked):
    city_board = board(unblocked)

    assert (len(city_board.tasks), len(city_board.units), len(city_board.below)) == (14, 12, 168)


def test_county_reports_what_its_townships_have_confirmed(unblocked):
    county = Organization.objects.get(code=people.COUNTY)
    city_board = board(county)
    task = next(task for task in city_board.tasks if task.number == "1.1")

    below = [line for line in city_board.below if line.task == task]

    assert completed(below).numerator == city_board.own[task.pk].status.value
    assert completed(below).denominator == city_board.own[task.pk].status.target


def test_ledger_records_carry_the_reported_figures(unblocked):
    county = Organization.objects.get(code=people.COUNTY)
    reported = next(line.status for line in board(county).own.values() if line.task.number == "2.1")
    records = WeakOrg.objects.descendants_of(county, include_self=True)

    assert (records.filter(rectified=True).count(), records.count()) == (reported.value, reported.target)


def test_only_the_listed_accounts_can_sign_in(unblocked):
    usable = [user.username for user in User.objects.all() if user.has_usable_password()]

    assert sorted(usable) == sorted(username for username, *_rest in people.ACCOUNTS)
    assert len(people.accounts_here()) == 5


def test_author_of_a_report_never_confirms_it(unblocked):
    confirmed = ProgressReport.objects.confirmed()

    assert confirmed.exists()
    assert not confirmed.filter(author=F("reviewer")).exists()


def test_phones_are_invented(unblocked):
    from rectification.models import Secretary

    phones = Secretary.objects.values_list("phone", flat=True)
    assert phones
    assert all(phone.startswith("1000") for phone in phones)


def test_login_page_names_the_accounts(unblocked, client):
    page = client.get(reverse("login")).content.decode()

    assert "xian-tianbao" in page


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2028, 2, 29), date(2026, 12, 31)])
def test_demonstration_can_be_loaded_on_any_day(db, day):
    loading.load(on=day)

    assert Assignment.objects.exists()
    assert not ProgressReport.objects.filter(reviewed_on__gt=day).exists()


def test_demonstration_is_refused_when_the_portal_has_units(city):
    with pytest.raises(CommandError, match="只能装入空的平台"):
        call_command("load_demo")

    assert people.accounts_here() == []
