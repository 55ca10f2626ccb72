"""Confirmations that were wrong: all of one click are taken back within a day, or one record is sent back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from ledgers import declarations
from ledgers.actions import rights
from ledgers.actions.records import announce, hold, locked_record
from ledgers.models import Confirmation, LedgerRecord, PendingChange
from ledgers.resources import model_of

State = LedgerRecord.State
NOT_CONFIRMED = {"confirmed_by": None, "confirmed_at": None}
AT_ONCE = 2000  # records changed by one statement


@transaction.atomic
def take_back(confirmation, *, by, now):
    """Let the records of ``confirmation`` wait again (撤回核实), within a day; return (how many, how many are left).

    Records that were changed since then, or beside which a change waits, stay confirmed.
    """
    rights.check_may_decide(by)
    found = Confirmation.objects.select_for_update().filter(pk=confirmation.pk, by=by).open(now=now).first()
    if found is None:
        raise ValidationError(_("这次核实已经撤回，或已超过撤回的时间。个别记录有误的，可以在记录的页面退回。"))
    ledger = declarations.get(found.ledger_key)
    model = model_of(ledger)
    hold(ledger)
    versions, taken = dict(found.versions), []
    ids = list(versions)
    for start in range(0, len(ids), AT_ONCE):
        taken += _taken_back(model, {pk: versions[pk] for pk in ids[start : start + AT_ONCE]}, by=by)
    found.delete()
    if not taken:
        raise ValidationError(_("这次核实的记录后来都有改动，不能整批撤回，请在记录的页面逐条退回。"))
    announce(model, {(record.organization_id, record.year) for record in taken})
    return len(taken), len(versions) - len(taken)


def _taken_back(model, versions, *, by):
    changes = PendingChange.objects.of(model).filter(record_id=OuterRef("pk"))
    records = model.objects.visible_to(by).filter(~Exists(changes), pk__in=versions, state=State.CONFIRMED)
    records = records.select_related("organization").select_for_update(of=("self",)).order_by("pk")
    records = [record for record in records if record.version == versions[record.pk]]
    _give_up_confirmation(model, records, state=State.ENTERED)
    changes = {"state": [State.CONFIRMED, State.ENTERED]}
    entries = [audit.entry_for("ledger.record.unconfirmed", target=each, by=by, changes=changes) for each in records]
    audit.record_many(entries)
    return records


def _give_up_confirmation(model, records, **fields):
    """Set the records to a state before their confirmation; a case is then confirmed as done in another year."""
    settled = {"settled_in": None} if model.ledger().settled_by else {}
    chosen = model.objects.filter(pk__in=[record.pk for record in records])
    chosen.update(version=F("version") + 1, updated_at=timezone.now(), **NOT_CONFIRMED, **settled, **fields)


@transaction.atomic
def send_back(record, *, by, version, reason):
    """Send a record that was confirmed wrongly back to who entered it (退回), with a ``reason``.

    It counts no longer until it is corrected and confirmed again; figures of months that are frozen stay.
    """
    rights.check_may_decide(by)
    reason = reason.strip()
    record = locked_record(record, version)
    rights.check_may_send_back(by, record)
    if not reason:
        raise ValidationError(_("请写明退回原因。"))
    if record.state != State.CONFIRMED:
        raise ValidationError(_("这条记录不是已核实状态，不用这样退回。"))
    if PendingChange.objects.beside(record):
        raise ValidationError(_("这条记录有待处理的修改，请先核实、退回或撤回修改。"))
    _give_up_confirmation(type(record), [record], state=State.RETURNED, return_reason=reason)
    changes = {"state": [State.CONFIRMED, State.RETURNED]}
    audit.record("ledger.record.sent_back", target=record, by=by, changes=changes, note=reason)
    announce(type(record), {(record.organization_id, record.year)})
