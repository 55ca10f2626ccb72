from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from backups.archive import Archive


class Command(BaseCommand):
    help = "Checks that each file of a backup is there and is what was backed up; ends with 1 otherwise."

    def add_arguments(self, parser):
        parser.add_argument("backup", type=Path, help="the folder of one backup")

    def handle(self, *, backup, **options):
        if problems := list(Archive(backup).problems()):
            raise CommandError("\n".join(problems))
        self.stdout.write(_("备份校验通过：%(folder)s") % {"folder": backup})
