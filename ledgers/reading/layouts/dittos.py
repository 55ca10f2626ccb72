"""Fill cells that stand for the one above them: 同上, 〃 (同上)."""

from ledgers.reading.text import is_blank, is_ditto


def fill_dittos(rows, numbers):
    """Write the cell above into each such cell of the data rows ``numbers`` (from 0); below nothing it stays."""
    above = None
    for number in numbers:
        row = rows[number]
        if above is not None:
            for column, cell in enumerate(row):
                if is_ditto(cell) and not is_blank(above[column]):
                    row[column] = above[column]
        above = row
