"""The rows of a file about one head complete one another, or contradict one another and are held back."""

from collections import defaultdict

from ledgers.declarations import Kind
from ledgers.heads import head_places
from ledgers.masking import is_masked


def contradictions(dataset):
    """Return {index of a row: (index of the row that it contradicts, field)} in the columns of heads.

    A blank never contradicts: it gets the value of the other rows, in ``dataset.rows``. Of two dates that fit, such as
    2026-03 and 2026-03-05, the more exact one holds for all rows.
    """
    ledger = dataset.ledger
    fields = [name for name in ledger.head_fields if ledger.head and name not in ledger.head.key]
    if not any(name in facts["fields"] for facts in dataset.sheets for name in fields):
        return {}
    found = {}
    for rows in _rows_by_head(dataset):
        for name in fields:
            _unite(dataset, rows, name, found)
    return found


def _rows_by_head(dataset):
    """Return lists of the indexes of rows that are about one head, each with two rows or more."""
    ledger, groups = dataset.ledger, defaultdict(list)
    places = head_places(ledger, {row[2] for row in dataset.rows})
    for index, row in enumerate(dataset.rows):
        key = tuple(dataset.value(index, name) for name in ledger.head.key)
        groups[places[row[2]], *key].append(index)
    if ledger.head.key:
        return [rows for rows in groups.values() if len(rows) > 1]
    return [rows for at_place in groups.values() for rows in _cases(dataset, at_place) if len(rows) > 1]


def _cases(dataset, rows):
    """Return the rows of one place by the cases that they are about: those without an opening go with a single case."""
    by_year = defaultdict(list)
    for index in rows:
        by_year[dataset.since(index)[:4]].append(index)
    if len(by_year) == 2 and "" in by_year:
        return [sorted(rows)]
    return list(by_year.values())


def _unite(dataset, rows, name, found):
    """Give the ``rows`` of one head one value of the column ``name``, or note in ``found`` which contradict others."""
    is_date = dataset.ledger.column(name).kind == Kind.DATE
    first, united = None, ""
    for index in rows:
        value = dataset.value(index, name)
        if value == "" or is_masked(value):
            continue
        if first is None or value == united or (is_date and value.startswith(united)):
            first, united = index if first is None else first, value
        elif not (is_date and united.startswith(value)):
            found.setdefault(index, (first, name))
            found.setdefault(first, (index, name))
    for index in rows:
        if first is not None and index not in found:
            dataset.fill(index, name, united)
