"""The rules of deadlines: functions that take dates and return a state. None reads the clock or the database.

A deadline ends at 23:59:59 Asia/Shanghai of its day, so an assignment that is due today is not overdue. Each rule is a
function. Where lists and counts need the rule in SQL, a ``…_q`` function for ``Assignment.objects.with_status(on=…)``
stands beside it; a property test checks that both agree.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from pages.rounding import percentage

COMPLETE = Decimal(100)


class State(TextChoices):
    """The state of an assignment: the first one in ``PRIORITY`` that applies."""

    NOT_APPLICABLE = "not_applicable", _("不适用")
    DONE = "done", _("已办结")
    CLAIMED = "claimed", _("待核实")
    OVERDUE = "overdue", _("逾期")
    DUE_SOON = "due_soon", _("临期")
    BEHIND = "behind", _("滞后")
    NOT_STARTED = "not_started", _("未启动")
    ON_TRACK = "on_track", _("正常")


PRESSING = {State.OVERDUE, State.DUE_SOON, State.BEHIND}  # action is needed
SETTLED = {State.DONE, State.NOT_APPLICABLE}  # nothing is left to do

# Settled states come first, then the most urgent ones. An assignment that is due soon is 临期 whatever its progress;
# one without any progress that is behind schedule is 滞后, not 未启动.
PRIORITY = tuple(State)


@dataclass(frozen=True)
class Facts:
    """The facts about an assignment on one day.

    ``progress`` is the latest confirmed percentage, ``None`` when nothing is confirmed; ``claimed_on`` is the day of
    a claim (申报办结) or of a report of 100 % that is not yet answered.
    """

    starts_on: date
    due_on: date | None = None
    progress: Decimal | None = None
    claimed_on: date | None = None
    finished_on: date | None = None
    not_applicable_on: date | None = None


def is_complete(progress):
    """Whether a report with this percentage claims that the assignment is finished."""
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
    """Finished (已办结): completion is confirmed; the day on which it was claimed does not matter."""
    return facts.finished_on is not None and facts.finished_on <= on


def done_q(on):
    """Finished on the day ``on``, also where it was reopened later."""
    reopenings = apps.get_model("tasks", "Reopening").objects
    reopened_later = reopenings.filter(assignment=OuterRef("pk"), finished_on__lte=on, reopened_on__gt=on)
    return Q(finished_on__lte=on) | Q(Exists(reopened_later))


def is_claimed(facts, *, on):
    """To be verified (待核实): completion was claimed by the due date, and the level above has not answered.

    A claim made too late does not stop the clock: the assignment stays overdue until it is confirmed.
    """
    if facts.claimed_on is None or facts.claimed_on > on:
        return False
    return facts.due_on is None or facts.claimed_on <= facts.due_on


def unsettled_q(on):
    """Neither finished, nor not applicable, nor claimed in time: there is still something to do.

    The nullable day of the claim is compared without negation, because ``NOT (null <= day)`` is not true in SQL.
    """
    unclaimed = Q(status_claimed_on__isnull=True) | Q(status_claimed_on__gt=F("status_due_on"))
    return ~not_applicable_q(on) & ~done_q(on) & unclaimed


def is_past(due_on, *, on):
    """The deadline has passed: due yesterday or earlier."""
    return due_on is not None and due_on < on


def overdue_q(on, *, days=0):
    """Overdue (逾期): the deadline passed more than ``days`` days before ``on``, and the assignment is unsettled."""
    return Q(status_due_on__lt=on - timedelta(days=days)) & unsettled_q(on)


def is_near(due_on, *, on, days):
    """The deadline is today or at most ``days`` days away."""
    return due_on is not None and on <= due_on <= on + timedelta(days=days)


def due_soon_q(on, *, days):
    """Due soon (临期): due today or at most ``days`` days away, and unsettled."""
    return Q(status_due_on__gte=on, status_due_on__lte=on + timedelta(days=days)) & unsettled_q(on)


def is_behind(facts, *, on, points):
    """Behind (滞后): confirmed progress lies more than ``points`` percentage points below time progress.

    Whole days are compared, so that rounding does not change the result at the limit.
    """
    if facts.due_on is None or on < facts.starts_on:
        return False
    elapsed, total = _elapsed(facts.starts_on, facts.due_on, on)
    return elapsed * 100 > ((facts.progress or 0) + points) * total


def time_progress(starts_on, due_on, *, on):
    """Percentage of the time that has passed at the end of the day ``on``, one decimal; ``None`` without deadline.

    The first day counts as a whole day: after one day of ten it is 10 %; on the due day and later it is 100 %.
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
