from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboards.demonstration import loading, people
from organizations.models import Organization, User


class Command(BaseCommand):
    help = "Load the demonstration: a real tree, the speech's tasks, invented people and progress of this year."

    def handle(self, **options):
        if Organization.objects.exists():
            raise CommandError(_("平台中已有单位，演示数据只能装入空的平台。"))
        loading.load(on=timezone.localdate())
        self.stdout.write(_("演示数据已装入。"))

    @staticmethod
    def accounts():
        """``(username, password, purpose)`` of the demonstration accounts that exist here."""
        names = [username for username, *_rest in people.ACCOUNTS]
        there = set(
            User.objects.filter(username__in=names, organization__path__in=_demonstration_paths()).values_list(
                "username", flat=True
            )
        )
        return [
            (username, people.PASSWORD, purpose)
            for username, _code, _role, _name, _office, purpose in people.ACCOUNTS
            if username in there
        ]


def _demonstration_paths():
    """Paths of all units below a root that holds the demonstration."""
    roots = Organization.objects.filter(parent=None, is_demonstration=True)
    found = Organization.objects.none()
    for root in roots:
        found = found | Organization.objects.descendants_of(root, include_self=True)
    return found.values("path")
