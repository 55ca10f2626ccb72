"""Create a task by hand, change it, and open it again for the next year."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import between, snapshot
from indicators.registry import NO_INDICATOR
from ledgers import declarations
from notices import messages
from tasks import bindings
from tasks.actions import rights, telling
from tasks.actions.measuring import write_reports
from tasks.models import Area, Assignment, DeadlineLabel, Task
from years.models import TaskYear
from years.periods import same_day_in
from years.rules import load_calendar

COPIED = [
    "number",
    "order",
    "title",
    "short_title",
    "text",
    "phrases",
    "quantities",
    "addressees",
    "deadline_phrase",
    "recurrence",
    "period",
    "measure",
    "unit",
    "target",
    "indicator",
    "ledgers",
    "lead",
    "departments",
    "is_headline",
    "directive",
]
TASK_FIELDS = [*COPIED, "area", "deadline", "deadline_label"]


@transaction.atomic
def create_task(*, by, area, year, number, title, supporting=(), **fields):
    """Create a task that is in no directive; a deadline given here is 本级设定."""
    rights.check_may_issue(by, area.organization)
    _label_deadline(fields)
    _check_indicator(fields.get("indicator", ""))
    task = Task(organization=area.organization, area=area, year=year, number=number, title=title, **fields)
    task.full_clean()
    task.save(force_insert=True)
    task.supporting.set(supporting)
    audit.record("task.created", target=task, by=by)
    return task


@transaction.atomic
def change_task(task, *, by, supporting=None, **changes):
    """Change fields of a task (``TASK_FIELDS``); assignments already handed down keep their own deadlines."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    rights.check_may_issue(by, task.organization)
    if unknown := set(changes) - set(TASK_FIELDS):
        raise TypeError(f"not changeable: {sorted(unknown)}")
    if changes.get("deadline", task.deadline) != task.deadline:
        _label_deadline(changes)
    if changes.get("indicator", task.indicator) != task.indicator:
        _check_indicator(changes["indicator"])
    _check_ledgers(changes.get("ledgers", []))
    before = snapshot(task, changes)
    for field, value in changes.items():
        setattr(task, field, value)
    task.full_clean()
    task.save()
    if supporting is not None:
        task.supporting.set(supporting)
    changed = between(before, snapshot(task, changes))
    if "indicator" in changed:
        changed["indicator"] = [bindings.label_of(key) for key in changed["indicator"]]
    if "ledgers" in changed:
        changed["ledgers"] = [bindings.ledger_labels(keys) for keys in changed["ledgers"]]
    audit.record("task.changed", target=task, by=by, changes=changed)
    if "indicator" in changed:
        _write_reports(task)
    return task


@transaction.atomic
def bind(keys, *, by):
    """Bind tasks to indicators: ``keys`` maps each task to a key, ``NO_INDICATOR``, or empty. Returns what changed.

    Reports already written stay as they are.
    """
    changed = {task: key for task, key in keys.items() if key != task.indicator}
    return [change_task(task, by=by, indicator=key) for task, key in changed.items()]


@transaction.atomic
def choose_ledgers(keys, *, by):
    """Choose the ledgers that prove tasks beside their indicator: ``keys`` maps each task to a list of keys.

    Returns the tasks that changed.
    """
    changed = {task: chosen for task, chosen in keys.items() if chosen != task.ledgers}
    return [change_task(task, by=by, ledgers=chosen) for task, chosen in changed.items()]


def _write_reports(task):
    """Write the running reports of a task that was bound just now."""
    holders = Assignment.objects.filter(task=task, withdrawn_on__isnull=True).values_list("organization", flat=True)
    if bindings.leading(task):
        write_reports(now=timezone.now(), places={(task.indicator, unit) for unit in holders})


def _check_indicator(key):
    """Raise ``ValidationError`` unless a task may have the stored ``key``."""
    if key and key not in {NO_INDICATOR, *(indicator.key for indicator in bindings.choices())}:
        raise ValidationError({"indicator": _("没有可以绑定的指标“%(key)s”，请从列表中选择。") % {"key": key[:60]}})


def _check_ledgers(keys):
    """Raise ``ValidationError`` unless all ``keys`` are those of declared ledgers."""
    known = {ledger.key for ledger in declarations.all_ledgers()}
    if unknown := [key for key in keys if key not in known]:
        raise ValidationError({"ledgers": _("没有台账“%(key)s”，请从列表中选择。") % {"key": unknown[0][:60]}})


def _label_deadline(fields):
    if fields.get("deadline"):
        fields.setdefault("deadline_label", DeadlineLabel.SET)


@transaction.atomic
def open_next_year(tasks, *, year, by, on, with_assignments=False):
    """Open ``tasks`` again for ``year`` with moved dates, and return the new tasks.

    A deadline keeps its month and day (29 February becomes 28 February); if that is a day off, the rule of the year
    shifts it. Its label becomes 本级设定, because the text does not state it. With ``with_assignments`` the same
    units get the new tasks, without figures. Raises ``ValidationError`` for tasks already opened.
    """
    tasks = list(tasks)
    for task in tasks:
        rights.check_may_issue(by, task.organization)
    _check_not_open(tasks, year)
    settings, calendar = TaskYear.objects.of(year), load_calendar()
    opened = []
    with messages.as_one_message():
        for task in tasks:
            move = mover(year - task.year, settings, calendar)
            opened.append(_open_task(task, year, move, by))
            if with_assignments:
                _assign_again(opened[-1], move, on, by)
    return opened


def _check_not_open(tasks, year):
    if any(task.year >= year for task in tasks):
        raise ValidationError(_("只能把任务开到以后的年度。"))
    taken = Task.objects.in_year(year).filter(
        organization__in={task.organization_id for task in tasks}, number__in=[task.number for task in tasks]
    )
    if numbers := sorted(taken.values_list("number", flat=True)):
        raise ValidationError(
            _("%(year)s年已有编号为“%(numbers)s”的任务。") % {"year": year, "numbers": "、".join(numbers)}
        )


def mover(years, settings, calendar):
    """Return a function that moves a day by ``years``: same month and day, shifted off days off by the year's rule."""

    def move(day):
        return calendar.shift(same_day_in(day.year + years, day), settings.cutoff_shift) if day else None

    return move


def _open_task(task, year, move, by):
    new = Task(
        organization=task.organization,
        year=year,
        area=_area(task.area, year),
        previous=task,
        deadline=move(task.deadline),
        deadline_label=DeadlineLabel.SET if task.deadline else "",
        **{field: getattr(task, field) for field in COPIED},
    )
    new.save(force_insert=True)
    new.supporting.set(task.supporting.all())
    audit.record("task.opened_for_year", target=new, by=by, changes={"year": [task.year, year]})
    return new


def _area(area, year):
    new, _created = Area.objects.get_or_create(
        organization_id=area.organization_id,
        year=year,
        number=area.number,
        defaults={"name": area.name, "heading": area.heading},
    )
    return new


def _assign_again(task, move, on, by):
    """Copy last year's assignments, parents first, so that each copy gets the copy of its parent."""
    copies = {}
    last_year = Assignment.objects.filter(task=task.previous, withdrawn_on__isnull=True)
    for old in last_year.select_related("organization").order_by("organization__path"):
        if old.organization.is_in_force(on=on):
            copies[old.pk] = _copy(old, task, copies.get(old.parent_id), move, on)
    audit.record_many([audit.entry_for("assignment.created", target=copy, by=by) for copy in copies.values()])
    telling.handed_down([copy for copy in copies.values() if not copy.is_held_by_issuer], by=by, on=on)


def _copy(old, task, parent, move, on):
    starts_on, due_on = move(old.starts_on), move(old.original_due_on)
    new = Assignment.objects.create(
        task=task,
        organization=old.organization,
        parent=parent,
        assigned_on=on,
        starts_on=min(starts_on, due_on) if due_on else starts_on,
        due_on=due_on,
        original_due_on=due_on,
        **{field: getattr(old, field) for field in ("target", "weight", "lead", "responsible", "override_reason")},
    )
    new.supporting.set(old.supporting.all())
    return new
