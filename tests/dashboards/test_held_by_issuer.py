"""What a unit set and does itself (本级事项) is seen on its page and counted nowhere."""

from datetime import date

import pytest
from django.urls import reverse

from tasks.board import Board
from tests.tasks.worlds import make_assignment, make_report, make_task
from years.models import TaskYear

TODAY = date(2026, 11, 23)
JANUARY = date(2026, 1, 1)


def board_of(organization):
    return Board(organization, year=2026, on=TODAY, settings=TaskYear(year=2026))


@pytest.fixture
def task(city, county, other_county):
    """A headline task of the city that two counties hold, one of them late."""
    task = make_task(city, number="2.1", is_headline=True)
    make_report(make_assignment(county, task), JANUARY, reviewed_on=date(2026, 1, 26), progress=100)
    make_assignment(other_county, task, due_on=date(2026, 11, 1))
    return task


def hold(city, task):
    """The city holds ``task`` too, long overdue."""
    return make_assignment(city, task, due_on=date(2026, 2, 1))


def figures(board, task):
    return (board.own, board.below, board.subject, board.states, board.of_task(task), board.spread_of(task))


def test_board_is_the_same_with_and_without_the_own_item(city, task):
    before = figures(board_of(city), task)

    hold(city, task)

    assert figures(board_of(city), task) == before
    assert before[2]


def test_board_gives_the_own_item_apart(city, task):
    held = hold(city, task)

    assert [(line.pk, line.is_held_by_issuer) for line in board_of(city).held] == [(held.pk, True)]


COUNTED = ["summary", "headlines", "map", "feed", "trend"]


def test_overview_counts_the_same_with_and_without_the_own_item(as_user, people, city, task, today):
    client = as_user(people.city_viewer)
    before = client.get("/overview/")
    hold(city, task)

    after = client.get("/overview/")

    assert [after.context[name] for name in COUNTED] == [before.context[name] for name in COUNTED]
    assert after.context["summary"]["all"] == 2


def test_districts_and_exports_are_the_same_with_and_without_the_own_item(as_user, people, city, task, today):
    client = as_user(people.city_viewer)
    addresses = [
        reverse("districts-export") + "?format=csv",
        reverse("place-export", args=[city.code]) + "?format=csv",
        reverse("place-assignments-export", args=[city.code]) + "?format=csv",
        reverse("tasks:list_export") + "?format=csv",
        reverse("tasks:detail_export", args=[task.pk]) + "?format=csv",
    ]
    before = [rows(client, address) for address in addresses]
    hold(city, task)

    assert [rows(client, address) for address in addresses] == before


def rows(client, address):
    """The lines of an exported table; the note above it holds the time."""
    text = b"".join(client.get(address)).decode("utf-8-sig")
    return [line for line in text.splitlines() if "时间" not in line]


def test_overview_of_the_issuer_shows_the_own_item_with_a_link(as_user, people, city, task, today):
    held = hold(city, task)

    response = as_user(people.city_manager).get("/overview/")

    text = response.content.decode()
    assert "本级事项" in text
    assert [row["line"].pk for row in response.context["held"]] == [held.pk]
    assert reverse("tasks:assignment", args=[held.pk]) in text


def test_overview_shows_the_own_item_of_a_unit_that_handed_nothing_down(as_user, people, city, today):
    hold(city, make_task(city))

    assert "本级事项" in as_user(people.city_manager).get("/overview/").content.decode()


def test_overview_without_an_own_item_has_no_such_card(as_user, people, task, today):
    assert "本级事项" not in as_user(people.city_manager).get("/overview/").content.decode()


def test_page_of_a_unit_below_does_not_show_it(as_user, people, city, county, task, today):
    hold(city, task)

    assert "本级事项" not in as_user(people.county_manager).get("/overview/").content.decode()


def test_list_of_own_items_holds_nothing_else(as_user, people, city, task, today):
    held = hold(city, task)

    response = as_user(people.city_viewer).get(reverse("place-assignments", args=[city.code], query={"whose": "held"}))

    assert [row["line"].pk for row in response.context["rows"]] == [held.pk]


def test_countys_own_list_is_about_the_tasks_from_above(as_user, people, county, task, today):
    make_assignment(county, make_task(county))

    response = as_user(people.county_manager).get(
        reverse("place-assignments", args=[county.code], query={"whose": "own"})
    )

    assert [row["line"].task.pk for row in response.context["rows"]] == [task.pk]
