"""Corrections of an import before it is stored: its ledger, columns, cells and places."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ledgers import actions
from ledgers.batch_pages import act, column_lines, crumbs, may_read_column, steps, workable_batch
from ledgers.forms import TypeForm
from ledgers.labels import PLACES
from ledgers.models import CodeTable, ImportBatch
from ledgers.outcomes import ALIKE, is_held
from ledgers.preview_page import find_row, readable

State = ImportBatch.State


@login_required
def columns(request, pk):
    """Map the headers to fields, or take all that is likely; the mapping is remembered for the unit."""
    batch = workable_batch(request, pk)
    if batch.state != State.PREVIEWED:
        return redirect(batch)
    columns = column_lines(batch)
    lines = [
        line | {"number": number, "examples": line["examples"] if may_read_column(request.user, batch, line) else []}
        for number, line in enumerate(columns["all"])
    ]
    if request.method == "POST" and act(request, actions.map_columns, batch, mapping=_mapping(request, lines, batch)):
        return redirect(batch)
    context = {
        "batch": batch,
        "ledger": batch.ledger,
        "sections": _sections(lines),
        "counts": {name: len(columns[name]) for name in ("certain", "likely", "unknown")},
        "places": PLACES,
        "steps": steps(2),
        "crumbs": crumbs(
            {"label": batch.file_name, "url": batch.get_absolute_url()}, {"label": _("列名对应")}, ledger=batch.ledger
        ),
    }
    return render(request, "ledgers/columns.html", context)


def _sections(lines):
    """Return the lines in the order in which a person needs them: guesses, what is open, what is understood."""
    kept = [line for line in lines if not line["dropped"]]
    return [
        {"title": _("猜测的列，请看一眼"), "lines": [line for line in kept if line["proposed"] and not line["field"]]},
        {"title": _("没有认出的列"), "lines": [line for line in kept if not line["proposed"] and not line["field"]]},
        {"title": _("已认出的列"), "lines": [line for line in kept if line["field"]]},
        {"title": _("不导入的列"), "lines": [line for line in lines if line["dropped"]]},
    ]


def _mapping(request, lines, batch):
    """Return {header key: field or None} for the headers whose choice was changed or whose guess was taken."""
    if request.POST.get("take") == "likely":
        return {line["key"]: line["proposed"] for line in lines if line["proposed"] and not line["field"]}
    allowed = {"", *PLACES, *(column.field for column in batch.ledger.columns)}
    mapping = {}
    for line in lines:
        was = line["field"] or ""
        field = request.POST.get(f"column-{line['number']}", was)
        is_answer = field != was or (line["proposed"] and not was and f"column-{line['number']}" in request.POST)
        if field in allowed and is_answer and not line["dropped"]:
            mapping[line["key"]] = field or None
    return mapping


@login_required
@require_POST
def choose_type(request, pk):
    """Read the file again as another ledger, year or unit of money."""
    batch = workable_batch(request, pk)
    form = TypeForm(request.POST, user=request.user)
    if form.is_valid():
        act(request, actions.choose_type, batch, **form.cleaned_data)
        return redirect(batch)
    context = {
        "batch": batch,
        "ledger": batch.ledger,
        "form": form,
        "steps": steps(2),
        "may_work": True,
        "may_import": True,
        "tone": "warn",
    }
    return render(request, "ledgers/batch_refused.html", context)


@login_required
@require_POST
def agree_to_year(request, pk):
    """File the rows under the year that the file names, or read it again for the present year."""
    batch = workable_batch(request, pk)
    if request.POST.get("year") == str(batch.own_year):
        unit = batch.money_unit
        act(request, actions.choose_type, batch, key=batch.ledger_key, year=batch.own_year, money_unit=unit)
    else:
        act(request, actions.agree_to_year, batch)
    return redirect(batch)


@login_required
@require_POST
def correct(request, pk):
    """Apply the cells, values, places or records chosen in the preview, or answer one of its questions about rows.

    The questions: whether doubtful rows are taken as they stand, rows are not wanted, a post has a new holder.

    The file is checked again. A row that is accepted keeps what was read: boxes filled in beside it do not count.
    """
    batch = workable_batch(request, pk)
    if "drop" in request.POST or "restore" in request.POST:
        rows = {_position(request.POST["drop"])} if "drop" in request.POST else set()
        act(request, actions.drop_rows, batch, rows=rows)
        return redirect(batch)
    if "holder" in request.POST:
        _decide_holder(request, batch)
        return redirect(batch)
    cells, places = [], []
    for name, text in request.POST.items():
        parts = name.split("-")
        if parts[0] == "cell" and len(parts) == 4 and text != request.POST.get(f"was-{name[5:]}"):
            cells.append([*map(_whole, parts[1:]), text[:2000]])
        elif parts[0] == "pick" and len(parts) == 3 and text:
            places.append([*map(_whole, parts[1:]), text[:12]])
    if suggestion := request.POST.get("place"):
        sheet, row, code = [*suggestion.split(":"), "", ""][:3]
        places.append([_whole(sheet), _whole(row), code])
    if suggestion := request.POST.get("value"):
        sheet, row, column, text = [*suggestion.split(":", 3), "", "", ""][:4]
        cells.append([_whole(sheet), _whole(row), _whole(column), text[:2000]])
    same = _same_rows(batch, request.POST.get("same", ""))
    if accepted := request.POST.get("accept", ""):
        act(request, actions.accept_doubtful, batch, now=timezone.now(), **_accepted(accepted))
        return redirect(batch)
    if not cells and not places and not same:
        messages.warning(request, _("没有改动，请先在有问题的单元格里填写正确内容。"))
    else:
        act(request, actions.correct, batch, cells=cells, places=places, same=same)
    return redirect(batch)


def _position(text):
    """Return (sheet, row) of the text ``sheet:row``."""
    sheet, _separator, number = text.partition(":")
    return _whole(sheet), _whole(number)


def _decide_holder(request, batch):
    """Apply ``sheet:row:replace`` or ``sheet:row:both``; who takes over a post needs a reason beside the button."""
    position, _separator, answer = request.POST["holder"].rpartition(":")
    sheet, number = _position(position)
    reason = request.POST.get(f"reason-{sheet}-{number}", "") if answer == "replace" else ""
    if answer == "replace" and reason not in CodeTable.objects.leaving_reasons():
        messages.error(request, _("第 %(row)d 行：请先选择原任离任的原因，再点“接任”。") % {"row": number})
    else:
        act(request, actions.decide_holder, batch, sheet=sheet, row=number, reason=reason)


def _same_rows(batch, choice):
    """Return the rows (sheet, row) that should change the record they resemble: the chosen one, or ``all``."""
    if choice == "all":
        return [tuple(row[:2]) for outcome, row in batch.staged_rows() if outcome == ALIKE]
    sheet, number = [*choice.split(":"), ""][:2]
    return [(_whole(sheet), _whole(number))] if choice else []


def _accepted(choice):
    """Return what is accepted as it stands: one row (``sheet:row``), or all rows of a reason."""
    return {"rows": {_position(choice)}} if ":" in choice else {"reason": choice}


def _whole(text):
    if not text.isascii() or not text.isdigit():
        raise Http404
    return int(text)


@login_required
@require_GET
def row(request, pk, sheet, number):
    """Show all cells of one held row, to correct them."""
    batch = workable_batch(request, pk)
    staged = find_row(batch, sheet, number) if batch.state == State.PREVIEWED else None
    if staged is None or not is_held(staged[0]):
        raise Http404
    facts = batch.summary["sheets"][sheet]
    _sheet, _number, _place, _values, problems, texts = staged[1]
    problems = readable(problems, batch, request.user)
    by_column = dict(enumerate(texts, 1))
    cells = [
        {"column": column["column"], "label": column["key"], "text": by_column.get(column["column"], "")}
        for column in facts["columns"]
        if not column["dropped"]
        and column["field"] not in batch.ledger.unkept_fields
        and may_read_column(request.user, batch, column)
    ]
    context = {
        "batch": batch,
        "ledger": batch.ledger,
        "sheet": sheet,
        "number": number,
        "cells": cells,
        "problems": [{"text": problem["message"]} for problem in problems],
        "steps": steps(3),
        "crumbs": crumbs(
            {"label": batch.file_name, "url": batch.get_absolute_url()},
            {"label": _("第 %(row)d 行") % {"row": number}},
            ledger=batch.ledger,
        ),
    }
    return render(request, "ledgers/batch_row.html", context)
