"""The settings of the years and the working calendar, loaded at most once in a request."""

from functools import cached_property

from years.models import CutoffShift, Holiday, TaskYear
from years.workdays import WorkCalendar


def load_calendar(verified=None):
    """Return a ``WorkCalendar`` with the rows of ``Holiday``.

    One query; a second one for the ``verified`` years when they are not given.
    """
    if verified is None:
        verified = TaskYear.objects.filter(calendar_verified=True).values_list("year", flat=True)
    return WorkCalendar(dict(Holiday.objects.values_list("date", "is_workday")), frozenset(verified))


class Rules:
    """Caches the settings of all years (one query) and the calendar, which is loaded only when a cut-off day moves."""

    def __init__(self):
        self.calendar = _Calendar(self)

    @cached_property
    def _years(self):
        return {settings.year: settings for settings in TaskYear.objects.all()}

    def years(self, numbers):
        """Return ``{year: TaskYear}`` for the years ``numbers`` and all stored ones; years not stored get defaults."""
        for year in numbers:
            self._years.setdefault(year, TaskYear(year=year))
        return self._years

    def year(self, year):
        return self.years([year])[year]

    def cutoff(self, period):
        """The last day on which the report of ``period`` is in time."""
        return period.cutoff(self.year(period.year), self.calendar)

    def is_over(self, period, *, on):
        """Whether on the day ``on`` both the end of ``period`` and its cut-off day are past."""
        return on > max(self.cutoff(period), period.end)

    def assumes_cutoff(self, period):
        """Whether the cut-off day of ``period`` depends on assumed working days (``WorkCalendar.is_assumed``)."""
        settings = self.year(period.year)
        return self.calendar.is_assumed(period.cutoff(settings, self.calendar), settings.cutoff_shift)

    @property
    def verified(self):
        return [year for year, settings in self._years.items() if settings.calendar_verified]


class _Calendar:
    """A calendar that is loaded when it is first needed: only moving a cut-off day needs it."""

    def __init__(self, rules):
        self._rules = rules

    @cached_property
    def _loaded(self):
        return load_calendar(self._rules.verified)

    def shift(self, day, rule):
        return day if rule == CutoffShift.SAME else self._loaded.shift(day, rule)

    def is_assumed(self, day, rule):
        """Like ``WorkCalendar.is_assumed``, but False when the rule never moves a day."""
        return rule != CutoffShift.SAME and self._loaded.is_assumed(day)


def of(user):
    """Return the ``Rules`` stored on ``user``: the page and the badge of the same request share them."""
    if not hasattr(user, "task_rules"):
        user.task_rules = Rules()
    return user.task_rules
