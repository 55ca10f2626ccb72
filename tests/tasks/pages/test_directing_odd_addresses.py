"""Mistyped and manipulated addresses and forms never lead to a server error."""

import pytest
from django.urls import reverse

from tests.tasks.directing import make_directive
from tests.tasks.worlds import make_assignment, make_task

ODD = ["abc", "-1", "9" * 30, "\x00", "'", "<b>", "长" * 500, "２０２６", "2026-02-30", "②"]
ASKED = ["q", "state", "sort", "area", "department", "page", "size", "on", "year", "format"]
SENT = ["row", "unit", "units", "do", "step", "selection", "share1", "at", "tasks", "to", "title", "reason"]


@pytest.fixture
def manager(as_user, people):
    return as_user(people.city_manager)


@pytest.mark.parametrize("odd", ODD)
def test_odd_parameters_cause_no_server_error(manager, city, county, odd):
    task = make_assignment(county, make_task(city)).task
    addresses = [reverse(f"tasks:{name}", args=[task.pk]) for name in ("detail", "detail_export", "hand_down")]
    addresses += [reverse(f"tasks:{name}") for name in ("list", "list_export", "directives")]

    answers = {address: manager.get(address, dict.fromkeys(ASKED, odd)).status_code for address in addresses}
    below = manager.get(reverse("tasks:detail", args=[task.pk]), {"below": odd}).status_code

    assert {address: status for address, status in answers.items() if status not in {200, 302}} == {}
    assert below in {200, 404}


@pytest.mark.parametrize("name", ["assignment", "report_read", "detail", "evidence"])
def test_number_that_no_database_holds_is_not_found(manager, name):
    assert manager.get(reverse(f"tasks:{name}", args=["9" * 30])).status_code == 404


@pytest.mark.parametrize("name", SENT)
def test_odd_form_data_causes_no_server_error(manager, city, county, people, name):
    directive = make_directive(city, by=people.city_manager)
    assignment = make_assignment(county, make_task(city, measure="quantity", unit="村", target=5))
    addresses = [
        reverse("tasks:remind", args=[assignment.task_id]),
        reverse("tasks:hand_down", args=[assignment.task_id]),
        reverse("tasks:directive_merge", args=[directive.pk]),
        reverse("tasks:proposal_split", args=[directive.proposals.first().pk]),
        reverse("tasks:next_year"),
        reverse("tasks:assignment_reassign", args=[assignment.pk]),
    ]
    basis = {"step": "terms", "do": "check", "selection": "chosen"}

    answers = {
        (address, odd): manager.post(address, basis | {name: odd}).status_code
        for address in addresses
        for odd in ("abc", "9" * 30, "\x00", "长" * 500)
    }

    assert {key: status for key, status in answers.items() if status not in {200, 302}} == {}
