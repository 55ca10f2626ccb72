"""Who may do what with directives, tasks, assignments and reports: the role and the place in the tree.

Each right is a pair. ``may_…`` returns whether ``by`` has it; pages use it to show their buttons. ``check_may_…``
raises ``PermissionDenied`` (403) with the reason in Chinese; every action calls it, so that the same rights hold for
commands, imports and jobs. ``by=None`` stands for the portal itself, which may do everything. What a person may see is
decided by ``visible_to`` of the QuerySets.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


def may_issue(by, organization):
    """Whether ``by`` may set tasks for ``organization`` (部署): its managers. Nobody sets tasks for a department."""
    if by is None:
        return True
    return by.can_manage and by.organization_id == organization.pk and not organization.is_department


def check_may_issue(by, organization):
    if may_issue(by, organization):
        return
    if organization.is_department:
        raise PermissionDenied(_("“%(name)s”是部门，任务由它所属单位的管理人员部署。") % {"name": organization})
    raise PermissionDenied(_("只有“%(name)s”的管理人员可以部署任务。") % {"name": organization})


def may_hand_down(by, task, *, own):
    """Whether ``by`` may hand ``task`` down (分解下达): managers of the issuer, and of the unit that holds ``own``."""
    return may_issue(by, task.organization) or (by.can_manage and own is not None)


def check_may_hand_down(by, task, *, own):
    if not may_hand_down(by, task, own=own):
        raise PermissionDenied(_("只有部署或承担这项任务的单位的管理人员可以分解下达。"))


def may_direct(by, organization):
    """Whether ``by`` may assign work to ``organization``: managers of units above."""
    if by is None:
        return True
    above = by.organization
    return by.can_manage and above.pk != organization.pk and above.contains(organization)


def check_may_direct(by, organization):
    if not may_direct(by, organization):
        raise PermissionDenied(_("只有“%(name)s”上级单位的管理人员可以这样做。") % {"name": organization})


def may_change(by, assignment):
    """Whether ``by`` may change or withdraw ``assignment``, exclude it (不适用), remind of it.

    Managers of units above may do this; if the issuer holds its own task (本级事项), only its own managers.
    """
    if assignment.is_held_by_issuer:
        return may_issue(by, assignment.organization)
    return may_direct(by, assignment.organization)


def check_may_change(by, assignment):
    if not may_change(by, assignment) and assignment.is_held_by_issuer:
        raise PermissionDenied(_("本级事项由“%(name)s”的管理人员调整和收回。") % {"name": assignment.organization})
    if not may_change(by, assignment):
        check_may_direct(by, assignment.organization)


def may_review(by, assignment):
    """Whether ``by`` is one of those who verify the work on ``assignment``: managers of the unit directly above.

    If the issuer holds its own task (本级事项), they are its own managers. ``may_answer``, ``may_decide`` and
    ``may_finish`` demand another person than the one who reports.
    """
    return by is None or (by.can_manage and by.organization_id == assignment.reviewing_unit_id)


def check_may_review(by, assignment):
    if may_review(by, assignment):
        return
    name = {"name": assignment.organization}
    if assignment.is_held_by_issuer:
        raise PermissionDenied(_("本级事项的填报、延期和办结，由“%(name)s”的管理人员核定。") % name)
    raise PermissionDenied(_("“%(name)s”的填报、延期和办结，由它的上一级单位的管理人员核定。") % name)


def may_answer(by, report):
    """Whether ``by`` may confirm, return or correct ``report``: those who may review it, except who entered it.

    Who wrote or submitted the report has entered it.
    """
    has_entered = by is not None and by.pk in {report.author_id, report.submitted_by_id}
    return may_review(by, report.assignment) and not has_entered


def check_may_answer(by, report):
    check_may_review(by, report.assignment)
    if not may_answer(by, report):
        raise PermissionDenied(_("填报人不能核实自己的填报。"))


def may_finish(by, assignment):
    """Whether ``by`` may confirm completion: those who review; of 本级事项 without who entered the newest report."""
    newest = assignment.newest_report() if assignment.is_held_by_issuer else None
    return may_answer(by, newest) if newest else may_review(by, assignment)


def check_may_finish(by, assignment):
    check_may_review(by, assignment)
    if not may_finish(by, assignment):
        raise PermissionDenied(_("填报人不能核定自己填报的任务办结，请由本单位另一名管理人员核定。"))


def may_decide(by, request):
    """Whether ``by`` may decide the ``request`` for an extension: those who review, except who made the request."""
    has_requested = by is not None and by.pk == request.requested_by_id
    return may_review(by, request.assignment) and not has_requested


def check_may_decide(by, request):
    check_may_review(by, request.assignment)
    if not may_decide(by, request):
        raise PermissionDenied(_("申请人不能审批自己的延期申请。"))


def may_enter(by, assignment):
    """Whether ``by`` may report progress, add evidence, request extensions: editors and managers of the unit."""
    return by is None or (by.can_edit and by.organization_id == assignment.organization_id)


def check_may_enter(by, assignment):
    if not may_enter(by, assignment):
        raise PermissionDenied(_("只有“%(name)s”的填报人员可以填报这项任务。") % {"name": assignment.organization})


def may_answer_claim(by, claim):
    """Whether ``by`` may confirm or return ``claim`` (申报办结): those who review, except who made the claim."""
    has_claimed = by is not None and by.pk == claim.claimed_by_id
    return may_finish(by, claim.assignment) and not has_claimed


def check_may_answer_claim(by, claim):
    check_may_finish(by, claim.assignment)
    if not may_answer_claim(by, claim):
        raise PermissionDenied(_("申报人不能核定自己申报的办结。"))


def may_sign(by, assignment):
    """Whether ``by`` may sign for ``assignment`` (签收): those who report on it, unless the issuer holds it itself."""
    return may_enter(by, assignment) and not assignment.is_held_by_issuer


def check_may_sign(by, assignment):
    check_may_enter(by, assignment)
    if not may_sign(by, assignment):
        raise PermissionDenied(_("本级事项不需要签收。"))


def may_reply(by, assignment):
    """Whether ``by`` may write a reply (反馈): those who report on it, and managers of the units above."""
    return may_enter(by, assignment) or may_change(by, assignment)


def check_may_reply(by, assignment):
    if not may_reply(by, assignment):
        name = {"name": assignment.organization}
        raise PermissionDenied(_("只有“%(name)s”的填报人员和上级单位的管理人员可以反馈。") % name)


def may_supervise(by):
    """Whether ``by`` may open the list of reports to verify, and remind units that have not reported: managers."""
    return by is None or by.can_manage


def check_may_supervise(by):
    if not may_supervise(by):
        raise PermissionDenied(_("只有管理人员可以核实填报和催办。"))
