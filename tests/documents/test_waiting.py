"""Drafts wait in 待办 of those who must finish them, and nowhere else."""

from datetime import date

import pytest
from django.urls import reverse

from documents import todo
from documents.models import Document
from tests.documents.worlds import make_draft, make_issued

DAY = date(2026, 6, 2)


def titles(user):
    return [entry.title for entry in todo.waiting(user, on=DAY).entries]


@pytest.mark.parametrize(
    ("making", "waits_for"),
    [
        ("made", {"county_manager"}),
        ("waiting", {"county_manager"}),
        ("failed", {"county_manager", "county_editor"}),
    ],
)
def test_draft_waits_for_the_people_of_its_unit_who_can_finish_it(county, township, people, making, waits_for):
    draft = make_draft(county, making=making)

    assert {name for name, user in vars(people).items() if titles(user)} == waits_for
    assert titles(people.county_manager) == [draft.title]


def test_issued_paper_waits_for_nobody(county, people):
    make_issued(county, people.county_manager)

    assert titles(people.county_manager) == []


def test_page_leads_to_the_draft_and_counts_it(county, people, as_user):
    draft = make_draft(county)

    page = as_user(people.county_manager).get(reverse("notices:todo"))

    assert draft.get_absolute_url() in page.content.decode()
    assert [rows.count() for rows in todo.waiting_rows(people.county_manager, on=DAY)] == [1]
    assert Document.objects.waiting_for(people.city_viewer).count() == 0
