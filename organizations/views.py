from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from organizations import tree
from organizations.lists import UnitRegister
from organizations.models import Organization
from organizations.placements import names_of


@login_required
def home(request):
    return redirect("overview")


@login_required
def own_unit(request):
    return redirect(request.user.organization)


@login_required
def unit(request, code):
    """Show one unit (组织机构): its facts, and the units directly below it or the results of a search."""
    units = Organization.objects.visible_to(request.user)
    organization = get_object_or_404(units.select_related("parent", "successor"), code=code)
    listed = UnitRegister(request, organization)
    rows = listed.page.object_list
    context = {
        "unit": organization,
        "rows": with_places(rows, below=organization, on=listed.day) if listed.is_search else rows,
        "departments": [] if listed.is_search else listed.departments(),
        "show_townships": listed.is_search or organization.level == Organization.Level.CITY,
        "show_villages": listed.is_search or organization.level != Organization.Level.TOWNSHIP,
        "counts": listed.below.territory().in_force(on=listed.day).counts_by_level(),
        "facts": facts(organization, request.user, known_end=listed.known_end),
        "crumbs": crumbs(organization, request.user, on=listed.day),
        "end": listed.known_end(organization),
        "announced": not listed.is_of_the_past,
        "as_of": listed.day,
    }
    return render(request, "organizations/unit.html", listed.context(**context))


def crumbs(unit, user, *, on):
    """Return the breadcrumb from the root to ``unit`` on a day; units outside the user's subtree have no link."""
    own = user.organization
    trail = [
        {"label": ancestor.label, "url": ancestor.get_absolute_url() if own.contains(ancestor) else ""}
        for ancestor in Organization.objects.ancestors_of(unit, on=on)
    ]
    return [*trail, {"label": unit.label}]


def facts(unit, user, *, known_end):
    """Return the facts about ``unit`` for the shared part ``facts``.

    ``known_end`` maps a unit to its last day, None if the page does not say that it ends.
    """
    predecessors = [predecessor for predecessor in unit.predecessors.all() if known_end(predecessor)]
    lines = [
        (_("代码"), unit.code),
        (_("层级"), unit.get_level_display()),
        (_("类别"), unit.get_kind_display()),
        (_("简称"), unit.short_name),
        (_("别名、曾用名"), "、".join(alias.name for alias in unit.aliases.all())),
        (_("启用日期"), unit.valid_from),
        (_("停用日期"), known_end(unit)),
        (_("由下列单位并入"), "、".join(predecessor.name for predecessor in predecessors)),
    ]
    entries = [{"label": label, "value": value} for label, value in lines if value]
    if unit.successor and known_end(unit):
        url = unit.successor.get_absolute_url() if user.organization.contains(unit.successor) else ""
        entries.append({"label": _("承接单位"), "value": unit.successor.name, "url": url})
    return entries


def with_places(units, *, below, on):
    """Return ``units`` as a list and set ``place`` on each: the names of the units between ``below`` and it then."""
    units = list(units)
    depth = tree.depth(below.path_on(on)) + 1
    above = {unit.pk: tree.ancestor_paths(unit.path_then)[depth:] for unit in units}
    names = names_of({path for paths in above.values() for path in paths})
    for unit in units:
        unit.place = " ".join(names[path] for path in above[unit.pk] if path in names)
    return units


@login_required
def export(request, code):
    """Export the unit and all units below it as a table that ``load_organizations`` can read."""
    organization = get_object_or_404(Organization.objects.visible_to(request.user), code=code)
    title = _("%(name)s组织机构") % {"name": organization.name}
    listed = UnitRegister(request, organization)
    return listed.export(title, on=listed.day, organization=organization)
