"""The settings of the years and the working calendar, fetched at most once while one request is answered."""

from functools import cached_property

from years.models import CutoffShift, Holiday, TaskYear
from years.workdays import WorkCalendar


def load_calendar(verified=None):
    """The calendar with the table's overrides: one query, and one for the ``verified`` years if they are not given."""
    if verified is None:
        verified = TaskYear.objects.filter(calendar_verified=True).values_list("year", flat=True)
    return WorkCalendar(dict(Holiday.objects.values_list("date", "is_workday")), frozenset(verified))


class Rules:
    """One query for the years, all few of them; the calendar only costs its own where a cut-off day moves."""

    def __init__(self):
        self.calendar = _Calendar(self)

    @cached_property
    def _years(self):
        return {each.year: each for each in TaskYear.objects.all()}

    def years(self, wanted):
        """``{year: TaskYear}`` with the defaults for years that nobody has written settings for."""
        for year in wanted:
            self._years.setdefault(year, TaskYear(year=year))
        return self._years

    def year(self, year):
        return self.years([year])[year]

    def cutoff(self, period):
        """The last day on which the report of ``period`` is in time."""
        return period.cutoff(self.year(period.year), self.calendar)

    def is_over(self, period, *, on):
        """Whether ``period`` has ended and its report was due before the day ``on``."""
        return on > max(self.cutoff(period), period.end)

    def assumes_cutoff(self, period):
        """Whether the cut-off day of ``period`` rests on working days that nobody has published yet."""
        settings = self.year(period.year)
        return self.calendar.is_assumed(period.cutoff(settings, self.calendar), settings.cutoff_shift)

    @property
    def verified(self):
        return [year for year, settings in self._years.items() if settings.calendar_verified]


class _Calendar:
    """A calendar that is not loaded as long as no day moves."""

    def __init__(self, rules):
        self._rules = rules

    @cached_property
    def _loaded(self):
        return load_calendar(self._rules.verified)

    def shift(self, day, rule):
        return day if rule == CutoffShift.SAME else self._loaded.shift(day, rule)

    def is_assumed(self, day, rule):
        """A day that never moves rests on no calendar."""
        return rule != CutoffShift.SAME and self._loaded.is_assumed(day)


def of(user):
    """The rules that go with the user of this request: page and badge share them."""
    if not hasattr(user, "task_rules"):
        user.task_rules = Rules()
    return user.task_rules
