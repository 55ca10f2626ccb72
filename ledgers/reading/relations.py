"""What the declared rules of a ledger say about a column being a field (列间关系)."""

from dataclasses import fields as fields_of

from ledgers.reading import rules
from ledgers.reading.values.base import Doubtful
from ledgers.reading.values.factory import reader_for
from ledgers.row_rules import SumsTo

ROWS = 24
FEWEST = 3
KEPT, BROKEN = 0.9, 0.25
FOR, STRONGLY_FOR, AGAINST = 0.04, 0.35, -0.4


class Relations:
    """Ask the rules of a ledger about columns of one table.

    Called with (column, field, taken): columns from 0, ``taken`` {column: field} of the columns that are settled.
    Returns a number: above 0 where a rule speaks for the pair, below 0 where the rows break one.
    """

    def __init__(self, ledger, rows, columns, setting):
        self.ledger = ledger
        self.rows = rows[:ROWS]
        self.columns = columns
        self.setting = setting
        self.known = {column.field for column in ledger.columns}
        self.rules = [(rule, names) for rule in ledger.rules if len(names := self._names(rule)) > 1]
        self.read = {}

    def _names(self, rule):
        """Return the fields that a rule is about."""
        found = []
        for entry in fields_of(rule):
            value = getattr(rule, entry.name)
            found += [value] if isinstance(value, str) else list(value) if isinstance(value, tuple) else []
        return {name for name in found if isinstance(name, str) and name in self.known}

    def __call__(self, column, field, taken):
        mine = [(rule, names) for rule, names in self.rules if field in names]
        if not mine:
            return 0.0
        at = {name: number for number, name in taken.items() if name in self.known and number >= 0}
        return sum(self._of_rule(rule, names, at | {field: column}) for rule, names in mine)

    def _of_rule(self, rule, names, at):
        values = {name: self._values(at[name], name) for name in names if name in at}
        if len(values) < 2 or (isinstance(rule, SumsTo) and (rule.total not in values or len(values) < 3)):
            return 0.0
        full = [position for position, row in enumerate(zip(*values.values(), strict=True)) if None not in row]
        if len(full) < FEWEST:
            return 0.0
        values = {name: [cells[position] for position in full] for name, cells in values.items()}
        broken = len({position for position, *_rest in rules.broken(rule, values, self.ledger)}) / len(full)
        if broken <= 1 - KEPT:
            return STRONGLY_FOR if isinstance(rule, SumsTo) and len(values) == len(names) else FOR
        return AGAINST if broken >= BROKEN and not isinstance(rule, SumsTo) else 0.0

    def _values(self, column, field):
        """Return the values of a column as the reader of the field reads them, None where it cannot."""
        key = column, field
        if key not in self.read:
            reader = reader_for(self.ledger.column(field), self.setting(self.columns[column], field))
            cells = [row[column] for row in self.rows]
            reader.prepare(set(cells))
            self.read[key] = [_value(reader, cell) for cell in cells]
        return self.read[key]


def _value(reader, cell):
    try:
        value = reader.read(cell)
    except ValueError:
        return None
    return None if type(value) is Doubtful else value
