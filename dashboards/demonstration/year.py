"""Replay the year: the values of the indicators at the ends of its months, and the reports that follow from them.

Most records carry the day on which something was done, so a figure of a past day is counted from them. Some ledgers
only say that it is done. Of those a part is set back first and comes in order month by month (``Undated``).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.actions import freezing
from indicators.models import DirtyMark, FullPass
from indicators.recomputing import recompute_all, recompute_units
from indicators.registry import all_indicators
from indicators.spans import month_key
from rectification.models import CollectiveEconomy, Secretary
from tasks.actions.measuring import write_reports
from tasks.models import Task
from training.models import LifePlan

CHUNK = 500  # records named in one statement
COMPARED = 3  # months that circulars are about or compare with


@dataclass(frozen=True, eq=False)
class Undated:
    """Records of ``model`` that are in order with the values ``done`` and before were not, for the task ``number``.

    ``share`` of the time of the task passes until all of them are in order.
    """

    model: type
    number: str
    done: dict
    before: dict
    share: float = 1

    def day_of(self, city, county, place):
        first = city.progress.outcomes[self.number, county.pk].starts_on
        return first + (city.day_in_order(self.number, county, place) - first) * self.share


UNDATED = (
    Undated(Secretary, "2.2", {"filed": True}, {"filed": False}),
    Undated(CollectiveEconomy, "2.3", {"progress": 100}, {"progress": 60}),
    Undated(LifePlan, "1.3", {"state": LifePlan.State.CONFIRMED}, {"state": LifePlan.State.ENTERED}, share=0.4),
)


def replay(city, *, root, manager, tell):
    """Compute the values at each end of a month and on the day of the demonstration; freeze the last complete month.

    The indicators that tasks are bound to have a value for each month, the others for the last three: the circulars of
    the last two compare each with the month before.
    ``tell`` gets a sentence about each step.
    """
    days = _ends_of_months(city.on)
    to_come = _set_back(city, days[0]) if days else {}
    bound = _bound_indicators()
    for day in days:
        tell(_("演示数据：%(month)s月的指标……") % {"month": day.month})
        _come_in_order(to_come, until=day)
        chosen = all_indicators() if day in days[-COMPARED:-1] else bound  # those of the last come with its freeze
        recompute_units({root: chosen}, on=day, now=_moment(day, 20))
    tell(_("演示数据：今天的指标……"))
    _come_in_order(to_come, until=city.on)
    DirtyMark.objects.all().delete()  # whatever the records have marked is computed now
    now = _moment(city.on, 0)  # never later than the real moment of loading
    if days:
        freezing.freeze(month_key(days[-1]), on=city.on, now=now, by=manager)
        FullPass.objects.create(on=city.on, at=now)
    else:
        recompute_all(now=now)
    write_reports(now=now)  # also of tasks that were handed down since the last value has changed


def _ends_of_months(on):
    """The last days of the complete months of the year before the day ``on``."""
    return [date(on.year, month, 1) - timedelta(days=1) for month in range(2, on.month + 1)]


def _bound_indicators():
    keys = set(Task.objects.values_list("indicator", flat=True))
    return [indicator for indicator in all_indicators() if indicator.key in keys]


def _set_back(city, first_day):
    """Set the undated records back that came in order after ``first_day``; return their pks by kind and by day."""
    counties = {county.pk: (county, county) for county in city.counties}
    for county, township, villages in city.each_township():
        counties |= {unit.pk: (county, unit) for unit in (township, *villages)}
    to_come = {}
    for undated in UNDATED:
        by_day = defaultdict(list)
        done = undated.model.objects.confirmed().filter(**undated.done).order_by("pk")
        for pk, unit in done.values_list("pk", "organization"):
            by_day[undated.day_of(city, *counties[unit])].append(pk)
        to_come[undated] = {day: pks for day, pks in by_day.items() if day > first_day}
        _update(undated.model, [pk for pks in to_come[undated].values() for pk in pks], undated.before)
    return to_come


def _come_in_order(to_come, *, until):
    for undated, by_day in to_come.items():
        days = [day for day in by_day if day <= until]
        _update(undated.model, [pk for day in days for pk in by_day.pop(day)], undated.done)


def _update(model, pks, values):
    for start in range(0, len(pks), CHUNK):
        model.objects.filter(pk__in=pks[start : start + CHUNK]).update(**values)


def _moment(day, hour):
    return timezone.make_aware(datetime.combine(day, time(hour)))
