"""Compare an object before and after a change. The history keeps the result: ``{field: [before, after]}``."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Model
from django.utils import timezone


def snapshot(instance, fields):
    """Return ``{field: value}`` as the history keeps it. Take one before a change and one after it."""
    return {field: plain(getattr(instance, field)) for field in fields}


def between(before, after):
    """Return ``{field: [before, after]}`` for the fields that differ between two snapshots."""
    return {field: [value, after[field]] for field, value in before.items() if value != after[field]}


def plain(value):
    """Return ``value`` in a form that fits into JSON and that people can read: a related object becomes its name."""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Model):
        return str(value)
    return value
