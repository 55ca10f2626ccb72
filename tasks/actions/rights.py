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
    """Whether ``by`` may assign work to ``organization``, change, withdraw it or remind: managers of units above."""
    if by is None:
        return True
    above = by.organization
    return by.can_manage and above.pk != organization.pk and above.contains(organization)


def check_may_direct(by, organization):
    if not may_direct(by, organization):
        raise PermissionDenied(_("只有“%(name)s”上级单位的管理人员可以这样做。") % {"name": organization})


def may_review(by, assignment):
    """Whether ``by`` may verify reports, decide extensions, confirm completion: managers of the unit directly above."""
    return by is None or (by.can_manage and by.organization_id == assignment.organization.parent_id)


def check_may_review(by, assignment):
    if not may_review(by, assignment):
        raise PermissionDenied(
            _("“%(name)s”的填报、延期和办结，由它的上一级单位的管理人员核定。") % {"name": assignment.organization}
        )


def may_answer(by, report):
    """Whether ``by`` may confirm or return ``report``: those who may review it and did not write or submit it."""
    is_author = by is not None and by.pk in {report.author_id, report.submitted_by_id}
    return may_review(by, report.assignment) and not is_author


def check_may_answer(by, report):
    check_may_review(by, report.assignment)
    if not may_answer(by, report):
        raise PermissionDenied(_("填报人不能核实自己的填报。"))


def may_enter(by, assignment):
    """Whether ``by`` may report progress, add evidence, request extensions: editors and managers of the unit."""
    return by is None or (by.can_edit and by.organization_id == assignment.organization_id)


def check_may_enter(by, assignment):
    if not may_enter(by, assignment):
        raise PermissionDenied(_("只有“%(name)s”的填报人员可以填报这项任务。") % {"name": assignment.organization})


def may_supervise(by):
    """Whether ``by`` may open the list of reports to verify, and remind units that have not reported: managers."""
    return by is None or by.can_manage


def check_may_supervise(by):
    if not may_supervise(by):
        raise PermissionDenied(_("只有管理人员可以核实填报和催办。"))
