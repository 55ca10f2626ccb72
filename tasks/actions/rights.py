"""Who may do what: the role and the place in the tree, checked inside every action.

Raise ``PermissionDenied`` (403) with the reason in Chinese. Views stay in scope by ``visible_to``; these
checks hold for commands, imports and jobs as well. ``by=None`` stands for the portal itself.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


def check_issues(organization, *, by):
    """``by`` manages the organization that sets the tasks."""
    if by is None or (by.can_manage and by.organization_id == organization.pk):
        return
    raise PermissionDenied(_("只有“%(name)s”的管理人员可以部署任务。") % {"name": organization})


def check_is_above(organization, *, by):
    """``by`` manages a unit above ``organization``, whether directly or further up."""
    if by is None or (by.can_manage and is_above(by.organization, organization)):
        return
    raise PermissionDenied(_("只有“%(name)s”上级单位的管理人员可以这样做。") % {"name": organization})


def check_reviews(assignment, *, by):
    """``by`` manages the unit directly above the reporting one: township by county, county by city."""
    if by is None or (by.can_manage and by.organization_id == assignment.organization.parent_id):
        return
    raise PermissionDenied(_("“%(name)s”的填报由其上一级单位的管理人员核实。") % {"name": assignment.organization})


def check_enters(assignment, *, by):
    """``by`` is of the unit that the assignment belongs to, and may enter figures."""
    if by is None or (by.can_edit and by.organization_id == assignment.organization_id):
        return
    raise PermissionDenied(_("只有“%(name)s”的填报人员可以填报这项任务。") % {"name": assignment.organization})


def is_above(organization, other):
    return organization.pk != other.pk and organization.contains(other)


def may_review(user, assignment):
    """Whether the page shows ``user`` the buttons to confirm and return."""
    return user.can_manage and user.organization_id == assignment.organization.parent_id


def may_enter(user, assignment):
    """Whether the page shows ``user`` the form to report."""
    return user.can_edit and user.organization_id == assignment.organization_id


def may_direct(user, assignment):
    """Whether the page shows ``user`` the buttons to change, reassign, withdraw, remind."""
    return user.can_manage and is_above(user.organization, assignment.organization)
