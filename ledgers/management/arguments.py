"""Find what the arguments of commands name; each refusal is a sentence for the operator."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from ledgers import declarations
from organizations.models import User


def active_user(username):
    """Return the account ``username``; refused if there is none, or it is not active."""
    user = User.objects.filter(username=username).select_related("organization").first()
    if user is None:
        raise CommandError(_("没有账号“%(name)s”。") % {"name": username})
    if not user.is_active:
        raise CommandError(_("账号“%(name)s”已停用。") % {"name": username})
    return user


def ledger_of(key):
    """Return the ledger ``key``."""
    ledgers = {ledger.key: ledger for ledger in declarations.all_ledgers()}
    if key not in ledgers:
        message = _("没有台账类型“%(key)s”，可用：%(keys)s。")
        raise CommandError(message % {"key": key, "keys": "、".join(ledgers)})
    return ledgers[key]
