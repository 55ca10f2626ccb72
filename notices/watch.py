"""The watch over deadlines (期限监测): what every app's watch leaves behind when a limit is reached."""

from django.db.models import DateField, F, Value

from notices.models import DeadlineEvent
from notices.setwise import insert_missing

FIELDS = ["subject_kind", "subject_id", "path", "organization", "stage", "due_on", "period_start", "found_on"]


def add_events(kind, subjects, *, stage, on, due_on, period_start=None):
    """Write the event ``stage`` for each of ``subjects`` that has none yet; returns how many were new.

    ``subjects`` is a filtered QuerySet of the kind's model. ``due_on`` is a day or an expression over it.
    One statement whatever the number of rows; the paths are put together inside it, since a path
    that is only made when it is read could not be sent in a message.
    """
    rows = subjects.values_list(
        Value(kind.key),
        "pk",
        kind.path_expression(),
        F("organization"),
        Value(stage),
        due_on if hasattr(due_on, "resolve_expression") else _day(due_on),
        _day(period_start),
        _day(on),
    )
    return insert_missing(DeadlineEvent, FIELDS, rows)


def _day(day):
    return Value(day, output_field=DateField())
