"""Handing out paths below a parent."""

from django.db.models import Max

from audit.models import AuditEntry
from audit.paths import below_q
from organizations import tree
from organizations.models import Organization


def next_number(above):
    """The number of the next free step below the path ``above`` (empty for roots).

    It is past every unit there now, and past those of which the history tells: rows of
    the history keep the path of their day, and whoever gets that path would read them.
    """
    width = len(above) + tree.STEP
    highest = max(_highest(Organization, "path", above), _highest(AuditEntry, "organization_path", above))
    return tree.number(highest[:width]) + 1 if highest else 0


def _highest(model, field, above):
    """The last path below ``above``, or an empty text; the end of an index range."""
    rows = model.objects.filter(below_q(above, field=field)).exclude(**{field: above})
    return rows.order_by().aggregate(last=Max(field))["last"] or ""
