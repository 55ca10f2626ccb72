from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators import recomputing


class Command(BaseCommand):
    help = "Compute the stored values of the marked units again; with --all those of all units."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="all units, and report differences nobody explains")

    def handle(self, *args, **options):
        try:
            if options["all"]:
                self._recompute_all()
            else:
                self._recompute_marked()
        except OperationalError as error:  # SQLite lets the second of two writers wait for some seconds only
            raise CommandError(_("数据库正忙，可能另有一次重算在进行，这次没有写入。请稍后再运行。")) from error

    def _recompute_marked(self):
        done = recomputing.recompute_marked(now=timezone.now())
        self.stdout.write(_("已重算 %(done)s 处变动。") % {"done": done})

    def _recompute_all(self):
        full_pass = recomputing.recompute_all(now=timezone.now())
        wrong = list(full_pass.discrepancies.select_related("organization"))
        values = {"day": full_pass.on.isoformat(), "written": full_pass.written, "wrong": len(wrong)}
        self.stdout.write(_("截至 %(day)s 全部重算：%(written)s 个值有变化，其中 %(wrong)s 个原因不明。") % values)
        for discrepancy in wrong:
            wording = {"unit": discrepancy.organization, "key": discrepancy.indicator}
            wording |= {"stored": discrepancy.stored, "counted": discrepancy.counted}
            self.stdout.write(_("    %(unit)s %(key)s：原存 %(stored)s，重算 %(counted)s") % wording)
