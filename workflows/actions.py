"""Everything that moves a record on its way. Keyword arguments, ``by`` for who did it, ``on`` for the day.

Each action is one transaction with its audit row. Either exception means that nothing changed, and carries one
sentence in Chinese: ``PermissionDenied`` that ``by`` may not do this, ``ValidationError`` that it cannot be done now.

``seen`` is the number of the newest row of the record that ``by`` saw (0 before the first). If somebody else was
quicker, the action is refused and says who it was; the unique number of a row stands behind that.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from files.dates import read_day
from ledgers.actions.records import hold
from workflows import rights
from workflows.chain import Act, Standing, decided_standing, holding, standing_before, standing_of
from workflows.claims import entry_of, stand
from workflows.clocks import due_of, resumed
from workflows.models import Taken
from years.rules import load_calendar

NOTE = 500  # characters of a reason


@transaction.atomic
def take_step(workflow, record, key, *, by, seen, on, values=None):
    """Take the step ``key`` on ``record`` with the ``values`` that its form asks for; return the row of the step."""
    record, rows = _locked(workflow, record, seen=seen, on=on)
    step = workflow.step(key)
    _permit(rights.not_permitted(workflow, step, record, user=by))
    _allow(rights.not_now(workflow, step, record, user=by, rows=rows, on=on))
    values = _cleaned(step, values or {})
    standing = standing_of(rows[-1] if rows else None)
    since = _first_day(workflow, step, values, standing=standing, on=on)
    due = _due_after(workflow, step, record, rows, since=since, on=on)
    new = Standing(step.target, since, due, False, standing.number + 1)
    row = _append(workflow, record, rows, new, act=Act.STEP, step=key, by=by, on=on, values=values)
    if step.effect:
        step.effect(record, by=by, on=on, values=values)
    return row


def take_steps(workflow, records, key, *, by, seen, on, values=None):
    """Take the step ``key`` with the same ``values`` on each of ``records``, as far as it can be taken.

    ``seen`` maps the id of each record to the number that ``by`` saw. Returns the records that moved, and pairs of a
    record that did not and the sentence that says why. Raises ``ValidationError`` if the ``values`` do not fit.
    """
    _cleaned(workflow.step(key), values or {})
    common = {"by": by, "on": on, "values": values}
    return _each(records, lambda record: take_step(workflow, record, key, seen=seen.get(record.pk, -1), **common))


@transaction.atomic
def confirm_claim(workflow, record, *, by, seen, on):
    """Confirm the stage that the ledger claims for ``record`` (核实); it may have left out stages before."""
    record, rows = _locked(workflow, record, seen=seen, on=on)
    _permit(record.stage_claimed and rights.claim_not_decided(workflow, record, user=by))
    _allow(rights.claim_not_confirmed(workflow, record, user=by, rows=rows, on=on))
    claim = next(row for row in reversed(holding(rows)) if row.act == Act.CLAIM)
    standing = standing_of(rows[-1])._replace(claimed=False, number=rows[-1].number + 1)
    return _append(workflow, record, rows, standing, act=Act.CONFIRM, about=claim, by=by, on=on)


def confirm_claims(workflow, records, *, by, seen, on):
    """Confirm what the ledger claims for each of ``records``; returns the same as ``take_steps``."""
    return _each(records, lambda record: confirm_claim(workflow, record, by=by, seen=seen.get(record.pk, -1), on=on))


@transaction.atomic
def return_claim(workflow, record, *, by, seen, on, reason):
    """Return what the ledger claims for ``record`` (退回): it stands where people last decided that it does.

    Where nobody has decided anything, that is the first stage, since it is in the ledger.
    """
    record, rows = _locked(workflow, record, seen=seen, on=on)
    _permit(record.stage_claimed and rights.claim_not_decided(workflow, record, user=by))
    _allow(rights.claim_not_decided(workflow, record, user=by))
    claim = next(row for row in reversed(holding(rows)) if row.act == Act.CLAIM)
    former = decided_standing(rows)
    if not former.stage:
        if record.stage == workflow.first_stage:
            raise ValidationError(_("在册的记录至少处在第一个阶段，不能退回；不应在册的，请在台账中修改或删除。"))
        since = holding(rows)[0].since
        former = former._replace(stage=workflow.first_stage, since=since)
        former = former._replace(due=_clock(workflow, former.stage, record, since))
    note = _reason(reason, _("请写明退回原因。"))
    return _go_back(workflow, record, rows, former, about=claim, by=by, on=on, note=note)


@transaction.atomic
def void(workflow, record, *, by, seen, on, reason):
    """Declare the last step or confirmation of ``record`` void (作废); the record stands where it stood before."""
    record, rows = _locked(workflow, record, seen=seen, on=on)
    sentence = rights.not_voided(workflow, record, user=by, rows=rows, on=on)
    _permit(sentence if not by.can_manage or not by.organization.contains(record.organization) else "")
    _allow(sentence)
    row = holding(rows)[-1]
    former = standing_before(rows, row)
    if not former.stage:
        raise ValidationError(_("这是第一个环节，不能作废；不应在册的，请在台账中删除这条记录。"))
    note = _reason(reason, _("请写明作废原因。"))
    return _go_back(workflow, record, rows, former, about=row, by=by, on=on, note=note)


def _locked(workflow, record, *, seen, on):
    """Return the locked record and its rows; refused unless ``seen`` is the number of the newest of them."""
    hold(workflow.declared_ledger)  # before the record, as an import does
    records = workflow.model.objects.select_for_update(of=("self",)).select_related("organization")
    record = records.filter(pk=record.pk).first()
    if record is None:
        raise ValidationError(_("这条记录已被别人删除。"))
    rows = list(Taken.objects.of_record(workflow, record).select_related("by__organization"))
    last = rows[-1] if rows else None
    if seen != (last.number if last else 0):
        raise ValidationError(_changed_meanwhile(workflow, last))
    if last and on < last.on:
        values = {"day": on.isoformat(), "last": last.on.isoformat()}
        raise ValidationError(_("上一环节办理于 %(last)s，晚于今天（%(day)s），请核对服务器的日期。") % values)
    return record, rows


def _changed_meanwhile(workflow, last):
    if last is None:
        return _("页面内容已经过期，请刷新后重新办理。")
    values = {"who": last.by.name if last.by else _("台账"), "stage": workflow.label_of(last.to_stage)}
    return _("%(who)s刚刚改变了这条记录，现在是“%(stage)s”。没有重复办理，请刷新后再看。") % values


def _permit(sentence):
    if sentence:
        raise PermissionDenied(sentence)


def _allow(sentence):
    if sentence:
        raise ValidationError(sentence)


def _cleaned(step, values):
    """Return what the form of ``step`` asks for as plain data; raise ``ValidationError`` that names all bad needs."""
    cleaned, errors = {}, {}
    for need in step.needs:
        try:
            cleaned[need.name] = need.clean(values.get(need.name))
        except ValidationError as error:
            errors |= error.message_dict
    if errors:
        raise ValidationError(errors)
    return cleaned


def _first_day(workflow, step, values, *, standing, on):
    """Return the day on which the new stage begins."""
    if not step.dated:
        return on
    day = read_day(values[step.dated])
    if day > on:
        raise ValidationError({step.dated: _("这一天还没有到，请填写今天或以前的日期。")})
    if standing.since and day < standing.since:
        sentence = _("早于进入“%(stage)s”的时间（%(since)s），请核对。")
        values = {"stage": workflow.label_of(standing.stage), "since": standing.since.isoformat()}
        raise ValidationError({step.dated: sentence % values})
    return day


def _due_after(workflow, step, record, rows, *, since, on):
    """Return the limit of the stage that ``step`` leads to; the time for which the clock stood still does not count."""
    last = rows[-1] if rows else None
    stage = workflow.stage(step.target)
    if last and workflow.stage(last.to_stage).stops:
        stopped = next(row for row in reversed(holding(rows)) if row.to_stage == last.to_stage)
        before = standing_before(rows, stopped)
        if before.stage == step.target:
            return resumed(stage, due=before.due, stopped_on=stopped.since, on=on, calendar=load_calendar())
    return _clock(workflow, step.target, record, since)


def _clock(workflow, stage, record, since):
    return due_of(workflow.stage(stage), record, since=since, calendar=load_calendar())


def _reason(text, missing):
    text = (text or "").strip()
    if not text:
        raise ValidationError({"reason": missing})
    if len(text) > NOTE:
        raise ValidationError({"reason": _("最多 %(limit)d 个字。") % {"limit": NOTE}})
    return text


def _go_back(workflow, record, rows, former, *, about, by, on, note):
    stage = workflow.stage(former.stage)
    if stage.until:  # the ledger may have moved the limit since
        former = former._replace(due=stage.until(record))
    new = former._replace(number=rows[-1].number + 1)
    return _append(workflow, record, rows, new, act=Act.VOID, about=about, by=by, on=on, note=note)


def _append(workflow, record, rows, standing, *, act, by, on, step="", about=None, values=None, note=""):
    """Write the next row of ``record`` and give the record its columns."""
    row = Taken(
        workflow=workflow.key,
        record_id=record.pk,
        organization=record.organization,
        number=standing.number,
        act=act,
        step=step,
        from_stage=rows[-1].to_stage if rows else "",
        to_stage=standing.stage,
        since=standing.since,
        due=standing.due,
        claimed=standing.claimed,
        on=on,
        by=by,
        about=about,
        values=values or {},
        note=note,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # the number is taken: the chain stays one
        raise ValidationError(_changed_meanwhile(workflow, None)) from error
    stand(record, standing)
    columns = ("stage", "stage_since", "stage_due", "stage_claimed")
    workflow.model.objects.filter(pk=record.pk).update(**{name: getattr(record, name) for name in columns})
    audit.record_many([entry_of(workflow, row, record)])
    return row


def _each(records, change):
    moved, refused = [], []
    for record in records:
        try:
            change(record)
        except PermissionDenied as error:
            refused.append((record, str(error)))
        except ValidationError as error:
            refused.append((record, " ".join(error.messages)))
        else:
            moved.append(record)
    return moved, refused
