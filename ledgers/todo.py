"""What waits for one person in the ledgers (待办): rows to confirm, rows that were returned, imports to decide on.

Rows are one entry for each ledger and year, since a file can bring thousands of them. One query over all ledgers counts
them for every page; ``user`` remembers its result for the page 待办.
"""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import CharField, Count, DateTimeField, F, IntegerField, Min, Q, TextField, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ledgers import declarations
from ledgers.actions import rights
from ledgers.models import ImportBatch, LedgerRecord, PendingChange
from ledgers.records import new_for_q
from ledgers.resources import model_of
from notices.todo import NO_LIMIT, Entry, Waiting

CONFIRM, RETURNED, IMPORT = "ledger_confirm", "ledger_returned", "ledger_import"
KINDS = {CONFIRM: _("台账待核实"), RETURNED: _("台账被退回"), IMPORT: _("导入待确认")}
BEFORE_MESSAGES = (NO_LIMIT - 1, 0)  # no deadline, yet more urgent than an unread message
State = LedgerRecord.State
UNDECIDED = ImportBatch.State.PREVIEWED


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


def _imports(user, on):
    """Return a query with the columns of ``Rows`` for the imports that the person has neither stored nor discarded."""
    batches = ImportBatch.objects.visible_to(user).filter(state=UNDECIDED, uploaded_by=user)
    return _counted(batches, F("state"), Value("", TextField()), Value(on.year, IntegerField()), "uploaded_at")


def _rows(user, on):
    """Return the waiting ``Rows`` in the order of the ledgers; one query, which ``user`` remembers."""
    if not hasattr(user, "waiting_ledger_rows"):
        parts = [_records(ledger, user, on) for ledger in declarations.open_to(user)]
        parts += [*_changes(user, on), _imports(user, on)]
        found = defaultdict(list)
        for state, key, year, total, first in parts[0].union(*parts[1:], all=True).order_by():
            found[state, key, year].append((total, first))
        sums = [
            Rows(*group, sum(total for total, _first in counts), min(first for _total, first in counts))
            for group, counts in found.items()
        ]
        user.waiting_ledger_rows = sorted(sums, key=_in_order)
    return user.waiting_ledger_rows


def _in_order(rows):
    return declarations.item_order(declarations.get(rows.key).item) if rows.key else (), rows


def _records(ledger, user, on):
    """Return a query with the columns of ``Rows`` for the waiting records of ``ledger``."""
    is_mine = Q(state=State.RETURNED, entered_by=user)
    rows = model_of(ledger).objects.visible_to(user)
    rows = rows.filter(is_mine | new_for_q(user) if rights.may_decide(user) else is_mine)
    year = Value(on.year, IntegerField()) if ledger.lasts else F("year")
    return _counted(rows, F("state"), Value(ledger.key, TextField()), year, "updated_at")


def _changes(user, on):
    """Return the same for the changes beside confirmed records of all ledgers."""
    changes, year = PendingChange.objects, Value(on.year, IntegerField())
    queries = {State.RETURNED: changes.visible_to(user).returned().filter(by=user)}
    if rights.may_decide(user):
        queries[State.ENTERED] = changes.confirmable_by(user)
    return [
        _counted(rows, Value(state.value, CharField()), F("ledger_key"), year, "at") for state, rows in queries.items()
    ]


def _counted(rows, state, key, year, moment):
    columns = {"todo_state": state, "todo_key": key, "todo_year": year}
    grouped = rows.order_by().annotate(**columns).values(*columns)
    counted = grouped.annotate(todo_total=Count("pk"), todo_first=Min(moment, output_field=DateTimeField()))
    return counted.values_list(*columns, "todo_total", "todo_first")


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
