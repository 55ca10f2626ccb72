"""What storing would do with a row of a file, as one character, so that those of a thousand rows are a short text."""

NEW, CHANGED, UNCHANGED, HELD = "n", "c", "u", "h"
ALIKE = "a"  # a new row that may be a stored record with edited wording
_FIRST_REASON = 0x100


def of_reason(number):
    """The outcome of rows held back for the reason ``number`` (from 0) of their batch, of which there may be many."""
    return chr(_FIRST_REASON + number)


def is_held(outcome):
    """Whether the row is held back, for whatever reason."""
    return outcome == HELD or ord(outcome) >= _FIRST_REASON
