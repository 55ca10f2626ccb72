"""What a person viewed last is listed below the empty search box, for that person alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.urls import reverse

from search import recent
from search.models import RecentView
from search.providers import kind_called
from tests.indicators.worlds import make_secretary
from tests.tasks.worlds import make_task

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_just_viewed():
    """Other tests may have used the same keys of users and objects."""
    cache.clear()


@pytest.fixture
def viewed(as_user):
    """``viewed(user)`` gives the titles on the page of the search without a text."""

    def viewed(user):
        entries = as_user(user).get(reverse("search:results")).context["recent"]
        return [hit.title for _kind, hit in entries]

    return viewed


def test_units_tasks_records_and_directives_are_remembered(as_user, people, viewed, city, village):
    client, task, secretary = as_user(people.county_editor), make_task(city), make_secretary(village)
    client.get(reverse("place", args=[village.code]))
    client.get(reverse("tasks:detail", args=[task.pk]))
    client.get(secretary.get_absolute_url())

    titles = viewed(people.county_editor)

    assert len(titles) == 3
    assert titles[1:] == [f"{task.number} {task.title}", "湖塘村"]
    assert viewed(people.city_viewer) == []


def test_page_viewed_twice_is_listed_once_and_first(as_user, people, viewed, county, village):
    client = as_user(people.county_editor)
    for unit in (village, county, village):
        client.get(reverse("unit", args=[unit.code]))

    assert viewed(people.county_editor) == ["湖塘村", "弋阳县"]


def test_page_that_is_reloaded_is_written_once(as_user, people, village):
    client, url = as_user(people.county_editor), reverse("unit", args=[village.code])
    client.get(url)
    written = RecentView.objects.get().viewed_at

    client.get(url)

    assert RecentView.objects.get().viewed_at == written


def test_refused_pages_are_not_remembered(as_user, people, village):
    as_user(people.other_county_editor).get(reverse("unit", args=[village.code]))

    assert not RecentView.objects.exists()


def test_only_the_newest_twenty_are_kept(people, viewed, city):
    tasks = [make_task(city) for _number in range(22)]
    for number, task in enumerate(tasks):
        recent.remember(people.county_editor, kind_called("task"), str(task.pk), at=NOON + timedelta(minutes=number))

    titles = viewed(people.county_editor)

    assert titles[0] == f"{tasks[-1].number} {tasks[-1].title}"
    assert (len(titles), RecentView.objects.count()) == (20, 20)


def test_what_is_gone_or_no_longer_visible_is_removed(people, viewed, city, county, village):
    task = make_task(city)
    for kind, key in [("task", str(task.pk)), ("unit", village.code), ("unit", county.code), ("record", "no/1")]:
        recent.remember(people.township_editor, kind_called(kind), key, at=NOON)
    task.delete()

    assert viewed(people.township_editor) == ["湖塘村"]
    assert RecentView.objects.get().key == village.code


def test_page_is_shown_although_the_view_cannot_be_remembered(as_user, people, village, monkeypatch):
    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(recent, "remember", locked)

    assert as_user(people.county_editor).get(reverse("unit", args=[village.code])).status_code == 200
