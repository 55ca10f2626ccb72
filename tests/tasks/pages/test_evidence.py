"""Evidence files can be downloaded inside the scope, and every download is recorded."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from tasks import actions
from tests.tasks.worlds import make_assignment

NOVEMBER = date(2026, 11, 1)
PDF = b"%PDF-1.4 minutes"


@pytest.fixture
def draft(county, people, today):
    return actions.save_draft(
        make_assignment(county), NOVEMBER, by=people.county_editor, on=today, version=0, progress=50
    )


@pytest.fixture
def evidence(draft, people):
    return actions.add_evidence(draft, by=people.county_editor, content=PDF, name="会议纪要<1>.pdf")


def taken(response):
    """The whole content of the download."""
    return b"".join(response.streaming_content)


def test_file_is_downloaded_and_never_shown_in_the_browser(as_user, people, evidence):
    response = as_user(people.county_editor).get(reverse("tasks:evidence", args=[evidence.pk]))

    assert taken(response) == PDF
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''%E4%BC%9A")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_download_is_recorded(as_user, people, evidence):
    response = as_user(people.county_editor).get(reverse("tasks:evidence", args=[evidence.pk]))
    taken(response)

    assert AuditEntry.objects.get(action="data.viewed").actor_name == "李娟"


def test_file_of_a_draft_exists_only_for_its_own_unit(as_user, people, draft, evidence, today):
    city = as_user(people.city_manager)
    url = reverse("tasks:evidence", args=[evidence.pk])
    before = city.get(url).status_code

    actions.submit(draft, by=people.county_editor, on=today)

    after = city.get(url)
    taken(after)
    assert (before, after.status_code) == (404, 200)


def test_file_missing_in_the_storage_causes_no_server_error(as_user, people, evidence):
    evidence.file.storage.delete(evidence.file.name)

    response = as_user(people.county_editor).get(reverse("tasks:evidence", args=[evidence.pk]))

    assert response.status_code == 404
