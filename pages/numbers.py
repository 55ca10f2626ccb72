"""Read whole numbers from addresses and forms, where any text may be sent."""

LONGEST = 17  # digits; such a number fits into a BigIntegerField


def whole(text):
    """Return the number in ``text`` if it consists of at most 17 ASCII digits, else ``None``."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None


def wholes(texts):
    """Return the numbers in ``texts``; skip texts that are not numbers."""
    return [number for text in texts if (number := whole(text)) is not None]
