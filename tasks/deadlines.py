"""The rules of deadlines: dates in, state out. Nothing here looks at a clock or a database.

A deadline ends at 23:59:59 Asia/Shanghai of its day, so what is due today is not overdue. Each rule is
stated once as a function and, where lists and counts need it, once beside it as the ``…_q`` twin over
``Assignment.objects.with_status(on=…)``; a property test holds the two together.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Case, CharField, F, Func, IntegerField, Q, TextChoices, Value, When
from django.db.models.functions import Cast, Coalesce, Round
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from pages.rates import percentage

COMPLETE = Decimal(100)


class State(TextChoices):
    """Where an assignment stands. The first that applies counts, from top to bottom of ``PRIORITY``."""

    NOT_APPLICABLE = "not_applicable", _("不适用")
    DONE = "done", _("已办结")
    CLAIMED = "claimed", _("待核实")
    OVERDUE = "overdue", _("逾期")
    DUE_SOON = "due_soon", _("临期")
    BEHIND = "behind", _("滞后")
    NOT_STARTED = "not_started", _("未启动")
    ON_TRACK = "on_track", _("正常")


PRESSING = {State.OVERDUE, State.DUE_SOON, State.BEHIND}  # somebody should act
SETTLED = {State.DONE, State.NOT_APPLICABLE}  # nobody acts any more

# What is settled comes first, then what is most urgent: an assignment that is due within the week is 临期
# however far it has come, and one that has not begun although time has run is 滞后, not merely 未启动.
PRIORITY = tuple(State)


@dataclass(frozen=True)
class Facts:
    """What is known of an assignment on the day that is asked about.

    ``progress`` is the latest confirmed percentage, ``None`` when nothing is confirmed; ``claimed_on`` is
    the day of a submitted, not yet reviewed report that says 100 %.
    """

    starts_on: date
    due_on: date | None = None
    progress: Decimal | None = None
    claimed_on: date | None = None
    finished_on: date | None = None
    not_applicable_on: date | None = None


def is_complete(progress):
    """A report of this percentage claims that the assignment is finished."""
    return progress is not None and progress >= COMPLETE


def state(facts, *, on, settings):
    """The state at the end of the day ``on``; ``settings`` has ``due_soon_days`` and ``behind_points``."""
    if is_not_applicable(facts, on=on):
        return State.NOT_APPLICABLE
    if is_done(facts, on=on):
        return State.DONE
    if is_claimed(facts, on=on):
        return State.CLAIMED
    return _running_state(facts, on=on, settings=settings)


def _running_state(facts, *, on, settings):
    if is_past(facts.due_on, on=on):
        return State.OVERDUE
    if is_near(facts.due_on, on=on, days=settings.due_soon_days):
        return State.DUE_SOON
    if is_behind(facts, on=on, points=settings.behind_points):
        return State.BEHIND
    return State.ON_TRACK if facts.progress else State.NOT_STARTED


def is_not_applicable(facts, *, on):
    return facts.not_applicable_on is not None and facts.not_applicable_on <= on


def not_applicable_q(on):
    return Q(not_applicable_on__lte=on)


def is_done(facts, *, on):
    """Finished (已办结): completion is confirmed, whenever it was claimed."""
    return facts.finished_on is not None and facts.finished_on <= on


def done_q(on):
    return Q(finished_on__lte=on)


def is_claimed(facts, *, on):
    """To be verified (待核实): completion was claimed by the due date, and the level above has not answered.

    A claim made too late does not stop the clock: the assignment stays overdue until it is confirmed.
    """
    if facts.claimed_on is None or facts.claimed_on > on:
        return False
    return facts.due_on is None or facts.claimed_on <= facts.due_on


def claimed_q(on):
    in_time = Q(status_due_on__isnull=True) | Q(status_claimed_on__lte=F("status_due_on"))
    return Q(status_claimed_on__lte=on) & in_time


def is_settled(facts, *, on):
    """Nobody has to act before the deadline any more."""
    return is_not_applicable(facts, on=on) or is_done(facts, on=on) or is_claimed(facts, on=on)


def unsettled_q(on):
    """Said without negation where nulls are: ``NOT (null <= day)`` is no truth in SQL."""
    unclaimed = Q(status_claimed_on__isnull=True) | Q(status_claimed_on__gt=F("status_due_on"))
    return ~not_applicable_q(on) & ~done_q(on) & unclaimed


def is_past(due_on, *, on):
    """The deadline has passed: due yesterday or earlier."""
    return due_on is not None and due_on < on


def past_q(on, *, days=0):
    """Due more than ``days`` days before ``on``."""
    return Q(status_due_on__lt=on - timedelta(days=days))


def overdue_q(on):
    """Overdue (逾期): the deadline has passed and the assignment is neither settled nor claimed in time."""
    return past_q(on) & unsettled_q(on)


def is_near(due_on, *, on, days):
    """The deadline is today or at most ``days`` days away."""
    return due_on is not None and on <= due_on <= on + timedelta(days=days)


def near_q(on, *, days):
    return Q(status_due_on__gte=on, status_due_on__lte=on + timedelta(days=days))


def due_soon_q(on, *, settings):
    """Due soon (临期), and not settled."""
    return near_q(on, days=settings.due_soon_days) & unsettled_q(on)


def is_behind(facts, *, on, points):
    """Behind (滞后): confirmed progress lies more than ``points`` percentage points below time progress.

    Compared in whole day counts, so that no rounding decides at the limit.
    """
    if facts.due_on is None or on < facts.starts_on:
        return False
    elapsed, total = _elapsed(facts.starts_on, facts.due_on, on)
    return elapsed * 100 > ((facts.progress or 0) + points) * total


def behind_q(on, *, points):
    """The twin of ``is_behind`` for deadlines that have not passed."""
    tenths = Cast(Round(Coalesce(F("status_progress"), Value(Decimal(0))) * 10), IntegerField())
    total = DayNumber(F("status_due_on")) - DayNumber(F("starts_on")) + 1
    elapsed = DayNumber(Value(on.isoformat())) - DayNumber(F("starts_on")) + 1
    shown = Q(status_due_on__gte=on, starts_on__lte=on)
    return shown & Q(GreaterThan(elapsed * 1000, (tenths + points * 10) * total))


def time_progress(starts_on, due_on, *, on):
    """Percentage of the time that has run at the end of the day ``on``, one decimal; ``None`` without deadline.

    The first day counts whole: one day of ten is 10 %, the due day is 100 %, and so is every later one.
    """
    if due_on is None:
        return None
    if on < starts_on:
        return Decimal(0)
    return percentage(*_elapsed(starts_on, due_on, on))


def _elapsed(starts_on, due_on, on):
    total = (due_on - starts_on).days + 1
    return min((on - starts_on).days + 1, total), total


def days_left(due_on, *, on):
    """Days until the deadline: 0 on its day, negative when late, ``None`` without one."""
    return None if due_on is None else (due_on - on).days


def state_expression(on, *, settings):
    """The SQL twin of ``state`` for ``annotate``, over ``with_status(on=on)``."""
    return Case(
        When(not_applicable_q(on), then=Value(State.NOT_APPLICABLE)),
        When(done_q(on), then=Value(State.DONE)),
        When(claimed_q(on), then=Value(State.CLAIMED)),
        When(past_q(on), then=Value(State.OVERDUE)),
        When(near_q(on, days=settings.due_soon_days), then=Value(State.DUE_SOON)),
        When(behind_q(on, points=settings.behind_points), then=Value(State.BEHIND)),
        When(status_progress__gt=0, then=Value(State.ON_TRACK)),
        default=Value(State.NOT_STARTED),
        output_field=CharField(),
    )


class DayNumber(Func):
    """A date as a count of days; only differences mean anything."""

    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="CAST(julianday(%(expressions)s) AS INTEGER)", **context)

    def as_postgresql(self, compiler, connection, **context):
        template = "(CAST(%(expressions)s AS date) - DATE '2000-01-01')"
        return self.as_sql(compiler, connection, template=template, **context)
