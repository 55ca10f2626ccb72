"""A quarterly ledger on its pages: the quarter is typed, shown in words, and read again from an export."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from ledgers.preview import prepare
from organizations.models import Organization
from rectification.models import TownshipSheet
from tests.factories import make_user
from tests.ledgers.conftest import BACKEND
from tests.ledgers.test_workbooks import content, file_name
from tests.rectification.worlds import make_sheet

pytestmark = pytest.mark.django_db
PAGE = reverse("ledgers:records", args=["township_sheet"])


@pytest.fixture
def editor(client, county):
    user = make_user(county, "editor")
    client.force_login(user, backend=BACKEND)
    return user


def add(client, township, **typed):
    values = {"organization": "弋阳县漆工镇", "year": "2026", "period": "2026-Q2", "approved": "9"} | typed
    return client.post(reverse("ledgers:add", args=["township_sheet"]), values)


def test_sheet_is_entered_for_a_quarter(client, editor, township):
    response = add(client, township)

    assert response.status_code == 302
    sheet = TownshipSheet.objects.get()
    assert (sheet.period, sheet.period_label, sheet.approved) == ("2026-Q2", "2026年第二季度", 9)


@pytest.mark.parametrize("period", ["2026-Q5", "2026-06", "2025-Q2", ""])
def test_quarter_that_is_none_or_lies_in_another_year_is_refused(client, editor, township, period):
    form = add(client, township, period=period).context["form"]

    assert list(form.errors) == ["period"]
    assert form["approved"].value() == "9"
    assert not TownshipSheet.objects.exists()


def test_list_shows_the_newest_quarter_and_offers_the_others_in_words(client, editor, township):
    make_sheet(township, "2026-Q1", approved=7)
    make_sheet(township, "2026-Q2", approved=9)

    page = client.get(PAGE, {"year": 2026})
    before = client.get(PAGE, {"year": 2026, "period": "2026-Q1"})

    assert [row["record"].approved for row in page.context["rows"]] == [9]
    assert [row["record"].approved for row in before.context["rows"]] == [7]
    assert "2026年第一季度" in page.content.decode()


def test_export_of_a_quarter_imported_again_changes_nothing(client, editor, county, township):
    Organization.objects.filter(pk=county.pk).update(short_name="弋阳")
    make_sheet(township, "2026-Q1", approved=7, filled=7)

    response = client.get(reverse("ledgers:export", args=["township_sheet"]), {"year": 2026, "format": "xlsx"})
    again = prepare(content(response), file_name(response), by=editor, default_year=2026, ledger="auto")

    assert again.staged.ledger_key == "township_sheet"
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 1, "held_back": 0}


def test_template_names_a_quarter_in_its_title(client, editor):
    response = client.get(reverse("ledgers:template", args=["township_sheet"]), {"year": 2026})

    sheet = load_workbook(BytesIO(content(response))).worksheets[0]

    assert sheet["A1"].value == "弋阳县2026年第二季度乡镇领导班子季度表"
