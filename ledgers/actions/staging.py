"""Keeping what was read of a file, row by row, until a person decides on it."""

import json

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from ledgers.identity_removal import without_identity_numbers
from ledgers.models import Chunk, ImportBatch, StagedChunk
from ledgers.resources import ALIKE, CHANGED, HELD, collecting_later

REASON_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
State = ImportBatch.State


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
