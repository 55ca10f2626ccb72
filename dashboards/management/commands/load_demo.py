from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboards.demonstration import loading, people
from organizations.models import Organization


class Command(BaseCommand):
    help = "Load the demonstration: a real tree, the speech's tasks, invented people and progress of this year."

    def handle(self, **options):
        if Organization.objects.exists():
            raise CommandError(_("平台中已有单位，演示数据只能装入空的平台。"))
        loading.load(on=timezone.localdate(), tell=self.stdout.write)
        self.stdout.write(_("演示数据已装入。"))

    @staticmethod
    def accounts():
        return people.accounts_here()
