"""Numbers out of addresses and forms: whatever somebody sends, nothing breaks."""

LONGEST = 17  # digits; every database has room for such a key


def whole(text):
    """The number that the plain digits of ``text`` say; ``None`` for anything else, or for too many of them."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None


def wholes(texts):
    """The numbers among ``texts``."""
    return [number for text in texts if (number := whole(text)) is not None]
