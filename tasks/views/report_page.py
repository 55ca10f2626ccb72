"""The page with the form of one report, which people fill in completely or only its texts."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from pages.frame import INBOX, belongs_to
from tasks import breadcrumbs, ledger_work, presentation
from tasks.actions.reports import TEXTS
from tasks.assignment_side import side_of
from tasks.models import ProgressReport
from years import periods, rules

LONG_TEXT = 120


def reports_until(assignment, period):
    """Return the report of the period or ``None``, and the two submitted before it, newest first; one query."""
    queryset = ProgressReport.objects.filter(assignment=assignment, period_start__lte=period.start)
    reports = list(queryset.select_related("author", "reviewer").order_by("-period_start")[:8])
    stored = next((report for report in reports if report.period_start == period.start), None)
    return stored, [report for report in reports if report is not stored and not report.is_open][:2]


def show(request, assignment, period, form, *, stored, earlier, strip, conflict=None, **more):
    """Show the form of a report below the figures ``strip``; ``conflict`` has what a colleague saved meanwhile."""
    belongs_to(request, INBOX)
    year_rules = rules.of(request.user)
    on = timezone.localdate()
    cutoff = year_rules.cutoff(period)
    if conflict:
        form.data = form.data.copy()
        form.data["version"] = str(stored.version)
        form.add_error(None, conflict)
    context = {
        "assignment": assignment,
        "task": assignment.task,
        "period": period,
        "stored": stored,
        "form": form,
        "conflict": conflict,
        "fields": _fields(form, earlier, stored if conflict else None, period),
        "figures": strip,
        "what_to_type": _what_to_type(strip),
        "size": presentation.strip_size(strip),
        "evidence": stored.evidence.all() if stored and stored.pk else [],
        "cutoff": cutoff,
        "assumed": year_rules.assumes_cutoff(period),
        "days": (cutoff - on).days,
        "past": (on - cutoff).days,
        "ledger_work": ledger_work.of(assignment, user=request.user, today=on),
        **side_of(assignment, on=on, year_rules=year_rules),
        "crumbs": breadcrumbs.in_unit(assignment, _("填报")),
        **more,
    }
    return render(request, "tasks/report_form.html", context, status=409 if conflict else 200)


def _what_to_type(strip):
    """Say where the figure of the report comes from: one above the form may be adopted, or the person types it."""
    if any(figure.get("adopt") is not None for figure in strip):
        return _("下面有系统算出的数字，核对无误可点“采用”，也可以自己填写。")
    return _("本期数字请自己填写，下面的数字供对照。") if strip else _("本期数字请自己填写。")


def _hint(text, last_report, period):
    """Return the hint “上月：…” with the last report's text; an older report is named by its period."""
    if not text:
        return ""
    text = Truncator(text).chars(LONG_TEXT)
    if last_report.period_start != period.previous.start:
        last_period = presentation.short_period(periods.of(last_report.period_start, period.kind))
        return _("%(period)s：%(text)s") % {"period": last_period, "text": text}
    return (_("上月：%(text)s") if period.kind == periods.Kind.MONTH else _("上季：%(text)s")) % {"text": text}


def _fields(form, earlier, other_report, period):
    """Return the fields, each with the value of the last report and, after a conflict, the value a colleague stored."""
    last_report = earlier[0] if earlier else None
    return [
        {
            "field": form[name],
            "last": _shown(last_report, name),
            "hint": _hint(_shown(last_report, name), last_report, period),
            "last_is_long": len(_shown(last_report, name)) > LONG_TEXT,
            "other": _shown(other_report, name),
            "differs": other_report is not None and _shown(other_report, name) != str(form[name].value() or "").strip(),
        }
        for name in [*form.figures, *TEXTS]
    ]


def _shown(report, name):
    value = getattr(report, name) if report else ""
    return value if isinstance(value, str) else presentation.plain(value) if value is not None else ""
