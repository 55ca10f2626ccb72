"""The outcomes of rows in the preview, each as one character: those of a chunk are stored as one short text."""

NEW, CHANGED, UNCHANGED, HELD = "n", "c", "u", "h"
LEAVING = "l"  # the record of the row leaves its register
ALIKE = "a"  # a new row that may be a stored record with edited wording
_FIRST_REASON = 0x100


def of_reason(number):
    """Return the outcome of rows held back for the reason ``number``, counted from 0 in their batch."""
    return chr(_FIRST_REASON + number)


def is_held(outcome):
    """Whether the row is held back, for any reason."""
    return outcome == HELD or ord(outcome) >= _FIRST_REASON
