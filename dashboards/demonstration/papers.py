"""Circulars of the months before, issued: two of the city and one of the county whose accounts can sign in."""

from datetime import timedelta

from dashboards.demonstration.outcomes import SIGNING_IN
from documents import kinds, worker
from documents.actions import drafting, issuing
from documents.models import Document, usual_signature

PREFIXES = {"city": "饶组通", "county": "弋组通"}


def build(accounts, *, on):
    """Draft, make and issue them; in January there is no month of this year to write about."""
    ends = [day for day in (_end_of_month_before(on, 2), _end_of_month_before(on, 1)) if day.year == on.year]
    for serial, day in enumerate(ends, 1):
        _issue(accounts["shi-guanli"], day, serial, on)
    if ends:
        _issue(accounts["xian-guanli"], ends[-1], 1, on)


def _end_of_month_before(on, months):
    day = on
    for _month in range(months):
        day = day.replace(day=1) - timedelta(days=1)
    return day


def _issue(manager, day, serial, on):
    unit = manager.organization
    prefix = PREFIXES["county" if unit.code == SIGNING_IN else "city"]
    draft = drafting.draft(kinds.get("circular"), unit, f"{day:%Y-%m}", by=manager, on=on)
    worker.make(Document, draft.pk, on=on)
    issuing.issue(draft, serial=serial, prefix=prefix, signature=usual_signature(unit), by=manager, on=on)
    worker.make(Document, draft.pk, on=on)
