from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from organizations import tree
from organizations.lists import UnitRegister
from organizations.models import Organization


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
        "rows": with_places(rows, below=organization) if listed.is_search else rows,
        "departments": [] if listed.is_search else listed.departments(),
        "show_townships": listed.is_search or organization.level == Organization.Level.CITY,
        "show_villages": listed.is_search or organization.level != Organization.Level.TOWNSHIP,
        "counts": listed.below.territory().in_force(on=listed.day).counts_by_level(),
        "facts": facts(organization, request.user),
        "crumbs": crumbs(organization, request.user),
        "as_of": listed.day,
    }
    return render(request, "organizations/unit.html", listed.context(**context))


def crumbs(unit, user):
    """Return the breadcrumb from the root to ``unit``; units outside the user's subtree have no link."""
    own = user.organization
    trail = [
        {"label": ancestor.label, "url": ancestor.get_absolute_url() if own.contains(ancestor) else ""}
        for ancestor in Organization.objects.ancestors_of(unit)
    ]
    return [*trail, {"label": unit.label}]


def facts(unit, user):
    """Return the facts about ``unit`` for the shared part ``facts``."""
    predecessors = unit.predecessors.all()
    lines = [
        (_("代码"), unit.code),
        (_("层级"), unit.get_level_display()),
        (_("类别"), unit.get_kind_display()),
        (_("简称"), unit.short_name),
        (_("别名、曾用名"), "、".join(alias.name for alias in unit.aliases.all())),
        (_("启用日期"), unit.valid_from),
        (_("停用日期"), unit.valid_to),
        (_("由下列单位并入"), "、".join(predecessor.name for predecessor in predecessors)),
    ]
    entries = [{"label": label, "value": value} for label, value in lines if value]
    if unit.successor:
        url = unit.successor.get_absolute_url() if user.organization.contains(unit.successor) else ""
        entries.append({"label": _("承接单位"), "value": unit.successor.name, "url": url})
    return entries


def with_places(units, *, below):
    """Return ``units`` as a list and set ``place`` on each: the names of the units between ``below`` and it."""
    units = list(units)
    paths = {path for unit in units for path in tree.ancestor_paths(unit.path) if len(path) > len(below.path)}
    names = dict(Organization.objects.filter(path__in=paths).values_list("path", "name"))
    for unit in units:
        unit.place = " ".join(names[path] for path in tree.ancestor_paths(unit.path) if path in names)
    return units


@login_required
def export(request, code):
    """Export the unit and all units below it as a table that ``load_organizations`` can read."""
    organization = get_object_or_404(Organization.objects.visible_to(request.user), code=code)
    title = _("%(name)s组织机构") % {"name": organization.name}
    listed = UnitRegister(request, organization)
    return listed.export(title, on=listed.day, organization=organization)
