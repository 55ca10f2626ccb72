"""Model fields for the columns of ledgers."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

_PARTIAL_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?)?\Z")


def validate_partial_date(value):
    """``YYYY-MM``, ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM``."""
    if value and not _PARTIAL_DATE.match(value):
        raise ValidationError(_("“%(value)s”不是日期，请写作 2026-10-31 或 2026-10。"), params={"value": value})


class PartialDateField(models.CharField):
    """A date as exact as the ledger gave it: ISO text to the month, the day or the minute.

    ISO text sorts and compares like dates; a month compares as its first day's prefix, so
    rules over days say what a month means. Empty text is no date.
    """

    default_validators = [validate_partial_date]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 16)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


def text(label):
    """Text of any length, empty where the ledger says nothing."""
    return models.TextField(label, blank=True, default="")


def codes(label):
    """The codes of the text in another column, joined by "、" (``Column.codes``); empty where no word fits."""
    return models.TextField(label, blank=True, default="", editable=False)


def record_of(model, label):
    """The record of another ledger that the text in another column names (``Column.refers_to``)."""
    return models.ForeignKey(
        model, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=label
    )


def yes_no(label):
    """True, False, or None where the ledger says nothing."""
    return models.BooleanField(label, null=True, blank=True)


def count(label):
    """A whole number, None where the ledger says nothing."""
    return models.BigIntegerField(label, null=True, blank=True)


def decimal(label):
    """Days, hours, square metres or percent (0 to 100) as the ledger writes them."""
    return models.FloatField(label, null=True, blank=True)


def yuan(label):
    """Money in yuan, exact to the 分."""
    return models.DecimalField(label, max_digits=16, decimal_places=2, null=True, blank=True)
