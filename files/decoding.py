"""The text of a file: by its byte-order mark, else UTF-8, UTF-16 or GB18030, whichever reads it without error."""

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NAMES = {"utf-8": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16", "gb18030": "gbk"}
SAMPLE = 4_000  # bytes, an even number: enough to tell one order of bytes from the other


class UndecodableError(ValueError):
    """Bytes that are no text in any encoding that is read; ``offset`` is the first one that does not fit."""

    def __init__(self, offset):
        super().__init__(f"no text at byte {offset}")
        self.offset = offset


def decode(data):
    """``(text, name of the encoding)`` of ``data``; raises ``UndecodableError`` for what is no text.

    Without a byte-order mark only NUL bytes speak for UTF-16, and then it must make more sense than the others do;
    NUL bytes that do not come from it stay in the text.
    """
    for mark, codec in MARKS:
        if data.startswith(mark):
            return _decode_as(codec, data, after=len(mark))
    if b"\0" in data:
        return _decode_as(_likeliest(data[:SAMPLE]), data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_as("gb18030", data)


def _decode_as(codec, data, *, after=0):
    try:
        return data[after:].decode(codec), NAMES[codec]
    except UnicodeDecodeError as error:
        raise UndecodableError(error.start + after) from error


def _likeliest(head):
    """The codec that makes the most familiar characters of ``head``; of program code none makes any."""
    shares = {codec: share_of_familiar(head.decode(codec, "replace")) for codec in NAMES}
    codec = max(shares, key=shares.get)
    if shares[codec] < 0.5:
        raise UndecodableError(head.find(b"\0"))
    return codec


def share_of_familiar(text):
    """How much of ``text`` (0–1) is made of Chinese characters, ASCII and their usual marks."""
    familiar = sum(
        " " <= sign <= "~" or sign in "\t\r\n“”‘’—…·" or 0x3000 <= ord(sign) <= 0x9FFF or 0xFF00 <= ord(sign) <= 0xFFEF
        for sign in text
    )
    return familiar / len(text) if text else 0
