"""Actions of people on an import: upload, confirm, undo, discard. A worker does the work in the background."""

import hashlib

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from files.names import safe_name
from ledgers import declarations
from ledgers.actions import rights
from ledgers.models import ImportBatch
from ledgers.waking import wake

State = ImportBatch.State


@transaction.atomic
def upload(*, data, file_name, by, asked_key="auto", year=None, within=None):
    """Keep the file as evidence and open a batch for it; a worker is woken once this is committed."""
    batch = open_batch(data=data, file_name=file_name, by=by, asked_key=asked_key, year=year, within=within)
    transaction.on_commit(lambda: wake(batch.pk))
    return batch


def open_batch(*, data, file_name, by, asked_key, year, within):
    """Keep the file and open a batch for it, which nobody has read yet."""
    rights.check_may_import(by)
    if asked_key != "auto":
        rights.check_open(by, declarations.get(asked_key))
    if within and not by.organization.contains(within):
        raise PermissionDenied(_("“%(unit)s”不在您的管理范围内，不能为它导入。") % {"unit": within.name})
    batch = ImportBatch(
        organization=by.organization,
        uploaded_by=by,
        file_name=safe_name(file_name),
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


@transaction.atomic
def confirm(batch, *, mode, by):
    """Decide how to store (写入合格行 or 全部无误后再写入) and hand the batch to a worker.

    To confirm again in the same way changes nothing: the answer to the first click was lost.
    """
    batch = locked(batch, by, State.PREVIEWED, State.STORING, State.STORED)
    if batch.state != State.PREVIEWED:
        if batch.mode != mode:
            raise refused_in_state(batch)
        return batch
    check_mode(batch, mode)
    if batch.leavers and batch.held_count:
        message = _("名单里还有 %(count)d 行有问题，改正后才能登记离任（撤销）。")
        raise ValidationError(message % {"count": batch.held_count})
    if (named := batch.year_in_question) is not None:
        message = _("表中年度是 %(named)d 年，今年是 %(own)d 年，请先选定按哪一年写入。")
        raise ValidationError(message % {"named": named, "own": batch.own_year})
    batch.mode = mode
    hand_over(batch, State.STORING)
    audit.record("ledger.batch.confirmed", target=batch, by=by, note=str(batch.get_mode_display()))
    return batch


def check_mode(batch, mode):
    """Raise ``ValidationError`` unless the batch can be stored in the way ``mode``."""
    if mode not in ImportBatch.Mode.values:
        raise ValidationError(_("请选择写入方式。"))
    if mode == ImportBatch.Mode.ALL and batch.held_count:
        message = _("还有 %(count)d 行有问题，没有写入任何数据。请改正后重试，或改为只写入合格行。")
        raise ValidationError(message % {"count": batch.held_count})
    if not batch.good_count:
        raise ValidationError(_("没有可以写入的行。"))


@transaction.atomic
def request_undo(batch, *, by, now):
    """Hand a stored batch to a worker to undo it (撤销), within 30 days."""
    batch = locked(batch, by, State.STORED)
    if not batch.may_be_undone(now=now):
        raise ValidationError(_("写入已超过 30 天，不能再整批撤销。"))
    batch.undone_by = by
    hand_over(batch, State.UNDOING)
    return batch


@transaction.atomic
def discard(batch, *, by):
    """Discard an import before it is stored; the file stays as evidence."""
    batch = locked(batch, by, State.PREVIEWED, State.REFUSED)
    batch.chunks.all().delete()
    batch.state = State.DISCARDED
    batch.save()
    audit.record("ledger.batch.discarded", target=batch, by=by)
    return batch


def keep_held_rows(batch):
    """Keep the rows that a stored ``batch`` held back open for repair, in an import of the same file that waits.

    A worker reads the file again with all that was corrected: stored rows are unchanged now, the others stay to be
    corrected on the page, until they are stored too or the import is discarded. Returns it, or None where nothing is
    left or the file was not kept.
    """
    if not batch.held_count or not batch.file:
        return None
    with batch.file.open("rb") as file:
        data = file.read()
    names = ("organization", "uploaded_by", "file_name", "digest", "ledger_key", "year", "within", "money_unit")
    names += ("mapping", "overrides", "choices", "accepted", "same_as", "dropped", "holders", "year_agreed")
    rest = ImportBatch(
        **{name: getattr(batch, name) for name in names},
        asked_key=batch.ledger_key,
        file_size=len(data),
        summary={name: batch.summary[name] for name in ("sheets", "cleaned", "emptied") if name in batch.summary},
        continues=batch,
    )
    rest.file.save(batch.file_name, ContentFile(data), save=False)
    rest.save()
    audit.record("ledger.batch.kept_open", target=rest, by=batch.uploaded_by)
    transaction.on_commit(lambda: wake(rest.pk))
    return rest


@transaction.atomic
def agree_to_year(batch, *, by):
    """Agree that the file is filed under the year that it names itself, though that is not the present one."""
    batch = locked(batch, by, State.PREVIEWED)
    batch.year_agreed = True
    batch.save(update_fields=["year_agreed"])
    audit.record("ledger.batch.year_agreed", target=batch, by=by)
    return batch


def locked(batch, by, *states):
    """Lock the batch and load it again; refused unless it is in one of ``states`` and ``by`` may work on it."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).select_related("organization").get(pk=batch.pk)
    rights.check_may_work_on(by, batch)
    if batch.state not in states:
        raise refused_in_state(batch)
    return batch


def refused_in_state(batch):
    """Return the error that the batch is in a state in which it cannot be worked on like this."""
    return ValidationError(_("这个批次现在是“%(state)s”，不能这样操作。") % {"state": batch.get_state_display()})


def hand_over(batch, state):
    """Set the state of the batch and wake a worker after the commit; refused if a deleted file would be read."""
    if state == State.UPLOADED and not batch.file:
        raise ValidationError(_("上传的文件已经删除，不能再读取，请重新上传。"))
    batch.state, batch.progress, batch.message = state, 0, ""
    batch.token, batch.lease_until, batch.attempts = "", None, 0
    batch.save()
    transaction.on_commit(lambda: wake(batch.pk))
