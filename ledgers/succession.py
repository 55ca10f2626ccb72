"""Changes that wait beside confirmed records of a unit that ends: they stay there, and can still be decided on.

``organizations.handover`` calls this.
"""

from django.utils.translation import gettext as _

from ledgers.models import PendingChange


def preview(unit, *, successor, last_day):
    """Return a sentence about the changes that wait beside records of ``unit``; none if nothing waits."""
    count = PendingChange.objects.waiting().filter(organization=unit).count()
    if not count:
        return []
    sentence = _("“%(unit)s”的台账有 %(count)d 行修改待核实：停用后不转给其他单位，仍可由填报单位或其上级核实、退回。")
    return [sentence % {"unit": unit.label, "count": count}]


def hand_over(unit, *, successor, last_day, by):
    """Leave the changes beside their records, which stay those of ``unit``."""


def take_back(unit, *, successor, on, by):
    """Nothing was handed over."""
