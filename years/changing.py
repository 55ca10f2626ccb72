"""Pages that change the settings of a year: thresholds and cut-off days, days off. Each change is confirmed first."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audit.changes import between, plain, snapshot
from pages.forms import fitted, posted
from years import actions, workdays
from years.actions import SETTINGS, check_may_set_year
from years.forms import DaysForm, SettingsForm
from years.models import Holiday, TaskYear

SURE = "sure"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request, year):
    """Change thresholds and cut-off days: the form, what will change, then the change."""
    check_may_set_year(by=request.user)
    stored = TaskYear.objects.of(year)
    seen = request.POST.get("seen") or actions.as_text(stored)
    form = SettingsForm(posted(request), instance=stored)
    if form.is_valid():
        lines = _changed_lines(stored, form)
        if not lines:
            messages.info(request, _("没有改动。"))
            return redirect("years:year", year)
        if SURE in request.POST and _is_changed(request, year, form, seen):
            messages.success(request, _("%(year)s 年的设置已修改，立即生效。") % {"year": year})
            return redirect("years:year", year)
        if form.is_valid():
            return _confirm(
                request,
                _("修改 %(year)s 年度设置") % {"year": year},
                [*lines, _("各页的状态、提醒和截止日立即按新设置计算，往日的状态也重新计算。")],
                {name: request.POST[name] for name in SETTINGS if request.POST.get(name)} | {"seen": seen},
                reverse("years:settings", args=[year]),
                _crumbs(year),
            )
    context = {"form": form, "year": year, "seen": seen, "crumbs": _crumbs(year)}
    return render(request, "years/settings.html", context)


def _is_changed(request, year, form, seen):
    """Carry the change out; an error of the action is added to the form."""
    try:
        actions.change_year(year, by=request.user, seen=seen, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return False
    return True


def _changed_lines(stored, form):
    """Return a sentence for each setting that the form changes."""
    changed = TaskYear(year=stored.year, **form.cleaned_data)
    changes = between(snapshot(stored, SETTINGS), snapshot(changed, SETTINGS))
    return [
        _("%(label)s：%(before)s 改为 %(after)s")
        % {"label": form.fields[name].label, "before": _word(stored, name), "after": _word(changed, name)}
        for name in changes
    ]


def _word(row, name):
    value = getattr(row, name)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    display = getattr(row, f"get_{name}_display", None)
    return display() if display else plain(value)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def days(request, year):
    """List the entered days of the year, and enter more: the form, the days one by one, then the entry."""
    check_may_set_year(by=request.user)
    form = DaysForm(posted(request), year=year)
    if form.is_valid():
        if SURE in request.POST and _are_entered(request, form):
            messages.success(request, _("已录入。全部录完后，请在年度设置页核对并“标为已核对”。"))
            return redirect("years:days", year)
        if form.is_valid():
            hidden = {name: request.POST[name] for name in form.fields if request.POST.get(name)}
            return _confirm(
                request,
                _("录入放假调休"),
                [_days_line(form), _("填报截止日、下年度任务的期限和日历立即按新的工作日计算。")],
                hidden,
                reverse("years:days", args=[year]),
                _crumbs(year),
            )
    context = {
        "form": form,
        "year": year,
        "rows": Holiday.objects.filter(date__year=year).order_by("date"),
        "is_published": workdays.is_published(year),
        "crumbs": _crumbs(year),
    }
    return render(request, "years/days.html", context)


def _are_entered(request, form):
    try:
        actions.enter_days(by=request.user, **form.arguments)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return False
    return True


def _days_line(form):
    data = form.cleaned_data
    values = {"first": data["first"], "last": data["last"], "count": (data["last"] - data["first"]).days + 1}
    if form.arguments["is_workday"]:
        return _("%(first)s 至 %(last)s，共 %(count)s 天，记为上班。") % values
    return _("%(first)s 至 %(last)s，共 %(count)s 天，记为放假。") % values


@login_required
@require_POST
def remove(request, year):
    """Remove one entered day (``day=2027-02-08``): ask first, then remove it."""
    check_may_set_year(by=request.user)
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError as error:
        raise Http404 from error
    holiday = Holiday.objects.filter(date=day, date__year=year).first()
    if holiday is None:
        messages.info(request, _("这一天已经删除。"))
        return redirect("years:days", year)
    if SURE in request.POST:
        actions.remove_day(holiday, by=request.user)
        messages.success(request, _("已删除 %(day)s。") % {"day": day})
        return redirect("years:days", year)
    lines = [_("%(day)s 不再单独记载，按公布的放假安排或周一至周五上班计算。") % {"day": day}]
    address = reverse("years:day_remove", args=[year])
    return _confirm(request, _("删除 %(day)s") % {"day": day}, lines, {"day": day.isoformat()}, address, _crumbs(year))


def _confirm(request, title, lines, values, action, crumbs):
    """Show what will happen; ``values`` are posted again with ``sure``."""
    hidden = [{"name": name, "value": value} for name, value in (values | {SURE: "1"}).items()]
    context = {"title": title, "consequences": lines, "hidden": hidden, "action": action, "crumbs": crumbs}
    return render(request, "years/confirm.html", context | {"form": None})


def _crumbs(year):
    label = _("%(year)s 年度设置") % {"year": year}
    return [{"label": label, "url": reverse("years:year", args=[year])}, {"label": _("修改")}]
