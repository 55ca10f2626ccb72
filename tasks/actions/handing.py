"""Handing down (分解下达): a task goes to many organizations in one step; or its issuer does it itself (本级事项)."""

from collections import defaultdict
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from organizations import tree
from tasks import bindings
from tasks.actions import rights, targets, telling
from tasks.actions.measuring import write_reports
from tasks.models import Assignment
from tasks.shares import start_on

INHERIT = object()  # the deadline of the task, or of the assignment above


@transaction.atomic
def hand_down(
    task,
    organizations,
    *,
    by,
    on,
    shares=None,
    weight=Decimal(1),
    due_on=INHERIT,
    starts_on=None,
    lead=None,
    supporting=(),
    responsible="",
    override_reason="",
):
    """Assign ``task`` to each of ``organizations`` and return the assignments.

    ``shares`` maps an organization's pk to its target in the task's unit. A manager of the issuer hands
    down the task itself; a manager of a unit that already has it cascades it further (分解到乡镇). ``due_on`` is
    the deadline above unless given; ``None`` leaves it open (尚无期限); ``starts_on`` is ``on`` unless given.

    Raises ``ValidationError`` when a unit already has the task, when the deadline lies after the one
    above, or when the targets of a task measured by quantity do not sum to the target above and no
    ``override_reason`` is given; the message states the difference.
    """
    organizations = list(organizations)
    if not organizations:
        raise ValidationError(_("请至少选择一个单位。"))
    parents = _parents(task, organizations, by, on)
    _check_free(task, organizations)
    common = {"weight": weight, "lead": lead, "responsible": responsible, "override_reason": override_reason}
    dates = {"assigned_on": on, "facts_on": on, "starts_on": starts_on or on}
    created = [
        _assignment(task, unit, parents[unit.pk], due_on, target=(shares or {}).get(unit.pk), **dates, **common)
        for unit in organizations
    ]
    _check_targets(task, created, override_reason)
    _store(created)
    _support(created, supporting)
    audit.record_many(
        [
            audit.entry_for("assignment.created", target=assignment, by=by, note=override_reason)
            for assignment in created
        ]
    )
    telling.handed_down(created, by=by, on=on)
    return created


@transaction.atomic
def hold(task, *, by, on, due_on=INHERIT, responsible="", target=None):
    """Let the issuer of ``task`` do it itself (本单位承担) and return the assignment.

    It has no parent, takes nothing from the target shared out below and stands outside all comparisons. A second
    manager of the unit verifies its reports. ``due_on`` is the deadline of the task unless given. Raises
    ``ValidationError`` when the unit has ended, already holds the task, or could not begin before the deadline.
    """
    rights.check_may_issue(by, task.organization)
    if not task.organization.is_in_force(on=on):
        raise ValidationError(_("“%(name)s”已停用，不能承担任务。") % {"name": task.organization})
    _check_free(task, [task.organization])
    due_on = task.deadline if due_on is INHERIT else due_on
    dates = {"assigned_on": on, "facts_on": on, "starts_on": start_on(due_on, year=task.year, on=on)}
    assignment = _assignment(task, task.organization, None, due_on, responsible=responsible, target=target, **dates)
    _store([assignment])
    audit.record("assignment.held", target=assignment, by=by)
    return assignment


def _store(created):
    """Store the assignments. Of two people who hand a task to the same unit at once, the second gets an error."""
    try:
        with transaction.atomic():
            Assignment.objects.bulk_create(created, batch_size=2000)
    except IntegrityError as error:
        raise ValidationError(_("刚才有人下达了同一任务，请刷新名单后再试。")) from error
    if created and bindings.leading(created[0].task):
        places = {(assignment.task.indicator, assignment.organization_id) for assignment in created}
        write_reports(now=timezone.now(), places=places)


def _parents(task, organizations, by, on):
    """``{organization pk: the assignment above it or None}``; refuses units that ``by`` may not assign to."""
    for organization in organizations:
        rights.check_may_direct(by, organization)
        if not organization.is_in_force(on=on):
            raise ValidationError(_("“%(name)s”已停用，不能下达。") % {"name": organization})
    in_force = Assignment.objects.handed_down().filter(task=task).in_force(on=on).select_related("organization")
    holders = {holder.organization.path: holder for holder in in_force}
    rights.check_may_hand_down(by, task, own=holders.get(by.organization.path) if by else None)
    parents = {}
    for organization in organizations:
        above = [holders[path] for path in tree.ancestor_paths(organization.path) if path in holders]
        parents[organization.pk] = above[-1] if above else None
    return parents


def _check_free(task, organizations):
    taken = Assignment.objects.filter(task=task, organization__in=organizations, withdrawn_on__isnull=True)
    names = [assignment.organization.label for assignment in taken.select_related("organization")]
    if names:
        raise ValidationError(_("“%(names)s”已经承担这项任务，请从名单中去掉。") % {"names": "、".join(names[:20])})


def _assignment(task, organization, parent, due_on, **fields):
    """An unsaved assignment whose dates fit together, with a deadline no later than the one above."""
    if due_on is INHERIT:
        due_on = parent.due_on if parent else task.deadline
    assignment = Assignment(
        task=task, organization=organization, parent=parent, due_on=due_on, original_due_on=due_on, **fields
    )
    if assignment.due_on and assignment.due_on < assignment.starts_on:
        raise ValidationError({"due_on": _("完成期限不能早于起始日期 %(day)s。") % {"day": assignment.starts_on}})
    check_deadline_above(assignment)
    if assignment.target is not None and assignment.target < 0:
        raise ValidationError({"target": _("目标不能小于 0。")})
    return assignment


def check_deadline_above(assignment):
    """Raise ``ValidationError`` if the deadline is later than that of the assignment above."""
    above = assignment.parent.due_on if assignment.parent else None
    if above and assignment.due_on and assignment.due_on > above:
        raise ValidationError(
            {"due_on": _("完成期限不能晚于上级的期限 %(day)s，请改早或先申请延期。") % {"day": above}}
        )


def _check_targets(task, created, override_reason):
    groups = defaultdict(list)
    for assignment in created:
        groups[assignment.parent].append(assignment)
    for parent, assignments in groups.items():
        targets.check_sum(task, parent, new=assignments, override_reason=override_reason)


def _support(assignments, departments):
    link = Assignment.supporting.through
    link.objects.bulk_create(
        [
            link(assignment=assignment, organization=department)
            for assignment in assignments
            for department in departments
        ],
        batch_size=2000,
    )
