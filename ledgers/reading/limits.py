"""How large a file may be, and the one error that reading ends in when it cannot go on."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
LONGEST_TEXT = 32_767
"""Characters that a cell may hold in every spreadsheet program; only .csv and .ods can have longer ones."""
LONGEST_VALUE = 500
"""Characters of a date, number, name, phone, code, choice or mark, with room for remarks in brackets."""
LONGEST_ABOVE = 1_000
"""Characters of a title or of a row of labels above a table; a longer text there is an instruction."""


@dataclass(frozen=True)
class Limits:
    """Upper bounds of one file; reading stops with a ``ReadingError`` where one is passed."""

    file_bytes: int = 30 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE
    entries: int = 2_000
    sheets: int = 200
    rows: int = 200_000
    columns: int = 256
    cells: int = 4_000_000
    merges: int = 60_000


class ReadingError(Exception):
    """The file as a whole cannot be read.

    ``code`` is for programs, the message is Chinese and for people: what is wrong,
    why, and what to do about it.
    """

    def __init__(self, code, message):
        super().__init__(str(message))
        self.code = code
        self.message = str(message)

    def __reduce__(self):
        return type(self), (self.code, self.message)
