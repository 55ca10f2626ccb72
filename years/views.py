"""The pages 年度设置: thresholds, cut-off days and working calendar of each year."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from organizations.models import Contact, Organization
from pages.frame import chosen_year
from years import links, periods, rules, workdays
from years.actions import check_may_set_year, may_set_year, verify_calendar
from years.models import CutoffShift
from years.periods import Kind

FIRST, LAST = 2000, 2099  # years that have a page


@login_required
@require_GET
def chosen(request):
    """Redirect to the settings of the year that the frame shows."""
    return redirect("years:year", chosen_year(request))


@login_required
@require_GET
def of_year(request, year):
    """Show thresholds, cut-off days and days off of one year, and the button that verifies its calendar."""
    year_rules = rules.of(request.user)
    settings, calendar = year_rules.year(year), rules.load_calendar(year_rules.verified)
    off, worked = calendar.exceptions(year)
    context = {
        "settings": settings,
        "year": year,
        "cutoffs": [_cutoff(period, year_rules) for kind in Kind for period in periods.in_year(year, kind)],
        "moves": settings.cutoff_shift != CutoffShift.SAME,
        "off": off,
        "worked": worked,
        "is_published": workdays.is_published(year),
        "has_calendar": settings.has_calendar,
        "before": year - 1 if year > FIRST else None,
        "after": year + 1 if year < LAST else None,
        "links": links.of_year(year),
        "may_set": may_set_year(request.user),
        "contact": Contact.objects.visible_to(request.user).first(),
        "root": Organization.objects.get(path=request.user.organization.root_path),
    }
    return render(request, "years/year.html", context)


def _cutoff(period, year_rules):
    day = year_rules.cutoff(period)
    return {
        "period": period,
        "day": day,
        "moved": day != period.nominal_cutoff(year_rules.year(period.year)),
        "assumed": year_rules.assumes_cutoff(period),
    }


@login_required
@require_POST
def verify(request, year):
    """Mark the calendar as verified (已核对, ``verified=1``) or as not verified (未核对)."""
    check_may_set_year(by=request.user)
    verified = request.POST.get("verified") == "1"
    try:
        verify_calendar(year, by=request.user, verified=verified)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        text = _("%(year)s 年工作日历已标为核对。") if verified else _("%(year)s 年工作日历已改回未核对。")
        messages.success(request, text % {"year": year})
    return redirect("years:year", year)
