"""What partial dates mean: texts such as 2026-05, 2026-05-31 or 2026-05-31T14:00, blank where nobody knows the day."""

from calendar import monthrange
from datetime import date


def first_day(text):
    """The first day that the text may mean; a month begins on its first day."""
    return date(*map(int, text[:10].split("-")), *([1] if len(text) == len("2026-05") else []))


def last_day(text):
    """The last day that the text may mean; a month ends on its last day."""
    day = first_day(text)
    return day if len(text) > len("2026-05") else day.replace(day=monthrange(day.year, day.month)[1])


def begun(text, on):
    """Whether something has begun by the day ``on``: a blank means since ever."""
    return not text or first_day(text) <= on


def has_come(text, on):
    """Whether a day is known and not after ``on``."""
    return bool(text) and begun(text, on)


def fell_due(text, span):
    return bool(text) and span.first_day <= last_day(text) <= span.last_day


def in_time(due, finished):
    """Whether something was finished by its limit, as far as the less exact one of both dates tells."""
    if not due:
        return "unknown"
    exactness = min(len(due), len(finished))
    if not finished or finished[:exactness] > due[:exactness]:
        return "not_met"
    return "met" if finished[:exactness] < due[:exactness] or len(finished) >= len(due) else "unknown"


def quarter_of(day):
    return f"{day.year}-Q{(day.month + 2) // 3}"
