"""Registers and cases of a unit that ends: what its successor takes over, and what ends with the unit."""

from datetime import date

import pytest

from audit.models import AuditEntry
from governance.models import Grid
from ledgers import actions as ledger_actions
from ledgers import succession
from organizations import actions
from rectification.models import CollectiveEconomy, Secretary, WeakOrg
from tests.factories import make_organization, make_user

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 6, 30)
FIRST_DAY = date(2026, 7, 1)


@pytest.fixture
def successor(township):
    return make_organization("马山村", parent=township, level="village", kind="村")


@pytest.fixture
def make(village, county):
    """``make(Model, **fields)`` stores a confirmed record of the village."""
    editor, manager = make_user(county, "editor"), make_user(county, "manager")

    def make(model, organization=village, **fields):
        record = model.objects.create(organization=organization, year=2026, entered_by=editor, **fields)
        ledger_actions.confirm_records(model.objects.filter(pk=record.pk), by=manager)
        return model.objects.get(pk=record.pk)

    return make


def merge(village, successor, **options):
    actions.merge([village], into=successor, last_day=LAST_DAY, **options)


def units(model, on):
    return [str(record.organization) for record in model.objects.confirmed().in_force(on=on)]


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (WeakOrg, {"problem": "无书记", "listed_on": "2026-03"}),
        (CollectiveEconomy, {"project": "光伏电站", "start_on": "2025-03", "end_on": "2026-12"}),
        (Grid, {"grid_name": "第一网格"}),
    ],
)
def test_open_record_goes_to_the_successor_on_the_next_day_and_past_days_stay(village, successor, make, model, fields):
    old = make(model, **fields)

    merge(village, successor)

    assert units(model, LAST_DAY) == ["湖塘村"]
    assert units(model, FIRST_DAY) == ["马山村"]
    new = model.objects.get(previous=old)
    assert (new.state, new.confirmed_by, new.version) == ("confirmed", old.confirmed_by, 1)
    assert {name: getattr(new, name) for name in fields} == fields
    assert AuditEntry.objects.get(action="ledger.record.handed_over").changes == {"organization": ["湖塘村", "马山村"]}


def test_secretary_leaves_with_the_unit(village, successor, make):
    make(Secretary, name="张三")

    merge(village, successor)

    assert units(Secretary, LAST_DAY) == ["湖塘村"]
    assert units(Secretary, FIRST_DAY) == []


@pytest.mark.parametrize(("closed", "taken_over"), [("2026-06-30", 0), ("2026-06", 0), ("2026-07-01", 1), ("", 1)])
def test_case_closed_by_the_last_day_is_not_taken_over(village, successor, make, closed, taken_over):
    make(WeakOrg, problem="无书记", listed_on="2026-01", done_on=closed)

    merge(village, successor)

    assert WeakOrg.objects.filter(organization=successor).count() == taken_over


def test_record_that_the_successor_has_already_is_not_doubled(village, successor, make):
    make(Grid, grid_name="第一网格")
    make(Grid, organization=successor, grid_name="第一网格")

    merge(village, successor)

    assert units(Grid, FIRST_DAY) == ["马山村"]


def test_problem_that_the_open_case_of_the_successor_has_already_is_not_doubled(village, successor, make):
    make(WeakOrg, problem="无书记", listed_on="2026-03")
    make(WeakOrg, problem="阵地破旧", listed_on="2026-03")
    own = make(WeakOrg, organization=successor, problem="无书记", listed_on="2026-05")

    held = " ".join(succession.preview(village, successor=successor, last_day=LAST_DAY))
    merge(village, successor)

    assert "承接" in held
    assert "已有相同的记录" in held
    lines = WeakOrg.objects.filter(organization=successor).order_by("problem")
    assert [(line.problem, line.head) for line in lines] == [("无书记", own.head), ("阵地破旧", own.head)]


def test_registers_and_cases_of_a_unit_without_successor_end_with_it(village, make):
    make(Grid, grid_name="第一网格")
    make(WeakOrg, problem="无书记")

    actions.end(village, last_day=LAST_DAY)

    assert units(Grid, LAST_DAY) + units(WeakOrg, LAST_DAY) == ["湖塘村", "湖塘村"]
    assert units(Grid, FIRST_DAY) + units(WeakOrg, FIRST_DAY) == []


def test_nothing_is_taken_over_if_the_user_declines(village, successor, make):
    make(Grid, grid_name="第一网格")

    merge(village, successor, hand_over=False)

    assert Grid.objects.count() == 1


def test_reopened_unit_gets_its_records_back(village, successor, make):
    make(Grid, grid_name="第一网格")
    merge(village, successor)

    actions.reopen(village, on=date(2026, 7, 10))

    assert units(Grid, date(2026, 7, 10)) == ["湖塘村"]
    assert AuditEntry.objects.filter(action="ledger.record.taken_back").count() == 1


def test_successor_keeps_a_record_on_which_it_has_worked(village, successor, make, county):
    make(Grid, grid_name="第一网格")
    merge(village, successor)
    copied = Grid.objects.get(organization=successor)
    ledger_actions.change_record(
        copied, by=make_user(county, "editor"), version=1, organization=successor, year=2026,
        values={"households": 300}, on=FIRST_DAY,
    )  # fmt: skip

    actions.reopen(village, on=date(2026, 7, 10))

    assert Grid.objects.filter(organization=successor).exists()


def test_preview_says_what_is_taken_over_and_what_ends(village, successor, make):
    make(Grid, grid_name="第一网格")
    make(Grid, grid_name="第二网格")
    make(Grid, organization=successor, grid_name="第二网格")
    make(Secretary, name="张三")

    sentences = succession.preview(village, successor=successor, last_day=LAST_DAY)
    alone = succession.preview(village, successor=None, last_day=LAST_DAY)

    assert [sentence.partition("（")[2] for sentence in sentences] == [
        f"网格整合台账 1 行）自次日起由“{successor.label}”承接。",
        f"网格整合台账 1 行）“{successor.label}”已有相同的记录，不再转入。",
        "村（社区）党组织书记备案台账 1 行）随单位停用，次日起不再算作在册（在任）、在办。",
    ]
    assert len(alone) == 1


def test_page_of_the_record_names_the_unit_that_had_it(as_user, village, successor, make, county):
    make(Grid, grid_name="第一网格")
    merge(village, successor)
    copied = Grid.objects.get(organization=successor)

    page = as_user(make_user(county, "viewer")).get(copied.get_absolute_url()).content.decode()

    assert "2026-07-01 起承接自湖塘村" in page
