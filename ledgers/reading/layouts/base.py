"""The base class of the layouts: a table converted to the normal layout, with the origin of each cell."""

from dataclasses import replace

from ledgers.reading.result import Ignored


class Relaid:
    """A table converted from another layout.

    Subclasses set ``grid`` and ``header`` in the normal layout. ``where`` returns the row and column (from 1)
    in the sheet of a cell of the new grid; column 0 stands for the whole row.
    """

    def where(self, row, column):
        raise NotImplementedError

    def without_record(self, number):
        """Whether a row of the new grid (from 0) holds no record although it looks like one."""
        return False

    def formats(self, ask):
        """Return a function for number formats of the new grid; ``ask`` is the function for cells of the sheet."""

        def formats_of(cells):
            origins = {cell: self.where(cell[0] + 1, cell[1] + 1) for cell in cells}
            number_formats = ask({(row - 1, column - 1) for row, column in origins.values() if column})
            return {cell: number_formats.get((row - 1, column - 1), "") for cell, (row, column) in origins.items()}

        return formats_of

    def put_back(self, reading):
        """Change the rows and columns in a ``SheetReading`` back to those of the sheet."""
        reading.records = [record._replace(row=self.where(record.row, 0)[0]) for record in reading.records]
        reading.held = [self._held(held) for held in reading.held]
        reading.warnings = [self._problem(warning) for warning in reading.warnings]
        reading.accepted = [self._problem(doubt) for doubt in reading.accepted]
        rows = {self.where(row.row, 0)[0]: row.kind for row in reading.ignored}
        kept_rows = {record.row for record in reading.records} | {held.row for held in reading.held}
        reading.ignored = sorted(Ignored(row, kind) for row, kind in rows.items() if row not in kept_rows)

    def _held(self, held):
        problems = tuple(self._problem(problem) for problem in held.problems)
        return replace(held, row=self.where(held.row, 0)[0], problems=problems)

    def _problem(self, problem):
        if not problem.row:
            return problem
        row, column = self.where(problem.row, problem.column)
        original = problem.duplicate_of and self.where(problem.duplicate_of, 0)[0]
        return replace(problem, row=row, column=column, duplicate_of=original)
