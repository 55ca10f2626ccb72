"""Check the sealed history: ``manage.py verify_audit [--head 12:ab34…]``."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import heads
from audit.models import Seal
from audit.sealing import unsealed
from audit.verification import verify


def head(text):
    """Parse the value of ``--head``; argparse turns ``ValueError`` into a message."""
    return heads.parse(text)


class Command(BaseCommand):
    help = "Names every sealed row of the history that was altered or removed; ends with 1 if there is one."

    def add_arguments(self, parser):
        parser.add_argument(
            "--head",
            type=head,
            action="append",
            default=[],
            metavar="SEQUENCE:DIGEST",
            help="an end of the chain noted elsewhere, for example in the log of a worker",
        )

    def handle(self, *, head, **options):
        noted = [*head, heads.recall()]
        total = 0
        for finding in verify(heads=[end for end in noted if end]):
            self.stderr.write(self.style.ERROR(finding.text))
            total += 1
        self._warn_of_unsealed()
        if total:
            raise CommandError(_("历史记录校验未通过，共 %(total)s 处。") % {"total": total}, returncode=1)
        self._say_all_is_well()

    def _warn_of_unsealed(self):
        if late := unsealed(before=timezone.now() - timedelta(days=1)).count():
            text = _("有 %(late)s 条记录超过一天尚未封存，请检查后台任务是否在运行。")
            self.stderr.write(self.style.WARNING(text % {"late": late}))

    def _say_all_is_well(self):
        last = Seal.objects.order_by("-sequence").first()
        end = str(heads.Head(last.sequence, last.digest)) if last else "—"
        self.stdout.write(_("历史记录校验通过，链条末尾：%(end)s") % {"end": end})
