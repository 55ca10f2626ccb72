"""Write the events of the watch over deadlines (期限监测). The watch of each app calls ``add_events``."""

from django.db.models import DateField, F, Value

from notices.bulk_insert import insert_missing
from notices.models import DeadlineEvent

FIELDS = ["subject_kind", "subject_id", "path", "organization", "stage", "due_on", "period_start", "found_on"]


def add_events(kind, subjects, *, stage, on, due_on, period_start=None):
    """Write the event ``stage`` for each of ``subjects`` that has none yet; return the number of new events.

    ``subjects`` is a filtered QuerySet of the kind's model. ``due_on`` is a day, or an expression over its fields.
    This is one statement for any number of rows. It also builds the URL paths, which messages need later.
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
