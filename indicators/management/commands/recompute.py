from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators import recomputing


class Command(BaseCommand):
    help = "Compute the stored values of the marked units again; with --all those of all units."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="all units, and report differences nobody explains")

    def handle(self, *args, **options):
        if not options["all"]:
            done = recomputing.recompute_marked(now=timezone.now())
            return self.stdout.write(_("已重算 %(done)s 处变动。") % {"done": done})
        full_pass = recomputing.recompute_all(now=timezone.now())
        wrong = list(full_pass.discrepancies.select_related("organization"))
        values = {"day": full_pass.on.isoformat(), "written": full_pass.written, "wrong": len(wrong)}
        self.stdout.write(_("截至 %(day)s 全部重算：%(written)s 个值有变化，其中 %(wrong)s 个原因不明。") % values)
        for discrepancy in wrong:
            wording = {"unit": discrepancy.organization, "key": discrepancy.indicator}
            wording |= {"stored": discrepancy.stored, "counted": discrepancy.counted}
            self.stdout.write(_("    %(unit)s %(key)s：原存 %(stored)s，重算 %(counted)s") % wording)
