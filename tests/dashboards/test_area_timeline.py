"""The timeline of an area: a bar for each task from its first day to its deadline, and the line of today."""

from datetime import date

import pytest
from django.urls import reverse

from dashboards.area_timeline import end_position, position
from tests.tasks.worlds import make_assignment, make_report, make_task

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
URL = reverse("area-timeline", args=[2])


@pytest.mark.parametrize(
    ("day", "begins", "ends"),
    [
        (date(2026, 1, 1), 0, 100 / 31),
        (date(2026, 12, 31), 1200 - 100 / 31, 1200),
        (date(2026, 2, 15), 150, 100 + 1500 / 28),
        (date(2025, 6, 1), 0, 0),
        (date(2027, 1, 1), 1200, 1200),
    ],
)
def test_day_has_its_place_within_its_month(day, begins, ends):
    assert (position(day, 2026), end_position(day, 2026)) == (pytest.approx(begins), pytest.approx(ends))


@pytest.fixture
def bars(as_user, people):
    return lambda: as_user(people.city_manager).get(URL).context["bars"]


def test_bar_begins_with_the_first_assignment_and_ends_with_the_deadline(bars, city, county, other_county):
    task = make_task(city, deadline=date(2026, 6, 30))
    make_assignment(county, task, starts_on=date(2026, 3, 1))
    make_assignment(other_county, task, starts_on=date(2026, 2, 1))

    [bar] = bars()

    assert (bar.starts_on, bar.due_on, bar.left, bar.width) == (date(2026, 2, 1), date(2026, 6, 30), 100, 500)


def test_done_part_follows_the_confirmed_share(as_user, people, city, county):
    assignment = make_assignment(county, make_task(city))
    make_report(assignment, reviewed_on=date(2026, 2, 1), progress=25)

    [bar] = as_user(people.county_manager).get(URL).context["bars"]

    assert (bar.width, bar.done) == (1200, 300)


def test_task_without_a_deadline_goes_on_to_the_end_of_the_year(bars, city, county):
    task = make_task(city, deadline=None, deadline_label="")
    make_assignment(county, task, starts_on=date(2026, 7, 1), due_on=None)

    [bar] = bars()

    assert (bar.due_on, bar.left, bar.width, bar.ends_after) == (None, 600, 600, True)


def test_line_of_today_stands_at_the_end_of_the_day(as_user, people, city, county):
    make_assignment(county, make_task(city))

    page = as_user(people.city_manager).get(URL)

    assert page.context["today_at"] == round(1000 + 2300 / 30, 1)
    assert 'class="today"' in page.content.decode()


def test_page_of_the_area_links_to_the_timeline(as_user, people, city, county):
    make_assignment(county, make_task(city))

    assert f'href="{URL}?' in as_user(people.city_manager).get(reverse("area", args=[2])).content.decode()


def test_area_without_tasks_says_so(as_user, people):
    assert "没有任务" in as_user(people.city_manager).get(URL).content.decode()
