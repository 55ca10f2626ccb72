"""The settings of the years and the working calendar, fetched at most once while one request is answered."""

from functools import cached_property

from tasks import workdays
from tasks.models import CutoffShift, TaskYear


class Rules:
    """One query for the years, all few of them; the calendar only costs its own where a cut-off day moves."""

    def __init__(self):
        self.calendar = _Calendar()

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


class _Calendar:
    """A calendar that is not loaded as long as no day moves."""

    @cached_property
    def _loaded(self):
        return workdays.load()

    def shift(self, day, rule):
        return day if rule == CutoffShift.SAME else self._loaded.shift(day, rule)


def of(user):
    """The rules that go with the user of this request: page and badge share them."""
    if not hasattr(user, "task_rules"):
        user.task_rules = Rules()
    return user.task_rules
