"""A county never sees a deadline, a target or a rate of another level without the name of its unit beside it.

The test opens all pages of the tables of addresses as the manager of a county, while the city's task has a deadline
and a target, and the other county figures, that occur nowhere else.
"""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from tasks.models import Assignment, Task
from tests.access import make_world
from tests.tasks.worlds import make_assignment, make_report, make_task
from tests.test_access import ROWS, address, undone

DEADLINE, TARGET = date(2026, 12, 17), 7919
OF_THE_OTHER_COUNTY = ("2026-12-13", "6,421", "83.7%")
BLOCK = re.compile(r"<(?:/?(?:td|th|tr|dd|dt|dl|li|p|div|h\d|section|form|label|fieldset|option|main|caption)\b[^>]*)>")
PAGES = [row for row in ROWS if row.method == "get" and row.expected["county_manager"] == 200 and not row.debug_only]


@pytest.fixture
def world(db, today):
    return make_world()


def give_numbers_of_their_own(world):
    """Give the city's tasks, and the assignments of the other county, numbers that are found again on pages.

    One task is handed to the county, and to a township of it; another one is not handed to anybody there.
    """
    handed, _other = make_task(world.city), make_task(world.city)
    make_assignment(world.township, handed, parent=make_assignment(world.county, handed))
    city_tasks = Task.objects.filter(organization=world.city)
    city_tasks.update(deadline=DEADLINE, target=TARGET, unit="个村", measure=Task.Measure.QUANTITY)
    Assignment.objects.filter(organization=world.county).update(target=8, due_on=date(2026, 12, 8))
    for task in city_tasks:
        Assignment.objects.filter(organization=world.other_county, task=task).delete()
        other = make_assignment(world.other_county, task, target=6421, due_on=date(2026, 12, 13))
        make_report(other, date(2026, 10, 1), progress="83.7", value=5374, reviewed_on=date(2026, 10, 26))


def blocks_of(response):
    """The texts of the page, split where a cell, a line or a paragraph ends."""
    page = response.content.decode()
    page = page[page.find("<main") :]
    return [re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", block))).strip() for block in BLOCK.split(page)]


def is_nameless(block):
    of_city = DEADLINE.isoformat() in block or re.search(r"7,?919", block)
    return (of_city and "上饶市" not in block) or any(number in block for number in OF_THE_OTHER_COUNTY)


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_numbers_of_another_level_stand_beside_the_name_of_its_unit(world, row):
    with undone():
        url, _data = address(world, row)
        give_numbers_of_their_own(world)
        client = Client()
        client.force_login(world.county_manager)

        response = client.get(url)

    if response.status_code == 200 and response.get("Content-Type", "").startswith("text/html"):
        assert [block for block in blocks_of(response) if is_nameless(block)] == []


def test_the_numbers_are_found_on_the_pages_of_the_city(world):
    """Otherwise the test above would find nothing for ever."""
    give_numbers_of_their_own(world)
    client = Client()
    client.force_login(world.city_manager)
    task = Task.objects.first()

    listed, page = client.get("/tasks/"), client.get(f"/tasks/{task.pk}/")

    assert any(DEADLINE.isoformat() in block for block in blocks_of(listed))
    assert any("7,919" in block for block in blocks_of(page))
    assert any(OF_THE_OTHER_COUNTY[2] in block for block in blocks_of(page))
