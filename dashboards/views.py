"""The overview and the pages of other units: city, county, township and village share one page."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _

from dashboards import dossier, pictures, supervision, tables, trends
from dashboards.breadcrumbs import trail
from dashboards.lookup import board_of, visible_place
from dashboards.village import VillageFile, rows_of_units
from documents.actions.rights import may_draft
from indicators.unit_figures import UnitFigures
from ledgers.overview import of_place
from organizations.models import Organization
from pages import export as exporting
from tasks import bindings
from tasks.models import ProgressReport
from tasks.presentation import CONFIRMED_ONLY, strip_size


@login_required
def overview(request):
    """The start page: the page of the user's own unit."""
    return _page(request, request.user.organization)


@login_required
def place(request, code):
    return _page(request, visible_place(request, code))


def _page(request, organization):
    day, board = board_of(request, organization)
    may_report = request.user.can_edit and request.user.organization_id == organization.pk and bool(board.own)
    reminders = supervision.reminders_of(board)
    headlines = pictures.headlines(board, day, user=request.user)
    context = {
        "organization": organization,
        "crumbs": trail(organization, request.user, on=day.on),
        "asked": day,
        "as_of": day.on,
        "board": board,
        "summary": pictures.summary(board, day),
        "headlines": headlines,
        "size": strip_size(headlines),
        "map": pictures.the_map(board, day) if board.below else None,
        "below": [] if board.below else rows_of_units(board.units, organization, day, request.user),
        "own": tables.own_rows(board, day, sort=request.GET.get("sort", ""), user=request.user),
        "held": tables.held_rows(board, day, user=request.user),
        "why": supervision.why_late(board, day),
        "feed": pictures.feed(board, day, reminders) if board.below else [],
        "watch": supervision.record_of(board, reminders),
        "trend": trends.monthly(board) if board.subject else [],
        "waiting": _waiting(request.user, organization, board.year),
        **_file_of_village(board, request.user),
        "figures": _figures(board, day, request.user),
        "may_report": may_report,
        "may_enter": request.user.can_edit and request.user.organization_id == organization.pk,
        "may_draft": may_draft(request.user, organization),
    }
    return render(request, "dashboards/place.html", context)


def _figures(board, day, user):
    """The figures of the indicators that the tasks of the board are bound to; all figures while none is bound."""
    leading = {indicator.key for task in board.tasks if (indicator := bindings.leading(task))}
    options = {"user": user, "units": board.units, "keys": leading or None}
    return UnitFigures(board.organization, on=day.on, today=day.today, **options)


def _file_of_village(board, user):
    """What the ledgers know about a village; ``None`` for units above it."""
    village = board.organization
    if village.level != Organization.Level.VILLAGE:
        return {"village": None, "dossier": None}
    held_records = of_place(village, user, year=board.year)
    keys = {held.ledger.key for held in held_records}
    return {
        "village": VillageFile(village, user, on=board.on, ledgers=keys),
        "dossier": dossier.lines_of(village, user, held_records),
    }


def _waiting(user, organization, year):
    """The number of reports on tasks of the year that the user has to verify; 0 on the pages of other units."""
    if not user.can_manage or user.organization_id != organization.pk:
        return 0
    return ProgressReport.objects.awaiting_review_of(user).filter(assignment__task__year=year).count()


@login_required
def export(request, code):
    """The map of a unit as a table; without units below, the unit's own tasks."""
    organization = visible_place(request, code)
    day, board = board_of(request, organization)
    title = _("%(name)s%(year)s年重点任务推进情况") % {"name": organization.name, "year": board.year}
    columns, rows = tables.map_table(board) if board.below else tables.own_table(board)
    return exporting.export(request, title, columns, rows, on=day.on, organization=organization, remark=CONFIRMED_ONLY)
