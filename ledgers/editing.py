"""Changes to single records by hand: entered, changed, deleted, confirmed, returned."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from ledgers import signals
from ledgers.models import DeletedRecord, LedgerRecord
from ledgers.resources import plain

State = LedgerRecord.State


@transaction.atomic
def add(model, *, by, organization, year, values):
    """Enter one record; it waits for confirmation. Raises ``ValidationError`` when its natural key is taken."""
    record = model(organization=organization, year=year, entered_by=by, **values)
    _save(record)
    changes = {name: [None, plain(value)] for name, value in values.items() if value not in (None, "")}
    audit.record("ledger.record.added", target=record, by=by, changes=changes)
    _tell(model, {_place(record)})
    return record


@transaction.atomic
def change(record, *, by, version, organization, year, values):
    """Change a record that ``by`` saw in ``version``; a confirmed one waits for confirmation again.

    Raises ``ValidationError`` when somebody changed or deleted it meanwhile: nothing is overwritten.
    """
    record = _locked(record, version)
    wanted = values | {"organization": organization, "year": year}
    before = {name: getattr(record, name) for name in wanted}
    place = _place(record)
    changes = {name: [_shown(before[name]), _shown(new)] for name, new in wanted.items() if before[name] != new}
    if not changes:
        return record
    if record.state != State.ENTERED:
        changes["state"] = [record.state, State.ENTERED]
    for name, value in wanted.items():
        setattr(record, name, value)
    record.state, record.return_reason = State.ENTERED, ""
    record.entered_by, record.confirmed_by, record.confirmed_at = by, None, None
    record.version += 1
    record.updated_at = timezone.now()
    _save(record)
    audit.record("ledger.record.changed", target=record, by=by, changes=changes)
    _tell(type(record), {place, _place(record)})
    return record


@transaction.atomic
def delete(record, *, by, version):
    """Delete a record and keep it aside for 30 days; return what ``bring_back`` takes."""
    record = _locked(record, version)
    kept = DeletedRecord.of(record, by=by)
    kept.save()
    fields = record.ledger().fields
    changes = {name: [plain(getattr(record, name)), None] for name in fields if getattr(record, name) not in (None, "")}
    audit.record("ledger.record.deleted", target=record, by=by, changes=changes | {"year": [record.year, None]})
    place = _place(record)
    record.delete()
    _tell(type(record), {place})
    return kept


@transaction.atomic
def bring_back(deleted, *, by, now):
    """Put a deleted record back as it was, under its old number (恢复).

    Raises ``ValidationError`` after 30 days, and when its natural key was taken meanwhile.
    """
    kept = DeletedRecord.objects.restorable(now=now).select_for_update(of=("self",)).filter(pk=deleted.pk)
    deleted = kept.select_related("organization").first()
    if deleted is None:
        raise ValidationError(_("这条记录已被恢复，或删除已超过 30 天，不能再恢复。"))
    record = deleted.record
    _save(record)
    deleted.delete()
    audit.record("ledger.record.brought_back", target=record, by=by)
    _tell(type(record), {_place(record)})
    return record


@transaction.atomic
def confirm(records, *, by):
    """Confirm those of ``records`` that ``by`` may confirm (核实); return how many."""
    now = timezone.now()
    return _decide(
        records, by, "ledger.record.confirmed", state=State.CONFIRMED, confirmed_by=by, confirmed_at=now, updated_at=now
    )


@transaction.atomic
def send_back(records, *, by, reason):
    """Return those of ``records`` that ``by`` may confirm to whoever entered them (退回), with a reason."""
    if not reason.strip():
        raise ValidationError(_("请写明退回原因。"))
    return _decide(
        records,
        by,
        "ledger.record.returned",
        note=reason.strip(),
        state=State.RETURNED,
        return_reason=reason.strip(),
        updated_at=timezone.now(),
    )


def _decide(records, by, action, *, note="", **fields):
    """A decision counts as a change: who still edits the old version is told, and no import is undone over it."""
    chosen = records.confirmable_by(by).select_related("organization").select_for_update(of=("self",))
    found = list(chosen.order_by("pk"))
    records.model.objects.filter(pk__in=[record.pk for record in found]).update(version=F("version") + 1, **fields)
    changes = {"state": [State.ENTERED, fields["state"]]}
    audit.record_many([audit.entry_for(action, target=each, by=by, changes=changes, note=note) for each in found])
    _tell(records.model, {_place(record) for record in found})
    return len(found)


def _place(record):
    return record.organization_id, record.year


def _tell(model, places):
    if places:
        signals.changed.send(sender=model, places=places)


def _locked(record, version):
    model = type(record)
    locked = model.objects.select_for_update(of=("self",)).select_related("organization").filter(pk=record.pk).first()
    if locked is None:
        raise ValidationError(_("这条记录已被别人删除。"))
    if locked.version != version:
        raise ValidationError(
            _("您打开后，这条记录已被别人修改，您的修改没有保存。请核对最新内容后重新填写。"), code="stale"
        )
    return locked


def _save(record):
    record.clean_fields()
    record.validate_constraints()
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        raise ValidationError(_("这个单位本年度已有相同的记录。")) from error


def _shown(value):
    return str(value) if hasattr(value, "pk") else plain(value)
