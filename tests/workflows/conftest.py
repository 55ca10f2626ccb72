from datetime import date

import pytest

from tests.workflows.worlds import make_people


@pytest.fixture
def movers(county, township):
    return make_people(county, township)


@pytest.fixture
def clock(monkeypatch):
    """``clock(2026, 9, 1)`` sets today on all pages and for all imports."""
    today = [date(2026, 9, 1)]
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: today[0])

    def set_today(*day):
        today[0] = date(*day)
        return today[0]

    return set_today
