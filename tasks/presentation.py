"""How statuses, reports and figures look: labels and tones of tags, numbers without trailing zeros."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks import deadlines, rates
from tasks.deadlines import Facts, State
from tasks.models import ProgressReport

STATE_TONES = {
    State.NOT_APPLICABLE: "na",
    State.DONE: "done",
    State.CLAIMED: "wait",
    State.OVERDUE: "late",
    State.DUE_SOON: "warn",
    State.BEHIND: "warn",
    State.NOT_STARTED: "idle",
    State.ON_TRACK: "ok",
}
REPORT_TONES = {
    ProgressReport.State.DRAFT: "idle",
    ProgressReport.State.SUBMITTED: "wait",
    ProgressReport.State.CONFIRMED: "done",
    ProgressReport.State.RETURNED: "late",
}
CONFIRMED_ONLY = gettext_lazy("仅含已核实数据。")  # shown below the title of every table of figures
QUARTERS = [gettext_lazy("第一季度"), gettext_lazy("第二季度"), gettext_lazy("第三季度"), gettext_lazy("第四季度")]


def status_tag(status):
    """Label and tone of a status; the label of one that is overdue or due soon gives the days.

    A unit whose confirmed reports say 0 has not begun (未启动), but it has reported, which the label says.
    """
    tag = state_tag(status.state, status.days)
    if status.state == State.NOT_STARTED and status.report_id:
        tag["label"] = _("未启动（已报 0）")
    return tag


def state_tag(state, days):
    """Label and tone of a ``deadlines.State`` with ``days`` left until the deadline."""
    return {"label": _state_label(state, days), "tone": STATE_TONES[state]}


def _state_label(state, days):
    if state == State.OVERDUE:
        return _("逾期 %(days)s 天") % {"days": -days}
    return days_label(days) if state == State.DUE_SOON else str(state.label)


def newest_tag(assignment, *, on, year):
    """The tag of an assignment today, from the columns of ``tasks.facts``: no query, and not for past days."""
    facts = Facts(
        starts_on=assignment.starts_on,
        due_on=assignment.due_on,
        progress=assignment.latest_progress,
        claimed_on=assignment.claimed_on,
        finished_on=assignment.finished_on,
        not_applicable_on=assignment.not_applicable_on,
    )
    state = deadlines.state(facts, on=on, settings=year)
    return state_tag(state, deadlines.days_left(assignment.due_on, on=on))


def days_label(days):
    """Days until a limit in words: today, left, or past."""
    if days < 0:
        return _("已过 %(days)s 天") % {"days": -days}
    return _("剩 %(days)s 天") % {"days": days} if days else _("今天截止")


def verifier_name(assignment):
    """Who verifies the reports of ``assignment``, as sentences name it: the unit above, or a second manager."""
    if assignment.is_held_by_issuer:
        return _("本单位另一名管理人员")
    above = assignment.organization.parent
    return above.label if above else _("上级")


def submitter_name(report):
    """Who submitted the report; the system, where it wrote the figures."""
    if report.is_by_system:
        return _("系统（按台账）")
    return report.submitted_by.name if report.submitted_by else ""


def reviewer_name(report):
    """Who confirmed the report; the system, where it wrote the figures."""
    if report.is_by_system:
        return _("系统（按台账）")
    return report.reviewer.name if report.reviewer else ""


def report_tag(report):
    if report.is_by_system:
        return {"label": _("按台账"), "tone": REPORT_TONES[report.state]}
    return {"label": report.get_state_display(), "tone": REPORT_TONES[report.state]}


def plain(number):
    """12, 0.5, 1,208: a figure as text, ``None`` as a dash."""
    if number is None:
        return "—"
    text = f"{Decimal(number):,.2f}"
    return text.rstrip("0").rstrip(".")


def editable(number):
    """A stored figure as people type it: 150, not 150.00."""
    return None if number is None else plain(number).replace(",", "")


def change_text(change):
    """A change with its sign: +6, −2, 0."""
    if not change:
        return "0"
    return f"+{plain(change)}" if change > 0 else f"−{plain(-change)}"


def figure_of(report, task):
    """The figure of a report as text: ``23 村`` or ``74.2%``."""
    if report is None:
        return "—"
    if task.is_quantity and report.value is not None:
        unit = rates.unit_of(task) if report.is_by_system else task.unit
        return f"{plain(report.value)} {unit}".strip()
    return "—" if report.progress is None else f"{plain(report.progress)}%"


def size_text(size):
    """A number of bytes as text, in KB or MB."""
    if size < 1024**2:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024**2:.1f} MB"


def short_period(period):
    """``11 月`` or ``第四季度``, for headings whose year is known."""
    if period.kind == "month":
        return _("%(month)s 月") % {"month": period.start.month}
    return str(QUARTERS[period.start.month // 3])


def reporting_title(period):
    """``填报 11 月进展``: the title of a report that is to be written."""
    if period.kind == "month":
        return _("填报 %(month)s 月进展") % {"month": period.start.month}
    return _("填报%(quarter)s进展") % {"quarter": QUARTERS[period.start.month // 3]}


def strip_size(figures):
    """The CSS class of a strip of figures (``_components/kpis.html``), by the number of figures."""
    sizes = {1: "two", 2: "two", 3: "three", 4: "four", 6: "three", 7: "four", 8: "four", 9: "three"}
    return sizes.get(len(figures), "")
