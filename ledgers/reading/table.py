"""Read one table of a sheet: the rows below one header (读表)."""

import re
from collections import Counter
from itertools import repeat
from operator import itemgetter

from django.utils.translation import gettext as _

from ledgers.periods import label_of
from ledgers.reading import place_headers, reasons, rules
from ledgers.reading.derived import derive
from ledgers.reading.layouts.day_and_time import join_times
from ledgers.reading.layouts.dittos import fill_dittos
from ledgers.reading.layouts.empty_forms import empty_forms
from ledgers.reading.layouts.merged_cells import fill_down
from ledgers.reading.layouts.tick_boxes import proofs_of, tick
from ledgers.reading.result import HeldRow, Problem, Record, as_text
from ledgers.reading.table_body import Body
from ledgers.reading.table_columns import TableColumns
from ledgers.reading.text import header_key, is_blank, narrow
from ledgers.reading.totals import check_totals
from ledgers.reading.typed_column import TypedColumn
from ledgers.reading.values.base import shown
from ledgers.reading.values.factory import Setting, reader_for

SOME_YEAR = 2026  # in examples, where a file names no year
_BLANK_MEANS_NO = re.compile(
    r"未.{0,12}(?:不填|空白|留空|不打|不用填|不作标记)|(?:空白|不填|留空).{0,8}(?:为|表示|视为|即)?(?:否|未|无)"
)
_TICK_HEADER = re.compile(r"[(（](?:[^)）]*(?:打|划|画|请)?[√✓勾][^)）]*)[)）]")


class Table:
    """Read the rows below one header into records and held rows.

    ``at``: the column (from 0) of each recognised field. ``proofs``: the cells of fields that share a column with the
    yes or no that they prove. ``problems``: the problems that hold a row back, by its
    position among the data rows.
    """

    def __init__(self, task, grid, header, end, context):
        self.task = task
        self.grid = grid
        self.header = header
        self.context = context
        self.ledger = task.ledger
        self.body = Body(task, grid, header, end, context)
        self._rows = []
        self.proofs = proofs_of(grid, header, task.matcher, self.body.data)
        self.header = tick(grid, header, self.body.data)
        self.joined = {}
        self._join_times()
        data_rows = [grid.rows[number] for number in self.body.data]
        found = TableColumns(task, self.header, data_rows, context, self._setting, kept_away=self.proofs)
        self.columns, self.at = found.columns, found.at
        known = set(self.header.matches) if self.body.data else set()
        self.header = self.header._replace(matches=found.matches)
        if set(found.matches) - known:
            self._join_times()
            self._divide_again(end)
        self.starts = self._starts()
        self.problems = {}
        self.warnings = found.warnings()
        self.accepted = []
        self.typed = []

    def _join_times(self):
        """Join the times of day to their days; the columns of the other parts are then used up."""
        self.joined |= join_times(self.grid, self.header, self.body.data, self.task.kinds)
        self.header = self.header._replace(used=self.header.used | set(self.joined))

    def _divide_again(self, end):
        """Divide the rows once more now that more columns are known: a sum is marked in a column of places."""
        classified = self.body
        self.body = Body(self.task, self.grid, self.header, end, self.context)
        self.body.end = classified.end

    # columns

    def _setting(self, column, field):
        declared = self.ledger.column(field)
        unit = column.unit if column.unit != "%" else ""
        return Setting(
            year=None if self.context.year_from in ("some rows", "default") else self.context.year,
            since_1904=self.task.since_1904,
            money_unit=unit or self.task.money_unit or self.context.money_unit or declared.unit,
            unit=column.unit,
            blank_is_false=self._note_says_no(column.header),
            is_box=bool(_TICK_HEADER.search(column.key)),
            telling=self.task.raw.telling,
            untyped=self.task.raw.untyped,
        )

    def _starts(self):
        """Return {field: column} of fields without a column that take the starts of date ranges in another column."""
        starts = {}
        for column in self.columns:
            field = column.field in self.task.kinds and self.ledger.column(column.field).range_start
            if field and field not in self.at and any(self._range_starts(column)):
                starts[field] = column
        return starts

    def _range_starts(self, column):
        reader = reader_for(self.ledger.column(column.field), self._setting(column, column.field))
        cells = self.cells(column.column - 1)
        memo = {cell: reader.start_of(cell) for cell in set(cells)}
        return [memo[cell] for cell in cells]

    def _note_says_no(self, header):
        """Whether a note declares an empty box to mean no: “县级联审”一栏，已联审的打“√”，未联审的不填."""
        name = header_key(header).removeprefix("是否")
        return any(
            name in header_key(sentence) and _BLANK_MEANS_NO.search(sentence) for sentence in self.task.note_sentences
        )

    # values

    def read(self):
        """Fill merged cells, read, place and check the data rows; return (records, held rows)."""
        kinds = {column: self.task.kinds.get(match.field) for column, match in self.header.matches.items()}
        for row, column in fill_down(self.grid.rows, self.grid.merges, self.header.last + 1, kinds):
            message = _("合并单元格里的金额或数量属于几行共有，只计入第 %(row)d 行，请核对。") % {"row": row + 1}
            self.warnings.append(Problem(reasons.SHARED_CELL, message, row + 1, column + 1))
        if self.task.raw.has_dittos:
            fill_dittos(self.grid.rows, self.body.data)
        self._drop_empty_forms()
        self.numbers = [number + 1 for number in self.body.data]
        for column in self.columns:
            if column.field in self.task.kinds:
                self._read_column(column, column.field, self.cells(column.column - 1))
            for field, (at, cells) in self.proofs.items():
                if at == column.column - 1 and field not in self.at:
                    self._read_column(column, field, cells)
        self._fit_periods()
        self._check_width()
        derive(self.values, self.ledger, len(self.numbers))
        self._check_period()
        self._check_required()
        placed = self._place()
        self._find_duplicates(placed)
        self._check_rules()
        totals = [(number, kind) for number, kind in self.body.kinds.items() if kind in ("subtotal", "total")]
        self.warnings += check_totals(totals, self.typed, self.numbers, self.grid.rows)
        # Only the first column of a box, or of a day and its time, has been read; show the field at the others too.
        fields = {column + 1: box.field for box in self.header.boxes for column in box.columns}
        fields |= {column + 1: field for column, field in self.joined.items()}
        for column in self.columns:
            column.field = column.field or fields.get(column.column)
        return self._results(placed)

    def _drop_empty_forms(self):
        """Leave out rows of the form that nobody has filled in."""
        required = {column.field for column in self.ledger.columns if column.required}
        if empty := set(empty_forms(self.grid.rows, self.body.data, self.header, required)):
            self.body.data = [number for number in self.body.data if number not in empty]
            self.body.kinds |= dict.fromkeys(empty, "blank")

    def cells(self, column):
        """Return the cells of a column (from 0) in the data rows."""
        if len(self._rows) != len(self.body.data):
            self._rows = [self.grid.rows[number] for number in self.body.data]
        return list(map(itemgetter(column), self._rows))

    def _read_column(self, column, field, cells):
        declared = self.ledger.column(field)
        reader = reader_for(declared, self._setting(column, field))
        typed = TypedColumn(reader, column.column)
        typed.read(cells, self.numbers, self.task.formats)
        self.typed.append(typed)
        if not declared.kept:
            return  # nobody needs to correct what is not kept, and a problem would quote it
        for position, problem in typed.faults.items():
            self._hold(position, problem)
        self.warnings.extend(typed.remarks.values())

    def _hold(self, position, problem):
        self.problems.setdefault(position, []).append(problem)

    def _fit_periods(self):
        """Collect the values by field; a column of periods fills two fields."""
        self.values = {field: self._range_starts(column) for field, column in self.starts.items()}
        for typed in self.typed:
            into = typed.reader.column.into
            if not into:
                self.values[typed.field] = typed.values
                continue
            for index, field in enumerate(into):
                self.values.setdefault(field, [pair[index] if pair else None for pair in typed.values])

    def _check_width(self):
        """Hold back the rows of a text file that have more cells than the header: a comma stands in a text."""
        width = max((path.column for path in self.header.paths if path.parts), default=0) + 1
        if not self.task.raw.untyped or width >= self.grid.width:
            return
        message = _(
            "这一行比表头多出 %(count)d 格，可能内容里有逗号而没有加引号，请改用全角逗号，或另存为 .xlsx 后上传。"
        )
        for position, number in enumerate(self.numbers):
            beyond = [cell for cell in self.grid.rows[number - 1][width:] if not is_blank(cell)]
            if beyond:
                text = shown(beyond[0])
                self._hold(position, Problem(reasons.INVALID_TEXT, message % {"count": len(beyond)}, number, text=text))

    def _check_period(self):
        """Hold all rows back where no text around the table says which month or quarter they are about."""
        kind = self.ledger.period
        if not kind or self.context.period:
            return
        words = {"kind": kind.label, "example": label_of(kind.example(self.context.year or SOME_YEAR))}
        message = _("表题、工作表名和文件名都没有写明%(kind)s，请在表题中写上（如“%(example)s”）后重新上传。") % words
        for position, number in enumerate(self.numbers):
            self._hold(position, Problem(reasons.MISSING_PERIOD, message, number))

    def _check_required(self):
        """Hold back rows without a required value; all rows if the table lacks the column."""
        for declared in self.ledger.columns:
            if not declared.required:
                continue
            values = self.values.get(declared.field)
            if values is None and not declared.may_lack:
                message = _("表中没有“%(label)s”一列，请补上这一列，或指定哪一列是它。") % {"label": declared.label}
                for position, number in enumerate(self.numbers):
                    self._hold(position, Problem(reasons.MISSING_REQUIRED, message, number, field=declared.field))
            if not values or None not in values:
                continue
            column = self.at.get(declared.field, -1) + 1
            message = _("“%(label)s”没有填写，请补填。") % {"label": declared.label}
            for position, number in enumerate(self.numbers):
                faulty = {problem.field for problem in self.problems.get(position, ())}
                if values[position] is None and declared.field not in faulty:
                    problem = Problem(reasons.MISSING_REQUIRED, message, number, column, declared.field)
                    self._hold(position, problem)

    # places

    def _place_columns(self):
        """Return ``at``; in a table without a column of villages, the column ``place_in`` of the ledger names them."""
        if place_headers.VILLAGE in self.at or self.ledger.place_in not in self.at:
            return self.at
        return self.at | {place_headers.VILLAGE: self.at[self.ledger.place_in]}

    def _place(self):
        """Return ``Placed`` for every data row, and hold back the rows without a place."""
        placer, context = self.task.placer, self.context.place
        at = self._place_columns()
        cells = [self.cells(at[level]) if level in at else repeat("") for level in place_headers.PLACES[1:]]
        bases = map(self.body.sections.get, self.body.data, repeat(context))
        place = placer.place if at == self.at else placer.place_by_name
        placed = [place(*key[:4]) for key in zip(*cells, bases, self.body.data, strict=False)]
        for position, number in enumerate(self.numbers if self.task.choices else ()):
            if code := self.task.choices.get(number):
                placed[position] = placer.chosen(code)
        for position, place in enumerate(placed):
            if place.reason:
                self._hold_place(position, place)
            elif place.note:
                self.warnings.append(Problem(reasons.OLD_NAME, place.note, self.numbers[position]))
        return placed

    def _hold_place(self, position, place):
        """Hold a row back with the problem at the cell of its wrong level, or at another place column."""
        levels = (place.level, place_headers.VILLAGE, place_headers.TOWNSHIP, place_headers.COUNTY)
        at = self._place_columns()
        level = next((level for level in levels if level in at), "")
        column = at[level] + 1 if level else 0
        number = self.numbers[position]
        problem = Problem(
            place.reason,
            place.message,
            number,
            column,
            field=place.level if place.reason == reasons.MISSING_REQUIRED else "",
            text=shown(self.grid.rows[number - 1][column - 1]) if column else "",
            candidates=place.candidates,
            belongs_to=place.belongs_to,
        )
        self.problems.setdefault(position, []).insert(0, problem)

    # checks

    def _find_duplicates(self, placed):
        """Hold back rows whose cells all equal those of an earlier row.

        Blanks, full and half width, the running number and dropped columns are ignored.
        """
        sections = map(self.body.sections.get, self.body.data)
        codes = [place.code for place in placed]
        readings = list(zip(codes, sections, *(typed.values for typed in self.typed), strict=False))
        counts = Counter(readings)
        if len(counts) == len(readings):
            return
        matcher = self.task.matcher
        dropped = {path.column for path in self.header.paths if matcher.is_mapped(path) and not matcher.mapped(path)}
        left_out = {self.at.get(place_headers.SEQ)} | dropped
        message = _("与第 %(row)d 行完全相同，只保留前一行；如不是重复，请补充能区分两行的内容。")
        first_positions = {}
        for position, reading in enumerate(readings):
            if counts[reading] == 1:
                continue
            row = self.grid.rows[self.body.data[position]]
            cells = tuple(narrow(as_text(cell)) for column, cell in enumerate(row) if column not in left_out)
            original = self.numbers[first_positions.setdefault((reading[:2], cells), position)]
            number = self.numbers[position]
            if original != number:
                shown_message = message % {"row": original}
                problem = Problem(reasons.DUPLICATE_ROW, shown_message, number, duplicate_of=original)
                self.problems[position] = [problem]

    def _check_rules(self):
        accepted = {}
        for rule in self.ledger.rules:
            field = rules.blamed_field(rule)
            column = self.at[field] + 1 if field in self.at else 0
            for position, reason, message, is_warning in rules.broken(rule, self.values, self.ledger, on=self.task.on):
                problem = Problem(reason, message, self.numbers[position], column, field)
                noted_reasons = {problem.reason for problem in self.problems.get(position, ())}
                if is_warning:
                    self.warnings.append(problem)
                elif self.task.accepted.includes(problem.row, reason):
                    accepted.setdefault(position, []).append(problem)
                elif not noted_reasons & {reason, reasons.DUPLICATE_ROW}:
                    self._hold(position, problem)
        for position, doubts in accepted.items():
            if position in self.problems:
                self.problems[position] += doubts  # something else is wrong with the row
            else:
                self.accepted += doubts

    # results

    def _results(self, placed):
        fields = self.task.fields
        empty = [None] * len(self.body.data)
        ordered = [self.values.get(field, empty) for field in fields]
        values = list(zip(*ordered, strict=True)) if ordered else [()] * len(self.body.data)
        codes = [place.code for place in placed]
        leavings = self._leavings(empty)
        if not self.problems:
            return list(map(Record, self.numbers, codes, values, leavings)), []
        records, held = [], []
        for position, number in enumerate(self.numbers):
            if problems := self.problems.get(position):
                held.append(HeldRow(number, codes[position], values[position], tuple(problems)))
            else:
                records.append(Record(number, codes[position], values[position], leavings[position]))
        return records, held

    def _leavings(self, empty):
        """Return (last day, reason) of each row of a register that has one of them, None for the others."""
        if not self.ledger.leaving_fields:
            return empty
        days, texts = (self.values.get(name, empty) for name in self.ledger.leaving_fields)
        return [(day or "", text or "") if day or text else None for day, text in zip(days, texts, strict=True)]
