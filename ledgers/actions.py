"""Changes to batches: from upload to stored or undone. Records edited by hand: ``ledgers.editing``."""

import hashlib
import json
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from ledgers import batch_writer, signals
from ledgers.identity_removal import without_identity_numbers
from ledgers.models import Chunk, ColumnMemory, ImportBatch, LedgerLock, StagedChunk
from ledgers.resources import ALIKE, CHANGED, HELD, NEW, StagedDataset, collecting_later, resource_of
from organizations.models import Organization

REASON_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
State = ImportBatch.State


@transaction.atomic
def upload(*, data, file_name, by, asked_key="auto", year=None, within=None):
    """Keep the file as evidence and open a batch for it; a worker is woken once this is committed.

    Raises ``ValidationError`` unless ``by`` may enter data.
    """
    batch = _open(data=data, file_name=file_name, by=by, asked_key=asked_key, year=year, within=within)
    transaction.on_commit(lambda: wake(batch.pk))
    return batch


def _open(*, data, file_name, by, asked_key, year, within):
    if not by.can_edit:
        raise ValidationError(_("您的账号没有填报权限，不能导入台账。"))
    batch = ImportBatch(
        organization=by.organization,
        uploaded_by=by,
        file_name=clean_file_name(file_name),
        file_size=len(data),
        digest=hashlib.sha256(data).hexdigest(),
        asked_key=asked_key,
        year=year,
        within=within,
    )
    batch.file.save(file_name, ContentFile(data), save=False)
    batch.save()
    audit.record("ledger.batch.uploaded", target=batch, by=by)
    return batch


def clean_file_name(name):
    """The last part of whatever a browser or an attacker sends, printable, at most 255 characters with its ending."""
    name = PurePath(name.replace("\\", "/")).name
    name = "".join(sign for sign in name if sign.isprintable()) or "file"
    return name if len(name) <= 255 else name[:200] + name[-55:]


def wake(batch_pk):
    """Send a worker the message; if the broker is away the sweep finds the batch."""
    from ledgers import jobs

    jobs.wake(batch_pk)


def import_at_once(prepared, *, data, file_name, by, within, asked_key, year, mode):
    """Open, stage and store in one transaction, for the command. Raises ``ValidationError`` when refused."""
    with transaction.atomic():
        batch = _open(data=data, file_name=file_name, by=by, asked_key=asked_key, year=year, within=within)
        stage_rows(batch, prepared)
        _check_mode(batch, mode)
        batch.mode = mode
        batch.state = State.STORING
        batch.save()
        return store_rows(batch, now=timezone.now())


# What was read


def stage_rows(batch, prepared):
    """Keep the rows of ``prepared`` in chunks and its facts on the batch; what was staged before goes."""
    staged, counts = prepared.staged, prepared.counts
    batch.ledger_key = staged.ledger_key
    batch.state = State.PREVIEWED
    batch.new_count, batch.changed_count = counts["new"], counts["changed"]
    batch.unchanged_count, batch.held_count = counts["unchanged"], counts["held_back"]
    with collecting_later():
        lines = sorted(_lines(prepared), key=lambda line: (line[1][0], line[1][1]))
    letters = _letters(line[0] for line in lines)
    batch.summary = {
        "cleaned": _clean_file(batch, staged),
        "sheets": staged.sheets,
        "encoding": staged.encoding,
        "warnings": staged.warnings,
        "reasons": {letter: reason for reason, letter in letters.items()},
    }
    batch.progress = 100
    batch.message = ""
    batch.chunks.all().delete()
    StagedChunk.objects.bulk_create(_chunks(batch, lines, letters), batch_size=20)
    batch.save()


def _clean_file(batch, staged):
    """Replace the kept file by one without identity numbers where it had such columns; whether it is clean now."""
    dropped = {
        facts["name"]: [column["column"] for column in facts["columns"] if column["dropped"]] for facts in staged.sheets
    }
    if batch.summary.get("cleaned") or not any(dropped.values()):
        return batch.summary.get("cleaned", False)
    with batch.file.open("rb") as file:
        content = without_identity_numbers(file.read(), batch.file_name, dropped)
    storage, old = batch.file.storage, batch.file.name
    batch.file.save(batch.file_name, ContentFile(content), save=False)
    transaction.on_commit(lambda: storage.delete(old))
    return True


def _lines(prepared):
    """(kind or reason, row as kept) for every row of the file."""
    for held in prepared.staged.held:
        content = [held.sheet, held.row, held.place, list(held.values), list(held.problems), held.cells]
        yield f"!{held.problems[0]['reason'] if held.problems else ''}", content
    result, dataset = prepared.result, prepared.dataset
    for index, (row, kind) in enumerate(zip(dataset.rows, result.kinds, strict=True)):
        if index in result.duplicates:
            yield "!duplicate_key", _duplicate(prepared, index)
        elif kind == ord(HELD):
            yield "!masked_name", _nobody(prepared, index)
        elif kind == ord(CHANGED):
            yield CHANGED, [*row, result.changes[index]]
        elif index in result.alike:
            pk, changes = result.alike[index]
            yield ALIKE, [*row, changes, pk]
        else:
            yield chr(kind), row


def _duplicate(prepared, index):
    """A row whose natural key stands twice in the file, as a row held back."""
    dataset, staged = prepared.dataset, prepared.staged
    sheet, row, _organization, values = dataset.rows[index]
    other = prepared.result.duplicates[index]
    message = _("%(row)s与%(other)s指同一条记录，但内容不完全相同，请保留正确的一行。") % {
        "row": dataset.place_of(index),
        "other": dataset.place_of(other),
    }
    problem = {"reason": "duplicate_key", "message": message, "row": row, "duplicate_of": dataset.rows[other][1]}
    return [sheet, row, staged.rows[index].place, list(values), [problem], []]


def _nobody(prepared, index):
    """A row with a masked name that means none of the stored persons, or several, as a row held back."""
    sheet, row, _organization, values = prepared.dataset.rows[index]
    message = _("第 %(row)d 行的姓名隐去了一部分（带 * 号），分不清是台账中的哪一位，请填写全名后再导入。")
    problem = {"reason": "masked_name", "message": message % {"row": row}, "row": row}
    return [sheet, row, prepared.staged.rows[index].place, list(values), [problem], []]


def _letters(kinds):
    reasons = sorted({kind[1:] for kind in kinds if kind.startswith("!")})
    return {reason: REASON_LETTERS[min(at, len(REASON_LETTERS) - 1)] for at, reason in enumerate(reasons)}


def _chunks(batch, lines, letters):
    for start in range(0, len(lines), Chunk.SIZE):
        part = lines[start : start + Chunk.SIZE]
        kinds = "".join(letters[kind[1:]] if kind.startswith("!") else kind for kind, _row in part)
        content = json.dumps([row for _kind, row in part], ensure_ascii=False, separators=(",", ":"))
        yield StagedChunk(batch=batch, number=start // Chunk.SIZE, kinds=kinds, content=content)


# Storing


@transaction.atomic
def confirm(batch, *, mode, by):
    """Decide how to store (写入合格行 or 全部无误后再写入) and hand the batch to a worker."""
    batch = _locked(batch, by, State.PREVIEWED)
    _check_mode(batch, mode)
    batch.mode = mode
    _hand_over(batch, State.STORING)
    audit.record("ledger.batch.confirmed", target=batch, by=by, note=mode)
    return batch


def _check_mode(batch, mode):
    if mode not in ImportBatch.Mode.values:
        raise ValidationError(_("请选择写入方式。"))
    if mode == ImportBatch.Mode.ALL and batch.held_count:
        message = _("还有 %(count)d 行有问题，没有写入任何数据。请改正后重试，或改为只写入合格行。")
        raise ValidationError(message % {"count": batch.held_count})
    if not batch.good_count:
        raise ValidationError(_("没有可以写入的行。"))


def store_rows(batch, *, now):
    """Write what the preview showed as new or changed, and mark the batch stored; inside the caller's transaction.

    Those rows are compared again, for the ledger may have changed since. Rows that changed nothing
    are left alone, whatever happened to their records meanwhile. Raises ``ValidationError`` when
    the uploader may no longer do this, ``StoreConflictError`` to try again.
    """
    LedgerLock.hold(batch.ledger_key)
    by = batch.uploaded_by
    dataset = staged_dataset(batch)
    check_rights(batch, dataset, on=timezone.localdate(now))
    resource = resource_of(batch.ledger)(writer=batch_writer.BatchWriter(batch, by=by, now=now))
    result = resource.import_data(dataset, dry_run=False, raise_errors=True, use_transactions=True)
    counts = result.counts
    batch.new_count, batch.changed_count = counts["new"], counts["changed"]
    batch.unchanged_count += counts["unchanged"]
    batch.state, batch.stored_at = State.STORED, now
    batch.save()
    audit.record("ledger.batch.stored", target=batch, by=by, changes=dict(batch.counts))
    places = {(row[2], dataset.sheets[row[0]]["context"]["year"]) for row in dataset.rows}
    signals.changed.send(sender=resource._meta.model, places=places)
    signals.stored.send(sender=resource._meta.model, ledger=batch.ledger, batch=batch, by=by)
    return batch


def staged_dataset(batch):
    """The new and changed rows of the batch, as they were read."""
    rows = []
    with collecting_later():
        for chunk in batch.chunks.all().iterator(10):
            pairs = zip(chunk.kinds, chunk.rows, strict=True)
            rows += [tuple(row[:4]) for kind, row in pairs if kind in (NEW, ALIKE, CHANGED)]
    return StagedDataset(batch.ledger, batch.summary["sheets"], rows, batch.same_records)


def check_rights(batch, dataset, *, on):
    """The uploader must still be who may write all these rows, on the day ``on``."""
    by = batch.uploaded_by
    if not (by.is_active and by.can_edit):
        raise ValidationError(_("导入人“%(name)s”已没有填报权限，没有写入任何数据。") % {"name": by.name})
    scope = batch.within or by.organization
    used = {row[2] for row in dataset.rows}
    allowed = set(
        Organization.objects.visible_to(by).descendants_of(scope, include_self=True).values_list("pk", flat=True)
    )
    if used - allowed:
        raise ValidationError(_("有的行已不在导入人的管理范围内，没有写入任何数据。请重新上传文件。"))
    ended = Organization.objects.filter(pk__in=_ended(used, on))[:5]
    if ended:
        names = "、".join(unit.name for unit in ended)
        raise ValidationError(_("单位“%(names)s”已停用，没有写入任何数据。请重新上传文件。") % {"names": names})


def _ended(used, on):
    """Those of the units ``used`` that have ended by the day ``on``."""
    ended = Organization.objects.filter(valid_to__lt=on).values_list("pk", flat=True)
    return [pk for pk in ended if pk in used]


# Undo, discard


@transaction.atomic
def request_undo(batch, *, by, now):
    """Hand a stored batch to a worker to be taken back (撤销). Raises ``ValidationError`` after 30 days."""
    batch = _locked(batch, by, State.STORED)
    if not batch.may_be_undone(now=now):
        raise ValidationError(_("写入已超过 30 天，不能再整批撤销。"))
    batch.undone_by = by
    _hand_over(batch, State.UNDOING)
    return batch


def undo_rows(batch, *, now):
    """Take the rows of a batch back and mark it undone; inside the caller's transaction."""
    LedgerLock.hold(batch.ledger_key)
    model = batch_writer.model_of(batch.ledger)
    places = set(model.objects.filter(import_batch=batch).order_by().values_list("organization", "year").distinct())
    removed, restored, kept = batch_writer.undo(batch, by=batch.undone_by)
    batch.summary["undo"] = {"removed": removed, "restored": restored, "kept": kept}
    batch.state, batch.undone_at = State.UNDONE, now
    batch.save()
    changes = {"removed": removed, "restored": restored, "kept": len(kept)}
    audit.record("ledger.batch.undone", target=batch, by=batch.undone_by, changes=changes)
    signals.changed.send(sender=model, places=places)
    signals.stored.send(sender=model, ledger=batch.ledger, batch=batch, by=batch.undone_by)
    return batch


@transaction.atomic
def discard(batch, *, by):
    """Give an import up before it is stored; the file stays as evidence."""
    batch = _locked(batch, by, State.PREVIEWED, State.REFUSED)
    batch.chunks.all().delete()
    batch.state = State.DISCARDED
    batch.save()
    audit.record("ledger.batch.discarded", target=batch, by=by)
    return batch


# Corrections


@transaction.atomic
def choose_type(batch, *, key, by, year=None, money_unit=""):
    """Read the file again as the ledger ``key``, of ``year``, with amounts in ``money_unit``."""
    batch = _locked(batch, by, State.PREVIEWED, State.REFUSED)
    if key != batch.ledger_key:
        batch.mapping, batch.same_as = {}, []
    batch.asked_key, batch.year, batch.money_unit = key, year, money_unit
    _hand_over(batch, State.UPLOADED)
    return batch


@transaction.atomic
def map_columns(batch, *, mapping, by):
    """Read the file again with ``mapping`` (header → field or None), and remember it for the unit."""
    batch = _locked(batch, by, State.PREVIEWED)
    for header, field in mapping.items():
        ColumnMemory.objects.update_or_create(
            organization=batch.organization,
            ledger_key=batch.ledger_key,
            header=header[:200],
            defaults={"field": field or "", "by": by, "at": timezone.now()},
        )
    batch.mapping = batch.mapping | mapping
    batch.asked_key = batch.ledger_key
    _hand_over(batch, State.UPLOADED)
    audit.record("ledger.batch.mapped", target=batch, by=by, note=json.dumps(mapping, ensure_ascii=False))
    return batch


@transaction.atomic
def correct(batch, *, by, cells=(), places=(), same=()):
    """Read the file again with some ``cells`` replaced, (sheet, row, column, text), ``places`` chosen, (sheet, row,
    code), and the rows of ``same``, (sheet, row), changing the record they look like instead of adding one.
    The file itself stays as it was uploaded."""
    batch = _locked(batch, by, State.PREVIEWED)
    sheets = len(batch.summary["sheets"])
    if any(entry[0] >= sheets for entry in [*cells, *places]):
        raise ValidationError(_("没有这个工作表，请刷新页面后重试。"))
    overrides = {tuple(entry[:3]): entry[3] for entry in [*batch.overrides, *cells]}
    choices = {tuple(entry[:2]): entry[2] for entry in [*batch.choices, *places]}
    batch.overrides = [[*key, text] for key, text in overrides.items()]
    batch.choices = [[*key, code] for key, code in choices.items()]
    batch.same_as += _taken_as_known(batch, same)
    batch.asked_key = batch.ledger_key
    _hand_over(batch, State.UPLOADED)
    note = _("改正 %(cells)d 个单元格，选定 %(places)d 个单位，%(same)d 行改为更新")
    counts = {"cells": len(cells), "places": len(places), "same": len(same)}
    audit.record("ledger.batch.corrected", target=batch, by=by, note=note % counts)
    return batch


def _taken_as_known(batch, rows):
    """(sheet, row, id of the record) of those of ``rows`` that look like a stored one."""
    offered = {tuple(row[:2]): row[5] for kind, row in staged_rows(batch) if kind == ALIKE} if rows else {}
    return [[*row, offered[row]] for row in rows if row in offered]


def staged_rows(batch):
    """(letter, row) of every staged row."""
    for chunk in batch.chunks.all().iterator(chunk_size=10):
        yield from zip(chunk.kinds, chunk.rows, strict=True)


def _locked(batch, by, *states):
    """The batch as it is now, locked; refused unless it waits for a person in one of ``states``."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).select_related("organization").get(pk=batch.pk)
    if not batch.may_be_worked_on_by(by):
        raise ValidationError(_("这个导入批次属于其他单位，您不能改动。"))
    if batch.state not in states:
        raise ValidationError(_("这个批次现在是“%(state)s”，不能这样操作。") % {"state": batch.get_state_display()})
    return batch


def _hand_over(batch, state):
    """Put the batch into a working ``state`` for a worker to claim once this is committed."""
    batch.state, batch.progress, batch.message = state, 0, ""
    batch.token, batch.lease_until, batch.attempts = "", None, 0
    batch.save()
    transaction.on_commit(lambda: wake(batch.pk))
