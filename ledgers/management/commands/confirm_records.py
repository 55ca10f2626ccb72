from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from audit.context import origin
from ledgers import actions
from ledgers.actions import rights
from ledgers.management.arguments import active_user, ledger_of
from ledgers.models import ImportBatch
from ledgers.records import pending_q
from ledgers.resources import model_of


class Command(BaseCommand):
    help = "Confirm new records of a ledger and waiting changes of confirmed ones, as an account may do it on a page."

    def add_arguments(self, parser):
        parser.add_argument("ledger", metavar="LEDGER", help="key of a ledger")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the account that confirms")
        parser.add_argument("--batch", type=int, metavar="N", help="only the rows of this import")

    def handle(self, *, ledger, by, batch, **options):
        user, ledger = active_user(by), ledger_of(ledger)
        try:
            rights.check_open(user, ledger)
            rights.check_may_decide(user)
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        records = model_of(ledger).objects.visible_to(user)
        if batch is not None:
            records = records.of_batch(_batch(batch, ledger, user))
        waiting, changes = records.waiting().count(), records.filter(pending_q(records.model)).count()
        if not waiting:
            raise CommandError(_("“%(title)s”没有待核实的行。") % {"title": ledger.title})
        try:
            with origin(source="command", reference=f"confirm_records {ledger.key}"):
                confirmed = actions.confirm_records(records, by=user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self._tell(ledger, confirmed, changes - records.filter(pending_q(records.model)).count(), waiting - confirmed)

    def _tell(self, ledger, confirmed, changes, left):
        sentence = _("%(title)s：已核实 %(confirmed)d 行，其中 %(changes)d 行是对已核实记录的修改。")
        self.stdout.write(sentence % {"title": ledger.title, "confirmed": confirmed, "changes": changes})
        if left:
            rest = _("其余 %(others)d 行由该账号本人填报，或不是由其本单位及下级单位填报，不能由该账号核实。")
            self.stdout.write(rest % {"others": left})


def _batch(pk, ledger, user):
    batch = ImportBatch.objects.visible_to(user).of_ledger(ledger.key).filter(pk=pk).first()
    if batch is None:
        message = _("账号的管理范围内没有批次 %(pk)d，或它不是“%(title)s”的导入。")
        raise CommandError(message % {"pk": pk, "title": ledger.title})
    return batch
