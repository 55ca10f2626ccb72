"""Every field for a day takes the same spellings and gives the same errors."""

from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.test import RequestFactory
from django.urls import get_resolver
from django.utils import timezone

from pages.forms import DayField
from tests.files.test_dates import DAY, SPELLINGS
from years import shown_day


class DayForm(forms.Form):
    day = DayField(label="日期")


def forms_of_ours():
    """All form classes of the portal."""
    form_classes, waiting = set(), [forms.BaseForm]
    while waiting:
        below = set(waiting.pop().__subclasses__()) - form_classes
        form_classes |= below
        waiting.extend(below)
    return [form for form in form_classes if Path(settings.BASE_DIR, form.__module__.partition(".")[0]).is_dir()]


def test_every_form_uses_the_day_field():
    assert get_resolver().url_patterns  # importing the URLs has loaded every module with a form
    days = [
        (form.__qualname__, name, field)
        for form in forms_of_ours()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.DateField)
    ]

    assert {"EndForm", "UnitRegister", "HistoryList", "ExtensionForm", "TaskForm"} <= {form for form, *_rest in days}
    assert [(form, name) for form, name, field in days if not isinstance(field, DayField)] == []


@pytest.mark.parametrize("text", SPELLINGS)
def test_field_takes_every_spelling_and_shows_the_day_as_yyyy_mm_dd(text):
    form = DayForm({"day": text})

    assert form.is_valid()
    assert form.cleaned_data["day"] == DAY
    assert 'value="2026-06-30"' in str(form["day"])


def test_field_says_why_a_text_is_not_a_day_and_keeps_the_text():
    form = DayForm({"day": "26-6-30"})

    assert form.errors["day"] == ["“26-6-30”的年份只有两位，请写满四位，例如 2026-06-30。"]
    assert 'value="26-6-30"' in str(form["day"])


@pytest.mark.parametrize(("text", "changed"), [("2026年6月30日", False), ("2026-07-01", True), ("x", True), ("", True)])
def test_another_spelling_of_the_same_day_is_not_a_change(text, changed):
    form = DayForm({"day": text}, initial={"day": DAY})

    assert form.has_changed() is changed


@pytest.mark.parametrize("text", SPELLINGS)
def test_shown_day_takes_every_spelling(text, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 11, 23))
    request = RequestFactory().get("/", {"on": text})

    assert shown_day.from_request(request, year=2026).on == DAY
    assert shown_day.year_from_request(request, 2020) == 2026
