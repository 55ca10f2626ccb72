"""Decode text files: by the byte-order mark, else as UTF-8, UTF-16 or GB18030, the first without an error."""

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHINESE = "gb18030"  # holds all characters of GBK and GB2312
OLD_CHINESE = "gbk"
NAMES = {"utf-8": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16", CHINESE: CHINESE}
SAMPLE = 4_000  # bytes to look at for the byte order of UTF-16; an even number


class UndecodableError(ValueError):
    """The bytes are not text in any supported encoding; ``offset`` is the position of the first invalid byte."""

    def __init__(self, offset):
        super().__init__(f"no text at byte {offset}")
        self.offset = offset


def decode(data):
    """Return ``(text, name of the encoding)`` of ``data``; raise ``UndecodableError`` when it is not text.

    Data without a byte-order mark can be UTF-16 only when it contains NUL bytes; of all encodings, the one that
    gives the largest share of familiar characters is used then. In other encodings NUL bytes stay in the text.
    """
    for mark, codec in MARKS:
        if data.startswith(mark):
            return _decode_as(codec, data, after=len(mark))
    if b"\0" in data:
        return _decode_as(_likeliest(data[:SAMPLE]), data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, name = _decode_as(CHINESE, data)
        return text, OLD_CHINESE if _is_old(text) else name


def _is_old(text):
    """Whether GBK, which has fewer characters, holds the text too."""
    try:
        text.encode(OLD_CHINESE)
    except UnicodeEncodeError:
        return False
    return True


def _decode_as(codec, data, *, after=0):
    try:
        return data[after:].decode(codec), NAMES[codec]
    except UnicodeDecodeError as error:
        raise UndecodableError(error.start + after) from error


def _likeliest(head):
    """Return the codec that gives the largest share of familiar characters in ``head``.

    Raises ``UndecodableError`` when no codec reaches one half, as for an executable file.
    """
    shares = {codec: share_of_familiar(head.decode(codec, "replace")) for codec in NAMES}
    codec = max(shares, key=shares.get)
    if shares[codec] < 0.5:
        raise UndecodableError(head.find(b"\0"))
    return codec


def share_of_familiar(text):
    """Return which share of ``text`` (0–1) is Chinese characters, ASCII and common punctuation."""
    familiar = sum(
        " " <= sign <= "~" or sign in "\t\r\n“”‘’—…·" or 0x3000 <= ord(sign) <= 0x9FFF or 0xFF00 <= ord(sign) <= 0xFFEF
        for sign in text
    )
    return familiar / len(text) if text else 0
