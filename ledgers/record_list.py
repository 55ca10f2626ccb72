"""What the list of a ledger shows: which columns, which filters, how many rows stand in which state."""

from functools import cached_property

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from ledgers.declarations import Kind
from ledgers.masking import in_clear, is_masked_alone, is_masked_kind, masked
from ledgers.models import LedgerRecord
from ledgers.records import own_key_fields
from organizations.models import Organization
from organizations.places import LEVELS

SHOWN_COLUMNS = 6
SHORT_KINDS = {
    Kind.NAME,
    Kind.DATE,
    Kind.DATETIME,
    Kind.CHOICE,
    Kind.YES_NO,
    Kind.MONEY,
    Kind.PERCENT,
    Kind.COUNT,
    Kind.DECIMAL,
}
FIGURES = {Kind.MONEY, Kind.PERCENT, Kind.COUNT, Kind.DECIMAL}
LONG_TEXT = 24
MOST_TYPES = 30
TONES = {"entered": "wait", "confirmed": "done", "returned": "warn"}


def list_columns(ledger):
    """The columns of a list: those that tell records apart, then short ones in the declared order."""
    keyed = [ledger.column(name) for name in own_key_fields(ledger)]
    first_text = [column for column in ledger.stored_columns if column.kind == Kind.TEXT][:1]
    short = [column for column in ledger.stored_columns if column.kind in SHORT_KINDS]
    chosen = list(dict.fromkeys([*keyed, *first_text, *short]))[:SHOWN_COLUMNS]
    return [column for column in ledger.stored_columns if column in chosen]


def above_of(index, code, own):
    """Names of the units between the reader's own unit and the record's."""
    chain = index.chain(code)
    units = [chain[level] for level in LEVELS if level in chain]
    return " ".join(unit.name for unit in units[:-1] if unit.code != own and index.is_within(unit.code, own))


def shown_value(column, value):
    """A stored value as pages write it; None where there is nothing."""
    if value in (None, ""):
        return None
    if column.kind == Kind.YES_NO:
        return _("是") if value else _("否")
    if column.kind == Kind.PERCENT:
        return f"{short(value)}%"
    if column.kind == Kind.MONEY:
        return f"{value:,.2f}"
    if column.kind == Kind.DECIMAL:
        return short(value)
    return value.replace("T", " ") if column.kind == Kind.DATETIME else value


def short(number):
    """62.0 as 62, 62.5 as it is."""
    return str(int(number)) if float(number).is_integer() else str(number)


def cell(column, record, user, *, alone=False):
    """One cell of a list, or of the page of a record ``alone``: text, and how it is set."""
    value = shown_value(column, getattr(record, column.field))
    is_hidden = is_masked_alone if alone else is_masked_kind
    if value and is_hidden(column) and not in_clear(user, record.organization):
        value = masked(column, value)
    text = "" if value is None else str(value)
    return {
        "column": column,
        "text": text,
        "short": text[:LONG_TEXT] + "…" if len(text) > LONG_TEXT else text,
        "numeric": column.kind in FIGURES,
        "is_date": column.kind in {Kind.DATE, Kind.DATETIME},
    }


class ListFilter:
    """The filters in the address of a list: ``q``, ``place``, ``state``, ``kind``, ``is``, ``period``, ``sort``."""

    def __init__(self, ledger, model, user, year, query):
        self.ledger = ledger
        self.user = user
        self.year = year
        self.query = query
        self.base = model.objects.visible_to(user).in_year(year)
        self.mark_columns = [column for column in ledger.stored_columns if column.kind == Kind.YES_NO][:2]
        self.period = self._period() if "period" in ledger.natural_key else None
        if self.period:
            self.base = self.base.filter(period=self.period)
        self.type_column, self.types = self._types()

    def _types(self):
        """The column to narrow by: of fixed words, or else the first text column that repeats a few short words."""
        own = own_key_fields(self.ledger)
        for column in self.ledger.stored_columns:
            if column.kind == Kind.CHOICE:
                return column, [choice.value for choice in column.choices]
            if column.kind == Kind.TEXT and column.field not in own:
                words = self.base.exclude(**{column.field: ""}).order_by(column.field)
                found = list(words.values_list(column.field, flat=True).distinct()[: MOST_TYPES + 1])
                few = 1 < len(found) <= MOST_TYPES and all(len(word) <= LONG_TEXT for word in found)
                return (column, found) if few else (None, [])
        return None, []

    def _period(self):
        asked = self.query.get("period", "")
        return asked if asked in self.periods else next(iter(self.periods), None)

    @property
    def periods(self):
        """Months that have a report, the latest first."""
        if not hasattr(self, "_periods"):
            self._periods = list(self.base.order_by("-period").values_list("period", flat=True).distinct())
        return self._periods

    @cached_property
    def place(self):
        """The unit whose records are asked for, and nothing else is; ``None`` without one."""
        code = self.query.get("place", "")
        return Organization.objects.visible_to(self.user).filter(code=code).first() if code else None

    @cached_property
    def places(self):
        """Units to choose from: those directly below the user's own, and the chosen one."""
        below = list(Organization.objects.filter(parent=self.user.organization).territory())
        return below if self.place is None or self.place in below else [*below, self.place]

    def without_state(self):
        """Records as filtered by everything but the chips."""
        found = self.base.search(self.query.get("q", ""))
        if self.query.get("place"):
            found = found.below(self.place) if self.place else found.none()
        if self.type_column and (kind := self.query.get("kind", "")):
            found = found.filter(**{self.type_column.field: kind})
        return found

    def records(self):
        """Records as filtered by everything, sorted."""
        found = self.without_state()
        chip = self.query.get("state", "")
        if chip in LedgerRecord.State.values:
            found = found.filter(state=chip)
        elif column := self._marked(chip):
            found = found.filter(**{column.field: False})
        return found.order_by(*self._order())

    def _marked(self, chip):
        return next((column for column in self.mark_columns if chip == f"no-{column.field}"), None)

    def _order(self):
        name = self.query.get("sort", "")
        field = {"place": "organization__path"}.get(name.lstrip("-"), name.lstrip("-"))
        if field not in {"organization__path", "state", *self.ledger.fields}:
            return ["organization__path", "pk"]
        return [f"-{field}" if name.startswith("-") else field, "pk"]

    def counts(self):
        """How many records stand in each state, and lack each mark, in one query."""
        wanted = {state: Count("pk", filter=Q(state=state)) for state in LedgerRecord.State.values}
        wanted |= {f"no_{column.field}": Count("pk", filter=Q(**{column.field: False})) for column in self.mark_columns}
        return self.without_state().order_by().aggregate(total=Count("pk"), **wanted)

    def chips(self, counts, address):
        """The chips over the list; ``address`` makes the address of one filter."""
        chosen = self.query.get("state", "")
        entries = [("", _("全部"), counts["total"])]
        entries += [(state.value, state.label, counts[state.value]) for state in LedgerRecord.State]
        for column in self.mark_columns:
            entries.append(
                (f"no-{column.field}", _("%(mark)s：否") % {"mark": column.label}, counts[f"no_{column.field}"])
            )
        return [
            {"label": label, "url": address(state=value), "current": value == chosen, "count": count}
            for value, label, count in entries
            if count or not value or value == chosen
        ]
