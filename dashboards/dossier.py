"""The records about one village in all ledgers (一村一档), as its page shows them."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ledgers.record_list import TONES

SHOWN = 5


def lines_of(organization, user, held_records):
    """A line per ledger with its newest records; ``held_records`` come from ``ledgers.overview.of_place``."""
    return [_line(held, organization, user) for held in held_records]


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
