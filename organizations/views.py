from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import actions as audit
from files.writing import Column, table_response
from organizations import tree
from organizations.forms import RegisterFilter
from organizations.models import Organization
from pages import paging
from pages.forms import ExportChoice

PAGE_SIZES = (50, 100)


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
    form = RegisterFilter(request.GET)
    form.is_valid()
    below = units.descendants_of(found)
    context = {
        "unit": found,
        "form": form,
        "counts": below.territory().in_force(on=form.day).counts_by_level(),
        "facts": facts(found, request.user),
        "crumbs": crumbs(found, request.user),
        "as_of": form.day,
    }
    context |= hits(request, form, found, below) if form.is_search else children(request, form, found, below)
    return render(request, "organizations/unit.html", context)


def children(request, form, unit, below):
    """Units directly below ``unit``, its departments apart."""
    listed = form.units(below.filter(parent=unit))
    page = _page(request, form, listed.territory())
    return {
        "page": page,
        "rows": page.object_list,
        "departments": listed.departments().select_related("successor"),
        "show_townships": unit.level == Organization.Level.CITY,
        "show_villages": unit.level != Organization.Level.TOWNSHIP,
    }


def hits(request, form, unit, below):
    """Units anywhere below ``unit`` that the search finds, each with the place where it lies."""
    page = _page(request, form, form.units(below).highest_first())
    rows = with_places(page.object_list, below=unit)
    return {"page": page, "rows": rows, "show_townships": True, "show_villages": True}


def _page(request, form, units):
    rows = units.with_counts_below(on=form.day).select_related("successor")
    return paging.page_of(request, rows, sizes=PAGE_SIZES)


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


COLUMNS = (
    Column(gettext_lazy("代码"), width=16),
    Column(gettext_lazy("名称"), width=28),
    Column(gettext_lazy("层级"), width=8),
    Column(gettext_lazy("上级代码"), width=16),
    Column(gettext_lazy("类别"), width=8),
    Column(gettext_lazy("简称"), width=16),
    Column(gettext_lazy("别名"), width=24),
    Column(gettext_lazy("启用日期"), "date"),
    Column(gettext_lazy("停用日期"), "date"),
    Column(gettext_lazy("承接单位代码"), width=16),
)


@login_required
def export(request, code):
    """The unit and all below it as a table that ``load_organizations`` reads again."""
    found = get_object_or_404(Organization.objects.visible_to(request.user), code=code)
    form, choice = RegisterFilter(request.GET), ExportChoice(request.GET)
    form.is_valid()
    choice.is_valid()
    units = form.units(Organization.objects.visible_to(request.user).descendants_of(found, include_self=True))
    title = _("%(name)s组织机构") % {"name": found.name}
    note = _("截至 %(day)s，由%(person)s导出") % {"day": form.day.isoformat(), "person": request.user.name}
    audit.record_export(
        title, by=request.user, count=units.count(), filters=request.GET.urlencode(), organization=found
    )
    return table_response(
        name=title, title=title, columns=COLUMNS, rows=_rows(units), file_format=choice.chosen, note=note
    )


def _rows(units):
    for each in units.select_related("parent", "successor").prefetch_related("aliases").iterator(chunk_size=2000):
        yield (
            each.code,
            each.name,
            each.get_level_display(),
            each.parent.code if each.parent else "",
            each.kind,
            each.short_name,
            "、".join(alias.name for alias in each.aliases.all()),
            each.valid_from,
            each.valid_to,
            each.successor.code if each.successor else "",
        )
