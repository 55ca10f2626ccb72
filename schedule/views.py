"""The page 日历: what is due on each day of a month, for the reader's unit and those below it."""

import re
from datetime import date

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from organizations.models import Organization
from pages.filters import ChoiceFilter, HiddenFilter
from pages.list_page import ListPage
from schedule.months import month_of
from years.periods import add_months

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 1)
WEEKDAYS = [_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日")]


class CalendarFilters(ListPage):
    """The unit and the scope of the calendar; its rows are the days, so it has no list."""

    url_name = "schedule:month"
    month = HiddenFilter(_("月份"))
    unit = ChoiceFilter(_("单位"), any_value=True)
    only = ChoiceFilter(_("范围"), [("own", _("只看本级"))], every=_("包括下级"))

    always = ("month",)

    def prepare(self):
        on = timezone.localdate()
        own = self.user.organization
        self.units = {unit.code: unit for unit in [own, *Organization.objects.children_of(own, on=on)]}
        self.fields["unit"].offer(
            [("", own.label), *((code, unit.label) for code, unit in self.units.items() if unit != own)]
        )

    @property
    def chosen_unit(self):
        """The unit in the address: the own one, or one directly below it."""
        return self.units.get(self.active_filters.get("unit"), self.user.organization)

    @property
    def first_day(self):
        """The first day of the month in the address (``2026-11``); ``None`` for anything else."""
        text = self.active_filters.get("month", "")
        if not re.fullmatch(r"20\d\d-(?:0[1-9]|1[0-2])", text, re.ASCII):
            return None
        return date.fromisoformat(f"{text}-01")

    @property
    def with_below(self):
        return "only" not in self.active_filters


@login_required
@require_GET
def month(request):
    """Show the month ``?month=2026-11``, by default the running one, with links to what is due."""
    today = timezone.localdate()
    filters = CalendarFilters(request)
    first = filters.first_day or today.replace(day=1)
    unit = filters.chosen_unit
    context = {
        "filters": filters,
        "unit": unit,
        "month": month_of(request.user, unit, first, with_below=filters.with_below, on=today),
        "weekdays": WEEKDAYS,
        "before": add_months(first, -1) if first > FIRST else None,
        "after": add_months(first, 1) if first < LAST else None,
        "today": today,
        "is_running": first == today.replace(day=1),
    }
    return render(request, "schedule/month.html", context)
