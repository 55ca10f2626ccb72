"""Quantity targets must sum to the target above, unless a reason is given."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks.models import Assignment


def check_sum(task, parent, *, new=(), override_reason="", leaving=()):
    """Compare the targets below ``parent`` (the task itself when ``None``) with the target above.

    ``new`` are unsaved or changed assignments that count with the targets they carry now; ``leaving`` no
    longer count. Raises ``ValidationError`` with the difference unless ``override_reason`` says why.
    """
    above = parent.target if parent else task.target
    if not task.is_quantity or above is None or override_reason.strip():
        return
    counted = [assignment.pk for assignment in [*new, *leaving] if assignment.pk]
    others = Assignment.objects.handed_down().filter(task=task, parent=parent, withdrawn_on__isnull=True)
    others = others.exclude(pk__in=counted)
    total = sum((assignment.target or Decimal(0) for assignment in [*others, *new]), Decimal(0))
    if total != above:
        raise ValidationError({"target": _message(total, above, task.unit)}, code="target_sum")


def _message(total, above, unit):
    values = {"total": plain(total), "above": plain(above), "unit": unit, "gap": plain(abs(above - total))}
    if total < above:
        return (
            _("各单位目标合计 %(total)s%(unit)s，比上级目标 %(above)s%(unit)s 少 %(gap)s%(unit)s。请补足，或写明理由。")
            % values
        )
    return (
        _("各单位目标合计 %(total)s%(unit)s，比上级目标 %(above)s%(unit)s 多 %(gap)s%(unit)s。请调减，或写明理由。")
        % values
    )


def plain(number):
    """A decimal without trailing zeros: 12, 0.5."""
    return f"{Decimal(number).normalize():f}"
