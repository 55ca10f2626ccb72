"""The page 减负 of a unit: what the portal asks of the base, how much of it nobody has to type, what else is asked."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboards.breadcrumbs import trail
from dashboards.burden import NAMES, Burden, table
from dashboards.lookup import visible_place
from ledgers import declarations
from ledgers.records import read_unit
from pages import export as exporting
from pages.frame import chosen_year


@login_required
def own(request):
    """The page of the unit that the user reads: a department reads that of its city or county."""
    return _page(request, read_unit(request.user))


@login_required
def burden(request, code):
    return _page(request, _place(request, code))


def _place(request, code):
    """The unit of the address: in the scope of the user, or what a department reads; 404 for others."""
    unit = read_unit(request.user)
    return unit if unit.code == code else visible_place(request, code)


def _page(request, organization):
    found = _burden_of(request, organization)
    context = {
        "organization": organization,
        "crumbs": trail(organization, request.user, on=found.on, page=_("减负")),
        "as_of": found.on,
        "burden": found,
        "each": [{"label": NAMES[level], "cells": cells} for level, cells in found.each.items()],
        "rows": [_row(line, found) for line in found.lines],
    }
    return render(request, "dashboards/burden.html", context)


def _row(line, found):
    return {"line": line, "each": [{"label": NAMES[level], "cells": line.each.get(level)} for level in found.each]}


@login_required
def export(request, code):
    organization = _place(request, code)
    found = _burden_of(request, organization)
    title = _("%(name)s%(year)s年平台填报负担") % {"name": organization.name, "year": found.year}
    columns, rows = table(found)
    return exporting.export(request, title, columns, rows, on=found.on, organization=organization)


def _burden_of(request, organization):
    """The burden in the chosen year: as of today, or as of the last day of another year."""
    year, today = chosen_year(request), timezone.localdate()
    on = today if year == today.year else date(year, 12, 31)
    return Burden(organization, declarations.open_to(request.user), on=on)
