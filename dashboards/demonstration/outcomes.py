"""The outcome of an assignment of the demonstration, drawn from a seeded generator so that every state occurs."""

from dataclasses import dataclass
from datetime import date, timedelta

DONE, ON_TRACK, BEHIND = "done", "on_track", "behind"
DUE_SOON, OVERDUE, NEW = "due_soon", "overdue", "new"
SHARES = {DONE: 30, ON_TRACK: 51, BEHIND: 7, DUE_SOON: 4, OVERDUE: 4, NEW: 4}
SIGNING_IN = "361126000000"  # 弋阳县, whose editor and manager can sign in
# The guide for newcomers mentions these: the county that signs in has one task of each urgent kind.
FIXED = {
    (SIGNING_IN, "2.1"): OVERDUE,
    (SIGNING_IN, "1.1"): ON_TRACK,
    (SIGNING_IN, "2.2"): DUE_SOON,
    ("361125000000", "4.1"): OVERDUE,
}
STEADY, EARLY, LATE = 1.0, 0.5, 1.8  # exponents of the curve that leads to what is reached by now


@dataclass(frozen=True)
class Outcome:
    """How one assignment goes.

    ``final`` is the share reached by now (0–1). Everything was reached by the day ``until``, before today where nothing
    moves any more; ``pace`` is the exponent of the curve that leads there.
    """

    kind: str
    starts_on: date
    due_on: date
    until: date
    final: float
    pace: float

    def day_of(self, random):
        """Draw a day on which one of the objects came in order."""
        days = (self.until - self.starts_on).days
        return self.starts_on + timedelta(days=round(days * random.random() ** (1 / self.pace)))


def draw(code, number, *, counted, on, random):
    """The outcome of the task ``number`` in the county ``code`` on the day ``on``.

    Only tasks whose objects are ``counted`` are done, late or new; the others end with the year.
    """
    kind = FIXED.get((code, number)) or random.choices(list(SHARES), list(SHARES.values()))[0]
    if not counted and (code, number) not in FIXED and kind != DUE_SOON:
        kind = ON_TRACK
    starts_on, due_on = _limits(kind, on, random)
    elapsed = min(1.0, ((on - starts_on).days + 1) / ((due_on - starts_on).days + 1))
    final, pace = _final(kind, elapsed, random), random.choice([STEADY, STEADY, EARLY, LATE])
    return Outcome(kind, starts_on, due_on, _until(kind, starts_on, due_on, on, random), final, pace)


def _limits(kind, on, random):
    start, year_end = min(date(on.year, 1, 15), on), date(on.year, 12, 31)
    if kind == NEW:
        return on, year_end
    if kind == DONE:
        return start, _end_of_a_month_before(on, months=random.choice([1, 1, 2]), default=year_end)
    if kind == OVERDUE:
        return start, max(start, on - timedelta(days=random.randint(3, 30)))
    if kind == DUE_SOON:
        return start, min(year_end, on + timedelta(days=random.randint(1, 6)))
    return start, year_end


def _end_of_a_month_before(on, *, months, default):
    """The end of a month of the year before the day ``on``, ``default`` where the year is too young for it."""
    first = on.month - months + 1
    return date(on.year, first, 1) - timedelta(days=1) if first > 1 and on.month > 2 else default


def _until(kind, starts_on, due_on, on, random):
    """One county in six stagnates since midsummer; whoever is done was so by the deadline."""
    if kind == DONE:
        return max(starts_on, min(due_on, on) - timedelta(days=2))
    midsummer = date(on.year, 6, 28)
    return midsummer if on > midsummer > starts_on and random.random() < 1 / 6 else on


def _final(kind, elapsed, random):
    if kind == BEHIND:
        return max(0.03, elapsed - random.uniform(0.14, 0.35))
    if kind == OVERDUE:
        return random.uniform(0.3, 0.85)
    if kind == DUE_SOON:
        return random.uniform(0.7, 0.95)
    if kind == DONE:
        return 1.0
    if kind == NEW:
        return 0.0
    return min(0.97, max(0.02, elapsed + random.uniform(-0.04, 0.1)))
