from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from files.dates import read_day
from tasks import scan


class Command(BaseCommand):
    help = "Find the deadlines and report periods reached on a day; run it again for any past day with the same result."

    def add_arguments(self, parser):
        parser.add_argument("--on", type=read_day, help="YYYY-MM-DD, today by default")

    def handle(self, *, on, **options):
        on = on or timezone.localdate()
        counts = scan.scan_deadlines(on=on) | scan.watch_periods(on=on)
        for stage, count in counts.items():
            self.stdout.write(_("%(stage)s：新增 %(count)s 条") % {"stage": stage.label, "count": count})
