"""Who may decide about figures: ``may_…`` for pages, ``check_…`` for actions, which raise ``PermissionDenied``."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from indicators.populations import UNITS
from ledgers import declarations
from years.actions import may_set_year


def may_read(user, indicator):
    """Whether ``user`` may see the figure and the elements behind it; ``None`` stands for a paper of the whole unit.

    Every unit sees all figures of its subtree. A department (部门) sees those whose ledgers are all of its line.
    """
    if user is None or not user.organization.is_department:
        return True
    keys = [key for key in indicator.read_ledgers if key != UNITS]
    return bool(keys) and all(declarations.get(key).is_open_to(user) for key in keys)


def check_may_freeze(*, by):
    """Managers of a root unit and superusers freeze; ``None`` means a command or job, which may."""
    if by is not None and not may_set_year(by):
        raise PermissionDenied(_("数字由最上级单位的管理人员定格。"))


def may_set_thresholds(user):
    """Whether ``user`` may set targets and thresholds, which all units share: as with the settings of a year."""
    return may_set_year(user)


def check_may_set_thresholds(*, by):
    if not may_set_thresholds(by):
        raise PermissionDenied(_("指标的目标和界限由最上级单位的管理人员设定。"))


def may_ask(user, organization):
    """Whether ``user`` may ask for exemptions of ``organization``: editors and managers of it and of units above."""
    return user.can_edit and user.organization.contains(organization)


def check_may_ask(organization, *, by):
    if not may_ask(by, organization):
        raise PermissionDenied(_("只有本单位或上级单位的填报、管理人员可以申请豁免。"))


def may_decide(exemption, *, by):
    """Whether ``by`` may grant or refuse: a manager above the unit that asked, or another manager of the root."""
    asker = exemption.asked_by
    is_above = is_above_of(by, asker.organization) or asker.organization.parent_id is None
    return by.can_manage and by != asker and is_above and by.organization.contains(asker.organization)


def check_may_decide(exemption, *, by):
    if not may_decide(exemption, by=by):
        raise PermissionDenied(_("豁免由申请单位的上级管理人员审批。"))


def is_above_of(user, organization):
    """Whether the unit of ``user`` is above ``organization``, not the same."""
    return user.organization.contains(organization) and user.organization_id != organization.pk


def may_draw(user, organization):
    """Whether ``user`` may draw a sample of ``organization``: a manager of a unit above it."""
    return user.can_manage and is_above_of(user, organization)


def check_may_draw(organization, *, by):
    if not may_draw(by, organization):
        raise PermissionDenied(_("抽核由上级单位的管理人员进行，不能抽本单位。"))


def may_enter_result(user, sample):
    """Whether ``user`` may enter results: editors and managers above the unit that is checked, never this unit."""
    return user.can_edit and is_above_of(user, sample.organization)


def check_may_enter_result(sample, *, by):
    if not may_enter_result(by, sample):
        raise PermissionDenied(_("抽核结果由上级单位登记，被抽核单位不能登记。"))
