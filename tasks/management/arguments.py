"""Find what the arguments of commands name; each refusal is a sentence for the operator."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from organizations.models import User


def manager_account(username):
    """The account that a command acts for: the one named ``username``, else the first manager of the city."""
    accounts = User.objects.filter(is_active=True)
    if username:
        account = accounts.filter(username=username).first()
    else:
        account = accounts.filter(role="manager", organization__parent=None).order_by("pk").first()
    if account is None:
        raise CommandError(_("没有可用的市级管理账号，请用 --by 指定账号。"))
    return account
