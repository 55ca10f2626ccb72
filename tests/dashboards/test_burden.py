"""What the portal asks of the base: from the declarations, the stored records and the reports of tasks."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from dashboards.burden import Burden
from ledgers import declarations
from rectification.models import WeakOrg
from tests.accountability.worlds import make_item
from tests.factories import make_organization, make_user
from tests.indicators.worlds import make_demand, make_grid, make_plan, make_problem
from tests.ledgers.worlds import prepared, store
from tests.tasks.worlds import make_assignment, make_report, make_task

TODAY = date(2026, 5, 31)
GRID, PLAN, APPEAL = map(declarations.get, ("grid", "life_plan", "appeal"))


def line_of(burden, key):
    return next(line for line in burden.lines if line.key == key)


def burden_of(unit, *ledgers, on=TODAY):
    return Burden(unit, ledgers, on=on)


def test_yearly_ledger_asks_its_fields_once_a_year_of_each_unit_of_its_levels(county):
    line = line_of(burden_of(county, PLAN), "life_plan")

    assert (line.fields, line.times) == (7, 1)
    assert line.each == dict.fromkeys(["county", "township", "village"], 7)


def test_monthly_ledger_asks_its_fields_twelve_times(county):
    ledger = declarations.get("monthly_report")

    line = line_of(burden_of(county, ledger), ledger.key)

    assert line.times == 12
    assert set(line.each.values()) == {12 * len(ledger.fields)}


def test_unit_of_a_level_is_asked_only_by_the_ledgers_of_its_level(county):
    burden = burden_of(county, GRID, PLAN)

    assert burden.each == {"county": 7, "township": 7, "village": 7 + len(GRID.fields)}


def test_columns_that_are_not_kept_are_no_cells(county):
    line = line_of(burden_of(county, APPEAL), "appeal")

    assert line.fields == len(APPEAL.columns) - 2
    assert line.times is None
    assert line.each == dict.fromkeys(["county", "township", "village"], line.fields)


def test_cells_are_imported_typed_or_carried_over(county, village):
    store(prepared("grid", [[village, "第一网格"]], fields=("grid_name",)), make_user(county, "editor"))
    make_grid(village, "第二网格")
    make_grid(village, "第三网格", year=2025)
    make_grid(village, "第四网格", year=2025, until=date(2025, 12, 31), leaving_reason="merged")
    cells = len(GRID.fields)

    line = line_of(burden_of(county, GRID, on=date(2026, 12, 31)), "grid")

    assert (line.imported, line.typed, line.carried) == (cells, cells, cells)


def test_demand_of_another_year_or_another_county_is_not_asked(county, other_county, village):
    make_demand(village, received_at="2025-05-01", year=2025)
    make_demand(other_county)

    assert line_of(burden_of(county, APPEAL), "appeal").cells == 0


def test_case_that_goes_on_from_last_year_is_carried_over(village):
    make_problem(village, listed_on="2025-03", year=2025)

    line = line_of(burden_of(village, declarations.get("weak_org")), "weak_org")

    assert (line.typed, line.carried) == (0, len(WeakOrg.ledger().fields))


def test_reports_of_a_bound_task_are_computed_and_ask_for_nothing(county, township):
    free, bound = make_task(county.parent), make_task(county.parent, indicator="secretaries_filed")
    make_report(make_assignment(county, free), date(2026, 4, 1))
    make_report(make_assignment(county, bound), date(2026, 4, 1), indicator="secretaries_filed")
    make_assignment(township, free)

    line = line_of(burden_of(county), "reports")

    assert line.each == {"county": 12 * 4, "township": 12 * 4}
    assert (line.typed, line.computed) == (4, 1)


def test_share_that_nobody_typed_counts_imports_carrying_over_and_computing(county, village):
    make_grid(village, "第二网格")
    make_grid(village, "第三网格", year=2025)

    burden = burden_of(county, GRID)

    assert burden.totals["cells"] == 2 * len(GRID.fields)
    assert burden.saved_share == 50
    assert burden_of(county).saved_share is None


def test_items_are_compared_with_the_end_of_last_year(county, township):
    make_item(county, "甲", kind="报表", since="2025-03", ends_on="2025-12-31")
    make_item(county, "乙", kind="报表", since="2025-03", ends_on="2026-01-01")
    make_item(township, "丙", kind="会议", since="2026-05-31")
    make_item(county, "丁", kind="会议", since="2026-06-01")
    make_item(county, "戊", kind="检查", state="entered")
    make_item(county, "己")

    trend = {row.label: (row.before, row.now, row.change) for row in burden_of(county).trend}

    assert trend == {
        "报表": (2, 0, -2), "台账": (0, 0, 0), "会议": (0, 1, 1), "检查": (0, 0, 0), "评比": (0, 0, 0),
        "未填类别": (1, 1, 0),
    }  # fmt: skip


def test_page_and_export_show_each_ledger_with_its_cells(county, village, people, as_user, today):
    make_grid(village)
    client = as_user(people.county_editor)

    page = client.get(reverse("burden", args=[county.code]))
    export = client.get(reverse("burden-export", args=[county.code]) + "?format=csv").getvalue().decode("utf-8-sig")

    row = next(row for row in page.context["rows"] if row["line"].key == "grid")
    assert [level["cells"] for level in row["each"]] == [None, None, len(GRID.fields)]
    assert f"网格整合台账,{len(GRID.fields)},逐件,,,{len(GRID.fields)},0,{len(GRID.fields)},0,0" in export


def test_department_opens_the_page_of_its_county(county, as_user):
    office = make_organization("民政局", parent=county, kind="部门", level="county")
    client = as_user(make_user(office, "viewer"))

    page = client.get(reverse("burden-own"))

    assert page.context["organization"] == county
    assert client.get(reverse("burden-export", args=[county.code])).status_code == 200


def test_command_prints_the_cells_of_a_unit_of_each_level(county, village, capsys):
    make_plan(village)

    call_command("burden", "--on", "2026-05-31", "--json")

    [found] = json.loads(capsys.readouterr().out)
    asked = {line["key"]: line["each"] for line in found["lines"]}
    assert asked["life_plan"] == {"county": 7, "township": 7, "village": 7}
    assert found["each"]["village"] == sum(each.get("village", 0) for each in asked.values())
    assert (found["on"], found["typed"], found["cells"]) == ("2026-05-31", 7, 7)


def test_command_refuses_a_code_without_a_unit(county):
    with pytest.raises(CommandError, match="没有代码为“999”的单位"):
        call_command("burden", "--unit", "999")
