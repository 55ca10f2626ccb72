import shutil
from contextlib import closing, suppress
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections
from django.utils.translation import gettext as _

from audit import heads
from config.runtime import hold_lock


class Command(BaseCommand):
    help = "Throw the embedded database, its uploads and its messages away and load the demonstration again."

    def handle(self, **options):
        if not settings.DEMO or settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
            raise CommandError(
                _("只能重置使用内置数据库的演示门户；其他数据库请用数据库自身的工具重建。")
                + "（Only a demonstration on the embedded database can be reset.）"
            )
        with closing(hold_lock()):
            connections.close_all()
            throw_away()
            call_command("migrate", verbosity=0, interactive=False)
            call_command("load_demo")


def throw_away():
    database = Path(settings.DATABASES["default"]["NAME"])
    for path in (database, database.with_name(database.name + "-wal"), database.with_name(database.name + "-shm")):
        path.unlink(missing_ok=True)
    heads.path().unlink(missing_ok=True)  # it names a seal of the history that was just deleted
    for folder in (settings.PRIVATE_ROOT, settings.VAR_DIR / "broker" / "queue"):
        with suppress(FileNotFoundError):
            shutil.rmtree(folder)
            folder.mkdir(mode=0o700)
