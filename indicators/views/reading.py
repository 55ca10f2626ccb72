"""The figures of a unit, and the list of the elements behind one of them."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from indicators import gap, registry
from indicators.actions import rights
from indicators.counting import count_below
from indicators.counts import NOTHING
from indicators.figures import figures_of, newest_figures
from indicators.forms import SampleForm
from indicators.lists import GapList, indicator_or_404, visible_unit
from indicators.models import IndicatorYear, Sample
from organizations.models import Organization
from organizations.placements import full_names
from pages.frame import chosen_year
from years import shown_day

TONES = {gap.State.MET: "done", gap.State.NOT_MET: "warn", gap.State.UNKNOWN: "wait"}


@login_required
@require_GET
def unit(request, code):
    """Show all figures of one unit as of a day (``?on=``), in the order of the items of the speech."""
    organization = visible_unit(request, code)
    day = shown_day.from_request(request, year=chosen_year(request))
    settings = IndicatorYear.objects.on(day.on)
    indicators = _in_use(settings)
    if day.is_past:
        figures = figures_of(organization, indicators, on=day.on)
    else:
        figures = newest_figures(organization, indicators, today=day.today)
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
        "indicators": indicators,
        "lines": _lines_below(organization, indicators, day.on),
        "crumbs": [{"label": _("指标")}, {"label": organization.label}],
    }
    return render(request, "indicators/unit.html", context)


def _lines_below(organization, indicators, on):
    """Return a line for each unit directly below that has elements of any indicator, with what is counted now."""
    counted, lines = count_below(indicators, organization, on=on), []
    for below in Organization.objects.children_of(organization, on=on):
        counts = [counted.get((indicator.key, below.path_then), NOTHING) for indicator in indicators]
        urls = [indicator.url(below, on=on) for indicator in indicators]
        if any(counts):
            cells = [{"counts": number, "url": url} for number, url in zip(counts, urls, strict=True)]
            lines.append({"unit": below, "cells": cells})
    return lines


def _in_use(settings):
    """The indicators that the year does not switch off."""
    return [each for each in registry.all_indicators() if each.key not in settings or settings[each.key].in_use]


@login_required
@require_GET
def gap_page(request, key, code):
    """List the elements behind the figure of a unit: those that are not met, the unknown ones, those that are met."""
    indicator, organization = indicator_or_404(key), visible_unit(request, code)
    gap_list = GapList(request, indicator, organization)
    elements = list(gap_list.page.object_list)
    names = full_names([element.place_path for element in elements])
    context = {
        "unit": organization,
        "indicator": indicator,
        "figure": figures_of(organization, [indicator], on=gap_list.day)[0],
        "rows": [_row(element, request.user, names[element.place_path]) for element in elements],
        "as_of": gap_list.day,
        "samples": Sample.objects.of_figure(indicator.key, organization).with_results()[:3],
        "sample_form": SampleForm() if rights.may_draw(request.user, organization) else None,
        "may_ask": rights.may_ask(request.user, organization),
        "crumbs": [
            {"label": _("%(unit)s的指标") % {"unit": organization.label}, "url": _unit_url(organization, gap_list.day)},
            {"label": f"{indicator.item} {indicator.label}"},
        ],
    }
    return render(request, "indicators/gap.html", gap_list.context(**context))


def _row(element, user, full_name):
    place = gap.place_of(element)
    return {
        "place": place,
        "above": full_name,
        "label": gap.label_of(element, user=user),
        "url": "" if element is place else element.get_absolute_url(),
        "state": gap.State(element.gap_state).label,
        "tone": TONES[element.gap_state],
    }


@login_required
@require_GET
def gap_export(request, key, code):
    """Export the filtered list of the elements behind a figure."""
    indicator, organization = indicator_or_404(key), visible_unit(request, code)
    gap_list = GapList(request, indicator, organization)
    title = _("%(unit)s%(label)s名单") % {"unit": organization.label, "label": indicator.label}
    return gap_list.export(title, on=gap_list.day, organization=organization)


def _unit_url(organization, day):
    return reverse("indicators:unit", args=[organization.code], query={"on": day.isoformat()})
