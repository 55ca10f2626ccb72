"""Check the rules between the values of a row that a ledger declares (行规则)."""

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from math import inf

from django.utils.translation import gettext as _

from ledgers import row_rules
from ledgers.reading import reasons

FULL_DAY = len("2020-06-30")
LONGEST_CLASS = 14  # days; a longer one does not meet every working day


def broken(rule, values, ledger, *, on=None):
    """Return [(position, reason, message, is_warning)] for rows that break ``rule``; ``values`` are lists by field.

    ``on`` is today, for the rules about what has happened; without it they are not asked.
    """
    if type(rule) is row_rules.NotInFuture:
        return _not_in_future(rule, values, ledger, on) if on else []
    return _CHECKS[type(rule)](rule, values, ledger)


def blamed_field(rule):
    """Return the one field that ``rule`` is about; empty if it compares several."""
    return rule.field if type(rule) in (row_rules.NotZero, row_rules.NotInFuture) else ""


def warnings_about(ledger, values):
    """Return the messages of the rules that ask a person to check a record; ``values`` are its values by field.

    What is only doubtful stands in the record because a person took it as it stands.
    """
    problems = _problems_of(ledger, values)
    return [message for _at, reason, message, is_warning in problems if is_warning or reasons.is_doubtful(reason)]


def doubts_about(ledger, values):
    """Return the reasons for which the record is doubtful; ``values`` are its values by field."""
    return {
        reason for _at, reason, _message, _is_warning in _problems_of(ledger, values) if reasons.is_doubtful(reason)
    }


def _problems_of(ledger, values):
    rows = {field: [value] for field, value in values.items()}
    return [problem for rule in ledger.rules for problem in broken(rule, rows, ledger)]


def _not_before(rule, values, ledger):
    starts, ends = values.get(rule.start), values.get(rule.end)
    if not starts or not ends:
        return []
    message = _("“%(end)s”早于“%(start)s”，请核对两个时间。") % {
        "start": ledger.column(rule.start).label,
        "end": ledger.column(rule.end).label,
    }
    return [
        (position, rule.reason, message, False)
        for position, (start, end) in enumerate(zip(starts, ends, strict=True))
        if start and end and end[: len(start)] < start[: len(end)]
    ]


def _not_zero(rule, values, ledger):
    message = _("“%(label)s”为 0，请填写实际数。") % {"label": ledger.column(rule.field).label}
    return [
        (position, rule.reason, message, False)
        for position, value in enumerate(values.get(rule.field, ()))
        if value == 0
    ]


def _must_not_say(rule, values, ledger):
    return [
        (position, rule.reason, outside_message(ledger.column(rule.field), word), False)
        for position, text in enumerate(values.get(rule.field) or ())
        if (word := rule.found_in(text))
    ]


def outside_message(column, word):
    """Return why a text in ``column`` that contains ``word`` is refused, and what to do."""
    message = _("“%(label)s”里有“%(word)s”。纪律审查、处分和线索等内容不得录入本平台，请删去后再提交。")
    return message % {"label": column.label, "word": word}


def _sums_to(rule, values, ledger):
    totals = values.get(rule.total)
    parts = [values[field] for field in rule.parts if field in values]
    if not totals or len(parts) < 2:
        return []
    problems = []
    for position, (total, *addends) in enumerate(zip(totals, *parts, strict=True)):
        if total is None or all(addend is None for addend in addends):
            continue
        added = sum(Decimal(addend) for addend in addends if addend is not None)
        if abs(added - Decimal(total)) >= Decimal("100"):
            message = _("“%(label)s”是 %(total)s 元，各项之和是 %(sum)s 元，请核对。")
            values_shown = {"label": ledger.column(rule.total).label, "total": total, "sum": added}
            problems.append((position, reasons.SUM_DIFFERS, message % values_shown, True))
    return problems


def _at_most(rule, values, ledger):
    amounts, limits = values.get(rule.field), values.get(rule.limit)
    if not amounts or not limits:
        return []
    message = _("“%(field)s”大于“%(limit)s”，请核对。") % {
        "field": ledger.column(rule.field).label,
        "limit": ledger.column(rule.limit).label,
    }
    return [
        (position, rule.reason or reasons.EXCEEDS, message, not rule.reason)
        for position, (amount, limit) in enumerate(zip(amounts, limits, strict=True))
        if amount is not None and limit is not None and Decimal(str(amount)) > Decimal(str(limit))
    ]


def _days_agree(rule, values, ledger):
    columns = [values.get(field) for field in (rule.start, rule.end, rule.days)]
    if not all(columns):
        return []
    labels = {name: ledger.column(getattr(rule, name)).label for name in ("start", "end", "days")}
    message = _("“%(days)s”是 %(stated)g 天，与“%(start)s”到“%(end)s”的 %(span)d 天不符，请核对。")
    problems = []
    for position, (start, end, days) in enumerate(zip(*columns, strict=True)):
        if not (days and start and end):
            continue
        least, span = _days_of(start, end)
        if not least - 0.5 <= days <= span + 0.5:  # half a day more or less does not count
            problems.append((position, rule.reason, message % (labels | {"stated": days, "span": span}), False))
    return problems


@lru_cache(maxsize=1024)
def _days_of(start, end):
    """Return the fewest and the most days that a class from ``start`` to ``end`` (ISO texts) can have.

    The fewest are its working days, for a class of months none; a span without both days can have any number.
    """
    if not len(start) == len(end) == FULL_DAY or start > end:
        return 0, inf
    first = date.fromisoformat(start)
    span = (date.fromisoformat(end) - first).days + 1
    if span > LONGEST_CLASS:
        return 0, span
    return sum((first + timedelta(days=day)).weekday() < 5 for day in range(span)) or span, span


def _not_in_future(rule, values, ledger, on):
    message = _("“%(label)s”写的是还没有到的时间，请核对。") % {"label": ledger.column(rule.field).label}
    return [
        (position, rule.reason, message, False)
        for position, day in enumerate(values.get(rule.field) or ())
        if lies_ahead(day, on)
    ]


def lies_ahead(day, on):
    """Whether a day, month or year, as ISO text, begins after the day ``on``; a blank does not."""
    return bool(day) and day[:FULL_DAY] > on.isoformat()[: len(day)]


def _unusual(rule, values, ledger):
    columns = [values.get(field) for field in rule.values]
    if not all(columns):
        return []
    return [
        (position, reasons.UNUSUAL, str(rule.message), True)
        for position, row in enumerate(zip(*columns, strict=True))
        if all(map(_fits, row, rule.values.values()))
    ]


def _fits(value, wanted):
    """Whether ``value`` is one of the values, or lies between the numbers, that a rule means."""
    if value is None:
        return False
    return wanted.least <= value <= wanted.most if isinstance(wanted, row_rules.Between) else value in wanted


_CHECKS = {
    row_rules.NotBefore: _not_before,
    row_rules.NotZero: _not_zero,
    row_rules.MustNotSay: _must_not_say,
    row_rules.SumsTo: _sums_to,
    row_rules.AtMost: _at_most,
    row_rules.DaysAgree: _days_agree,
    row_rules.Unusual: _unusual,
}
