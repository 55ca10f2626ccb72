"""Events, yearly sheets, registers and cases: what a record is over time, and which record a file row means."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from files.errors import FileError
from governance.models import Grid
from ledgers import actions, declarations
from ledgers.declarations import Tenure
from ledgers.preview import prepare
from ledgers.resources import resource_of
from rectification.models import CollectiveEconomy, Secretary, WeakOrg
from tasks.models import MonthlyReport
from tests.ledgers.conftest import SAMPLES, expected
from tests.ledgers.worlds import prepared, store
from training.models import LifePlan, OrgLife

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)


@pytest.fixture
def make(village, editor):
    """``make(Model, year=2026, **columns)`` stores a record of the village."""

    def make(model, year=2026, **fields):
        return model.objects.create(organization=village, year=year, entered_by=editor, **fields)

    return make


def secretaries(village, *rows, year=2026):
    """A file of secretaries: (name, appointed) of each row."""
    return prepared("secretary", [(village, *row) for row in rows], fields=("name", "appointed"), year=year)


def cases(village, *rows, year=2026):
    """A file of weak villages: (problem, listed on, closed on) of each row."""
    fields = ("problem", "listed_on", "done_on")
    return prepared("weak_org", [(village, *row) for row in rows], fields=fields, year=year)


def ended(record, until):
    record.until, record.leaving_reason = until, "调离"
    record.save()
    return record


# What a declaration must say.


@pytest.mark.parametrize(
    ("key", "changes", "message"),
    [
        ("grid", {"natural_key": ("place", "year", "grid_name")}, "the year is in the key"),
        ("life_plan", {"natural_key": ("place", "secretary")}, "the year is in the key"),
        ("org_life", {"since": ""}, "an event needs"),
        ("grid", {"since": "opened"}, "has no column opened"),
        ("center", {"closed_on": "built"}, "only cases"),
        ("grid", {"tenure": "forever"}, "forever"),
        ("grid", {"columns": [column for column in declarations.get("grid").columns if not column.leaves]}, "has left"),
    ],
)
def test_declaration_that_contradicts_its_tenure_is_refused(key, changes, message):
    with pytest.raises(ValueError, match=message):
        replace(declarations.get(key), **changes)


@pytest.mark.parametrize(
    ("tenure", "keys"),
    [
        (Tenure.REGISTER, "secretary reserve grid center branch officer resident_unit community_worker commissioner"),
        (Tenure.CASE, "weak_org collective_economy street_item former_grid meeting_decision need_project"),
        (Tenure.EVENT, "secretary_training member_training org_life appeal joint_meeting"),
        (Tenure.YEARLY, "life_plan monthly_report member_report"),
    ],
)
def test_ledger_has_its_tenure(tenure, keys):
    assert {key: declarations.get(key).tenure for key in keys.split()} == dict.fromkeys(keys.split(), tenure)


# Records of a day, of a span, of a year.


@pytest.mark.parametrize(
    ("since", "until", "day", "in_force"),
    [
        ("2026-05-03", None, date(2026, 5, 2), False), ("2026-05-03", None, date(2026, 5, 3), True),
        ("2026-05", None, date(2026, 4, 30), False), ("2026-05", None, date(2026, 5, 1), True),
        ("", None, date(1999, 1, 1), True), ("2020-01", None, date(2030, 1, 1), True),
        ("2020-01", date(2026, 5, 31), date(2026, 5, 31), True),
        ("2020-01", date(2026, 5, 31), date(2026, 6, 1), False),
    ],
)  # fmt: skip
def test_row_of_a_register_is_in_force_from_its_first_to_its_last_day(make, since, until, day, in_force):
    reason = "退休" if until else ""
    make(Secretary, name="张三", appointed=since, until=until, leaving_reason=reason)

    assert Secretary.objects.in_force(on=day).exists() is in_force


@pytest.mark.parametrize(
    ("listed", "closed", "day", "open_"),
    [
        ("2026-03-10", "", date(2026, 3, 9), False), ("2026-03-10", "", date(2026, 3, 10), True),
        ("2026-03-10", "2026-09-15", date(2026, 9, 15), True), ("2026-03-10", "2026-09-15", date(2026, 9, 16), False),
        ("2026-03", "2026-09", date(2026, 9, 30), True), ("2026-03", "2026-09", date(2026, 10, 1), False),
        ("", "", date(2030, 1, 1), True),
    ],
)  # fmt: skip
def test_case_is_open_from_its_opening_until_it_is_closed(make, listed, closed, day, open_):
    make(WeakOrg, problem="无书记", listed_on=listed, done_on=closed)

    assert WeakOrg.objects.in_force(on=day).exists() is open_


@pytest.mark.parametrize(
    ("happened", "first", "last", "inside"),
    [
        ("2026-05-03", date(2026, 5, 3), date(2026, 5, 3), True),
        ("2026-05-03", date(2026, 5, 4), date(2026, 5, 31), False),
        ("2026-05", date(2026, 5, 1), date(2026, 5, 31), True),
        ("2026-05", date(2026, 6, 1), date(2026, 6, 30), False),
        ("", date(2026, 1, 1), date(2026, 12, 31), True), ("", date(2026, 1, 1), date(2026, 12, 30), False),
        ("", date(2025, 1, 1), date(2025, 12, 31), False),
    ],
)  # fmt: skip
def test_event_lies_in_the_span_of_its_day(make, happened, first, last, inside):
    make(OrgLife, date=happened, kind="党员大会")

    assert OrgLife.objects.in_span(first, last).exists() is inside


def test_yearly_records_lie_in_their_year_and_reports_in_their_month(make):
    make(LifePlan, secretary="张三")
    make(MonthlyReport, period="2026-06", task="书记集中轮训")

    assert LifePlan.objects.in_span(date(2026, 3, 1), date(2026, 3, 31)).count() == 1
    assert LifePlan.objects.in_span(date(2027, 1, 1), date(2027, 1, 31)).count() == 0
    assert MonthlyReport.objects.in_span(date(2026, 6, 1), date(2026, 6, 30)).count() == 1
    assert MonthlyReport.objects.in_span(date(2026, 7, 1), date(2026, 7, 31)).count() == 0


def test_registers_and_open_cases_belong_to_every_year_they_last(make):
    make(Secretary, name="张三", appointed="2024-05")
    ended(make(Secretary, name="李四", appointed="2020-01"), date(2024, 4, 30))
    make(WeakOrg, problem="无书记", listed_on="2025-11", done_on="2026-02-01")

    def names(year):
        return sorted(Secretary.objects.in_year(year).values_list("name", flat=True))

    assert [names(year) for year in (2023, 2024, 2025, 2027)] == [["李四"], ["张三", "李四"], ["张三"], ["张三"]]
    assert [WeakOrg.objects.in_year(year).count() for year in (2024, 2025, 2026, 2027)] == [0, 1, 1, 0]


# Which record a row means.


def test_register_file_of_the_next_year_updates_the_same_records(village, editor):
    store(secretaries(village, ("张三", "2024-05")), editor)

    again = secretaries(village, ("张三", "2024-05"), year=2027)
    corrected = secretaries(village, ("张三", "2024-06"), year=2027)

    assert again.counts["unchanged"] == 1
    assert corrected.counts["changed"] == 1
    store(corrected, editor)
    assert [(row.year, row.appointed) for row in Secretary.objects.all()] == [(2026, "2024-06")]


def test_import_never_puts_a_person_back_who_has_left(village, editor):
    store(secretaries(village, ("张三", "2024-05")), editor)
    ended(Secretary.objects.get(), date(2026, 5, 31))

    same = secretaries(village, ("张三", "2024-05"))
    changed = secretaries(village, ("张三", "2024-06"))

    assert (same.counts["unchanged"], changed.counts["held_back"]) == (1, 1)
    store(same, editor)
    assert Secretary.objects.get().until == date(2026, 5, 31)


@pytest.mark.parametrize(("appointed", "terms"), [("2026-05", 1), ("2026-06-01", 2), ("2026-06", 2)])
def test_person_who_comes_back_after_leaving_has_a_second_term(village, editor, appointed, terms):
    store(secretaries(village, ("张三", "2024-05")), editor)
    ended(Secretary.objects.get(), date(2026, 5, 31))

    store(secretaries(village, ("张三", appointed)), editor)

    assert Secretary.objects.count() == terms


def test_row_means_the_term_that_has_not_ended(village, editor, make):
    old = ended(make(Secretary, name="张三", appointed="2010-01"), date(2020, 12, 31))
    new = make(Secretary, name="张三", appointed="2024-05")

    store(secretaries(village, ("张三", "2024-04")), editor)

    assert Secretary.objects.get(pk=old.pk).appointed == "2010-01"
    assert Secretary.objects.get(pk=new.pk).appointed == "2024-04"


def test_nobody_stands_twice_in_force_in_a_register(village, editor, make):
    make(Secretary, name="张三")

    with pytest.raises(ValidationError, match="仍在册"):
        actions.add_record(Secretary, by=editor, organization=village, year=2027, values={"name": "张三"}, on=TODAY)


def test_update_by_a_file_keeps_the_last_day_of_others(village, editor, make):
    leaver = ended(make(Secretary, name="李四"), date(2026, 5, 31))
    store(secretaries(village, ("张三", "2024-05")), editor)

    store(secretaries(village, ("张三", "2024-06")), editor)

    leaver.refresh_from_db()
    assert (leaver.until, leaver.leaving_reason) == (date(2026, 5, 31), "调离")


def test_case_goes_on_over_the_end_of_the_year(village, editor):
    store(cases(village, ("无书记", "2026-11", "")), editor)

    closed = cases(village, ("无书记", "2026-11", "2027-03-01"), year=2027)

    assert closed.counts["changed"] == 1
    store(closed, editor)
    assert (WeakOrg.objects.get().year, WeakOrg.objects.get().done_on) == (2026, "2027-03-01")


@pytest.mark.parametrize(
    ("listed", "outcome"),
    [("2026-02", "changed"), ("", "changed"), ("2026-03", "changed"), ("2026-11", "new"), ("2027-02", "new")],
)
def test_case_opened_after_the_old_one_was_closed_is_another(village, editor, listed, outcome):
    store(cases(village, ("无书记", "2026-02", "2026-10-31")), editor)

    again = cases(village, ("无书记", listed, ""), year=2027)

    assert again.counts[outcome] == 1
    assert len(again.result.alike) == (outcome == "new")


def test_each_row_of_a_case_finds_the_case_of_its_opening(village, editor, make):
    first = make(CollectiveEconomy, project="光伏电站", start_on="2024-03")
    second = make(CollectiveEconomy, project="光伏电站", start_on="2026-03")
    fields = ("project", "start_on", "batch")

    store(prepared("collective_economy", [(village, "光伏电站", "2024-03", "第一批")], fields=fields), editor)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.batch, second.batch) == ("第一批", "")


def test_person_may_say_that_a_case_listed_again_is_the_old_one(village, editor):
    store(cases(village, ("无书记", "2026-02", "2026-10-31")), editor)
    old = WeakOrg.objects.get()
    rows = cases(village, ("无书记", "2027-02", ""), year=2027)
    rows.dataset.same_as = {(0, 5): old.pk}

    again = resource_of(rows.dataset.ledger)().preview(rows.dataset)

    assert (again.counts["new"], again.counts["changed"]) == (0, 1)


def test_event_belongs_to_the_year_of_its_day(village, editor):
    rows = [
        (village, "2025-12-31", "党员大会", "年终"),
        (village, "2026-01", "党课", "开年"),
        (village, "", "党课", ""),
    ]

    store(prepared("org_life", rows, fields=("date", "kind", "topic"), year=2026), editor)

    assert sorted(OrgLife.objects.values_list("date", "year")) == [("", 2026), ("2025-12-31", 2025), ("2026-01", 2026)]


def test_events_without_a_day_of_two_yearly_files_are_different(village, editor):
    def file(year):
        return prepared("org_life", [(village, None, "党课", "开年")], fields=("date", "kind", "topic"), year=year)

    store(file(2026), editor)

    assert (file(2026).counts["unchanged"], file(2027).counts["new"]) == (1, 1)


def test_event_entered_by_hand_takes_the_year_of_its_day(village, editor):
    values = {"date": "2025-12-31", "kind": "党课", "topic": ""}
    record = actions.add_record(OrgLife, by=editor, organization=village, year=2026, values=values, on=TODAY)

    moved = actions.change_record(
        record, by=editor, version=1, organization=village, year=2026, values={"date": "2024-01-05"}, on=TODAY
    )

    assert (record.year, moved.year) == (2025, 2024)


def test_yearly_plans_of_two_years_are_two_records(village, editor):
    for year in (2026, 2027):
        store(prepared("life_plan", [(village, "张三", "每月党课")], fields=("secretary", "plan"), year=year), editor)

    assert sorted(LifePlan.objects.values_list("year", flat=True)) == [2026, 2027]


def test_form_asks_for_the_year_of_yearly_ledgers_only(as_user, editor, village):
    as_user(editor).post("/ledgers/grid/new/", {"organization": village.code, "grid_name": "第一网格", "year": 2019})
    page = as_user(editor).get("/ledgers/life_plan/new/").content.decode()

    assert Grid.objects.get().year != 2019
    assert 'name="year"' in page


@pytest.mark.parametrize(("number", "chosen"), [("03", "secretary"), ("08", "secretary"), ("03", "weak_org")])
def test_file_of_another_tenure_is_refused_where_its_columns_do_not_fit(number, chosen, city_editor):
    _answer, file = expected(next(path for path in SAMPLES if path.name.startswith(number)))

    with pytest.raises(FileError, match="对不上，没有读取"):
        prepare(file.read_bytes(), file.name, by=city_editor, default_year=2020, ledger=chosen)
