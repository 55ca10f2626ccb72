"""The clock of a stage: when work in it is due, and how a stage in which the clock stands still moves that day."""

from datetime import timedelta

from years.periods import add_months


def due_of(stage, record, *, since, calendar):
    """Return the last day for ``stage``, in which ``record`` is since the day ``since``; None without a limit.

    ``calendar`` is the ``WorkCalendar``; the day ``since`` itself is not counted.
    """
    if stage.stops:
        return None
    if stage.until:
        return stage.until(record)
    if stage.months:
        return add_months(since, stage.months)
    if stage.days and stage.working:
        return calendar.add(since, stage.days)
    return since + timedelta(days=stage.days) if stage.days else None


def resumed(stage, *, due, stopped_on, on, calendar):
    """Return the last day for ``stage``, which was due on ``due`` when the clock stopped and goes on on the day ``on``.

    The days that were left on ``stopped_on`` are left again; a limit that had passed then stays.
    """
    if due is None or due <= stopped_on:
        return due
    if stage.working:
        return calendar.add(on, calendar.between(stopped_on + timedelta(days=1), due))
    return on + (due - stopped_on)
