"""Changes to single records by hand: add, change, delete, restore, confirm, return."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import plain
from ledgers import declarations, signals
from ledgers.actions import pending, rights
from ledgers.coding import LedgerCoding
from ledgers.declarations import Tenure
from ledgers.models import Chunk, CodeTable, Confirmation, DeletedRecord, LedgerLock, LedgerRecord, PendingChange
from ledgers.references import assign_one

State = LedgerRecord.State


@transaction.atomic
def add_record(model, *, by, organization, year, values, on):
    """Enter one record on the day ``on``; it waits for confirmation. Its natural key must be free.

    ``year`` counts unless the record is an event whose day tells the year.
    """
    rights.check_may_enter(by, model.ledger(), organization)
    rights.check_takes_records(organization, model.ledger(), on=on)
    ledger = model.ledger()
    hold(ledger)
    year = ledger.year_of(values.get(ledger.since), default=year)
    record = model(organization=organization, year=year, entered_by=by, **values)
    LedgerCoding(ledger).assign(record, changed=values)
    assign_one(record, changed=values)
    _save(record)
    changes = {name: [None, plain(value)] for name, value in values.items() if value not in (None, "")}
    audit.record("ledger.record.added", target=record, by=by, changes=changes)
    rest = record.rest_of_head(values)
    if rest:
        pending.propose(record, by=by, values=rest)
    announce(model, {_place(record)})
    return record


@transaction.atomic
def change_record(record, *, by, version, organization, year, values, on):
    """Change a record that ``by`` saw in ``version``.

    The change of a confirmed record waits beside it and replaces one that waits there already; values equal to the
    confirmed ones withdraw that. Raises ``ValidationError`` if somebody else has changed or deleted the record
    meanwhile.
    """
    record = locked_record(record, version)
    rights.check_may_enter(by, record.ledger(), record.organization)
    if organization != record.organization:
        rights.check_may_enter(by, record.ledger(), organization)
        rights.check_takes_records(organization, record.ledger(), on=on)
    ledger = record.ledger()
    since = values.get(ledger.since, getattr(record, ledger.since) if ledger.since else "")
    year = ledger.year_of(since, default=year)
    new_values = values | {"organization": organization, "year": year}
    return _enter(record, by=by, values=new_values)


def _enter(record, *, by, values):
    """Give the locked ``record`` new values that wait for confirmation.

    They wait beside a confirmed record, and where they would change a head with confirmed lines.
    """
    place = _place(record)
    if record.state == State.CONFIRMED or record.changes_confirmed_head(values):
        if pending.propose(record, by=by, values=values):
            announce(type(record), {place})
        return record
    old_values = {name: getattr(record, name) for name in values}
    changes = {
        name: [plain(old_values[name]), plain(value)] for name, value in values.items() if old_values[name] != value
    }
    if not changes:
        return record
    if record.state != State.ENTERED:
        changes["state"] = [record.state, State.ENTERED]
    for name, value in values.items():
        setattr(record, name, value)
    LedgerCoding(record.ledger()).assign(record, changed=changes)
    assign_one(record, changed=changes)
    record.state, record.return_reason = State.ENTERED, ""
    record.entered_by, record.confirmed_by, record.confirmed_at = by, None, None
    record.version += 1
    record.updated_at = timezone.now()
    _save(record)
    audit.record("ledger.record.changed", target=record, by=by, changes=changes)
    announce(type(record), {place, _place(record)} | record.places_of_head(changes))
    return record


@transaction.atomic
def end_term(record, *, by, version, last_day, reason):
    """Enter that a row of a register leaves it (离任、撤销): ``last_day`` is its last day in force.

    ``reason`` is a code of the table ``leaving_reasons`` for the year of that day. A manager confirms it.
    """
    record = locked_record(record, version)
    rights.check_may_enter(by, record.ledger(), record.organization)
    check_ending(record, last_day=last_day, reason=reason)
    if record.until:
        raise ValidationError(_("这条记录已登记于 %(day)s 离任（撤销）。") % {"day": record.until.isoformat()})
    return _enter(record, by=by, values={"until": last_day, "leaving_reason": reason})


def check_ending(record, *, last_day, reason):
    """Raise ``ValidationError`` unless ``record`` belongs to a register and may end on ``last_day`` for ``reason``."""
    ledger = record.ledger()
    if ledger.tenure != Tenure.REGISTER:
        raise ValidationError(_("“%(title)s”不是名册，不登记离任（撤销）。") % {"title": ledger.title})
    if last_day is None:
        raise ValidationError({"last_day": _("请填写离任（撤销）时间。")})
    if not reason:
        raise ValidationError({"reason": _("请选择离任（撤销）原因。")})
    if reason not in CodeTable.objects.leaving_reasons(last_day):
        message = _("“%(reason)s”不是 %(year)d 年可用的离任（撤销）原因，请从代码表“离任、撤销原因”中选一个。")
        raise ValidationError({"reason": message % {"reason": reason, "year": last_day.year}})


@transaction.atomic
def resume_term(record, *, by, version):
    """Take back that a row of a register has left it (撤回离任登记): it is in force again, as if it had never left."""
    record = locked_record(record, version)
    rights.check_may_enter(by, record.ledger(), record.organization)
    if record.ledger().tenure != Tenure.REGISTER or record.until is None:
        raise ValidationError(_("这条记录没有登记离任（撤销）。"))
    return _enter(record, by=by, values={"until": None, "leaving_reason": ""})


@transaction.atomic
def withdraw_change(record, *, by, version):
    """Withdraw the change that ``by`` entered beside a confirmed record (撤回修改), waiting or returned."""
    record = locked_record(record, version)
    change = PendingChange.objects.beside(record)
    if change is None:
        raise ValidationError(_("这条记录没有待核实的修改，可能已被核实或撤回。"))
    rights.check_may_withdraw(by, record, change)
    pending.drop(record, change, by=by)
    announce(type(record), {_place(record)})


@transaction.atomic
def delete_record(record, *, by, version):
    """Delete a record, with the change that waits beside it; keep the record for 30 days and return that."""
    record = locked_record(record, version)
    rights.check_may_enter(by, record.ledger(), record.organization)
    if change := PendingChange.objects.beside(record):
        pending.drop(record, change, by=by)
    deleted_record = DeletedRecord.of(record, by=by)
    deleted_record.save()
    fields = record.ledger().fields
    changes = {name: [plain(getattr(record, name)), None] for name in fields if getattr(record, name) not in (None, "")}
    audit.record("ledger.record.deleted", target=record, by=by, changes=changes | {"year": [record.year, None]})
    place = _place(record)
    record.delete()
    announce(type(record), {place})
    return deleted_record


@transaction.atomic
def bring_back_record(deleted, *, by, now):
    """Put a deleted record back as it was, under its old number (恢复).

    Refused after 30 days, and when its natural key was taken meanwhile.
    """
    rights.check_may_enter(by, declarations.get(deleted.ledger_key), deleted.organization)
    restorable = DeletedRecord.objects.restorable(now=now).select_for_update(of=("self",)).filter(pk=deleted.pk)
    deleted = restorable.select_related("organization").first()
    if deleted is None:
        raise ValidationError(_("这条记录已被恢复，或删除已超过 30 天，不能再恢复。"))
    record = deleted.record
    hold(record.ledger())
    _save(record)
    deleted.delete()
    audit.record("ledger.record.brought_back", target=record, by=by)
    announce(type(record), {_place(record)})
    return record


@transaction.atomic
def confirm_records(records, *, by):
    """Confirm those of ``records`` and their changes that ``by`` may confirm (核实); return how many records.

    For a day the confirmation of new records can be taken back (``unconfirming``). Refused when there are none.
    """
    now = timezone.now()
    fields = {"state": State.CONFIRMED, "confirmed_by": by, "confirmed_at": now, "updated_at": now}
    versions = []

    def confirm_new(entered):
        versions.extend([record.pk, record.version + 1] for record in entered)
        return _set_state(entered, by, "ledger.record.confirmed", **fields)

    count = _decide(
        records,
        on_entered=confirm_new,
        on_changes=lambda pairs: pending.apply(pairs, by=by, now=now),
        by=by,
    )
    if versions:
        Confirmation.objects.create(ledger_key=records.model.ledger().key, by=by, at=now, versions=versions)
    return count


@transaction.atomic
def return_records(records, *, by, reason):
    """Return those of ``records`` that ``by`` may confirm to those who entered them (退回), with a ``reason``.

    Of confirmed records only the waiting changes are returned.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError(_("请写明退回原因。"))
    fields = {"state": State.RETURNED, "return_reason": reason, "updated_at": timezone.now()}
    return _decide(
        records,
        on_entered=lambda entered: _set_state(entered, by, "ledger.record.returned", note=reason, **fields),
        on_changes=lambda pairs: pending.send_back(pairs, by=by, reason=reason),
        by=by,
    )


def _decide(records, *, on_entered, on_changes, by):
    """Lock what ``by`` may confirm or return among ``records`` and hand it over in chunks; return how many records.

    ``on_entered`` gets new records, ``on_changes`` pairs of a confirmed record and its waiting change. Both return
    the records as they are afterwards.
    """
    rights.check_may_decide(by)
    hold(records.model.ledger())
    confirmable = records.confirmable_by(by).select_related("organization").select_for_update(of=("self",))
    decided, places = list(confirmable.order_by("pk")), set()
    count = 0
    for start in range(0, len(decided), Chunk.SIZE):
        chunk = decided[start : start + Chunk.SIZE]
        entered = [record for record in chunk if record.state == State.ENTERED]
        pairs = _with_changes(chunk, by)
        after = [*(on_entered(entered) if entered else ()), *(on_changes(pairs) if pairs else ())]
        places |= {_place(record) for record in [*entered, *(record for record, _change in pairs), *after]}
        for record, change in pairs:
            places |= record.places_of_head(change.values)
        count += len({record.pk for record in after})
    if not count:
        raise ValidationError(_("这些行不能由您核实：不是待核实状态，由您本人填报，或不是由本单位及下级单位填报。"))
    announce(records.model, places)
    return count


def _with_changes(records, by):
    """Return the pairs of a record and its waiting change that ``by`` may decide on.

    A change is left out if its record got a newer version than the one that it was entered beside.
    """
    changes = PendingChange.objects.of(type(records[0])).confirmable_by(by).select_related("by")
    by_record = {change.record_id: change for change in changes.filter(record_id__in=[record.pk for record in records])}
    pairs = [(record, by_record[record.pk]) for record in records if record.pk in by_record]
    return [(record, change) for record, change in pairs if record.version == change.base_version]


def _set_state(records, by, action, *, note="", **fields):
    """Change the state of new records and raise their versions; return them.

    The new version makes an open form of the record stale, and keeps the undo of an import from changing it.
    """
    model = type(records[0])
    chosen = model.objects.filter(pk__in=[record.pk for record in records])
    chosen.update(version=F("version") + 1, **fields)
    if model.ledger().settled_by and fields["state"] == State.CONFIRMED:
        chosen.filter(model.unsettled_q()).update(settled_in=timezone.localdate(fields["confirmed_at"]).year)
    changes = {"state": [State.ENTERED, fields["state"]]}
    audit.record_many([audit.entry_for(action, target=record, by=by, changes=changes, note=note) for record in records])
    return records


def _place(record):
    return record.organization_id, record.year


def announce(model, places):
    """Tell those who count records that those of ``places``, (unit, year), have changed."""
    signals.changed.send(sender=model, places=places)


def hold(ledger):
    """Let one transaction at a time write rows of a ``ledger`` with heads (see ``ledgers.heads``)."""
    if ledger.head:
        LedgerLock.hold(ledger.key)


def locked_record(record, version):
    """Lock ``record`` and load it again; refused if somebody changed or deleted it since ``version``."""
    model = type(record)
    hold(record.ledger())
    locked = model.objects.select_for_update(of=("self",)).select_related("organization").filter(pk=record.pk).first()
    if locked is None:
        raise ValidationError(_("这条记录已被别人删除。"))
    if locked.seen_version != version:
        raise ValidationError(
            _("您打开后，这条记录已被别人修改，您的修改没有保存。请核对最新内容后重新填写。"), code="stale"
        )
    return locked


def _save(record):
    pending.check_storable(record)
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        unique = next(rule for rule in record._meta.constraints if isinstance(rule, UniqueConstraint))
        raise ValidationError(unique.violation_error_message) from error
