"""The open assignments of a unit that ends go to its successor (撤并承接); ``organizations.handover`` calls this."""

from datetime import timedelta

from django.utils.translation import gettext as _

from audit import actions as audit
from tasks.actions.withdrawing import reported, take_back_rows, with_cascaded
from tasks.models import Assignment

KEPT = ["parent", "target", "weight", "starts_on", "due_on", "original_due_on", "lead", "override_reason"]
NAMED = 10  # how many tasks a sentence of the preview names at most


def open_assignments(unit, *, last_day):
    """Assignments of ``unit`` that are not settled when it ends after ``last_day``, of that year and later."""
    assignments = Assignment.objects.of(unit).in_force(on=last_day).unsettled(on=last_day)
    current = assignments.filter(task__year__gte=last_day.year, handed_over_to=None)
    return current.select_related("task", "organization").order_by("task__order", "task_id")


def preview(unit, *, successor, last_day):
    """Sentences on what happens to the open assignments of ``unit``.

    They name those that go to ``successor`` and those that it already has; without a successor, those that stay behind.
    """
    assignments = open_assignments(unit, last_day=last_day)
    if successor is None:
        left = _("“%(unit)s”未办结的 %(count)s 项任务（%(tasks)s）留在原单位，停用后不再催报。")
        return _sentence(assignments, left, unit)
    held = set(_held_by(successor).values_list("task_id", flat=True))
    new = [assignment for assignment in assignments if assignment.task_id not in held]
    already_held = [assignment for assignment in assignments if assignment.task_id in held]
    goes = _("“%(unit)s”未办结的 %(count)s 项任务（%(tasks)s）转由“%(successor)s”承担，期限、目标不变。")
    stays = _("“%(unit)s”未办结的 %(count)s 项任务（%(tasks)s）“%(successor)s”已有，两家并为一项，需要时请调整目标。")
    return _sentence(new, goes, unit, successor) + _sentence(already_held, stays, unit, successor)


def _sentence(assignments, text, unit, successor=None):
    numbers = [assignment.task.number for assignment in assignments]
    if not numbers:
        return []
    named = "、".join(numbers[:NAMED]) + ("……" if len(numbers) > NAMED else "")
    values = {"unit": unit.label, "count": len(numbers), "tasks": named}
    if successor:
        values["successor"] = successor.label
    return [text % values]


def _held_by(unit):
    return Assignment.objects.of(unit).filter(withdrawn_on__isnull=True)


def hand_over(unit, *, successor, last_day, by):
    """Give the open assignments of ``unit`` to ``successor`` from the day after ``last_day`` on.

    The old assignment keeps its reports, which count up to ``last_day``, and points to the new one. What was cascaded
    from the old one counts as cascaded from the new one. If the successor already has the task, its own assignment is
    used as the new one.
    """
    held = {assignment.task_id: assignment for assignment in _held_by(successor)}
    for old in open_assignments(unit, last_day=last_day):
        new = held.get(old.task_id) or _copy(old, successor, last_day + timedelta(days=1))
        old.handed_over_to = new
        old.save(update_fields=["handed_over_to"])
        changes = {"organization": [unit.name, successor.name]}
        audit.record("assignment.handed_over", target=new, by=by, changes=changes)


def _copy(old, successor, first_day):
    new = Assignment(task=old.task, organization=successor, replaces=old, assigned_on=first_day)
    for field in KEPT:
        setattr(new, field, getattr(old, field))
    new.save(force_insert=True)
    new.supporting.set(old.supporting.all())
    return new


def take_back(unit, *, successor, on, by):
    """Undo ``hand_over`` when ``unit`` is reopened: it gets its assignments back, and the successor loses them.

    The successor keeps an assignment that it has reported on, and one that it also got from another unit.
    """
    handed_over = Assignment.objects.of(unit).filter(handed_over_to__organization=successor)
    for old in handed_over.select_related("handed_over_to__organization", "handed_over_to__task"):
        new = old.handed_over_to
        old.handed_over_to = None
        old.save(update_fields=["handed_over_to"])
        is_needless = new.replaces_id == old.pk and new.withdrawn_on is None and not new.taken_over.exists()
        if is_needless and not reported([new]):
            reason = _("“%(unit)s”已恢复。") % {"unit": unit.label}
            take_back_rows(with_cascaded([new]), by=by, on=on, reason=reason)
