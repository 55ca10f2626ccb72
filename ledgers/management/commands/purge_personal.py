from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from audit.context import origin
from ledgers import actions
from ledgers.management.arguments import active_user, ledger_of


class Command(BaseCommand):
    help = "Purge the personal values in the history of one record; the seals stay valid."

    def add_arguments(self, parser):
        parser.add_argument("ledger", metavar="LEDGER", help="key of a ledger")
        parser.add_argument("record", metavar="RECORD", type=int, help="number of the record, as in its address")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the account that purges")
        parser.add_argument("--reason", required=True, help="why; the history keeps it")

    def handle(self, *, ledger, record, by, reason, **options):
        user, ledger = active_user(by), ledger_of(ledger)
        try:
            with origin(source="command", reference=f"purge_personal {ledger.key} {record}"):
                count = actions.purge_personal(ledger, record, by=user, reason=reason)
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        sentence = _("%(title)s第 %(record)d 号记录：已从历史中清除 %(count)d 个个人信息。")
        self.stdout.write(sentence % {"title": ledger.title, "record": record, "count": count})
