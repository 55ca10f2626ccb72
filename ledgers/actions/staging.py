"""Keep the rows read from a file until a person confirms or discards the import."""

import json

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from ledgers import outcomes
from ledgers.identity_removal import without_identity_numbers
from ledgers.models import Chunk, ImportBatch, StagedChunk
from ledgers.outcomes import ALIKE, CHANGED, HELD
from ledgers.resources import collecting_later

State = ImportBatch.State


def stage_rows(batch, prepared):
    """Store the rows of ``prepared`` in chunks and its facts on the batch, in place of those staged before."""
    staged, counts = prepared.staged, prepared.counts
    batch.ledger_key = staged.ledger_key
    batch.state = State.PREVIEWED
    batch.new_count, batch.changed_count = counts["new"], counts["changed"]
    batch.unchanged_count, batch.held_count = counts["unchanged"], counts["held_back"]
    with collecting_later():
        lines = sorted(_lines(prepared), key=lambda line: (line[2][0], line[2][1]))
    reasons = sorted({reason for outcome, reason, _row in lines if outcome == HELD})
    batch.summary = {
        "cleaned": _clean_file(batch, staged),
        "sheets": staged.sheets,
        "encoding": staged.encoding,
        "warnings": staged.warnings,
        "reasons": reasons,
    }
    batch.progress = 100
    batch.message = ""
    batch.chunks.all().delete()
    StagedChunk.objects.bulk_create(_chunks(batch, lines, reasons), batch_size=20)
    batch.save()


def _clean_file(batch, staged):
    """Remove columns of identity numbers from the stored file; return whether the file was ever cleaned."""
    dropped = {
        facts["name"]: [column["column"] for column in facts["columns"] if column["dropped"]] for facts in staged.sheets
    }
    if batch.summary.get("cleaned") or not any(dropped.values()):
        return batch.summary.get("cleaned", False)
    with batch.file.open("rb") as file:
        content = without_identity_numbers(file.read(), batch.file_name, dropped)
    storage, old_name = batch.file.storage, batch.file.name
    batch.file.save(batch.file_name, ContentFile(content), save=False)
    transaction.on_commit(lambda: storage.delete(old_name))
    return True


def _lines(prepared):
    """Yield (outcome, reason, row) for every row of the file; only held rows have a reason."""
    for held in prepared.staged.held:
        row = [held.sheet, held.row, held.place, list(held.values), list(held.problems), held.cells]
        yield HELD, held.problems[0]["reason"] if held.problems else "", row
    result, dataset = prepared.result, prepared.dataset
    for index, (row, kind) in enumerate(zip(dataset.rows, result.kinds, strict=True)):
        outcome = chr(kind)
        if outcome == HELD:
            problem = _duplicate(prepared, index) if index in result.duplicates else _nobody(prepared, index)
            sheet, number, _organization, values = row
            place = prepared.staged.rows[index].place
            yield HELD, problem["reason"], [sheet, number, place, list(values), [problem], []]
        elif outcome == CHANGED:
            yield CHANGED, "", [*row, result.changes[index]]
        elif index in result.alike:
            pk, changes = result.alike[index]
            yield ALIKE, "", [*row, changes, pk]
        else:
            yield outcome, "", row


def _duplicate(prepared, index):
    """Return the problem of a row whose natural key appears twice in the file."""
    dataset = prepared.dataset
    duplicate_index = prepared.result.duplicates[index]
    message = _("%(row)s与%(other)s指同一条记录，但内容不完全相同，请保留正确的一行。") % {
        "row": dataset.place_of(index),
        "other": dataset.place_of(duplicate_index),
    }
    row, duplicate_of = dataset.rows[index][1], dataset.rows[duplicate_index][1]
    return {"reason": "duplicate_key", "message": message, "row": row, "duplicate_of": duplicate_of}


def _nobody(prepared, index):
    """Return the problem of a row whose masked name fits no stored person, or several."""
    row = prepared.dataset.rows[index][1]
    message = _("第 %(row)d 行的姓名隐去了一部分（带 * 号），分不清是台账中的哪一位，请填写全名后再导入。")
    return {"reason": "masked_name", "message": message % {"row": row}, "row": row}


def _chunks(batch, lines, reasons):
    of_reasons = {reason: outcomes.of_reason(number) for number, reason in enumerate(reasons)}
    for start in range(0, len(lines), Chunk.SIZE):
        part = lines[start : start + Chunk.SIZE]
        kinds = "".join(of_reasons[reason] if outcome == HELD else outcome for outcome, reason, _row in part)
        content = json.dumps([row for _outcome, _reason, row in part], ensure_ascii=False, separators=(",", ":"))
        yield StagedChunk(batch=batch, number=start // Chunk.SIZE, kinds=kinds, content=content)
