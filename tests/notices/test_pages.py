"""The page of messages; each message belongs to one user."""

from datetime import date

import pytest
from django.urls import reverse

from notices.models import Message

DAY = date(2026, 11, 23)

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def message(people):
    return Message.objects.create(person=people.county_editor, day=DAY, subject="今日提醒", items=[{"text": "一件事"}])


def test_user_sees_only_their_own_messages(as_user, people, message):
    own = as_user(people.county_editor).get(reverse("notices:messages")).content.decode()
    others = as_user(people.other_county_editor).get(reverse("notices:messages")).content.decode()

    assert "一件事" in own
    assert "一件事" not in others


@pytest.mark.parametrize("one", [True, False])
def test_message_is_marked_as_read(as_user, people, message, one):
    as_user(people.county_editor).post(reverse("notices:messages_read"), {"message": message.pk} if one else {})

    assert not Message.objects.unread().exists()


def test_user_cannot_mark_messages_of_others_as_read(as_user, people, message):
    as_user(people.other_county_editor).post(reverse("notices:messages_read"), {"message": message.pk})

    assert Message.objects.unread().exists()


@pytest.mark.parametrize(("kind", "found"), [("unread", 1), ("digest", 1), ("reminder", 0), ("made-up", 1)])
def test_messages_are_filtered_by_kind(as_user, people, message, kind, found):
    page = as_user(people.county_editor).get(f"{reverse('notices:messages')}?kind={kind}")

    assert len(page.context["page"].object_list) == found
