from contextlib import closing

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.utils.translation import gettext as _

from backups import restoring, rows
from config.runtime import hold_lock

TARGET = "target"


class Command(BaseCommand):
    help = "Copies everything into the empty database DATABASE_URL, for instance from the embedded one to PostgreSQL."

    def add_arguments(self, parser):
        parser.add_argument("database_url", metavar="DATABASE_URL", help="such as postgres://portal:…@db:5432/portal")

    def handle(self, *, database_url, **options):
        self._add_target(database_url)
        try:
            with closing(hold_lock()):
                self._move()
        except OperationalError as error:
            raise CommandError(_("连不上目标数据库：%(reason)s") % {"reason": error}) from error
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(_("已全部转入并逐行核对一致。请把 DATABASE_URL 改为新的地址，再启动门户。"))

    def _add_target(self, database_url):
        try:
            config = environ.Env.db_url_config(database_url)
        except (ImproperlyConfigured, ValueError) as error:
            raise CommandError(_("数据库地址不正确：%(reason)s") % {"reason": error}) from error
        connections.settings[TARGET] = connections.settings[DEFAULT_DB_ALIAS] | {
            "CONN_MAX_AGE": 0,
            "OPTIONS": {},
            **config,
        }

    def _move(self):
        call_command("migrate", database=TARGET, verbosity=0, interactive=False)
        restoring.check_target(rows.applied_migrations(), using=TARGET)
        restoring.move(target=TARGET)
        if different := restoring.differing_tables(target=TARGET):
            raise CommandError(_("转入后与原库不一致的表：%(tables)s") % {"tables": "、".join(different)})
