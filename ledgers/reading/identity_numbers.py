"""Recognise identity numbers (身份证号), which are left out and never stored or logged."""

import re

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
HEADER = re.compile(r"身份证|公民身份|居民身份|证件号|证件编号|身份号码|身份号")
BLOTTED = "［身份证号已去除］"
_LONG = re.compile(r"(?<!\d)(\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?!\d)")
_SHORT = re.compile(r"^[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$")


def is_identity_number(text):
    """Whether a text is an identity number: 18 digits with birth date and check digit, or 15 of the old form."""
    if _SHORT.match(text):
        return True
    if not _LONG.fullmatch(text):
        return False
    return checks_out(text) or text.endswith("000")  # Excel keeps 15 digits and sets the rest to 000


def checks_out(text):
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, text, strict=False))
    return CHECK_DIGITS[total % 11] == text[17].upper()


def looks_like_identity_number(cell):
    """Whether a cell holds an identity number: as text, as a number, or shortened to 4.2E+17."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return 1e17 <= cell < 9e17 or (1e14 <= cell < 9e14 and bool(_SHORT.match(f"{cell:.0f}")))
    text = re.sub(r"[\s'’‘]", "", str(cell))
    if re.match(r"^[1-8]\.\d+[Ee]\+17$", text):
        return True
    return is_identity_number(text)


def is_identity_column(header, cells):
    """Whether a column holds identity numbers, by its header or by at least half of its cells."""
    if HEADER.search(re.sub(r"\s", "", header)):
        return True
    filled = [cell for cell in cells if cell not in ("", None)]
    hits = sum(looks_like_identity_number(cell) for cell in filled)
    return hits > 0 and hits * 2 >= len(filled)


def without_identity_numbers(text):
    """Return a text with a note instead of every identity number with a correct check digit."""
    return _LONG.sub(lambda match: BLOTTED if checks_out(match[1]) else match[0], text)
