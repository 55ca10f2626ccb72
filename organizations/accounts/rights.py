"""Rights over accounts: managers manage the accounts of their own unit and of all units below it.

Each right is a pair of functions. ``may_…`` returns a boolean, by which pages show or hide a button.
``check_may_…`` raises ``PermissionDenied`` (403) with the reason in Chinese; every action calls it.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


def may_manage_accounts(by):
    """Whether ``by`` may open the pages about accounts."""
    return by.can_manage


def check_may_manage_accounts(by):
    if not may_manage_accounts(by):
        raise PermissionDenied(_("只有管理人员可以管理账号。"))


def may_place_account(by, organization):
    """Whether ``by`` may create an account in ``organization``, or move one to it."""
    return may_manage_accounts(by) and by.organization.contains(organization)


def check_may_place_account(by, organization):
    check_may_manage_accounts(by)
    if not may_place_account(by, organization):
        raise PermissionDenied(_("“%(name)s”不在您的管理范围内，请选择本单位或下级单位。") % {"name": organization})


def may_manage_account(by, account):
    """Whether ``by`` may change, disable or enable ``account``, or reset its password.

    Nobody may do this to their own account or to a superuser's.
    """
    return may_place_account(by, account.organization) and account.pk != by.pk and not account.is_superuser


def check_may_manage_account(by, account):
    check_may_place_account(by, account.organization)
    if not may_manage_account(by, account):
        raise PermissionDenied(_("不能在这里修改自己的账号或系统管理员的账号。自己的资料请在“我的账号”中修改。"))
