"""What the commands that start and reset a portal on one machine share."""

import fcntl

from django.conf import settings
from django.core.management import CommandError, get_commands, load_command_class
from django.utils.translation import gettext as _


def hold_lock():
    """An open file whose lock says that this ``VAR_DIR`` is in use; raises ``CommandError`` if it already is."""
    lock = (settings.VAR_DIR / "portal.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        message = _("门户正在运行，数据目录是 %(folder)s，请先停止它。（The portal is already running there.）")
        raise CommandError(message % {"folder": settings.VAR_DIR}) from error
    return lock


def demonstration():
    """The command that loads the demonstration and knows its accounts, or None where it is not installed."""
    app = get_commands().get("load_demo")
    return load_command_class(app, "load_demo") if app else None
