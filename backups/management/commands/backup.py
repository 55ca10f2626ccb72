from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from backups import writing


class Command(BaseCommand):
    help = "Writes a backup of database and files into a new folder in DIR, checks it, and deletes the oldest ones."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="where the backups lie, best on another machine")
        parser.add_argument("--keep", type=int, default=14, metavar="N", help="how many backups stay (default: 14)")

    def handle(self, *, folder, keep, **options):
        if keep < 1:
            raise CommandError(_("至少要保留一份备份。"))
        try:
            archive = writing.write(folder, now=timezone.localtime())
        except OSError as error:
            raise CommandError(_("备份没有完成：%(reason)s") % {"reason": error}) from error
        if problems := list(archive.problems()):
            raise CommandError("\n".join(problems))
        for name in archive.manifest["missing"]:
            self.stderr.write(self.style.WARNING(_("记录里有、附件目录里没有的文件：%(name)s") % {"name": name}))
        for name in writing.delete_old(folder, keep=keep):
            self.stdout.write(_("已删除旧备份 %(name)s") % {"name": name})
        facts = {
            "folder": archive.folder,
            "rows": sum(table["rows"] for table in archive.manifest["tables"].values()),
            "files": len(archive.manifest["files"]),
        }
        self.stdout.write(_("备份完成并校验通过：%(folder)s（%(rows)d 行，%(files)d 个文件）") % facts)
