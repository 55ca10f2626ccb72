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
    """One unit of the register (组织机构): its facts, and the units directly below or found by a search."""
    units = Organization.objects.visible_to(request.user)
    found = get_object_or_404(units.select_related("parent", "successor"), code=code)
    listed = UnitRegister(request, found)
    rows = listed.page.object_list
    context = {
        "unit": found,
        "rows": with_places(rows, below=found) if listed.is_search else rows,
        "departments": [] if listed.is_search else listed.departments(),
        "show_townships": listed.is_search or found.level == Organization.Level.CITY,
        "show_villages": listed.is_search or found.level != Organization.Level.TOWNSHIP,
        "counts": listed.below.territory().in_force(on=listed.day).counts_by_level(),
        "facts": facts(found, request.user),
        "crumbs": crumbs(found, request.user),
        "as_of": listed.day,
    }
    return render(request, "organizations/unit.html", listed.context(**context))


def crumbs(unit, user):
    """The way from the root; units above the own scope have no page for this user."""
    own = user.organization
    above = Organization.objects.ancestors_of(unit)
    trail = [{"label": each.label, "url": each.get_absolute_url() if own.contains(each) else ""} for each in above]
    return [*trail, {"label": unit.label}]


def facts(unit, user):
    """What is known of the unit itself, as the facts part shows it."""
    predecessors = unit.predecessors.all()
    lines = [
        (_("代码"), unit.code),
        (_("层级"), unit.get_level_display()),
        (_("类别"), unit.get_kind_display()),
        (_("简称"), unit.short_name),
        (_("别名、曾用名"), "、".join(alias.name for alias in unit.aliases.all())),
        (_("启用日期"), unit.valid_from),
        (_("停用日期"), unit.valid_to),
        (_("由下列单位并入"), "、".join(each.name for each in predecessors)),
    ]
    shown = [{"label": label, "value": value} for label, value in lines if value]
    if unit.successor:
        url = unit.successor.get_absolute_url() if user.organization.contains(unit.successor) else ""
        shown.append({"label": _("承接单位"), "value": unit.successor.name, "url": url})
    return shown


def with_places(units, *, below):
    """``units`` with ``place``: the names between ``below`` and each, in two queries for all of them."""
    units = list(units)
    paths = {path for each in units for path in tree.ancestor_paths(each.path) if len(path) > len(below.path)}
    names = dict(Organization.objects.filter(path__in=paths).values_list("path", "name"))
    for each in units:
        each.place = " ".join(names[path] for path in tree.ancestor_paths(each.path) if path in names)
    return units


@login_required
def export(request, code):
    """The unit and all below it as a table that ``load_organizations`` reads again."""
    found = get_object_or_404(Organization.objects.visible_to(request.user), code=code)
    listed = UnitRegister(request, found)
    return listed.export(_("%(name)s组织机构") % {"name": found.name}, on=listed.day, organization=found)
