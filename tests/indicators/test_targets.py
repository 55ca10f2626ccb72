"""The page on which the root's managers set targets and thresholds of a year."""

from datetime import date

import pytest
from django.urls import reverse

from indicators.models import IndicatorYear

KEY = "posts_filled"
TODAY = date(2026, 7, 20)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)


def target_url(year=2026):
    return reverse("indicators:target", args=[year, KEY])


def posted(client, year=2026, **changes):
    data = {"target": "95", "yellow": "90", "red": "80", "in_use": "on", "valid_from": "2026-08-01"} | changes
    return client.post(target_url(year), data)


def test_manager_of_the_root_sets_targets_from_a_day_on(as_user, people, city):
    response = posted(as_user(people.city_manager))

    assert response.url == reverse("indicators:targets", args=[2026])
    settings = IndicatorYear.objects.get()
    assert (settings.key, settings.target, settings.in_use, settings.valid_from) == (KEY, 95, True, date(2026, 8, 1))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"valid_from": "2026-07-19"}, "不能追溯"),
        ({"valid_from": ""}, "必填"),
        ({"yellow": "96"}, "应依次降低"),
        ({"target": "101"}, "0 至 100"),
        ({"target": "很多"}, "数字"),
    ],
)
def test_refused_targets_keep_what_was_typed(as_user, people, city, changes, message):
    page = posted(as_user(people.city_manager), red="77", **changes).content.decode()

    assert message in page
    assert 'value="77"' in page
    assert not IndicatorYear.objects.exists()


def test_targets_may_be_set_on_the_day_itself(as_user, people, city):
    posted(as_user(people.city_manager), valid_from="2026-07-20")

    assert IndicatorYear.objects.filter(valid_from=TODAY).exists()


def test_second_setting_from_the_same_day_is_refused(as_user, people, city):
    client = as_user(people.city_manager)
    posted(client)

    page = posted(client, target="99").content.decode()

    assert "自 2026-08-01 起的目标已经设定" in page
    assert IndicatorYear.objects.get().target == 95


def test_form_begins_with_the_settings_that_hold(as_user, people, city):
    IndicatorYear.objects.create(key=KEY, year=2026, target=91, valid_from=date(2026, 3, 1))

    page = as_user(people.city_manager).get(target_url())

    assert page.context["form"].initial["target"] == 91
    assert page.context["form"].initial["valid_from"] == TODAY


def test_year_page_lists_what_holds_and_what_is_to_come(as_user, people, city):
    IndicatorYear.objects.create(key=KEY, year=2026, target=91, valid_from=date(2026, 3, 1))
    IndicatorYear.objects.create(key=KEY, year=2026, target=93, valid_from=date(2026, 8, 1))

    page = as_user(people.county_manager).get(reverse("indicators:targets", args=[2026])).content.decode()

    assert "91%" in page
    assert "自 2026-08-01 起：目标 93%" in page


def test_settings_of_the_year_link_to_the_targets(as_user, people, city):
    page = as_user(people.county_manager).get(reverse("years:year", args=[2026])).content.decode()

    assert reverse("indicators:targets", args=[2026]) in page


def test_targets_of_a_past_year_are_only_shown(as_user, people, city):
    page = as_user(people.city_manager).get(reverse("indicators:targets", args=[2025])).content.decode()

    assert target_url(2025) not in page
