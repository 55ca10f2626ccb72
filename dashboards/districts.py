"""Compare the units directly below (县市区): counts, share on time, quartile band; never a bare ranking."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from dashboards.breadcrumbs import trail
from dashboards.lookup import board_of
from dashboards.pictures import GROUPS, place_url, rows_url
from dashboards.tables import fraction
from dashboards.village import rows_of_units
from files.writing import Column
from pages.filters import ChoiceFilter, FlagFilter, TextFilter
from pages.list_page import ListPage
from tasks.board import on_time
from tasks.deadlines import State
from tasks.presentation import CONFIRMED_ONLY
from years.comparison import SMALL, compare, is_small

LATE = [State.OVERDUE, State.BEHIND]
# What the units directly below one of each level are called; a village has none.
UNITS_BELOW = {"city": _("县市区"), "county": _("乡镇街道"), "township": _("村（社区）")}


class DistrictList(ListPage):
    """One row for each unit directly below, also for those that hold no task: each opens the page of its unit."""

    url_name, export_url_name = "districts", "districts-export"
    nothing_found = _("没有符合条件的单位")
    q = TextFilter(_("搜索"), placeholder=_("名称、代码或拼音首字母"))
    kind = ChoiceFilter(_("类别"), every=_("全部类别"), any_value=True)
    late = FlagFilter(_("只看有逾期任务的单位"))
    sizes = (50, 100)
    sorts = {
        "unit": lambda row: row["unit"].path_then,
        "rate": lambda row: (row["rate"].percent or 0, row["unit"].path_then),
        "overdue": lambda row: (row["counts"]["overdue"], row["unit"].path_then),
        "pressing": lambda row: (row["counts"]["pressing"], row["unit"].path_then),
        "done": lambda row: (row["counts"]["done"], row["unit"].path_then),
        "not_started": lambda row: (row["counts"]["not_started"], row["unit"].path_then),
    }
    remark = CONFIRMED_ONLY

    def __init__(self, request, board, day):
        self.board, self.day = board, day
        super().__init__(request)

    def prepare(self):
        self.fields["kind"].offer([(kind, kind) for kind in sorted({unit.kind for unit in self.board.units})])

    @property
    def is_banded(self):
        return any(row["comparison"].band for row in self.base)

    def all_rows(self):
        rows = [_row(self.board, unit, self.day) for unit in self.board.units]
        compared = compare({row["unit"]: row["rate"].percent for row in rows})
        return [row | {"comparison": compared[row["unit"]]} for row in rows]

    def filter_q(self, rows, text):
        return [row for row in rows if row["unit"].is_named(text)]

    def filter_kind(self, rows, kind):
        return [row for row in rows if row["unit"].kind == kind]

    def filter_late(self, rows, only):
        return [row for row in rows if row["counts"]["overdue"]]

    def export_columns(self):
        counted = [_t("任务数"), _t("已办结"), _t("推进中"), _t("未启动"), _t("临期或滞后"), _t("逾期")]
        columns = [Column(_t("单位"), width=16), *(Column(title, "integer", 10) for title in counted)]
        columns.append(Column(_t("按期率"), "percent", 10))
        compared = [Column(_t("所在档次"), width=10), Column(_t("与中位数相差（百分点）"), "decimal", 14)]
        return columns + compared if self.is_banded else columns

    def exported(self, row):
        counts = row["counts"]
        numbers = [row["all"], *(counts[name] for name in ("done", "running", "not_started", "pressing", "overdue"))]
        cells = [row["unit"].label, *numbers, fraction(row["rate"].percent)]
        compared = row["comparison"]
        return [*cells, str(compared.label), compared.distance] if self.is_banded else cells


@login_required
def districts(request):
    organization = request.user.organization
    day, board = board_of(request, organization)
    listed = DistrictList(request, board, day)
    holds, units = any(row["all"] for row in listed.base), [row["unit"] for row in listed.page.object_list]
    heading = UNITS_BELOW.get(organization.level, organization.label)
    context = {
        "organization": organization,
        "crumbs": trail(organization, request.user, on=day.on, page=heading),
        "heading": heading,
        "asked": day,
        "as_of": day.on,
        "board": board,
        "rows": listed.page.object_list,
        "banded": listed.is_banded,
        "total": len(listed.rows),
        "overdue_units": sum(bool(row["counts"]["overdue"]) for row in listed.rows),
        "rate": on_time(board.below),
        "below": [] if holds else rows_of_units(units, organization, day, request.user),
        "small": SMALL,
    }
    return render(request, "dashboards/districts.html", listed.context(**context))


@login_required
def export(request):
    organization = request.user.organization
    day, board = board_of(request, organization)
    name = UNITS_BELOW.get(organization.level, organization.label)
    title = _t("%(unit)s各%(name)s推进情况") % {"unit": organization.name, "name": name}
    return DistrictList(request, board, day).export(title, on=day.on, organization=organization)


def _row(board, unit, day):
    lines = board.of_unit(unit)
    counts = {name: sum(line.state in states for line in lines) for name, states in GROUPS.items()}
    rate = on_time(lines)
    return {
        "unit": unit,
        "url": place_url(unit, day),
        "counts": counts,
        "urls": {name: _rows_behind(board, unit, states, day) for name, states in GROUPS.items()},
        "all": len(lines),
        "all_url": _rows_behind(board, unit, [], day),
        "not_applicable": sum(line.state == State.NOT_APPLICABLE for line in lines),
        "rate": rate,
        "late_url": _rows_behind(board, unit, LATE, day) if rate.denominator > rate.numerator else "",
        "is_small": bool(rate.denominator) and is_small(rate),
    }


def _rows_behind(board, unit, states, day):
    return rows_url(board.organization, day, unit=unit.code, state=[str(state) for state in states])
