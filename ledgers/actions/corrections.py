"""Corrections before an import is stored. The uploaded file stays as it is and is read again with them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from ledgers import declarations, single_posts
from ledgers.actions import rights
from ledgers.actions.batches import hand_over, locked
from ledgers.labels import PLACES
from ledgers.models import ColumnMemory, ImportBatch, TypeMemory
from ledgers.outcomes import ALIKE, is_held
from ledgers.reading import reasons

State = ImportBatch.State


@transaction.atomic
def choose_type(batch, *, key, by, year=None, money_unit=""):
    """Read the file again as the ledger ``key``, of ``year``, with amounts in ``money_unit``.

    The type of a file that nobody recognised is remembered for the next one with the same headers.
    Refused where columns of the file were emptied that another ledger may need, or the file was not kept at all.
    """
    batch = locked(batch, by, State.PREVIEWED, State.REFUSED)
    if not batch.file:
        raise ValidationError(_("这个文件没有保留，请重新上传，并在上传时选定台账类型。"))
    rights.check_open(by, declarations.get(key))
    if key != batch.ledger_key:
        if batch.summary.get("emptied"):
            raise ValidationError(
                _("文件里只读取、不保存的列已经清空，不能再改为别的台账。请放弃这次导入，重新上传文件并选定台账类型。")
            )
        batch.mapping, batch.same_as, batch.covers, batch.leavers, batch.accepted = {}, [], None, [], []
        batch.holders = []
    if headings := batch.summary.get("headings"):
        TypeMemory.remember(batch.organization, headings, ledger_key=key, by=by)
    batch.asked_key, batch.year, batch.money_unit = key, year, money_unit
    hand_over(batch, State.UPLOADED)
    return batch


@transaction.atomic
def map_columns(batch, *, mapping, by):
    """Read the file again with ``mapping`` (header → field or None), and remember it for the unit."""
    batch = locked(batch, by, State.PREVIEWED)
    for header, field in mapping.items():
        ColumnMemory.objects.update_or_create(
            organization=batch.organization,
            ledger_key=batch.ledger_key,
            header=header[:200],
            defaults={"field": field or "", "by": by, "at": timezone.now()},
        )
    batch.mapping = batch.mapping | mapping
    batch.asked_key = batch.ledger_key
    hand_over(batch, State.UPLOADED)
    audit.record("ledger.batch.mapped", target=batch, by=by, note=_mapping_in_words(batch.ledger, mapping))
    return batch


def _mapping_in_words(ledger, mapping):
    """Return ``mapping`` for the history: 整改举措 → 整改措施；序号 → 不保存."""
    labels = {column.field: column.label for column in ledger.columns} | PLACES
    return "；".join(
        f"{header} → {labels.get(field, field)}" if field else f"{header} → {_('不保存')}"
        for header, field in mapping.items()
    )


@transaction.atomic
def correct(batch, *, by, cells=(), places=(), same=()):
    """Read the file again with corrections.

    ``cells``: texts that replace others, (sheet, row, column, text). ``places``: units chosen for rows,
    (sheet, row, code). ``same``: rows, (sheet, row), that change the record they look like instead of adding one.
    """
    batch = locked(batch, by, State.PREVIEWED)
    sheets = len(batch.summary["sheets"])
    if any(entry[0] >= sheets for entry in [*cells, *places]):
        raise ValidationError(_("没有这个工作表，请刷新页面后重试。"))
    overrides = {tuple(entry[:3]): entry[3] for entry in [*batch.overrides, *cells]}
    choices = {tuple(entry[:2]): entry[2] for entry in [*batch.choices, *places]}
    batch.overrides = [[*key, text] for key, text in overrides.items()]
    batch.choices = [[*key, code] for key, code in choices.items()]
    touched = {(sheet_name(batch, sheet), row) for sheet, row, *_rest in cells}
    batch.accepted = [doubt for doubt in batch.accepted if (doubt["sheet"], doubt["row"]) not in touched]
    if same:
        offered = {tuple(row[:2]): row[5] for outcome, row in batch.staged_rows() if outcome == ALIKE}
        batch.same_as += [[*row, offered[row]] for row in same if row in offered]
    batch.asked_key = batch.ledger_key
    hand_over(batch, State.UPLOADED)
    note = _("改正 %(cells)d 个单元格，选定 %(places)d 个单位，%(same)d 行改为更新")
    counts = {"cells": len(cells), "places": len(places), "same": len(same)}
    audit.record("ledger.batch.corrected", target=batch, by=by, note=note % counts)
    return batch


@transaction.atomic
def drop_rows(batch, *, by, rows):
    """Leave the spreadsheet ``rows``, (sheet, row), out of the import (不要); without any, take all back in."""
    batch = locked(batch, by, State.PREVIEWED)
    batch.dropped = sorted([*batch.dropped_rows, *rows]) if rows else []
    batch.asked_key = batch.ledger_key
    hand_over(batch, State.UPLOADED)
    numbers = "、".join(str(row) for _sheet, row in sorted(rows))
    note = _("不要第 %(rows)s 行") % {"rows": numbers} if rows else _("恢复全部不要的行")
    audit.record("ledger.batch.rows_dropped", target=batch, by=by, note=note)
    return batch


@transaction.atomic
def decide_holder(batch, *, by, sheet, row, reason=""):
    """Say what a new holder of a post means that somebody holds already: the former one leaves for ``reason``.

    Without a reason both stay. The former one leaves on the day before the first day of the new one, or yesterday where
    the file does not give it. Raises ``ValidationError`` if the row asks no such question.
    """
    batch = locked(batch, by, State.PREVIEWED)
    held = (line for outcome, line in batch.staged_rows() if is_held(outcome))
    staged = next((line for line in held if line[:2] == [sheet, row]), None)
    if staged is None or all(problem["reason"] != "second_holder" for problem in staged[4]):
        raise ValidationError(_("这一行现在没有要回答的问题，请刷新页面后重试。"))
    answer = [single_posts.last_day_before(batch, staged).isoformat(), reason] if reason else []
    batch.holders = [line for line in batch.holders if line[:2] != [sheet, row]] + [[sheet, row, *answer]]
    batch.asked_key = batch.ledger_key
    hand_over(batch, State.UPLOADED)
    note = _("第 %(row)d 行接任，原任 %(day)s 离任（%(reason)s）") if answer else _("第 %(row)d 行与原任都在任")
    values = {"row": row, "day": answer[0] if answer else "", "reason": reason}
    audit.record("ledger.batch.holder_decided", target=batch, by=by, note=note % values)
    return batch


@transaction.atomic
def accept_doubtful(batch, *, by, now, rows=(), reason=""):
    """Take doubtful rows as they stand: those of ``rows``, (sheet, row), or all held back for ``reason`` alone.

    The batch remembers who accepted which doubt; its records show it. Raises ``ValidationError`` if none of the rows
    is held back for doubts only.
    """
    batch = locked(batch, by, State.PREVIEWED)
    found = [row for row in doubtful_rows(batch) if tuple(row[:2]) in rows or _is_only(reason, row)]
    if not found:
        raise ValidationError(_("没有可以按原样接受的行：还有别的问题的行，请先改正。"))
    doubts = [(row, problem) for row in found for problem in row[4]]
    batch.accepted += [_accepted(sheet_name(batch, row[0]), problem, by, now) for row, problem in doubts]
    batch.asked_key = batch.ledger_key
    hand_over(batch, State.UPLOADED)
    labels = "、".join(dict.fromkeys(str(reasons.LABELS[problem["reason"]]) for _row, problem in doubts))
    note = _("按原样接受 %(count)d 行（%(labels)s）") % {"count": len(found), "labels": labels}
    audit.record("ledger.batch.accepted", target=batch, by=by, note=note)
    return batch


def doubtful_rows(batch):
    """Yield the staged rows that are held back for doubts only."""
    for outcome, row in batch.staged_rows():
        if is_held(outcome) and row[4] and all(reasons.is_doubtful(problem["reason"]) for problem in row[4]):
            yield row


def accept_at_once(batch, doubts, *, by, now):
    """Note on a new ``batch`` that ``by`` accepts all ``doubts`` (plain data with their sheet) as they stand."""
    batch.accepted = [_accepted(doubt["sheet"], doubt, by, now) for doubt in doubts]
    if doubts:
        note = _("按原样接受 %(count)d 行") % {"count": len({(doubt["sheet"], doubt["row"]) for doubt in doubts})}
        audit.record("ledger.batch.accepted", target=batch, by=by, note=note)


def _is_only(reason, row):
    return bool(reason) and {problem["reason"] for problem in row[4]} == {reason}


def _accepted(sheet, problem, by, now):
    facts = {name: problem[name] for name in ("row", "reason", "message")}
    return facts | {"sheet": sheet, "by": by.pk, "name": str(by), "at": now.isoformat()}


def sheet_name(batch, number):
    return batch.summary["sheets"][number]["name"]
