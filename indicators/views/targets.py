"""The targets and thresholds of a year (年度设置): what holds, and a form that sets new ones from a day on."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from indicators import registry
from indicators.actions import rights, thresholds
from indicators.forms import TargetForm
from indicators.lists import indicator_or_404
from indicators.models import IndicatorYear
from pages.forms import fitted, posted


@login_required
@require_GET
def of_year(request, year):
    """List the indicators with the settings that hold today, or on the first day of a later year, and those to come."""
    today = timezone.localdate()
    day = min(max(today, date(year, 1, 1)), date(year, 12, 31))
    holding = IndicatorYear.objects.on(day)
    later = IndicatorYear.objects.filter(year=year, valid_from__gt=day).order_by("valid_from")
    coming = {}
    for settings in later:
        coming.setdefault(settings.key, []).append(settings)
    rows = [
        {"indicator": each, "settings": holding.get(each.key) or IndicatorYear(), "coming": coming.get(each.key, [])}
        for each in registry.all_indicators()
    ]
    context = {
        "year": year,
        "as_of": day,
        "rows": rows,
        "may_set": rights.may_set_thresholds(request.user) and year >= today.year,
        "crumbs": [*_crumbs(year)[:1], {"label": _("指标目标")}],
    }
    return render(request, "indicators/targets.html", context)


@login_required
def edit(request, year, key):
    """Set target and thresholds of one indicator from a day on; the earlier ones stay for the days before."""
    indicator, today = indicator_or_404(key), timezone.localdate()
    if not rights.may_set_thresholds(request.user):
        raise PermissionDenied
    first = max(today, date(year, 1, 1))
    form = TargetForm(posted(request), initial=_initial(key, year, first))
    if form.is_valid():
        settings = IndicatorYear(key=key, year=year, **form.cleaned_data)
        try:
            thresholds.set_thresholds(settings, on=today, by=request.user)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            wording = {"label": indicator.label, "day": settings.valid_from.isoformat()}
            messages.success(request, _("已设定“%(label)s”的目标，自 %(day)s 起按新目标判定。") % wording)
            return redirect("indicators:targets", year)
    crumbs = [*_crumbs(year), {"label": str(indicator.label)}]
    context = {"indicator": indicator, "year": year, "form": form, "crumbs": crumbs}
    return render(request, "indicators/target.html", context)


def _initial(key, year, first):
    """What the form shows: the settings that hold on the first day from which new ones may hold."""
    holding = IndicatorYear.objects.on(first).get(key) if first.year == year else None
    values = {name: getattr(holding, name) for name in thresholds.FIELDS} if holding else {}
    return {"valid_from": first, **values}


def _crumbs(year):
    return [
        {"label": _("%(year)s 年度设置") % {"year": year}, "url": reverse("years:year", args=[year])},
        {"label": _("指标目标"), "url": reverse("indicators:targets", args=[year])},
    ]
