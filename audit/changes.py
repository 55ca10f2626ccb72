"""What a change did to the fields of an object: ``{field: [before, after]}``, ready for the history."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Model
from django.utils import timezone


def snapshot(instance, fields):
    """The values of ``fields`` now, as the history keeps them; taken before and after a change."""
    return {field: plain(getattr(instance, field)) for field in fields}


def between(before, after):
    """The fields whose values differ between two snapshots."""
    return {field: [value, after[field]] for field, value in before.items() if value != after[field]}


def plain(value):
    """``value`` as JSON can hold it and people can read it: a related object becomes its name."""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Model):
        return str(value)
    return value
