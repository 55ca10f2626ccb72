"""Decide what each column of a table holds: known words first, then places, then the evidence for the rest (认列)."""

import re
from itertools import pairwise

from django.utils.translation import gettext as _

from ledgers.declarations import Kind
from ledgers.reading import place_headers, reasons, shapes
from ledgers.reading.columns import EXACT, Match
from ledgers.reading.evidence import CERTAIN, LIKELY, NEAR, OPEN, Evidence, Verdict, understood
from ledgers.reading.ideas import sort_of
from ledgers.reading.identity_numbers import is_identity_column
from ledgers.reading.relations import Relations
from ledgers.reading.result import ColumnReading, Problem, as_text
from ledgers.reading.text import header_unit, is_blank, is_nothing, short_header_key, tidy
from ledgers.reading.values.factory import reader_for

LIKELY_COLUMN = "likely_column"  # the reason of a warning
EXAMPLES = 3
LOOKED_AT = 100
CHECKED = 30
SOME_YEAR = 2020
NUMBERED, NUMBERED_WITHIN = 5, 2  # rows that show a running number, and the columns that may hold one
_ELSEWHERE = re.compile(
    r"籍|户口|住|址|单位|部门|帮扶|结对|派|出生|毕业|领导"
)  # places that are not the place of the row
_DIVISION_CODE = re.compile(r"\d{12}")
_PLACE_SORT = "地点"


class TableColumns:
    """The columns below one header: ``columns`` as a person sees them, ``at``: the column (from 0) of each field.

    ``setting(column, field)`` returns the ``Setting`` of the reader of a column.
    """

    def __init__(self, task, header, data_rows, context, setting, kept_away=()):
        self.task = task
        self.header = header
        self.context = context
        self.setting = setting
        self.rows = data_rows[:LOOKED_AT]
        self.matcher = task.matcher
        self.columns = columns_of(header)
        self.by_number = {column.column - 1: column for column in self.columns}
        self.paths = {path.column: path for path in header.paths}
        self.boxed = {number for box in header.boxes for number in box.columns} | header.used
        self.at = {}
        self._look(kept_away)

    def _look(self, kept_away):
        for column in self.columns:
            self._inspect(column, self.header.matches.get(column.column - 1))
        self._find_running_number()
        self._find_all_places()
        self._weigh(set(kept_away))
        for column in self.columns:
            if column.certainty == LIKELY and self.task.accepts_likely:
                column.field = column.proposed
        self.at = {column.field: column.column - 1 for column in reversed(self.columns) if column.field}

    def warnings(self):
        """Return a warning for each column that is not read because its meaning is only likely."""
        message = _("第 %(column)d 列“%(header)s”可能是“%(label)s”，没有把握，未读入。请在“列名对应”中采纳或另选。")
        return [
            Problem(
                LIKELY_COLUMN,
                message % {"column": column.column, "header": column.header, "label": self._label(column.proposed)},
                self.header.last + 1,
                column.column,
            )
            for column in self.columns
            if column.certainty == LIKELY and not column.field
        ]

    def _label(self, field):
        return _level_name(field) if field in place_headers.WORDS else self.task.ledger.column(field).label

    @property
    def matches(self):
        """The matches of the header as decided: {column from 0: ``Match``}."""
        return {column: Match(field, EXACT) for field, column in self.at.items()}

    # known words

    def _inspect(self, column, match):
        """Note examples of a column, drop it if it holds identity numbers, and take its field if its word is known."""
        cells = self.cells(column)
        is_code = match and self.task.kinds.get(match.field) in (Kind.CODE, Kind.PHONE)
        if not is_code and is_identity_column(column.key, cells):
            column.field, column.dropped = None, reasons.IDENTITY_NUMBER
            return
        filled = [cell for cell in cells if not is_blank(cell)]
        column.examples = tuple(dict.fromkeys(tidy(as_text(cell))[:40] for cell in filled[:20]))[:EXAMPLES]
        column.field = None
        if not match:
            return
        is_known = (
            (match.sure and not (match.by_ideas and not self._reads(column, match.field)))
            or match.field in self.task.mapped
            or column.column - 1 in self.boxed
        )
        if is_known or (match.field in place_headers.PLACES and self._reads(column, match.field)):
            column.field, column.certainty = match.field, CERTAIN

    def cells(self, column):
        return [row[column.column - 1] for row in self.rows]

    def _reads(self, column, field):
        """Whether six in ten cells of a column can be read as the field.

        A column such as 责任单位 may hold offices instead of places, so its cells must resolve to places.
        """
        if field in place_headers.PLACES:

            def is_good(cell):
                return bool(self.task.placer.place(cell, "", "", self.context.place).code)
        else:
            setting = self.setting(column, field)
            dated = setting._replace(year=setting.year or SOME_YEAR)  # 6月30日 is a date, whatever its year
            reader = reader_for(self.task.ledger.column(field), dated)

            def is_good(cell):
                try:
                    reader.read(cell)
                except ValueError:
                    return False
                return True

        filled = [cell for cell in self.cells(column) if not is_blank(cell)][:CHECKED]
        return not filled or sum(map(is_good, filled)) * 10 >= len(filled) * 6

    def _find_running_number(self):
        """Find the column that only numbers the rows: 1, 2, 3 … from the top."""
        if any(column.field == place_headers.SEQ for column in self.columns):
            return
        for column in self._free()[:NUMBERED_WITHIN]:
            numbers = [shapes.number_in(cell) for cell in self.cells(column) if not is_blank(cell)]
            is_near = any(near.score >= NEAR for near in self.matcher.likeness.near(self._parts(column)).values())
            steps = sum(after == before + 1 for before, after in pairwise(numbers) if before is not None)
            if (
                numbers[:1] == [1.0]
                and len(numbers) >= NUMBERED
                and steps * 10 >= (len(numbers) - 1) * 9
                and not is_near
            ):
                self._settle(column, place_headers.SEQ, LIKELY, (_("内容是从 1 开始的顺序号"),))
                return

    def _parts(self, column):
        return self.paths[column.column - 1].parts

    # places

    def _find_all_places(self):
        """Find a column for every level of place that no header names."""
        taken = {column.field for column in self.columns}
        lowest = max(place_headers.PLACES.index(level) for level in self.task.ledger.place_levels)
        for level in place_headers.PLACES[1 : lowest + 1]:
            if level not in taken:
                self._find_places(level)

    def _find_places(self, level):
        """Give ``level`` to the column with an unknown header whose cells name places of that level."""
        for column in self._free():
            word = sort_of(short_header_key(column.header)) == _PLACE_SORT
            foreign = not word and understood(column.header) == 1
            near = self.matcher.likeness.near(self._parts(column)).values()
            are_codes = all(_DIVISION_CODE.fullmatch(as_text(cell)) for cell in self.cells(column)[:CHECKED] if cell)
            means_other = not (word or are_codes) and any(found.score >= NEAR for found in near)
            if not _ELSEWHERE.search(column.key) and not means_other and self._names_places(level, column):
                self._settle(column, level, LIKELY if foreign and not are_codes else CERTAIN, (_names_units(level),))
                return

    def _free(self):
        return [
            column
            for column in self.columns
            if not (column.field or column.proposed or column.dropped)
            and column.column - 1 not in self.boxed
            and not self.matcher.is_mapped(column)
        ]

    def _settle(self, column, field, certainty, why, alternatives=()):
        column.certainty, column.reasons, column.alternatives = certainty, why, alternatives
        column.field = field if certainty == CERTAIN else None
        column.proposed = field if certainty == LIKELY else ""

    def _names_places(self, level, column):
        """Whether four in five of the distinct cells of a column name a place, and half of them one of ``level``.

        The lowest level may stand in one cell with those above it, and some of these cells name a unit above.
        """
        places, placer = self.task.places, self.task.placer
        within = self.context.place or places.only_city(self.task.within)
        if level == place_headers.COUNTY:
            within = places.only_city(within)

        def level_of(cell):
            if places.resolve(cell, level=level, within=within).codes:
                return level
            return places.level(placer.place("", "", cell, within).code) if level == place_headers.VILLAGE else ""

        cells = {as_text(cell) for cell in self.cells(column) if not is_nothing(cell) and _may_name_place(cell)}
        if len(cells) * 5 < len({cell for cell in self.cells(column) if not is_nothing(cell)}) * 4:
            return False
        levels = [found for cell in cells if (found := level_of(cell))]
        return bool(cells) and len(levels) * 5 >= len(cells) * 4 and levels.count(level) * 2 >= len(levels)

    # evidence

    def _weigh(self, kept_away):
        free = self._free()
        if not free:
            return
        taken = {number: column.field for number, column in self.by_number.items() if column.field}
        taken |= {number: "" for number, column in self.by_number.items() if column not in free and number not in taken}
        taken |= {-2 - index: field for index, field in enumerate(kept_away)}
        looks = {column.column - 1: shapes.Column(self.cells(column)) for column in free}
        relations = Relations(self.task.ledger, self.rows, self.by_number, self.setting)
        evidence = Evidence(self.matcher, self.header.paths, looks, taken, relations, self.task.hints)
        for number, verdict in evidence.decide().items():
            column = self.by_number[number]
            if verdict.field and not self._reads(column, verdict.field):
                verdict = Verdict("", OPEN, (), (verdict.field, *verdict.alternatives))
            self._settle(column, verdict.field or None, verdict.certainty, verdict.reasons, verdict.alternatives)


def _may_name_place(cell):
    """Whether a cell may name a place: a text, or the division code of a unit as a number."""
    return type(cell) is str or _DIVISION_CODE.fullmatch(as_text(cell))


def _names_units(level):
    return _("内容是%(level)s的名称") % {"level": _level_name(level)}


def _level_name(level):
    names = {"county": _("县（市、区）"), "township": _("乡镇（街道）"), "seq": _("序号")}
    return names.get(level, _("村（社区）"))


def columns_of(header):
    """Return the columns with a header, each with the field it was matched to by a known word."""
    columns = []
    for path in header.paths:
        if path.parts:
            match = header.matches.get(path.column)
            known = match.field if match and match.sure and not match.by_ideas else None
            column = ColumnReading(path.column + 1, path.header, path.group, known)
            column.unit = header_unit(path.header) or header_unit(path.group or "")
            column.certainty = CERTAIN if known else OPEN
            columns.append(column)
    return columns
