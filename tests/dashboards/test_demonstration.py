from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.urls import reverse

from dashboards.demonstration import loading, people, records
from governance.models import Center, Grid
from governance.neighbourhoods import FormerGrid
from governance.streets import StreetItem
from ledgers import declarations
from ledgers.declarations import Kind
from ledgers.reading import rules
from ledgers.resources import model_of
from organizations.models import Organization, User
from rectification.models import CollectiveEconomy, Secretary, WeakOrg
from registers.models import Branch
from tasks.board import Board, completed
from tasks.deadlines import State
from tasks.models import Assignment, ProgressReport
from training.models import SecretaryTraining
from years.models import TaskYear

TODAY = date(2026, 11, 23)
WRITTEN = [ledger for ledger in declarations.all_ledgers() if ledger.key not in {"monthly_report", "org_life"}]

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


def villages_rectified(county):
    problems = WeakOrg.objects.descendants_of(county).confirmed()
    return problems.exclude(organization__in=problems.exclude(rectified=True).values("organization"))


def communities_merged(county):
    grids = Grid.objects.descendants_of(county).confirmed()
    return grids.exclude(organization__in=grids.exclude(party_group=True).values("organization"))


def streets_with_progress(county):
    items = StreetItem.objects.descendants_of(county).confirmed().filter(status="已实施")
    for dimension in ("明责", "赋权", "扩能"):
        items = items.filter(organization__in=items.filter(dimension=dimension).values("organization"))
    return items


def communities_without_former_grids(county):
    grids = FormerGrid.objects.descendants_of(county).confirmed()
    return grids.exclude(organization__in=grids.exclude(merged=True).values("organization"))


DONE = {
    "1.1": lambda county: SecretaryTraining.objects.descendants_of(county).confirmed().filter(passed=True, days__gte=3),
    "2.1": villages_rectified,
    "2.2": lambda county: Secretary.objects.descendants_of(county).confirmed().filter(
        filed=True, until=None, organization__kind="村"
    ),
    "2.3": lambda county: CollectiveEconomy.objects.descendants_of(county).confirmed().filter(progress=100),
    "3.1": streets_with_progress,
    "3.2": communities_without_former_grids,
    "3.4": lambda county: Center.objects.descendants_of(county).confirmed().filter(online=True),
}  # fmt: skip


def test_communities_of_one_net_have_a_party_group_in_each_grid(unblocked):
    for county in Organization.objects.filter(level="county").territory():
        of_one_net, in_order = communities_without_former_grids(county), communities_merged(county)
        assert set(of_one_net.values_list("organization")) == set(in_order.values_list("organization"))


@pytest.mark.parametrize("number", DONE)
def test_confirmed_records_of_each_county_carry_the_reported_figure(unblocked, number):
    counties = Organization.objects.filter(level="county").territory()
    lines = [line for line in board(unblocked).below if line.task.number == number]

    done = {county.code: DONE[number](county).values("organization").distinct().count() for county in counties}

    assert sum(done.values()) > 0
    assert done == {line.unit.code: int(line.status.value or 0) for line in lines}


@pytest.mark.parametrize("ledger", WRITTEN, ids=lambda ledger: ledger.key)
def test_records_pass_the_rules_of_their_ledger(unblocked, ledger):
    records = model_of(ledger).objects.values_list(*map(ledger.lookup, ledger.fields))
    values = dict(zip(ledger.fields, map(list, zip(*records, strict=True)), strict=True))

    assert [problem for rule in ledger.rules for problem in rules.broken(rule, values, ledger)] == []
    for column in ledger.stored_columns:
        assert not column.required or "" not in values[column.field]
        if column.choices:
            assert set(values[column.field]) <= {"", *(choice.value for choice in column.choices)}


@pytest.mark.parametrize("ledger", WRITTEN, ids=lambda ledger: ledger.key)
def test_some_records_wait_and_nobody_has_confirmed_their_own(unblocked, ledger):
    records = model_of(ledger).objects.all()

    assert records.waiting().exists()
    assert not records.confirmed().filter(confirmed_by=F("entered_by")).exists()


def test_blank_cells_occur_in_yes_or_no_columns(unblocked):
    columns = [(Branch, "has_committee"), (Secretary, "filed"), (SecretaryTraining, "passed"), (Grid, "party_group")]

    for model, field in columns:
        assert {True, False, None} == set(model.objects.order_by().values_list(field, flat=True).distinct())


def test_every_village_has_a_branch_and_a_few_posts_of_secretaries_are_vacant(unblocked):
    villages = set(Organization.objects.filter(level="village").territory().values_list("pk", flat=True))
    in_office = set(Secretary.objects.in_force(on=TODAY).values_list("organization", flat=True))
    led = set(Branch.objects.exclude(secretary="").values_list("organization", flat=True)) & villages

    assert set(Branch.objects.filter(organization__in=villages).values_list("organization", flat=True)) == villages
    assert 0 < len(villages - in_office) < 100
    assert led >= in_office


def test_records_are_the_same_at_every_load(unblocked, monkeypatch):
    def rows():
        rows_by_model = {}
        for module in records.MODULES:
            monkeypatch.setattr(module, "store", rows_by_model.__setitem__)
        staff = {
            (user.organization_id, user.role): user for user in User.objects.filter(username__startswith="yanshi-")
        }
        records.build(counties=Organization.objects.filter(level="county").territory(), staff=staff, on=TODAY)
        return rows_by_model

    first = rows()

    assert sum(map(len, first.values())) > 20_000
    assert rows() == first


def test_only_the_listed_accounts_can_sign_in(unblocked):
    usable = [user.username for user in User.objects.all() if user.has_usable_password()]

    assert sorted(usable) == sorted(username for username, *_rest in people.ACCOUNTS)
    assert len(people.accounts_here()) == 5


def test_author_of_a_report_never_confirms_it(unblocked):
    confirmed = ProgressReport.objects.confirmed()

    assert confirmed.exists()
    assert not confirmed.filter(author=F("reviewer")).exists()


def test_phones_are_invented(unblocked):
    phones = [
        phone
        for ledger in WRITTEN
        for column in ledger.stored_columns
        if column.kind == Kind.PHONE
        for phone in model_of(ledger).objects.exclude(**{column.field: ""}).values_list(column.field, flat=True)
    ]

    assert len(phones) > 5000
    assert all(phone.startswith("1000") for phone in phones)


def test_login_page_names_the_accounts(unblocked, client):
    page = client.get(reverse("login")).content.decode()

    assert "xian-tianbao" in page


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2028, 2, 29), date(2026, 12, 31)])
def test_demonstration_can_be_loaded_on_any_day(db, day):
    loading.load(on=day)

    assert Assignment.objects.exists()
    assert not ProgressReport.objects.filter(reviewed_on__gt=day).exists()
    for ledger in WRITTEN:
        assert not ledger.since or not still_to_come(ledger, day).exists()


def still_to_come(ledger, day):
    """Records of a ledger whose first day comes after ``day``."""
    return model_of(ledger).objects.filter(**{f"{ledger.lookup(ledger.since)}__gt": f"{day.isoformat()}T24:00"})


def test_demonstration_is_refused_when_the_portal_has_units(city):
    with pytest.raises(CommandError, match="只能装入空的平台"):
        call_command("load_demo")

    assert people.accounts_here() == []
