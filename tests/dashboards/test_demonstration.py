import random
import re
from datetime import date
from html import unescape

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from audit.presentation import lines
from dashboards.demonstration import loading, people, records
from dashboards.demonstration.city import BY_FILE, City
from dashboards.demonstration.progress import Progress
from governance.models import Grid
from indicators import registry
from indicators.figures import figures_of
from indicators.models import IndicatorValue
from ledgers import declarations
from ledgers.declarations import Kind
from ledgers.models import ImportBatch
from ledgers.reading import rules
from ledgers.resources import model_of
from organizations.models import Organization, User
from rectification.models import Secretary
from registers.models import Branch
from tasks import bindings
from tasks.board import Board
from tasks.deadlines import State
from tasks.models import Assignment, ProgressReport, Task
from tasks.rates import completed
from training.models import SecretaryTraining
from years.models import TaskYear

TODAY = date(2026, 11, 23)
UNUSED = {"monthly_report", "applicant"}  # reports of periods come from the system; the other is a ledger of tests
WRITTEN = [ledger for ledger in declarations.all_ledgers() if ledger.key not in UNUSED]

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
    """Nothing is claimed (待核实): the system writes the figures, and nobody verifies them.

    Nor has anything not begun (未启动): every task runs for months, and one without progress is behind by now.
    """
    states = {line.state for line in board(unblocked).below}
    assert states == set(State) - {State.CLAIMED, State.NOT_STARTED}


def test_history_speaks_chinese(unblocked):
    """No line has English words or JSON, in what was done, to what, or what changed; names of files are no words."""
    manager = User.objects.filter(organization=unblocked, role="manager").first()
    foreign = re.compile(r"[A-Za-z_]{3,}|[{}]")
    found = set()

    for line in lines(list(AuditEntry.objects.all()), manager):
        texts = {line.action, line.kind, *(change.label for change in line.changes)}
        texts |= {value for change in line.changes for value in (change.before, change.after) if value}
        note = re.sub(r"\S+\.(?:csv|xlsx)", "", line.entry.note)
        found |= {(line.entry.action, text) for text in {*texts, note} if foreign.search(text)}

    assert {action for action, _text in found} <= {"indicator.sample_drawn"}  # the seed of a sample is random


def test_fourteen_tasks_reach_twelve_counties(unblocked):
    city_board = board(unblocked)

    reaching = {line.task for line in city_board.below}

    assert (len(reaching), len(city_board.units), len(city_board.below)) == (14, 12, 168)


def test_county_reports_what_its_townships_have_confirmed(unblocked):
    county = Organization.objects.get(code=people.COUNTY)
    city_board = board(county)
    task = next(task for task in city_board.tasks if task.number == "1.1")

    below = [line for line in city_board.below if line.task == task]

    assert completed(below).numerator == city_board.own[task.pk].status.value
    assert completed(below).denominator == city_board.own[task.pk].status.target


def shown_and_counted(lines):
    """What the map shows for each bound assignment, and what ``manage.py figures`` counts."""
    shown, counted = {}, {}
    for line in lines:
        [figure] = figures_of(line.unit, [bindings.leading(line.task)], on=TODAY)
        is_counted = line.task.is_quantity
        key = line.task.number, line.unit.code
        shown[key] = (line.status.progress, line.status.value if is_counted else None)
        counted[key] = (figure.rate, figure.counts.numerator if is_counted else None)
    return shown, counted


@pytest.mark.parametrize("code", ["361100000000", people.COUNTY, "361125000000"])
def test_map_shows_what_the_figures_count(unblocked, code):
    lines = [line for line in board(Organization.objects.get(code=code)).below if line.state != State.NOT_APPLICABLE]

    shown, counted = shown_and_counted(lines)

    assert len(shown) > 50
    assert shown == counted


def test_figures_of_the_city_are_the_sums_of_its_counties(unblocked):
    for task in Task.objects.filter(measure=Task.Measure.QUANTITY):
        [figure] = figures_of(unblocked, [bindings.leading(task)], on=TODAY)
        lines = [line for line in board(unblocked).below if line.task == task]

        assert sum(line.status.value or 0 for line in lines) == figure.counts.numerator > 0


def test_each_task_is_bound_to_an_indicator_of_its_item(unblocked):
    leading = {task.number: bindings.leading(task) for task in Task.objects.filter(directive__isnull=False)}

    assert len(leading) == 14
    assert {number: indicator.item for number, indicator in leading.items()} == {number: number for number in leading}


def by_month(key, unit):
    """The numerators of an indicator of a unit, a value for each month in which it changed."""
    values = IndicatorValue.objects.known_now().filter(indicator=key, organization=unit)
    return list(values.order_by("span").values_list("numerator", flat=True))


def test_figures_grow_month_by_month(unblocked):
    merged = by_month("communities_merged", unblocked)

    assert len(merged) == 11
    assert merged == sorted(merged)


def test_one_county_at_least_has_fallen_back(unblocked):
    counties = Organization.objects.filter(level="county").territory()
    last_two = [by_month("secretaries_filed", county)[-2:] for county in counties]

    assert any(now < before for before, now in last_two)


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


def test_a_ledger_of_each_row_came_through_files_and_was_confirmed_by_somebody_else(unblocked):
    whole = [declarations.get(key) for key in sorted(BY_FILE)]
    people = {
        (record.entered_by.username, record.confirmed_by and record.confirmed_by.username)
        for ledger in whole
        for record in model_of(ledger).objects.select_related("entered_by", "confirmed_by")
    }
    stored = ImportBatch.objects.filter(ledger_key__in=BY_FILE, state=ImportBatch.State.STORED)

    assert {ledger.item for ledger in whole} == {task.number for task in Task.objects.filter(directive__isnull=False)}
    assert people == {("shi-guanli", "shi-fuhe"), ("shi-guanli", None)}
    assert {batch.ledger_key for batch in stored} == BY_FILE
    assert sum(batch.held_count for batch in stored) == 0


def test_records_from_files_were_entered_on_a_past_day(unblocked):
    files = ImportBatch.objects.filter(uploaded_by__username="shi-guanli")

    for batch in files:
        records = model_of(declarations.get(batch.ledger_key)).objects.filter(import_batch=batch)
        assert {timezone.localdate(each.created_at) for each in records} == {timezone.localdate(batch.uploaded_at)}
        assert timezone.localdate(batch.uploaded_at) < TODAY
        assert all(each.confirmed_at is None or each.confirmed_at > each.created_at for each in records)


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
        monkeypatch.setattr(City, "store", lambda city, model, rows: rows_by_model.update({model: rows}))
        staff = {
            (user.organization_id, user.role): user for user in User.objects.filter(username__startswith="yanshi-")
        }
        counties = list(Organization.objects.filter(level="county").territory())
        tasks = Task.objects.filter(directive__isnull=False).in_order()
        progress = Progress(tasks=list(tasks), counties=counties, on=TODAY)
        progress.plan()
        records.build(counties=counties, staff=staff, progress=progress, on=TODAY)
        return rows_by_model

    first = rows()

    assert sum(map(len, first.values())) > 20_000
    assert rows() == first


def test_only_the_listed_accounts_can_sign_in(unblocked):
    usable = [user.username for user in User.objects.all() if user.has_usable_password()]

    assert sorted(usable) == sorted(username for username, *_rest in people.ACCOUNTS)
    assert len(people.accounts_here()) == 6


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


FIGURE_PAGES = [
    *("/overview/", "/districts/", "/tasks/", "/figures/", "/areas/1/", "/areas/2/", "/areas/3/", "/areas/4/"),
    *(f"/places/{code}/" for code in (people.COUNTY, "361125000000", "361102000000")),
]
NUMBER = re.compile(r'<a\b[^>]*href="(/[^"#]+)"[^>]*>\s*([\d,]+)\s*</a>')
RATE = re.compile(r'<a\b[^>]*href="(/figures/[^"]+)"[^>]*>[\d.]+%</a>(?:\s|<[^>]+>)*([\d,]+) / ([\d,]+)')


def figures_on(page):
    """``(address behind it, number of rows expected there)`` of the numbers and rates on a page that have a link."""
    content = page[page.index("<main") :]
    found = [(address, whole(number)) for address, number in NUMBER.findall(content)]
    for address, numerator, denominator in RATE.findall(content):
        found += [(address, whole(denominator)), (f"{address}&state=met", whole(numerator))]
    return [(unescape(address), number) for address, number in found if not is_sum(address)]


def is_sum(address):
    """Whether the page lists the parts of a sum, of money or problems, whose number the sum is not."""
    return address.startswith("/figures/") and bool(registry.get(address.split("/")[2]).population.amount)


def whole(number):
    return int(number.replace(",", ""))


@pytest.mark.parametrize("username", ["shi-lingdao", "xian-guanli", "zhen-tianbao"])
def test_pages_behind_twenty_random_figures_have_as_many_rows(unblocked, monkeypatch, username):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)
    client = Client()
    client.force_login(User.objects.get(username=username))
    pages = [response for page in FIGURE_PAGES if (response := client.get(page, follow=True)).status_code == 200]
    figures = sorted({figure for page in pages for figure in figures_on(page.content.decode())})

    chosen = random.Random(20261123).sample(figures, 20)

    rows = {address: client.get(address).context["page"].paginator.count for address, _number in chosen}
    assert [(address, rows[address]) for address, _number in chosen] == chosen


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
