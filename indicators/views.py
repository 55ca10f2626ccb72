"""The figures of a unit, and the list of the elements behind one of them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from indicators import gap, registry
from indicators.figures import figures_of
from indicators.lists import GapList
from indicators.models import IndicatorYear
from organizations.models import Organization
from organizations.resolving import place_index
from pages.frame import chosen_year
from years import shown_day

TONES = {gap.State.MET: "done", gap.State.NOT_MET: "warn", gap.State.UNKNOWN: "wait"}


@login_required
@require_GET
def unit(request, code):
    """Show all figures of one unit as of a day (``?on=``), in the order of the items of the speech."""
    organization = _visible(request, code)
    day = shown_day.from_request(request, year=chosen_year(request))
    settings = IndicatorYear.objects.on(day.on)
    figures = figures_of(organization, _in_use(settings), on=day.on)
    context = {
        "unit": organization,
        "asked": day,
        "as_of": day.on,
        "rows": [
            {
                "figure": figure,
                "target": settings[figure.indicator.key].target if figure.indicator.key in settings else None,
                "url": figure.indicator.url(organization, on=day.on),
            }
            for figure in figures
        ],
        "crumbs": [{"label": _("指标")}, {"label": organization.label}],
    }
    return render(request, "indicators/unit.html", context)


def _in_use(settings):
    """The indicators that the year does not switch off."""
    return [each for each in registry.all_indicators() if each.key not in settings or settings[each.key].in_use]


@login_required
@require_GET
def gap_page(request, key, code):
    """List the elements behind the figure of a unit: those that are not met, the unknown ones, those that are met."""
    indicator, organization = _indicator(key), _visible(request, code)
    gap_list = GapList(request, indicator, organization)
    index = place_index(Organization)
    context = {
        "unit": organization,
        "indicator": indicator,
        "figure": figures_of(organization, [indicator], on=gap_list.day)[0],
        "rows": [_row(element, request.user, index) for element in gap_list.page.object_list],
        "as_of": gap_list.day,
        "crumbs": [
            {"label": _("%(unit)s的指标") % {"unit": organization.label}, "url": _unit_url(organization, gap_list.day)},
            {"label": f"{indicator.item} {indicator.label}"},
        ],
    }
    return render(request, "indicators/gap.html", gap_list.context(**context))


def _row(element, user, index):
    place = gap.place_of(element)
    return {
        "place": place,
        "above": index.full_name(place.code),
        "label": gap.label_of(element, user=user),
        "url": "" if element is place else element.get_absolute_url(),
        "state": gap.State(element.gap_state).label,
        "tone": TONES[element.gap_state],
    }


@login_required
@require_GET
def gap_export(request, key, code):
    """Export the filtered list of the elements behind a figure."""
    indicator, organization = _indicator(key), _visible(request, code)
    gap_list = GapList(request, indicator, organization)
    title = _("%(unit)s%(label)s名单") % {"unit": organization.label, "label": indicator.label}
    return gap_list.export(title, on=gap_list.day, organization=organization)


def _indicator(key):
    try:
        return registry.get(key)
    except LookupError:
        raise Http404 from None


def _visible(request, code):
    return get_object_or_404(Organization.objects.visible_to(request.user), code=code)


def _unit_url(organization, day):
    return reverse("indicators:unit", args=[organization.code], query={"on": day.isoformat()})
