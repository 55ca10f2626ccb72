"""The outcome of an assignment of the demonstration, drawn from a seeded generator so that every state occurs."""

from dataclasses import dataclass
from datetime import date, timedelta

DONE, ON_TRACK, BEHIND = "done", "on_track", "behind"
DUE_SOON, OVERDUE, NEW, CLAIMED = "due_soon", "overdue", "new", "claimed"
SHARES = {DONE: 34, ON_TRACK: 44, BEHIND: 7, DUE_SOON: 4, OVERDUE: 3, NEW: 4, CLAIMED: 4}
NEWCOMER = "361126000000"  # 弋阳县, whose editor can sign in and report on this month
# The guide for newcomers mentions these: the county that signs in has one task of each urgent kind.
FIXED = {
    (NEWCOMER, "2.1"): OVERDUE,
    (NEWCOMER, "1.1"): ON_TRACK,
    (NEWCOMER, "2.2"): DUE_SOON,
    ("361125000000", "4.1"): OVERDUE,
}


@dataclass(frozen=True)
class Outcome:
    """How one assignment goes.

    ``final`` is the share reached by now (0–1), ``pace`` the exponent of the curve that leads to it, ``finished`` the
    share of the periods after which a finished assignment was complete.
    """

    kind: str
    starts_on: date
    due_on: date
    final: float
    pace: float
    finished: float

    def reached(self, number, count):
        """Share reached after period ``number`` of ``count``, counted from 1."""
        if self.kind == DONE:
            return min(1.0, (number / max(1, round(count * self.finished))) ** self.pace)
        return self.final * (number / count) ** self.pace

    def is_complete(self, number, count):
        return self.kind == DONE and number >= round(count * self.finished)


def draw(code, number, *, on, random):
    """The outcome of the task ``number`` in the county ``code`` on the day ``on``."""
    kind = FIXED.get((code, number)) or random.choices(list(SHARES), list(SHARES.values()))[0]
    year_end = date(on.year, 12, 31)
    starts_on, due_on = _limits(kind, on, year_end, random)
    elapsed = min(1.0, ((on - starts_on).days + 1) / ((due_on - starts_on).days + 1))
    return Outcome(
        kind, starts_on, due_on, _final(kind, elapsed, random), random.uniform(0.8, 1.3), random.uniform(0.5, 1)
    )


def _limits(kind, on, year_end, random):
    start = min(date(on.year, 1, 15), on)
    if kind == NEW:
        return on, year_end
    if kind == OVERDUE:
        return start, max(start, on - timedelta(days=random.randint(3, 30)))
    if kind == DUE_SOON:
        return start, min(year_end, on + timedelta(days=random.randint(1, 6)))
    return start, year_end


def _final(kind, elapsed, random):
    if kind == BEHIND:
        return max(0.03, elapsed - random.uniform(0.14, 0.35))
    if kind == OVERDUE:
        return random.uniform(0.3, 0.85)
    if kind == DUE_SOON:
        return random.uniform(0.7, 0.95)
    if kind == DONE:
        return 1.0
    return min(0.97, max(0.02, elapsed + random.uniform(-0.04, 0.1)))
