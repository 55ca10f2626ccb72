"""The units directly below side by side (县市区): counts, share on time, quartile band; never a bare ranking."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.boards import on_time
from dashboards.downloads import download
from dashboards.pictures import GROUPS, place_url, rows_url
from dashboards.tables import fraction
from dashboards.views import board_of, trail
from files.writing import Column
from organizations.models import Organization
from pages.listing import options
from tasks.deadlines import COMPLETE, State
from years.rates import bands, distance_to_median

LATE = [State.OVERDUE, State.BEHIND]
SMALL = 5  # with fewer applicable tasks a share says little, and the page marks it
BANDS = {1: gettext_lazy("第一档"), 2: gettext_lazy("第二档"), 3: gettext_lazy("第三档"), 4: gettext_lazy("第四档")}
SORTS = {
    "unit": lambda row: row["unit"].path,
    "rate": lambda row: (row["rate"].percent or 0, row["unit"].path),
    "overdue": lambda row: (row["counts"]["overdue"], row["unit"].path),
    "pressing": lambda row: (row["counts"]["pressing"], row["unit"].path),
    "done": lambda row: (row["counts"]["done"], row["unit"].path),
}
NAMES = {"city": gettext_lazy("县市区"), "county": gettext_lazy("乡镇街道"), "township": gettext_lazy("村（社区）")}


@login_required
def districts(request):
    organization = request.user.organization
    wish, board = board_of(request, organization)
    rows = chosen(compare(board, wish), request.GET)
    kinds = sorted({unit.kind for unit in board.units})
    context = {
        "organization": organization,
        "crumbs": trail(organization, request.user, page=NAMES.get(organization.level, organization.label)),
        "heading": NAMES.get(organization.level, organization.label),
        "asked": wish,
        "as_of": wish.on,
        "board": board,
        "rows": rows,
        "banded": _is_banded(board),
        "kinds": options(request, "kind", [("", _("全部类别")), *((kind, kind) for kind in kinds)]),
        "q": request.GET.get("q", ""),
        "overdue_units": sum(bool(row["counts"]["overdue"]) for row in rows),
        "rate": on_time(board.below),
        "small": SMALL,
    }
    return render(request, "dashboards/districts.html", context)


def _is_banded(board):
    """Villages are not compared with one another: they see their own figures only."""
    return board.organization.level != Organization.Level.TOWNSHIP


def compare(board, wish):
    """One row for each unit below that has tasks."""
    rows = [_row(board, unit, wish) for unit in board.units if board.of_unit(unit)]
    if _is_banded(board):
        _add_bands(rows)
    return rows


def _row(board, unit, wish):
    lines = board.of_unit(unit)
    counts = {name: sum(line.state in states for line in lines) for name, states in GROUPS.items()}
    rate = on_time(lines)
    return {
        "unit": unit,
        "url": place_url(unit, wish),
        "counts": counts,
        "urls": {name: _rows_behind(board, unit, states) for name, states in GROUPS.items()},
        "all": len(lines),
        "not_applicable": sum(line.state == State.NOT_APPLICABLE for line in lines),
        "rate": rate,
        "late_url": _rows_behind(board, unit, LATE) if rate.percent != COMPLETE else "",
        "is_small": rate.denominator < SMALL,
    }


def _rows_behind(board, unit, states):
    return rows_url(board.organization, unit=unit.code, state=[str(state) for state in states])


def _add_bands(rows):
    shares = {row["unit"].pk: row["rate"].percent for row in rows}
    found = bands(shares)
    for row in rows:
        share = shares[row["unit"].pk]
        row["band"] = BANDS.get(found[row["unit"].pk])
        row["distance"] = distance_to_median(share, list(shares.values()))


def chosen(rows, asked):
    """Rows that match the filters ``kind`` and ``q``, sorted by ``sort``."""
    kind, text = asked.get("kind", ""), asked.get("q", "").strip().lower()
    rows = [row for row in rows if (not kind or row["unit"].kind == kind) and _says(row["unit"], text)]
    sort = asked.get("sort", "")
    key = SORTS.get(sort.removeprefix("-"))
    return sorted(rows, key=key, reverse=sort.startswith("-")) if key else rows


def _says(unit, text):
    return not text or any(text in word.lower() for word in (unit.name, unit.short_name, unit.initials, unit.code))


@login_required
def export(request):
    organization = request.user.organization
    wish, board = board_of(request, organization)
    rows = chosen(compare(board, wish), request.GET)
    name = NAMES.get(organization.level, organization.label)
    title = _("%(unit)s各%(name)s推进情况") % {"unit": organization.name, "name": name}
    columns = _columns(_is_banded(board))
    cells = [_cells(row, _is_banded(board)) for row in rows]
    return download(request, title=title, columns=columns, rows=cells, wish=wish, organization=organization)


def _columns(banded):
    counted = [_("任务数"), _("已办结"), _("推进中"), _("临期或滞后"), _("逾期")]
    columns = [Column(_("单位"), width=16), *(Column(title, "integer", 10) for title in counted)]
    columns.append(Column(_("按期率"), "percent", 10))
    compared = [Column(_("所在档次"), width=10), Column(_("与中位数相差（百分点）"), "decimal", 14)]
    return columns + compared if banded else columns


def _cells(row, banded):
    counts = row["counts"]
    numbers = [row["all"], counts["done"], counts["running"], counts["pressing"], counts["overdue"]]
    cells = [row["unit"].label, *numbers, fraction(row["rate"].percent)]
    return [*cells, str(row["band"] or ""), row["distance"]] if banded else cells
