"""The public ledgers cut to thirty rows, with headings renamed and cells of columns exchanged."""

import json
from copy import copy
from functools import cache
from pathlib import Path

from ledgers import declarations
from ledgers.reading.files.workbook import open_workbook
from ledgers.reading.limits import Limits
from ledgers.reading.read import Options
from ledgers.reading.sheet import SheetTask

DATA = Path(__file__).resolve().parents[2] / "data" / "ledgers"
SAMPLES = sorted(path for path in DATA.iterdir() if path.suffix != ".json")
ROWS = 30


@cache
def parsed(path):
    """(answer, raw sheet, answer of the sheet) of the first sheet of a sample with records, cut to thirty rows."""
    answer = json.loads(path.with_name(path.stem + ".expected.json").read_text(encoding="utf-8"))
    book = open_workbook(path.read_bytes(), path.name, Limits())
    wanted = next(sheet for sheet in answer["sheets"] if sheet.get("import", True))
    raw = next(sheet for sheet in book.sheets if sheet.name == wanted["sheet"] or len(book.sheets) == 1)
    last = wanted["header_rows"][-1] + ROWS
    raw.rows = raw.rows[:last]
    raw.merges = [merge for merge in raw.merges if merge[2] < last]
    return answer, raw, wanted


def columns_read(path, places, renamed=None, exchanged=None):
    """The columns of a sample as read; ``renamed`` is {column from 1: heading}, ``exchanged`` two columns from 1."""
    answer, raw, wanted = parsed(path)
    raw = copy(raw)
    raw.rows = [list(row) for row in raw.rows]
    for column, heading in (renamed or {}).items():
        rows = [row - 1 for row in wanted["header_rows"]]
        own = next(row for row in reversed(rows) if str(raw.rows[row][column - 1]).strip())
        raw.rows[own][column - 1] = heading
    if exchanged:
        one, other = (column - 1 for column in exchanged)
        for row in raw.rows[wanted["header_rows"][-1] :]:
            if max(one, other) < len(row):
                row[one], row[other] = row[other], row[one]
    options = Options(places, year=answer["year"])
    task = SheetTask(raw, declarations.get(answer["ledger_type"]), options, file_name=path.name, since_1904=False)
    return {column.column: column for column in task.read().columns}
