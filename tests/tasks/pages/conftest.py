from datetime import date

import pytest
from django.test import Client

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The pages' clock stands still on a Monday, two days before the cut-off of November."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)
    return TODAY


@pytest.fixture
def as_user():
    """``as_user(people.county_editor)``: a client of somebody who has signed in."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in
