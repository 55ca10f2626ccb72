"""Functions shared by the commands that start and reset a portal on one machine."""

import fcntl

from django.conf import settings
from django.core.management import CommandError, get_commands, load_command_class
from django.utils.translation import gettext as _


def hold_lock():
    """Lock ``VAR_DIR`` and return the open lock file; raise ``CommandError`` when another process holds the lock."""
    lock = (settings.VAR_DIR / "portal.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        message = _("门户正在运行，数据目录是 %(folder)s，请先停止它。（The portal is already running there.）")
        raise CommandError(message % {"folder": settings.VAR_DIR}) from error
    return lock


def demonstration():
    """Return the command ``load_demo``, which also knows the accounts, or None when it is not installed."""
    app = get_commands().get("load_demo")
    return load_command_class(app, "load_demo") if app else None
