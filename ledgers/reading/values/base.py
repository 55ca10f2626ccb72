"""Base class of the readers of values."""

from django.utils.translation import gettext as _

from ledgers.reading import reasons
from ledgers.reading.limits import LONGEST_VALUE
from ledgers.reading.result import Candidate, as_text
from ledgers.reading.text import DITTOS, is_ditto, is_error, tidy

_TELLTALE = frozenset((*"# Ee", *(word[0] for word in DITTOS)))  # how such cells begin; a look-up spares the patterns


class UnreadableError(ValueError):
    """A cell that cannot be read: a reason, a Chinese explanation, and the readings to choose from."""

    def __init__(self, reason, message, candidates=()):
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.candidates = tuple(Candidate(str(value), str(label)) for value, label in candidates)


class Doubtful:
    """A number whose meaning depends on the number format of its cell."""

    __slots__ = ("cell",)

    def __init__(self, cell):
        self.cell = cell


class ValueReader:
    """Base of the readers: ``read`` returns the typed value of a cell, None if it is empty.

    ``read`` raises ``UnreadableError``, or returns ``Doubtful`` when it needs the number format of the
    cell; then call ``read_formatted`` with it (an empty text if the file has none).
    ``remarks`` collects (reason, message) by cell for values that a person should check.
    A text longer than ``longest`` is refused before any pattern runs on it; so are formula errors and a 同上 with
    nothing above it, for the reason ``unreadable``. Subclasses implement ``value_of``.
    """

    longest = LONGEST_VALUE
    unreadable = reasons.INVALID_TEXT

    def __init__(self, column, setting):
        self.column = column
        self.setting = setting
        self.remarks = {}

    def prepare(self, cells):
        """Called once with all distinct cells of the column, before they are read."""

    def read(self, cell):
        if type(cell) is str and len(cell) > self.longest:
            raise UnreadableError(
                reasons.INVALID_TEXT,
                _("“%(label)s”里的“%(text)s”有 %(count)d 个字，最多 %(limit)d 个字，请改短。")
                % {"label": self.label, "text": shown(cell), "count": len(cell), "limit": self.longest},
            )
        if type(cell) is str and cell[:1] in _TELLTALE:
            self.refuse_signs(cell)
        return self.value_of(cell)

    def refuse_signs(self, cell):
        """Raise ``UnreadableError`` for a cell that holds a sign of the spreadsheet and no content."""
        if is_error(cell):
            message = _("“%(label)s”里是公式错误“%(text)s”，请在表格中改正公式，或直接填写内容。")
        elif is_ditto(cell):
            message = _("“%(label)s”写的是“%(text)s”，但上面一行没有内容，请直接填写。")
        else:
            return
        raise UnreadableError(self.unreadable, message % {"label": self.label, "text": shown(cell)})

    def value_of(self, cell):
        """Return the value of a cell whose length was checked."""
        raise NotImplementedError

    def read_formatted(self, cell, number_format):
        return self.read(cell)

    def blank(self):
        """Return the value of an empty cell."""
        return None

    @property
    def label(self):
        return str(self.column.label)


def shown(cell):
    """Return the text of a cell for messages, shortened."""
    text = tidy(as_text(cell)).replace("\n", " ")
    return text if len(text) <= 30 else f"{text[:30]}…"
