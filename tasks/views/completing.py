"""Steps 3 to 5 of a directive: complete its tasks in one table, hand them down, show the result."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, prefetch_related_objects
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from notices.messages import as_one_message
from organizations.departments import match_department
from pages.forms import fitted, posted
from tasks import actions, breadcrumbs
from tasks.assignment_query import held_by_issuer_q
from tasks.forms.fields import departments_of
from tasks.forms.handing import ChosenUnitsForm, TaskDownForm
from tasks.forms.tasks import AreaNameForm, CompletionForm
from tasks.lookup import directive_to_work_on
from tasks.models import Area, Task
from tasks.selection import Selection, candidates, without_task
from tasks.shares import start_on, suggested
from tasks.steps import directive_steps

LONGEST_DEPARTMENTS = Task._meta.get_field("departments").max_length


def _tasks(directive, year=None):
    tasks = Task.objects.filter(directive=directive, organization=directive.organization)
    tasks = tasks.filter(year=directive.base_year) if year is None else tasks.filter(year=year)
    return tasks.select_related("area", "lead").in_order()


def _all_valid(forms):
    """Validate every form, to show all errors at once."""
    return not [form for form in forms if not form.is_valid()]


# Step 3: complete measure, deadline and departments of each task


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def complete(request, pk):
    directive = directive_to_work_on(request.user, pk)
    tasks = list(_tasks(directive).prefetch_related("supporting"))
    if not tasks:
        messages.info(request, _("请先确认任务建议。"))
        return redirect("tasks:directive", pk)
    rows, areas = _completion_forms(request, directive, tasks)
    forms = [*rows, *areas]
    year_end = date(directive.base_year, 12, 31)
    if request.POST.get("do") == "year_end":
        for form in rows:
            form.set_deadline(year_end)
        messages.info(request, _("没有期限的任务已填 %(day)s，请核对后保存。") % {"day": year_end})
    elif request.method == "POST" and _all_valid(forms) and _complete(request, rows, areas):
        messages.success(request, _("已保存。"))
        return redirect(
            request.path if request.POST.get("do") == "save" else reverse("tasks:directive_hand_down", args=[pk])
        )
    context = {
        "directive": directive,
        "rows": rows,
        "areas": areas,
        "problems": _problems(rows, areas),
        "year_end": year_end,
        "undated": sum(task.deadline is None for task in tasks),
        "steps": directive_steps(3),
        "crumbs": breadcrumbs.below_directive(directive, _("补充计量和期限")),
    }
    return render(request, "tasks/directive_complete.html", context)


def _completion_forms(request, directive, tasks):
    departments = departments_of(directive.organization, on=timezone.localdate())
    prefetch_related_objects(departments, "aliases")  # ``match_department`` compares them too
    data = posted(request)
    rows = []
    for task in tasks:
        initial = {"supporting": list(task.supporting.all()), **_departments_in_text(task, departments)}
        rows.append(
            CompletionForm(data, prefix=f"task{task.pk}", instance=task, initial=initial, departments=departments)
        )
    areas = Area.objects.filter(tasks__in=tasks).distinct().order_by("number")
    return rows, [AreaNameForm(data, area=area) for area in areas]


def _departments_in_text(task, departments):
    """Return the leading and supporting departments that the text names, unless the task has departments already.

    Departments that are not units of the portal are joined into the text field ``departments``.
    """
    if task.lead_id or task.departments or task.supporting.all():
        return {}
    initial, other_names = {}, []
    for addressee in task.addressees:
        unit = match_department(addressee.get("name", ""), departments)
        if unit and addressee.get("role") == "lead":
            initial.setdefault("lead", unit)
        elif unit and addressee.get("role") == "support" and unit not in initial.get("supporting", []):
            initial.setdefault("supporting", []).append(unit)
        elif unit is None and addressee.get("role") in ("lead", "support"):
            other_names.append(addressee["name"])
    return initial | {"departments": "、".join(other_names)[:LONGEST_DEPARTMENTS]}


def _complete(request, rows, areas):
    """Save all rows or none; an error of an action is added to the form of its row."""
    try:
        with transaction.atomic():
            for form in areas:
                _attempt(form, actions.rename_area, form.area, by=request.user, name=form.cleaned_data["name"])
            for form in rows:
                _attempt(form, actions.change_task, form.instance, by=request.user, **_changes(form))
    except ValidationError:
        return False
    return True


def _changes(form):
    changes = form.changes
    stored = form.instance
    stored_values = {
        "lead": stored.lead,
        "supporting": list(stored.supporting.all()),
        "departments": stored.departments,
    }
    # The form suggests departments from the text: save them even if the user did not edit the field.
    for name, value in stored_values.items():
        if form.cleaned_data.get(name, value) != value:
            changes[name] = form.cleaned_data[name]
    return changes


def _attempt(form, action, subject, /, **kwargs):
    try:
        action(subject, **kwargs)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        raise


def _problems(rows, areas):
    """Return the errors of all forms as lines of the error summary."""
    problems = []
    for form in [*areas, *rows]:
        name = form.area.name if isinstance(form, AreaNameForm) else form.instance.number
        for field, errors in form.errors.items():
            bound = form[field] if field in form.fields else None
            for error in errors:
                label = bound.label if bound else _("任务")
                text = _("%(row)s %(label)s：%(error)s") % {"row": name, "label": label, "error": error}
                problems.append({"text": text, "url": f"#{bound.auto_id}" if bound else ""})
    return problems


# Step 4: hand every task down to its units


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_down_many(request, pk):
    directive = directive_to_work_on(request.user, pk)
    tasks = list(_tasks(directive).annotate(held=Count("assignments", filter=Q(assignments__withdrawn_on=None))))
    on = timezone.localdate()
    units = list(candidates(Selection.ALL, below=directive.organization, on=on).with_counts_below(on=on))
    data = posted(request)
    rows = [TaskDownForm(data, task=task, place=directive.organization) for task in tasks if not task.held]
    many = ChosenUnitsForm(data, units=units)
    if request.method == "POST" and _all_valid([many, *rows]):
        assignment_count = _hand_down_all(request, rows, many, directive, units, on)
        if assignment_count is not None:
            messages.success(request, _("已下达 %(count)s 项分解。") % {"count": assignment_count})
            return redirect("tasks:directive_done", pk)
    context = {
        "directive": directive,
        "rows": rows,
        "many": many,
        "held": [task for task in tasks if task.held],
        "problems": _row_problems(rows, many),
        "units": units,
        "steps": directive_steps(4),
        "crumbs": breadcrumbs.below_directive(directive, _("分解下达")),
    }
    return render(request, "tasks/directive_hand_down.html", context)


def _hand_down_all(request, rows, many, directive, units, on):
    """Hand all tasks down or none; return the number of new assignments, ``None`` when an action refused."""
    assignment_count = 0
    try:
        with transaction.atomic(), as_one_message():
            for form in rows:
                assignment_count += len(_hand_down(request, form, many, directive, units, on))
    except ValidationError:
        return None
    return assignment_count


def _hand_down(request, form, many, directive, units, on):
    selection = form.cleaned_data["selection"]
    if selection == TaskDownForm.LATER:
        return []
    task = form.task
    chosen_pks = [unit.pk for unit in many.cleaned_data["units"]]
    free = without_task(candidates(selection, below=directive.organization, on=on, chosen=chosen_pks), task)
    units_with_counts = {unit.pk: unit for unit in units}
    organizations = [units_with_counts.get(unit.pk, unit) for unit in free]
    shares = suggested(form.cleaned_data["method"], task.target, organizations) if form.is_counted else None
    try:
        return actions.hand_down(
            task,
            organizations,
            by=request.user,
            on=on,
            shares=shares,
            starts_on=start_on(task.deadline, year=task.year, on=on),
            lead=task.lead,
            supporting=list(task.supporting.all()),
        )
    except ValidationError as error:
        form.add_error("selection", error.messages)
        raise


def _row_problems(rows, many):
    problems = [
        {
            "text": _("%(task)s：%(error)s") % {"task": form.task, "error": error},
            "url": f"#{form['selection'].auto_id}",
        }
        for form in rows
        for errors in form.errors.values()
        for error in errors
    ]
    return problems + [{"text": error, "url": "#chosen"} for errors in many.errors.values() for error in errors]


# Step 5: the result


@login_required
@require_GET
def done(request, pk):
    directive = directive_to_work_on(request.user, pk)
    in_force = Q(assignments__withdrawn_on=None)
    by_issuer = held_by_issuer_q(prefix="assignments__")
    tasks = _tasks(directive).annotate(held=Count("assignments", filter=in_force & ~by_issuer))
    tasks = list(tasks.annotate(held_by_issuer=Count("assignments", filter=in_force & by_issuer)))
    context = {
        "directive": directive,
        "tasks": tasks,
        "total": sum(task.held for task in tasks),
        "waiting": sum(not task.held and not task.held_by_issuer for task in tasks),
        "steps": directive_steps(5),
        "crumbs": breadcrumbs.below_directive(directive, _("完成")),
    }
    return render(request, "tasks/directive_done.html", context)
