"""Validate and mask work phones."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_PHONE = re.compile(r"[0-9+() ,/转\-]{5,30}\Z")
HEAD, TAIL = 3, 4


def validate_phone(text):
    """Raise ``ValidationError`` unless ``text`` consists of digits and the usual characters between them."""
    if not _PHONE.match(text):
        raise ValidationError(_("电话只能含数字、空格、括号、- 和“转”，例如 0793-8200000 转 12。"))


def masked(phone):
    """Return ``138****5678``: the first three and the last four characters; short numbers are masked completely."""
    if len(phone) <= HEAD + TAIL:
        return "*" * len(phone)
    return phone[:HEAD] + "*" * (len(phone) - HEAD - TAIL) + phone[-TAIL:]
