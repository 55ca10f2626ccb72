"""Read the cells of a column as typed values, each distinct cell once (取值)."""

from ledgers.reading.result import Problem
from ledgers.reading.values.base import Doubtful, UnreadableError
from ledgers.reading.values.base import shown as shown_cell


class TypedColumn:
    """The values of one field in the data rows of a table, with the problems of its cells.

    ``faults`` and ``remarks`` are {position in the data rows: Problem}.
    """

    def __init__(self, reader, column):
        self.reader = reader
        self.column = column
        self.field = reader.column.field
        self.blamed = (reader.column.into or (self.field,))[0]
        self.values = []
        self.faults = {}
        self.remarks = {}

    def read(self, cells, numbers, formats):
        """Read ``cells`` of the spreadsheet rows ``numbers`` (from 1); ``formats`` is a function for number formats."""
        distinct = set(cells)
        self.reader.prepare(distinct)
        values_by_cell, errors, doubtful = {}, {}, set()
        for cell in distinct:
            try:
                value = self.reader.read(cell)
            except UnreadableError as error:
                value, errors[cell] = None, error
            if type(value) is Doubtful:
                doubtful.add(cell)
            values_by_cell[cell] = value
        self.values = list(map(values_by_cell.__getitem__, cells))
        if doubtful:
            self._settle(cells, numbers, doubtful, formats)
        blank = self.reader.blank()
        if blank is not None and None in values_by_cell.values():
            self.values = [blank if value is None else value for value in self.values]
        self._note(cells, numbers, errors)

    def _settle(self, cells, numbers, doubtful, formats):
        """Read the cells that need their number format; formats are looked up only for these cells."""
        places = {
            (numbers[position] - 1, self.column - 1): position
            for position, cell in enumerate(cells)
            if cell in doubtful
        }
        number_formats = formats(set(places))
        for key, position in places.items():
            cell = cells[position]
            try:
                self.values[position] = self.reader.read_formatted(cell, number_formats.get(key) or "")
            except UnreadableError as error:
                self.values[position] = None
                self.faults[position] = self._problem(error, numbers[position], cell)

    def _note(self, cells, numbers, errors):
        """Note a fault for each cell in ``errors``, and a remark for each cell the reader remarked on."""
        remarks = self.reader.remarks
        if not errors and not remarks:
            return
        for position, cell in enumerate(cells):
            if cell in errors:
                self.faults[position] = self._problem(errors[cell], numbers[position], cell)
                self.values[position] = None
            elif cell in remarks:
                reason, message = remarks[cell]
                self.remarks[position] = self._build(reason, message, numbers[position], cell)

    def _problem(self, error, number, cell):
        return self._build(error.reason, error.message, number, cell, error.candidates)

    def _build(self, reason, message, number, cell, candidates=()):
        return Problem(reason, message, number, self.column, self.blamed, shown_cell(cell), candidates)
