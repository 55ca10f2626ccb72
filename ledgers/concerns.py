"""What is wrong with a record or still to be done: chips above the list of its ledger, and tags in the rows.

A ledger declares its concerns in the order in which they press::

    concerns=(
        Overdue("deadline"),
        Unfinished(_("未销号")),
        Lacking("four", _("四个一不齐"), words("county_leader township_leader first_secretary paired_unit")),
        Says(_("未“回头看”"), "reviewed", False),
    )

Each has a ``key`` for the address, a ``label``, a ``tone`` of its tag, the ``fields`` it reads, and ``q(ledger, on)``:
the records that it is about on the day ``on``. A blank is unknown, so ``Says`` finds only what the ledger says.
"""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ledgers.record_days import passed_q


def unfinished_q(ledger, done):
    """Records without a day in the column ``done``; a case that its ledger calls done (``settled_by``) is finished."""
    open_q = Q(**{ledger.lookup(done): ""})
    return open_q & ~Q(**{ledger.lookup(ledger.settled_by): True}) if ledger.settled_by else open_q


class _Concern:
    """Base of the concerns. ``implies``: keys of others whose tag says nothing new beside this one."""

    implies = ()

    def words(self, record, on):
        return str(self.label)


@dataclass(frozen=True)
class Overdue(_Concern):
    """The day in ``due`` has passed and the column ``done`` (default: ``Ledger.closed_on``) is blank (逾期)."""

    due: str
    done: str = ""
    label: str = _("逾期")
    key = "late"
    implies = ("unfinished",)
    tone = "late"

    @property
    def fields(self):
        return {self.due, self.done} - {""}

    def q(self, ledger, on):
        return passed_q(ledger.lookup(self.due), by=on) & unfinished_q(ledger, self.done or ledger.closed_on)

    def words(self, record, on):
        """Return the label with the days that have passed, if the ledger gives a day and not only a month."""
        due = getattr(record, self.due)
        if len(due) < len("2026-11-28"):
            return str(self.label)
        days = (on - date.fromisoformat(due[:10])).days
        return _t("%(label)s %(days)d 天") % {"label": self.label, "days": days}


@dataclass(frozen=True)
class Unfinished(_Concern):
    """The column ``done`` (default: ``Ledger.closed_on``) is blank: not finished, whether late or not (未办结)."""

    label: str = _("未办结")
    done: str = ""
    key = "unfinished"
    tone = "wait"

    @property
    def fields(self):
        return {self.done} - {""}

    def q(self, ledger, on):
        return unfinished_q(ledger, self.done or ledger.closed_on)


@dataclass(frozen=True)
class Lacking(_Concern):
    """At least one of ``fields``, all texts or dates, is blank though every record should have it."""

    key: str
    label: str
    fields: tuple[str, ...]
    tone = "warn"

    def q(self, ledger, on):
        return reduce(or_, (Q(**{ledger.lookup(name): ""}) for name in self.fields))


@dataclass(frozen=True)
class Says(_Concern):
    """The yes-or-no column or the choice ``field`` has the ``value`` that is the wrong one."""

    label: str
    field: str
    value: bool | str
    tone = "warn"

    @property
    def key(self):
        return f"{self.field}-{self.value}"

    @property
    def fields(self):
        return {self.field}

    def q(self, ledger, on):
        return Q(**{ledger.lookup(self.field): self.value})
