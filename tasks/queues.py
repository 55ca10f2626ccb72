"""Lists that a manager works through: reports to verify, reports that are missing; narrowed by the address."""

import re
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.functional import cached_property
from django.utils.http import urlencode

from notices.models import Reminder
from pages.numbers import whole
from tasks.models import Assignment, ProgressReport
from tasks.subjects import ASSIGNMENT
from years import periods


class Narrowed:
    """Filters from the address: ``q`` (name of unit or task), ``task``, ``unit``, ``period``."""

    NAMES = ("q", "task", "unit", "period")

    def __init__(self, user, parameters):
        self.user = user
        self.asked = {name: parameters.get(name, "").replace("\x00", "").strip() for name in self.NAMES}

    @property
    def query(self):
        """The filters for an address."""
        return urlencode({name: value for name, value in self.asked.items() if value})

    @property
    def is_narrowed(self):
        return any(self.asked.values())

    def _searched_q(self, prefix=""):
        text = self.asked["q"]
        return (
            Q(**{f"{prefix}organization__name__contains": text})
            | Q(**{f"{prefix}task__title__contains": text})
            | Q(**{f"{prefix}task__number": text})
        )

    def _number(self, name):
        """A primary key; what is none finds nothing."""
        return whole(self.asked[name]) or 0


class ReviewQueue(Narrowed):
    """Submitted reports of the units directly below (待核实)."""

    @cached_property
    def waiting(self):
        return ProgressReport.objects.awaiting_review_of(self.user)

    def rows(self):
        """Those that fit, the longest waiting first, each with the figures confirmed before it."""
        found = self.waiting.select_related("assignment__task", "assignment__organization", "submitted_by")
        earlier = ProgressReport.objects.confirmed().filter(
            assignment=OuterRef("assignment"), period_start__lt=OuterRef("period_start")
        )
        earlier = earlier.order_by("-period_start")
        found = found.annotate(
            last_value=Subquery(earlier.values("value")[:1]), last_progress=Subquery(earlier.values("progress")[:1])
        )
        return self._narrow(found).order_by("submitted_on", "pk")

    def _narrow(self, found):
        if self.asked["q"]:
            found = found.filter(self._searched_q("assignment__"))
        if self.asked["task"]:
            found = found.filter(assignment__task=self._number("task"))
        if self.asked["unit"]:
            found = found.filter(assignment__organization=self._number("unit"))
        if self.asked["period"]:
            found = found.filter(period_start=month_of(self.asked["period"]))
        return found

    def choices(self):
        """Tasks, units and periods that occur, as ``{filter: [(value, label)]}``; one query."""
        fields = ("assignment__task", "assignment__task__number", "assignment__task__title")
        unit = ("assignment__organization", "assignment__organization__name", "assignment__organization__path")
        found = list(self.waiting.order_by().values_list(*fields, *unit, "period_start", "assignment__task__order"))
        tasks = sorted({(row[7], row[0], f"{row[1]} {row[2]}") for row in found})
        units = sorted({(row[5], row[3], row[4]) for row in found})
        starts = sorted({row[6] for row in found}, reverse=True)
        return {
            "task": [(pk, label) for _order, pk, label in tasks],
            "unit": [(pk, name) for _path, pk, name in units],
            "period": [(f"{start:%Y-%m}", f"{start:%Y-%m}") for start in starts],
        }

    def after(self, report):
        """The next one to look at, or ``None``."""
        return self.rows().exclude(pk=report.pk).first()


def month_of(text):
    """The first day of ``2026-11``; a day on which no report begins for anything else."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return date.min


class MissingReports(Narrowed):
    """Who has not reported (未填报): of ``period``, in the units directly below or (``depth=all``) all below."""

    NAMES = (*Narrowed.NAMES, "depth")

    def __init__(self, user, parameters, *, period, on):
        super().__init__(user, parameters)
        self.period, self.on = period, on
        self.asked["period"] = period_name(period)

    @property
    def is_narrowed(self):
        return any(self.asked[name] for name in ("q", "task", "unit"))

    @cached_property
    def everything(self):
        unit = self.user.organization
        found = Assignment.objects.in_subtree(unit).exclude(organization=unit)
        if self.asked["depth"] != "all":
            found = found.below(unit)
        return found.missing_reports(self.period, on=self.on)

    def rows(self):
        """Those that fit, in tree order, each with ``reminded_today``."""
        today = Reminder.objects.filter(
            subject_kind=ASSIGNMENT.key,
            subject_id=OuterRef("pk"),
            period_start=self.period.start,
            sent_on=self.on,
        )
        found = self.everything.select_related("task", "organization__parent")
        found = self._narrow(found).annotate(reminded_today=Exists(today))
        return found.order_by("organization__path", "task__order", "pk")

    def _narrow(self, found):
        if self.asked["q"]:
            found = found.filter(self._searched_q())
        if self.asked["task"]:
            found = found.filter(task=self._number("task"))
        if self.asked["unit"]:
            found = found.filter(organization=self._number("unit"))
        return found

    def owing(self):
        """How many reports are owed in all, handed in or not."""
        unit = self.user.organization
        found = Assignment.objects.in_subtree(unit).exclude(organization=unit)
        found = found if self.asked["depth"] == "all" else found.below(unit)
        return found.owing(self.period, on=self.on).count()


def period_asked(text, *, default):
    """The period named ``2026-11`` (a month) or ``2026-Q4`` (a quarter); ``default`` for anything else."""
    if not re.fullmatch(r"20\d\d-(?:0[1-9]|1[0-2]|Q[1-4])", text, re.ASCII):
        return default
    year, _, rest = text.partition("-")
    if rest.startswith("Q"):
        return periods.of(date(int(year), int(rest[1:]) * 3 - 2, 1), periods.Kind.QUARTER)
    return periods.of(date(int(year), int(rest), 1), periods.Kind.MONTH)


def period_name(period):
    """The name of a period in an address; ``period_asked`` reads it."""
    if period.kind == "month":
        return f"{period.start:%Y-%m}"
    return f"{period.start:%Y}-Q{period.start.month // 3 + 1}"
