"""Find free paths for new units."""

from django.db.models import Max

from audit.models import AuditEntry
from audit.paths import below_q
from organizations import tree
from organizations.models import Organization


def next_number(above):
    """Return the number of the next free step below the path ``above`` (empty for roots).

    It is higher than that of every unit there now and of every path in the history. Rows of the history
    keep old paths: a unit with such a path could read the rows of another unit.
    """
    width = len(above) + tree.STEP
    highest = max(_highest(Organization, "path", above), _highest(AuditEntry, "organization_path", above))
    return tree.number(highest[:width]) + 1 if highest else 0


def _highest(model, field, above):
    """Return the highest path below ``above``, or an empty text."""
    rows = model.objects.filter(below_q(above, field=field)).exclude(**{field: above})
    return rows.order_by().aggregate(last=Max(field))["last"] or ""
