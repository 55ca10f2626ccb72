"""Rules between the values of a row (行规则), which ledgers declare; ``ledgers.reading.rules`` checks them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NotBefore:
    """``end`` may not come before ``start`` (reason ``end_before_start``)."""

    start: str
    end: str
    reason: str = "end_before_start"


@dataclass(frozen=True)
class NotZero:
    """``field`` may not be 0 (reason ``zero_days`` for a training of no days)."""

    field: str
    reason: str = "zero_days"


@dataclass(frozen=True)
class MustNotSay:
    """The text of ``field`` may not contain one of ``words``: matters that the portal must not hold."""

    field: str
    words: tuple[str, ...]
    reason: str = "outside"

    def found_in(self, text):
        """Return the first of the words in ``text``, or an empty text."""
        return next((word for word in self.words if word in (text or "")), "")


@dataclass(frozen=True)
class SumsTo:
    """``total`` should be the sum of ``parts``; a difference is a warning, never a refusal."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class AtMost:
    """``field`` should not exceed ``limit``: a warning, or with a ``reason`` the row is held back for it."""

    field: str
    limit: str
    reason: str = ""


@dataclass(frozen=True)
class DaysAgree:
    """``days`` should be the days from ``start`` to ``end``, with or without weekends (reason ``days_disagree``)."""

    start: str
    end: str
    days: str
    reason: str = "days_disagree"


@dataclass(frozen=True)
class NotInFuture:
    """``field`` is the day of something that has happened, and may not lie ahead (reason ``date_in_future``)."""

    field: str
    reason: str = "date_in_future"


@dataclass(frozen=True)
class DueAfter:
    """``due`` is ``start`` plus so many ``hours`` where the file gives no moment."""

    due: str
    start: str
    hours: str


@dataclass(frozen=True)
class Late:
    """``field`` says whether ``done`` came after ``due``, where the file does not say; blank while nothing is done."""

    field: str
    due: str
    done: str


@dataclass(frozen=True)
class Between:
    """The numbers from ``least`` to ``most``, both included; without one of them there is no limit on that side."""

    least: float = float("-inf")
    most: float = float("inf")


@dataclass(frozen=True)
class Unusual:
    """A record that fits all conditions of ``values`` gets the warning ``message``, never a refusal.

    ``values``: by field, the values or the numbers (``Between``) that are meant. A blank is unknown and fits nothing.
    """

    message: str
    values: dict[str, tuple | Between]
