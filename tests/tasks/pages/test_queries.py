"""Every page costs at most thirteen queries for any number of rows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notices.models import Message
from tasks import actions
from tasks.models import ProgressReport
from tests.factories import make_organization
from tests.tasks.worlds import make_assignment, make_report, make_task
from years.models import CutoffShift, TaskYear

MOST = 13
# The app of the tests has a list and a workflow of its own in 待办; each workflow is one query more. Claims and replies
# are one query each beside the reports.
MORE = {"todo of a county": 4, "todo of the city": 2, "assignment": 1, "past day": 1}
NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def world(city, county, people, today):
    """Four counties with three tasks each, with reports and cascaded to townships; cut-off days move with days off."""
    TaskYear.objects.create(year=2026, cutoff_shift=CutoffShift.NEXT)
    counties = [county, *[make_organization(f"第{number}县", parent=city) for number in range(3)]]
    townships = {each: [make_organization(f"{number}镇", parent=each) for number in range(2)] for each in counties}
    for _number in range(3):
        task = make_task(city, measure="quantity", unit="村", target=None)
        task.supporting.set([make_organization(parent=city, name="民政局", kind="部门")])
        for each in counties:
            above = _reported(each, task, None, people)
            for below in townships[each]:
                _reported(below, task, above, people)
    make_assignment(county, make_task(city, period="quarter"))
    for number in range(5):
        Message.objects.create(person=people.county_manager, day=date(2026, 11, number + 1), subject="提醒", items=[])
    return county


def _reported(unit, task, parent, people):
    assignment = make_assignment(unit, task, parent=parent, target=10)
    for month in (8, 9, 10):
        make_report(
            assignment, date(2026, month, 1), reviewed_on=date(2026, month, 26), value=month, progress=month * 5
        )
    if unit.level == "township" or unit.name != "弋阳县":
        make_report(assignment, NOVEMBER, submitted_on=date(2026, 11, 20), value=10, progress=100)
    return assignment


def first(county):
    return county.assignments.order_by("pk").first()


def evidence(county, people, today):
    draft = actions.save_draft(first(county), NOVEMBER, by=people.county_editor, on=today, version=0, value=5)
    actions.add_evidence(draft, by=people.county_editor, content=b"%PDF-1", name="纪要.pdf")
    return draft


ADDRESSES = {
    "todo of a county": ("county_manager", lambda county: reverse("notices:todo")),
    "todo of the city": ("city_manager", lambda county: reverse("notices:todo")),
    "review": ("city_manager", lambda county: reverse("tasks:review") + ""),
    "missing": ("city_manager", lambda county: reverse("tasks:missing") + "?period=2026-10&depth=all"),
    "assignment": ("county_manager", lambda county: reverse("tasks:assignment", args=[first(county).pk])),
    "past day": (
        "city_manager",
        lambda county: reverse("tasks:assignment", args=[first(county).pk]) + "?on=2026-09-30",
    ),
    "form": ("county_editor", lambda county: reverse("tasks:report", args=[first(county).pk, NOVEMBER])),
    "report": (
        "city_manager",
        lambda county: reverse("tasks:report_read", args=[ProgressReport.objects.submitted().latest("pk").pk]),
    ),
    "own report": (
        "county_editor",
        lambda county: reverse("tasks:report_read", args=[first(county).reports.earliest("pk").pk]),
    ),
    "settings": ("county_manager", lambda county: reverse("years:year", args=[2027])),
    "messages": ("county_manager", lambda county: reverse("notices:messages")),
    "extension": ("county_editor", lambda county: reverse("tasks:extension_request", args=[first(county).pk])),
}


@pytest.mark.parametrize("page", ADDRESSES)
def test_page_costs_at_most_thirteen_queries(as_user, people, world, today, page):
    who, address = ADDRESSES[page]
    evidence(world, people, today)
    client = as_user(getattr(people, who))
    url = address(world)
    client.get(url)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)

    assert response.status_code == 200
    told = "\n".join(query["sql"][:160] for query in queries)
    assert len(queries) <= MOST + MORE.get(page, 0), f"{len(queries)} queries:\n{told}"
