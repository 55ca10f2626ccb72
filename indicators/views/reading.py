"""The list of the elements behind a figure."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from indicators import gap
from indicators.actions import rights
from indicators.breadcrumbs import trail
from indicators.figures import figures_of
from indicators.forms import SampleForm
from indicators.lists import GapList, readable_indicator, visible_unit
from indicators.models import Sample
from indicators.unit_figures import STATE_TONES
from organizations.placements import full_names


@login_required
@require_GET
def gap_page(request, key, code):
    """List the elements behind the figure of a unit: those that are not met, the unknown ones, those that are met."""
    indicator, organization = readable_indicator(request, key), visible_unit(request, code)
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
        "crumbs": trail(organization, request.user, on=gap_list.day, page=f"{indicator.item} {indicator.label}"),
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
        "tone": STATE_TONES[element.gap_state],
    }


@login_required
@require_GET
def gap_export(request, key, code):
    """Export the filtered list of the elements behind a figure."""
    indicator, organization = readable_indicator(request, key), visible_unit(request, code)
    gap_list = GapList(request, indicator, organization)
    title = _("%(unit)s%(label)s名单") % {"unit": organization.label, "label": indicator.label}
    return gap_list.export(title, on=gap_list.day, organization=organization)
