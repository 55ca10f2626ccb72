"""The records about one village in all ledgers (一村一档), as its page shows them."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ledgers import overview
from ledgers.record_list import TONES
from organizations.models import Organization

SHOWN = 5


def of_village(organization, user, *, year):
    """A line per ledger with its newest records; ``None`` for units above the village. One query."""
    if organization.level != Organization.Level.VILLAGE:
        return None
    return [_line(held, organization, user) for held in overview.of_place(organization, user, year=year)]


def _line(held, organization, user):
    url = reverse("ledgers:records", args=[held.ledger.key])
    return {
        "label": held.ledger.title,
        "url": f"{url}?{urlencode({'place': organization.code})}",
        "count": len(held.records),
        "records": [_record(record, user) for record in sorted(held.records, key=lambda record: -record.pk)[:SHOWN]],
        "more": max(0, len(held.records) - SHOWN),
    }


def _record(record, user):
    return {
        "label": record.title_for(user) or _("查看"),
        "url": record.get_absolute_url(),
        "tag": record.get_state_display(),
        "tone": TONES[record.state],
    }
