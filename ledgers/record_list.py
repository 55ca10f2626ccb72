"""The columns of a record in lists, and the texts of their values."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledgers.declarations import Kind
from ledgers.masking import HIDDEN, in_clear, is_masked_alone, is_masked_kind, masked, may_see, seen_columns
from ledgers.records import own_key_fields
from organizations.places import LEVELS

SHOWN_COLUMNS = 6
SHOWN_LINES = 30  # of one head on the page of a line
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
MARKS = {True: gettext_lazy("是"), False: gettext_lazy("否"), None: gettext_lazy("未填")}  # blank is unknown, not no
FIGURES = {Kind.MONEY, Kind.PERCENT, Kind.COUNT, Kind.DECIMAL}
LONG_TEXT = 24
TONES = {"entered": "wait", "confirmed": "done", "returned": "warn"}


def seen_concerns(ledger, user):
    """Return the concerns of ``ledger`` all of whose columns ``user`` sees."""
    seen = {column.field for column in seen_columns(ledger, user)}
    return [concern for concern in ledger.concerns if seen.issuperset(concern.fields)]


def chosen_columns(ledger, user, chosen):
    """Return the columns of the list by the names ``chosen`` by the user, in the order of the declaration.

    Names of columns that are gone or hidden from ``user`` do not count; without any, the columns of ``list_columns``.
    """
    columns = [column for column in seen_columns(ledger, user) if column.field in chosen]
    return columns or list_columns(ledger, user)


def list_columns(ledger, user):
    """Return the columns of a list that ``user`` sees: those that the ledger names (``Ledger.listed``).

    Otherwise the natural key, the first text and short columns, in order. Remarks stand only on the record's own page.
    """
    columns = seen_columns(ledger, user)
    if ledger.listed:
        return sorted((c for c in columns if c.field in ledger.listed), key=lambda c: ledger.listed.index(c.field))
    keyed = [ledger.column(name) for name in own_key_fields(ledger)]
    first_text = [column for column in columns if column.kind == Kind.TEXT and column.telling][:1]
    short = [column for column in columns if column.kind in SHORT_KINDS]
    shown_columns = list(dict.fromkeys([*keyed, *first_text, *short]))[:SHOWN_COLUMNS]
    return [column for column in columns if column in shown_columns]


def lines_of_head(record, user):
    """Return the first lines of the head of ``record`` that ``user`` sees; none if there is no other line."""
    if not record.ledger().head:
        return []
    lines = type(record).objects.visible_to(user).filter(head=record.head_id).select_related("organization")
    lines = list(lines.order_by("organization__code", "pk")[:SHOWN_LINES])  # the same order after a move
    return [_line(line, record, user) for line in lines] if len(lines) > 1 else []


def _line(line, record, user):
    return {"record": line, "label": line.label_for(user), "tone": TONES[line.state], "is_shown": line.pk == record.pk}


def with_codes(columns):
    """Return ``columns``, each with a code table followed by the column of its codes."""
    shown_columns = []
    for column in columns:
        shown_columns.append(column)
        if column.codes:
            label = _("%(column)s（归类）") % {"column": column.label}
            shown_columns.append(
                replace(column, field=column.codes_field, label=label, codes="", refers_to="", required=False)
            )
    return shown_columns


def above_of(index, code, own):
    """Return the names of the units between the reader's own unit and the record's."""
    chain = index.chain(code)
    units = [chain[level] for level in LEVELS if level in chain]
    return " ".join(unit.name for unit in units[:-1] if unit.code != own and index.is_within(unit.code, own))


def shown_value(column, value):
    """Return the text of a stored value on pages; None if it is empty."""
    if value in (None, ""):
        return None
    if column.kind == Kind.YES_NO:
        return str(MARKS[value])
    if column.kind == Kind.PERCENT:
        return f"{short(value)}%"
    if column.kind == Kind.MONEY:
        return f"{value:,.2f}"
    if column.kind == Kind.DECIMAL:
        return short(value)
    return value.replace("T", " ") if column.kind == Kind.DATETIME else value


def short(number):
    """Return a number without a needless fraction: 62.0 as 62, 62.5 unchanged."""
    return str(int(number)) if float(number).is_integer() else str(number)


def cell(column, record, user, *, alone=False, links=None):
    """Return the text and layout of one cell in a list, or (``alone``) on the page of one record.

    ``links``: the addresses of the records that texts name (``references.links``).
    """
    named = getattr(record, f"{column.record_field}_id") if links and column.refers_to else None
    value = shown_value(column, getattr(record, column.field))
    needs_mask = is_masked_alone if alone else is_masked_kind
    if not may_see(column, user, record.organization.path):
        value = HIDDEN
    elif value and needs_mask(column) and not in_clear(user, record.organization):
        value = masked(column, value)
    text = "" if value is None else str(value)
    return {
        "column": column,
        "text": text,
        "short": text[:LONG_TEXT] + "…" if len(text) > LONG_TEXT else text,
        "url": links.get((column.field, named)) if named else None,
        "numeric": column.kind in FIGURES,
        "is_date": column.kind in {Kind.DATE, Kind.DATETIME},
    }
