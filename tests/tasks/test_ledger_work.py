"""What a unit imports or enters for its task: the ledgers that prove the task, their records, and what is missing."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from audit.models import AuditEntry
from organizations.models import Organization
from rectification.models import VillageIncome
from tasks import actions, bindings, ledger_work
from tasks.ledger_work import Blank, Missing
from tasks.models import Task
from tests.factories import make_organization, make_user
from tests.indicators.worlds import make_grid, make_record
from tests.tasks.worlds import make_assignment, make_task

TODAY = date(2026, 11, 23)
INCOME = "villages_earning_50000"


@pytest.fixture
def villages(township, village):
    """Five villages of one township, and one community, which has no collective income."""
    make_organization("金鸡社区", parent=township, kind="社区")
    return [village, *[make_organization(f"第{number}村", parent=township) for number in range(4)]]


@pytest.fixture
def assignment(city, county):
    return make_assignment(county, make_task(city, indicator=INCOME))


def make_income(village, **values):
    return make_record(VillageIncome, village, **values)


def work_of(assignment, user):
    return ledger_work.of(assignment, user=user, today=TODAY)


def test_ledgers_of_the_indicator_come_first_then_those_that_the_issuer_chose(city):
    task = make_task(city, indicator=INCOME, ledgers=["grid", "village_income", "gone"])

    assert [ledger.key for ledger in bindings.proving_ledgers(task)] == ["village_income", "grid"]
    assert bindings.proving_ledgers(make_task(city)) == []


def test_records_are_counted_by_state_and_year_below_the_unit(assignment, people, villages, other_county):
    elsewhere = make_organization("别村", parent=make_organization("别镇", parent=other_county))
    for place, state in zip(villages, ["confirmed", "confirmed", "entered", "returned"], strict=False):
        make_income(place, state=state, operating_yuan=60_000)
    make_income(villages[0], year=2025)
    make_income(elsewhere)

    [entry] = work_of(assignment, people.county_editor).entries

    states = entry.states
    assert (states.confirmed, states.waiting, states.returned, states.last_year) == (2, 1, 1, 1)


def test_villages_without_a_record_are_counted_and_the_first_ones_named(assignment, people, villages):
    make_income(villages[2])

    [entry] = work_of(assignment, people.county_editor).entries

    assert entry.without == Missing(4, ["湖塘村", "第0村", "第2村"])
    assert entry.without.has_more


def test_only_the_population_of_the_indicator_owes_a_record(assignment, people, villages, township):
    """A community has no collective income; a chosen ledger without an indicator is owed by every unit of its level."""
    chosen = make_assignment(township, make_task(assignment.task.organization, ledgers=["village_income"]))
    for place in villages:
        make_income(place)

    [of_indicator] = work_of(assignment, people.county_editor).entries
    [of_choice] = work_of(chosen, people.township_editor).entries

    assert of_indicator.without == Missing(0, [])
    assert of_choice.without == Missing(1, ["金鸡社区"])


def test_ledger_with_many_records_of_a_unit_misses_no_unit(city, county, people, villages):
    assignment = make_assignment(county, make_task(city, indicator="grids_with_party_group"))

    [entry] = work_of(assignment, people.county_editor).entries

    assert (entry.ledger.key, entry.without) == ("grid", None)


def test_blanks_are_counted_in_the_columns_that_the_figure_needs(city, county, people, village):
    assignment = make_assignment(county, make_task(city, indicator="grids_with_party_group"))
    make_grid(village, "第一网格", party_group=None)
    make_grid(village, "第二网格", party_group=None)
    make_grid(village, "第三网格", party_group=False)

    [entry] = work_of(assignment, people.county_editor).entries

    assert entry.blanks == [Blank("是否建立党小组", 2)]


def test_column_without_blanks_is_not_missing(city, county, people, village):
    assignment = make_assignment(county, make_task(city, indicator="grids_with_party_group"))
    make_grid(village, party_group=False)

    [entry] = work_of(assignment, people.county_editor).entries

    assert entry.blanks == []


def test_gap_counts_and_names_what_is_not_met_or_unknown(city, county, people, village):
    assignment = make_assignment(county, make_task(city, indicator="grids_with_party_group"))
    make_grid(village, "第一网格", party_group=None)
    make_grid(village, "第二网格", party_group=False)
    make_grid(village, "第三网格", party_group=True)

    gap = work_of(assignment, people.county_editor).gap

    assert (gap.not_met, gap.unknown) == (1, 1)
    assert gap.names == ["湖塘村　第二网格", "湖塘村　第一网格"]
    assert not gap.has_more
    assert gap.url == f"/figures/grids_with_party_group/{county.code}/?on=2026-11-23"


def test_task_without_ledgers_has_no_block(city, county, people):
    assert work_of(make_assignment(county, make_task(city)), people.county_editor) is None


def test_department_sees_only_the_ledgers_of_its_line(city, county, people, village):
    task = make_task(city, indicator="grids_with_party_group", ledgers=["village_income"])
    fields = {"level": county.level, "kind": Organization.Kind.DEPARTMENT}
    civil_affairs = make_user(make_organization("民政局", parent=county, **fields), "manager")
    make_grid(village)

    work = work_of(make_assignment(county, task), civil_affairs)

    assert [entry.ledger.key for entry in work.entries] == ["grid"]
    assert not work.entries[0].may_enter
    assert work.entries[0].states.confirmed == 1


@pytest.mark.parametrize("villages_below", [3, 30])
def test_block_costs_five_queries_for_any_number_of_units(
    assignment, people, township, villages_below, django_assert_num_queries
):
    for number in range(villages_below):
        make_income(make_organization(f"第{number}村", parent=township), operating_yuan=None)

    with django_assert_num_queries(5):
        work_of(assignment, people.county_editor)


def test_assignment_page_and_report_form_show_the_block(as_user, people, assignment, village, today):
    make_income(village, year=2025)
    client = as_user(people.county_editor)
    pages = [
        client.get(reverse("tasks:assignment", args=[assignment.pk])).content.decode(),
        client.get(reverse("tasks:report", args=[assignment.pk, date(2026, 11, 1)])).content.decode(),
    ]

    for page in pages:
        assert 'href="/ledgers/imports/new/?key=village_income"' in page
        assert 'href="/ledgers/village_income/template/"' in page
        assert f'href="/ledgers/village_income/?place={village.parent.parent.code}&amp;year=2026"' in page
        assert "1 个单位没有记录" in page


def test_links_of_the_block_open_exactly_the_records_it_counts(as_user, people, assignment, villages, today):
    make_income(villages[0])
    make_income(villages[1], state="entered")
    make_income(villages[0], year=2025)
    client = as_user(people.county_editor)
    [entry] = work_of(assignment, people.county_editor).entries

    listed = client.get(entry.records_url).context["counts"]
    last_year = client.get(entry.last_year_url)

    assert (listed["confirmed"], listed["entered"]) == (entry.states.confirmed, entry.states.waiting) == (1, 1)
    assert last_year.status_code == 200
    assert "village_income" in client.get(entry.upload_url).context["form"]["key"].initial
    assert client.get(entry.template_url).status_code == client.get(entry.add_url).status_code == 200


def test_past_day_and_a_reader_show_nothing_to_import(as_user, people, assignment, village, today):
    url = reverse("tasks:assignment", args=[assignment.pk])

    read = as_user(people.city_viewer).get(url).content.decode()
    past = as_user(people.county_editor).get(url, {"on": "2026-06-30"})

    assert "要导入或填写的台账" in read
    assert "/ledgers/imports/new/" not in read
    assert past.context["ledger_work"] is None


def test_issuer_chooses_ledgers_beside_the_indicator(as_user, people, city, today):
    task = make_task(city, indicator=INCOME)
    form = {f"task{task.pk}": INCOME, f"ledgers{task.pk}": ["village_visit", "grid"]}

    page = as_user(people.city_manager).post(reverse("tasks:bindings"), form, follow=True).content.decode()

    assert Task.objects.get().ledgers == ["village_visit", "grid"]
    assert "1 项任务的对应指标或台账有变化" in page
    assert AuditEntry.objects.get(action="task.changed").changes.keys() == {"ledgers"}


def test_unknown_ledger_is_refused_and_others_may_not_choose(people, city):
    task = make_task(city)

    with pytest.raises(ValidationError, match="没有台账“gone”"):
        actions.choose_ledgers({task: ["gone"]}, by=people.city_manager)
    with pytest.raises(PermissionDenied):
        actions.choose_ledgers({task: ["grid"]}, by=people.county_manager)


def test_chosen_ledgers_go_along_to_the_next_year(people, city):
    task = make_task(city, ledgers=["grid"])

    [following] = actions.open_next_year([task], year=2027, by=people.city_manager, on=TODAY)

    assert following.ledgers == ["grid"]


def test_pages_of_the_task_and_of_handing_down_name_the_ledgers(as_user, people, city, county, today):
    task = make_task(city, indicator=INCOME, ledgers=["grid"])
    client = as_user(people.city_manager)
    terms = {"step": "terms", "do": "check", "unit": county.pk, "due_on": "2026-12-31", "starts_on": "2026-11-23"}

    shown = client.get(reverse("tasks:detail", args=[task.pk])).content.decode()
    confirmed = client.post(reverse("tasks:hand_down", args=[task.pk]), terms | {"weight": "1"}).content.decode()

    for page in (shown, confirmed):
        assert "村级集体经济收入台账、" in page
