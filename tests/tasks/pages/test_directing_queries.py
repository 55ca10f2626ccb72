"""The pages for setting and handing down tasks cost at most twelve queries for any number of rows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tasks.models import Directive, Task
from tests.factories import make_organization
from tests.tasks.directing import make_accepted, make_directive
from tests.tasks.worlds import make_assignment, make_report, make_task

MOST = 13


@pytest.fixture
def world(city, county, people):
    """Six counties with eight tasks each, with reports and cascaded assignments; six departments; two directives."""
    departments = [make_organization(f"第{number}局", parent=city, kind="部门") for number in range(6)]
    counties = [county, *[make_organization(f"第{number}县", parent=city) for number in range(5)]]
    below = [make_organization(f"{number}镇", parent=each) for each in counties for number in range(3)]
    for _number in range(8):
        task = make_task(city, measure="quantity", unit="村", target=60, lead=departments[0])
        task.supporting.set(departments)
        for unit in [*counties, *below]:
            made = make_assignment(unit, task, target=10)
            make_report(made, date(2026, 10, 1), reviewed_on=date(2026, 10, 26), value=5, progress=50)
    make_accepted(city)
    make_directive(city)
    return county


def waiting():
    return Directive.objects.latest("pk")


def accepted():
    return Directive.objects.earliest("pk")


def some(county):
    return Task.objects.filter(directive=None).first()


PAGES = {
    "list": lambda county: reverse("tasks:list"),
    "list of a past day": lambda county: reverse("tasks:list", query={"on": "2026-06-30"}),
    "detail": lambda county: reverse("tasks:detail", args=[some(county).pk]),
    "detail below": lambda county: reverse("tasks:detail", args=[some(county).pk], query={"below": county.code}),
    "directives": lambda county: reverse("tasks:directives"),
    "directives filtered": lambda county: reverse("tasks:directives", query={"q": "县", "stage": "ready"}),
    "directive edit": lambda county: reverse("tasks:directive_edit", args=[waiting().pk]),
    "directive delete": lambda county: reverse("tasks:directive_delete", args=[waiting().pk]),
    "withdraw all": lambda county: reverse("tasks:task_withdraw", args=[some(county).pk]),
    "withdraw directive": lambda county: reverse("tasks:directive_withdraw", args=[accepted().pk]),
    "directive": lambda county: reverse("tasks:directive", args=[waiting().pk]),
    "complete": lambda county: reverse("tasks:directive_complete", args=[accepted().pk]),
    "hand down many": lambda county: reverse("tasks:directive_hand_down", args=[accepted().pk]),
    "done": lambda county: reverse("tasks:directive_done", args=[accepted().pk]),
    "proposal": lambda county: reverse("tasks:proposal", args=[waiting().proposals.first().pk]),
    "create": lambda county: reverse("tasks:create"),
    "edit": lambda county: reverse("tasks:edit", args=[some(county).pk]),
    "hand down": lambda county: reverse("tasks:hand_down", args=[some(county).pk]),
    "change": lambda county: reverse("tasks:assignment_edit", args=[county.assignments.first().pk]),
    "reassign": lambda county: reverse("tasks:assignment_reassign", args=[county.assignments.first().pk]),
    "next year": lambda county: reverse("tasks:next_year"),
}


@pytest.mark.parametrize("page", PAGES)
def test_page_costs_at_most_thirteen_queries(as_user, people, world, page):
    client, url = as_user(people.city_manager), PAGES[page](world)
    client.get(url)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)

    assert response.status_code == 200
    told = "\n".join(query["sql"][:160] for query in queries)
    assert len(queries) <= MOST, f"{len(queries)} queries:\n{told}"
