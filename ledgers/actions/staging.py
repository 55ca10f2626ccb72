"""Keep the rows read from a file until a person confirms or discards the import."""

import json

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from ledgers import declarations, outcomes, single_posts
from ledgers.identity_removal import without_personal_cells
from ledgers.models import Chunk, ImportBatch, StagedChunk
from ledgers.outcomes import ALIKE, CHANGED, HELD, LEAVING, UNCHANGED
from ledgers.record_list import shown_value
from ledgers.references import sentence
from ledgers.resources import collecting_later

State = ImportBatch.State
NAMED = 20  # rows that a warning names at most


def stage_rows(batch, prepared):
    """Store the rows of ``prepared`` in chunks and its facts on the batch, in place of those staged before."""
    staged, counts = prepared.staged, prepared.counts
    batch.ledger_key = staged.ledger_key
    batch.state = State.PREVIEWED
    batch.new_count, batch.changed_count = counts["new"], counts["changed"]
    batch.unchanged_count, batch.held_count = counts["unchanged"], counts["held_back"]
    batch.leaving_count = counts.get("leaving", 0)
    with collecting_later():
        lines = sorted(_lines(prepared), key=lambda line: (line[2][0], line[2][1]))
    reasons = sorted({reason for outcome, reason, _row in lines if outcome == HELD})
    batch.summary = _clean_file(batch, staged) | {
        "sheets": staged.sheets,
        "encoding": staged.encoding,
        "warnings": [*staged.warnings, *_still_ended(prepared)],
        "reasons": reasons,
        "beside": prepared.result.beside,
    }
    batch.leavers = [leaver for leaver in batch.leavers if leaver[0] not in prepared.result.matched]
    batch.progress = 100
    batch.message = ""
    batch.chunks.all().delete()
    StagedChunk.objects.bulk_create(_chunks(batch, lines, reasons), batch_size=20)
    batch.save()


def _still_ended(prepared):
    """Return a warning with the rows that stand in the file although their records have ended; they change nothing."""
    result, rows = prepared.result, prepared.dataset.rows
    numbers = [rows[index][1] for index in result.ended if chr(result.kinds[index]) == UNCHANGED]
    if not numbers:
        return []
    message = _("第 %(rows)s 行在台账中已登记离任（撤销），仍按已离任保存。登记有误的，请在该记录的页面撤回。")
    named = "、".join(map(str, numbers[:NAMED])) + ("……" if len(numbers) > NAMED else "")
    return [{"reason": "term_ended", "message": message % {"rows": named}}]


def _clean_file(batch, staged):
    """Remove from the stored file what must not be kept; return what was removed from it until now.

    ``cleaned``: whether identity numbers were removed. ``emptied``: {sheet: numbers of columns} that were read and
    are not kept.
    """
    dropped = {
        facts["name"]: [column["column"] for column in facts["columns"] if column["dropped"]] for facts in staged.sheets
    }
    emptied = _unkept_cells(staged)
    before = {"cleaned": batch.summary.get("cleaned", False), "emptied": batch.summary.get("emptied", {})}
    after = {
        "cleaned": before["cleaned"] or any(dropped.values()),
        "emptied": before["emptied"] | {name: columns for name, (columns, _row) in emptied.items()},
    }
    if after == before:
        return before
    with batch.file.open("rb") as file:
        content = without_personal_cells(file.read(), batch.file_name, dropped=dropped, emptied=emptied)
    storage, old_name = batch.file.storage, batch.file.name
    batch.file.save(batch.file_name, ContentFile(content), save=False)
    transaction.on_commit(lambda: storage.delete(old_name))
    return after


def _unkept_cells(staged):
    """Return {sheet: (columns, last row of the header)} of the columns that the ledger does not keep.

    Nobody reads hidden sheets, which may hold the same columns; they are emptied too (columns None).
    """
    unkept = declarations.get(staged.ledger_key).unkept_fields
    emptied = {}
    for facts in staged.sheets:
        columns = [column["column"] for column in facts["columns"] if column["field"] in unkept]
        if columns:
            emptied[facts["name"]] = (columns, max(facts["header_rows"], default=0))
    hidden = [facts["name"] for facts in staged.sheets if facts["hidden"]]
    return emptied | dict.fromkeys(hidden, (None, 0)) if emptied else {}


def _lines(prepared):
    """Yield (outcome, reason, row) for every row of the file; only held rows have a reason."""
    for held in prepared.staged.held:
        row = [held.sheet, held.row, held.place, list(held.values), list(held.problems), held.cells]
        yield HELD, held.problems[0]["reason"] if held.problems else "", row
    result, dataset = prepared.result, prepared.dataset
    for index, (row, kind) in enumerate(zip(dataset.rows, result.kinds, strict=True)):
        outcome = chr(kind)
        if outcome == HELD:
            problem = _problem(prepared, index)
            sheet, number, _organization, values = row
            place = prepared.staged.rows[index].place
            yield HELD, problem["reason"], [sheet, number, place, list(values), [problem], []]
        elif outcome == LEAVING:
            pk, day, code = result.leaving[index]
            yield LEAVING, "", [*row, [day, code], pk]
        elif outcome == CHANGED:
            yield CHANGED, "", [*row, result.changes[index]]
        elif index in result.alike:
            pk, changes = result.alike[index]
            yield ALIKE, "", [*row, changes, pk]
        else:
            yield outcome, "", row


def _problem(prepared, index):
    """Return the problem of a row that the comparison with the stored records held back."""
    result = prepared.result
    if index in result.contradictions:
        return _contradiction(prepared, index)
    if index in result.unresolved:
        return _unresolved(prepared, index)
    if index in result.second_holders:
        return single_posts.problem(prepared.dataset, index, result.second_holders[index])
    if index in result.duplicates:
        return _duplicate(prepared, index)
    if index in result.ended:
        return _ended(prepared, index)
    if index in result.not_in_force:
        return _not_in_force(prepared, index)
    return _begun_later(prepared, index) if index in result.begun_later else _nobody(prepared, index)


def _not_in_force(prepared, index):
    """Return the problem of a row that leaves a register in which nobody of its key stands."""
    ledger, row = prepared.dataset.ledger, prepared.dataset.rows[index][1]
    message = _(
        "第 %(row)d 行填有离任（撤销）时间，台账里没有与它对应的在册（在任）记录。"
        "请核对单位和名称；从未登记过的，不用导入，请从表中删去这一行。"
    )
    return {"reason": "not_in_force", "message": message % {"row": row}, "row": row, "field": ledger.leaving_fields[0]}


def _begun_later(prepared, index):
    """Return the problem of a row that would leave its register before its first day."""
    ledger, (sheet, row) = prepared.dataset.ledger, prepared.dataset.rows[index][:2]
    message = _("第 %(row)d 行的离任（撤销）时间（%(until)s）早于“%(label)s”（%(first)s），请核对。")
    values = {"until": prepared.dataset.leaving[sheet, row][0], "first": prepared.result.begun_later[index], "row": row}
    words = message % (values | {"label": ledger.column(ledger.since).label})
    return {"reason": "end_before_start", "message": words, "row": row, "field": ledger.leaving_fields[0]}


def _ended(prepared, index):
    """Return the problem of a row that would change a record of a register after its last day."""
    ledger, row = prepared.dataset.ledger, prepared.dataset.rows[index][1]
    values = {"row": row, "day": prepared.result.ended[index]}
    if ledger.since:
        message = _(
            "第 %(row)d 行在台账中已于 %(day)s 离任（撤销），不能再更新。重新任职（启用）的，"
            "请把“%(label)s”填为离任以后的时间；登记有误的，请先在该记录的页面撤回离任登记。"
        )
        values["label"] = ledger.column(ledger.since).label
    else:
        message = _(
            "第 %(row)d 行在台账中已于 %(day)s 离任（撤销），不能再更新。"
            "登记有误或重新启用的，请先在该记录的页面撤回离任登记。"
        )
    return {"reason": "term_ended", "message": message % values, "row": row, "field": ledger.since}


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


def _contradiction(prepared, index):
    """Return the problem of a row that says of its head something else than another row."""
    dataset, (other, name) = prepared.dataset, prepared.result.contradictions[index]
    column = dataset.ledger.column(name)
    message = _(
        "%(row)s与%(other)s属于同一“%(head)s”，但“%(label)s”不一致：一行是“%(value)s”，另一行是“%(other_value)s”。"
        "请改为一致，或只保留正确的一行。"
    ) % {
        "row": dataset.place_of(index),
        "other": dataset.place_of(other),
        "head": dataset.ledger.head_title,
        "label": column.label,
        "value": shown_value(column, dataset.value(index, name)),
        "other_value": shown_value(column, dataset.value(other, name)),
    }
    return {"reason": "contradiction", "message": message, "row": dataset.rows[index][1], "field": name}


def _unresolved(prepared, index):
    """Return the problem of a row with a text that names no single record of another ledger."""
    column, named = prepared.result.unresolved[index]
    message = sentence(column, named, prepared.dataset.value(index, column.field))
    row = prepared.dataset.rows[index][1]
    return {"reason": "no_single_record", "message": message, "row": row, "field": column.field}


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
