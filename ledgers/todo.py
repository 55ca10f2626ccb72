"""What waits for one person in the ledgers (待办): rows to confirm, rows that were returned, imports to decide on.

Rows are one entry for each ledger and year, since a file can bring thousands of them. One query over all ledgers counts
them for every page; ``user`` remembers its result for the page 待办.
"""

from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ledgers import declarations
from ledgers.actions import rights
from ledgers.models import LedgerRecord
from ledgers.records import new_for_q
from ledgers.waiting_rows import UNDECIDED, WaitingRow
from notices.todo import NO_LIMIT, Entry, Waiting

CONFIRM, RETURNED, IMPORT = "ledger_confirm", "ledger_returned", "ledger_import"
KINDS = {CONFIRM: _("台账待核实"), RETURNED: _("台账被退回"), IMPORT: _("导入待确认")}
BEFORE_MESSAGES = (NO_LIMIT - 1, 0)  # no deadline, yet more urgent than an unread message
State = LedgerRecord.State


class Rows(NamedTuple):
    """Rows of one ledger and year that wait for the person; ``first`` is the moment since when the oldest one does.

    ``state``: entered to be confirmed, returned to be corrected. Changes of confirmed records are among both.
    """

    state: str
    key: str
    year: int
    total: int
    first: object


def waiting_rows(user, *, on):
    """Return the number of entries of ``waiting``; none for viewers and departments."""
    return [len(_rows(user, on))] if rights.may_import(user) else []


def waiting(user, *, on):
    """Return the entries; one query."""
    if not rights.may_import(user):
        return Waiting([])
    return Waiting([_import_entry(rows) if rows.state == UNDECIDED else _rows_entry(rows) for rows in _rows(user, on)])


def _rows(user, on):
    """Return the waiting ``Rows`` in the order of the ledgers; one query, which ``user`` remembers."""
    if not hasattr(user, "waiting_ledger_rows"):
        waits = Q(entered_by=user, state__in=[State.RETURNED, UNDECIDED])
        if rights.may_decide(user):
            waits |= new_for_q(user)
        rows = WaitingRow.objects.below(user.organization).filter(waits)
        found = [Rows(*row) for row in rows.counted(declarations.open_to(user), on=on)]
        user.waiting_ledger_rows = sorted(found, key=_in_order)
    return user.waiting_ledger_rows


def _in_order(rows):
    return declarations.item_order(declarations.get(rows.key).item) if rows.key else (), rows


def _rows_entry(rows):
    ledger, is_new = declarations.get(rows.key), rows.state == State.ENTERED
    title = _t("%(title)s：%(count)d 行待核实") if is_new else _t("%(title)s：%(count)d 行被退回，请修改")
    query = {"state": rows.state, "year": rows.year}
    return Entry(
        kind=CONFIRM if is_new else RETURNED,
        urgency=BEFORE_MESSAGES,
        tag=State(rows.state).label,
        tone="wait" if is_new else "warn",
        title=title % {"title": ledger.title, "count": rows.total},
        url=reverse("ledgers:records", args=[rows.key], query=query),
        day=timezone.localdate(rows.first),
        note=_t("%(year)d年度") % {"year": rows.year},
    )


def _import_entry(rows):
    return Entry(
        kind=IMPORT,
        urgency=BEFORE_MESSAGES,
        tag=UNDECIDED.label,
        tone="wait",
        title=_t("%(count)d 个导入的文件还没有写入或放弃") % {"count": rows.total},
        url=reverse("ledgers:batches", query={"mine": "on", "state": UNDECIDED.value}),
        day=timezone.localdate(rows.first),
    )
