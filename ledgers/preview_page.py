"""The page of an import before it is stored: rows by outcome, with their differences and problems."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledgers.actions.corrections import doubtful_rows
from ledgers.declarations import Kind
from ledgers.masking import HIDDEN, hidden_fields, in_clear, is_masked_kind, masked, may_see
from ledgers.models import CodeTable
from ledgers.outcomes import ALIKE, CHANGED, LEAVING, NEW, UNCHANGED, is_held, of_reason
from ledgers.reading import reasons
from ledgers.record_list import above_of, list_columns, shown_value
from ledgers.resources import model_of
from organizations.models import Organization
from organizations.places import LEVELS
from organizations.resolving import place_index

SHOWN_COLUMNS = 5  # as many as fit next to the row number and the unit
EXTRA_COLUMNS = 6
TAGS = {
    ALIKE: (gettext_lazy("相近"), "warn"),
    LEAVING: (gettext_lazy("离任（撤销）"), "warn"),
    NEW: (gettext_lazy("新增"), "ok"),
    CHANGED: (gettext_lazy("更新"), "warn"),
    UNCHANGED: (gettext_lazy("无变化"), "idle"),
}


class StagedPages:
    """Rows of a batch by their outcome, page by page, for Django's paginator.

    ``chosen``: one outcome, ``held`` for all held rows, or a reason for holding rows back; by default all rows with
    problems or changes. Outcomes are read from all chunks, rows only from the chunks of the page.
    """

    def __init__(self, batch, chosen=""):
        self.batch = batch
        self.chosen = chosen
        self.reasons = {reason: of_reason(number) for number, reason in enumerate(batch.summary.get("reasons", []))}
        self.kinds = list(batch.chunks.values_list("number", "kinds"))
        self.counts = Counter()
        for _number, kinds in self.kinds:
            self.counts.update(kinds)

    @property
    def held(self):
        """How many rows are held back."""
        return self._size(self.reasons.values())

    def outcome_groups(self):
        """Return the groups of outcomes in the order of the page: problems, changes, new rows; or the chosen group."""
        held = "".join(self.reasons.values())
        if self.chosen == "held":
            return [held]
        if self.chosen in self.reasons:
            return [self.reasons[self.chosen]]
        if self.chosen in TAGS:
            return [self.chosen]
        return [group for group in (held, ALIKE, LEAVING, CHANGED, NEW) if self._size(group)] or [UNCHANGED]

    def _size(self, group):
        return sum(self.counts[outcome] for outcome in group)

    def __len__(self):
        return sum(self._size(group) for group in self.outcome_groups())

    count = __len__

    def __getitem__(self, part):
        """Return the rows of a page as (outcome, row), in the order of ``outcome_groups``."""
        positions = self._positions(part.start, part.stop)
        contents = {number: None for number, _at, _outcome in positions}
        for chunk in self.batch.chunks.filter(number__in=contents):
            contents[chunk.number] = chunk.rows
        return [(outcome, contents[number][at]) for number, at, outcome in positions]

    def _positions(self, start, stop):
        """Return (number of the chunk, position in it, outcome) of the rows ``start`` to ``stop``."""
        positions, row_count = [], 0
        for group in self.outcome_groups():
            if row_count + self._size(group) <= start:
                row_count += self._size(group)
                continue
            for number, kinds in self.kinds:
                for at in [at for at, outcome in enumerate(kinds) if outcome in group]:
                    if start <= row_count < stop:
                        positions.append((number, at, kinds[at]))
                    row_count += 1
                if row_count >= stop:
                    return positions
        return positions


def find_row(batch, sheet, row):
    """Return (outcome, row) of one spreadsheet row of the batch, None if the batch does not have it."""
    return next((staged for staged in batch.staged_rows() if staged[1][:2] == [sheet, row]), None)


def readable(problems, batch, user):
    """Return the problems of a row as ``user`` may read them: those of masked or hidden columns do not quote cells."""
    hidden = hidden_fields(batch.ledger, user, batch.organization.path)
    if not in_clear(user, batch.organization):
        hidden |= {column.field for column in batch.ledger.stored_columns if is_masked_kind(column)}
    return [
        problem | {"message": reason_label(problem["reason"]), "candidates": []}
        if hidden.intersection(fields_of(problem))
        else problem
        for problem in problems
    ]


class Preview:
    """A page of staged rows, ready for the template."""

    def __init__(self, batch, user, rows):
        self.batch = batch
        self.ledger = batch.ledger
        self.sheets = batch.summary["sheets"]
        self.several = sum(1 for facts in self.sheets if not facts["skipped"]) > 1
        self.masked = not in_clear(user, batch.organization)
        self.index = place_index(Organization)
        self.user = user
        ids = {row[2] for outcome, row in rows if not is_held(outcome)}
        self.units = Organization.objects.only("code", "path", "name", "short_name").in_bulk(ids)
        self.columns = self._columns(rows)
        self.rows = [self._row(outcome, row) for outcome, row in rows]
        self.may_correct = any(is_held(outcome) for outcome, _row in rows)
        self.reasons = CodeTable.objects.leaving_reasons() if any(row.get("holder") for row in self.rows) else []

    def _columns(self, rows):
        """Return the columns with changes or problems on this page, then those of the list."""
        touched_fields = []
        for outcome, row in rows:
            if is_held(outcome):
                touched_fields += [name for problem in row[4] for name in fields_of(problem)]
            elif outcome in (ALIKE, CHANGED):
                touched_fields += row[4]
        stored = self.ledger.stored_columns
        touched_columns = [
            column for column in stored if column.field in list(dict.fromkeys(touched_fields))[:EXTRA_COLUMNS]
        ]
        hidden = hidden_fields(self.ledger, self.user, self.batch.organization.path)
        touched_columns = [column for column in touched_columns if column.field not in hidden]
        given_fields = {name for facts in self.sheets for name in facts["fields"]}
        untouched_columns = [
            column
            for column in list_columns(self.ledger, self.user)
            if column not in touched_columns and column.field in given_fields
        ]
        return touched_columns + untouched_columns[: max(SHOWN_COLUMNS - len(touched_columns), 0)]

    def _row(self, outcome, row):
        facts = self.sheets[row[0]]
        context = {
            "sheet": facts["name"] if self.several else "",
            "sheet_number": row[0],
            "number": row[1],
            "is_held": is_held(outcome),
        }
        return context | (self._held(row, facts) if is_held(outcome) else self._good(outcome, row, facts))

    def _good(self, outcome, row, facts):
        label, tone = TAGS[outcome]
        changes = row[4] if outcome in (ALIKE, CHANGED) else {}
        values = dict(zip(facts["fields"], row[3], strict=True))
        unit = self.units[row[2]]
        cells = [{"label": column.label} | self._cell(column, values, changes, unit) for column in self.columns]
        above = above_of(self.index, unit.code, self.user.organization.code)
        return {
            "tag": label,
            "tone": tone,
            "place": unit.label,
            "above": above,
            "cells": cells,
            "is_alike": outcome == ALIKE,
            "leaving": dict(zip(("day", "reason"), row[4], strict=True)) if outcome == LEAVING else None,
        }

    def _cell(self, column, values, changes, unit):
        """Return a cell of a good row.

        The stored value is masked or hidden outside the record's ``unit``, the new one outside the unit of the import.
        """
        if column.field in changes:
            old_value, new_value = changes[column.field]
            is_seen = may_see(column, self.user, unit.path)
            return {
                "was": self._text(column, old_value, not in_clear(self.user, unit)) if is_seen else HIDDEN,
                "now": self._text(column, new_value, self.masked) or _("（空）"),
            }
        return {"text": self._text(column, values.get(column.field), self.masked)}

    @staticmethod
    def _text(column, value, hidden):
        if column.kind == Kind.MONEY and value is not None:
            return f"{float(value):,.2f}"
        text = shown_value(column, value)
        return masked(column, text) if text and hidden and is_masked_kind(column) else text or ""

    def _held(self, row, facts):
        place, values, problems, cells = row[2:]
        problems = readable(problems, self.batch, self.user)
        at = {column["field"]: column["column"] for column in facts["columns"] if column["field"]}
        shown_cells = [self._held_cell(column, at, cells, facts, values, problems) for column in self.columns]
        place_problems = [problem for problem in problems if _is_about_place(problem, at, self.ledger)]
        holder = next((problem["holder"] for problem in problems if problem["reason"] == "second_holder"), None)
        place_column = next((problem["column"] for problem in place_problems if problem.get("column")), 0)
        may_accept = all(reasons.is_doubtful(problem["reason"]) for problem in problems)
        shown_fields = {column.field for column in self.columns}
        other_problems = [
            problem
            for problem in problems
            if problem not in place_problems and not shown_fields.intersection(fields_of(problem)[:1])
        ]
        return {
            "tag": _("存疑") if may_accept else _("有问题"),
            "tone": "warn" if may_accept else "late",
            "place": self._place_as_given(cells, at) or self.index.full_name(place),
            "place_column": place_column,
            "place_text": self._cell_text(cells, place_column),
            "place_problems": place_problems,
            "problems": other_problems,
            "cells": shown_cells,
            "villages": self._villages(cells, at, facts) if _lacks_village(place_problems) else [],
            "holder": self._holder(holder) if holder else None,
            "may_fix_row": bool(cells),
            "may_accept": may_accept,
        }

    def _villages(self, cells, at, facts):
        """Return code and name of the villages of the township of a row, for one whose village nobody knows."""
        within = (self.batch.within or self.batch.organization).code
        text = self._cell_text(cells, at.get("township"))
        named = self.index.resolve(text, level="township", within=within).code if text else ""
        code = named or facts["context"].get("place") or within
        if code not in self.index or not self.index.ancestor(code, "township"):
            return []
        return [(village, self.index.name(village)) for village in self.index.at("village", code)]

    def _holder(self, pk):
        """Return label and address of the record that holds the post of a row; None if it is gone."""
        records = model_of(self.ledger).objects.visible_to(self.user).select_related("organization")
        record = records.filter(pk=pk).first()
        return record and {"label": record.label_for(self.user), "url": record.get_absolute_url()}

    def _place_as_given(self, cells, at):
        """Return the texts of the place columns as one name, without the parts that several columns repeat."""
        name = ""
        for column in dict.fromkeys(at[level] for level in LEVELS if level in at):
            name = _joined(name, self._cell_text(cells, column))
        return name

    def _held_cell(self, column, at, cells, facts, values, problems):
        text = self._cell_text(cells, at.get(column.field))
        if not cells and column.field in facts["fields"]:
            text = self._text(column, values[facts["fields"].index(column.field)], False)
        if self.masked and is_masked_kind(column):
            text = masked(column, text)
        own = [problem for problem in problems if column.field in fields_of(problem)[:1]]
        wrong = any(column.field in fields_of(problem) for problem in problems)
        return {"label": column.label, "text": text, "problems": own, "column": at.get(column.field) if wrong else None}

    @staticmethod
    def _cell_text(cells, column):
        return cells[column - 1] if column and column <= len(cells) else ""


def _lacks_village(problems):
    return any(problem["reason"] == reasons.UNKNOWN_VILLAGE for problem in problems)


def fields_of(problem):
    """Return the fields that a problem is about; the page shows the message at the first of them."""
    return problem.get("fields") or [name for name in [problem.get("field")] if name]


def _joined(name, words):
    """Join two texts without the part that overlaps: 漆工镇 and 漆工镇湖塘村 give 漆工镇湖塘村."""
    overlap = next((size for size in range(len(words), 1, -1) if name.endswith(words[:size])), 0)
    return name + words[overlap:]


def _is_about_place(problem, at, ledger):
    if problem.get("field") in ledger.fields:
        return False
    return problem["reason"] in PLACE_REASONS or problem.get("field") in ("county", "township", "village")


PLACE_REASONS = {
    reasons.UNKNOWN_COUNTY, reasons.UNKNOWN_TOWNSHIP, reasons.UNKNOWN_VILLAGE, reasons.WRONG_COUNTY,
    reasons.WRONG_TOWNSHIP, reasons.AMBIGUOUS_COUNTY, reasons.AMBIGUOUS_TOWNSHIP, reasons.AMBIGUOUS_VILLAGE,
    reasons.MISSING_PLACE, reasons.OUT_OF_SCOPE,
}  # fmt: skip

OWN_REASONS = {
    "second_holder": gettext_lazy("岗位已有人在任"),
    "duplicate_key": gettext_lazy("同一记录多行"),
    "no_single_record": gettext_lazy("对不上另一台账的记录"),
    "contradiction": gettext_lazy("共有内容不一致"),
    "text_too_long": gettext_lazy("文字过长"),
    "masked_name": gettext_lazy("姓名不完整"),
    "no_code": gettext_lazy("归不到代码表"),
    "term_ended": gettext_lazy("已离任（撤销）"),
    "not_in_force": gettext_lazy("没有可以离任（撤销）的记录"),
    "no_last_day": gettext_lazy("没有离任（撤销）时间"),
}


def reason_label(reason):
    return OWN_REASONS.get(reason) or reasons.LABELS.get(reason, reason)


def doubtful_counts(batch):
    """Return reason, label and number of the rows that a person may accept as they stand, for one doubt alone.

    Only batches that hold rows back for doubts are looked through.
    """
    if not any(map(reasons.is_doubtful, batch.summary.get("reasons", ()))):
        return []
    counts = Counter()
    for row in doubtful_rows(batch):
        if len(found := {problem["reason"] for problem in row[4]}) == 1:
            counts.update(found)
    return [{"reason": reason, "label": reason_label(reason), "count": count} for reason, count in counts.items()]


def chips(pages, address):
    """Return the chips above the rows: outcomes and reasons with their counts."""
    entries = [("", _("全部变动"), None), ("held", _("有问题"), pages.held)]
    entries += [
        (outcome, TAGS[outcome][0], pages.counts[outcome]) for outcome in (ALIKE, LEAVING, NEW, CHANGED, UNCHANGED)
    ]
    entries += [(reason, reason_label(reason), pages.counts[outcome]) for reason, outcome in pages.reasons.items()]
    return [
        {"label": label, "url": address(kind), "current": kind == pages.chosen, "count": count}
        for kind, label, count in entries
        if count or not kind
    ]
