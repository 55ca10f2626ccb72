from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.actions.freezing import freeze


class Command(BaseCommand):
    help = "Fix the figures of a span that has ended, as they are known now."

    def add_arguments(self, parser):
        parser.add_argument("span", help="2026-05, 2026-Q2, 2026-H1, 2026 or 2019-2023")

    def handle(self, *args, **options):
        now = timezone.now()
        try:
            frozen = freeze(options["span"], on=timezone.localdate(now), now=now)
        except ValidationError as error:
            raise CommandError(error.messages[0]) from None
        values = {"span": frozen.span, "day": frozen.last_day.isoformat()}
        self.stdout.write(_("%(span)s已定格：截至 %(day)s 的数字按现在所知固定。") % values)
