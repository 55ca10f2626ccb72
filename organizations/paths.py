"""Find free paths for new units."""

from django.db.models import Max

from audit.models import AuditEntry
from audit.paths import below_q
from organizations import tree
from organizations.models import Organization, Placement


def next_number(above):
    """Return the number of the next free step below the path ``above`` (empty for roots).

    It is higher than that of every unit that stood there, or below an older path of the same parent, on any day, and of
    every path in the history. Rows of the history keep old paths: a unit with such a path could read the rows of
    another unit.
    """
    older = Placement.objects.filter(unit__path=above).exclude(path=above).values_list("path", flat=True)
    return max(_next_below(path) for path in [above, *older])


def _next_below(above):
    columns = ((Organization, "path"), (Placement, "path"), (AuditEntry, "organization_path"))
    highest = max(_highest(model, field, above) for model, field in columns)
    return tree.number(highest[: len(above) + tree.STEP]) + 1 if highest else 0


def _highest(model, field, above):
    """Return the highest path below ``above``, or an empty text."""
    rows = model.objects.filter(below_q(above, field=field)).exclude(**{field: above})
    return rows.order_by().aggregate(last=Max(field))["last"] or ""
