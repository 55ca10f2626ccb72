"""Which indicator gives the figures of a task (绑定). Only a stored key binds; the words of a title propose one.

One indicator leads: its values are the figures of the reports. The other indicators of the same item of the speech are
shown beside it. Why: docs/adr/0021-reports-written-from-indicators.md.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from indicators.registry import COMPARE, NO_INDICATOR, all_indicators


def may_lead(indicator):
    """Whether a task may be bound to ``indicator``: it may rank units, and 100 % of it is the aim."""
    return indicator.use == COMPARE and indicator.better == "more"


def choices():
    """The indicators that a task may be bound to, in the order of their items."""
    return [indicator for indicator in all_indicators() if may_lead(indicator)]


def leading(task):
    """Return the indicator that ``task`` is bound to; ``None`` when it is not bound."""
    return next((indicator for indicator in choices() if indicator.key == task.indicator), None)


def beside(indicator):
    """Return the other indicators of the same item, which are only shown."""
    return [other for other in all_indicators() if other.item == indicator.item and other.key != indicator.key]


def proposed(task):
    """Return the indicator with the longest word in the title of ``task``, while nothing is chosen; else ``None``.

    A task that counts something else than the indicator, communities instead of grids, is not proposed one.
    """
    if task.indicator:
        return None
    fitting = {
        indicator: max((len(word) for word in indicator.words if word in task.title), default=0)
        for indicator in choices()
        if not task.is_quantity or task.unit == str(indicator.unit)
    }
    best = max(fitting, key=fitting.get, default=None)
    return best if best and fitting[best] else None


def label_of(key):
    """The name of the stored ``key`` of a task, as the history shows it."""
    if key == NO_INDICATOR:
        return _("不对应指标")
    return next((str(indicator.label) for indicator in all_indicators() if indicator.key == key), key)


def bound_q(*, prefix=""):
    """``leading`` in SQL: tasks that are bound; ``prefix`` leads to the task."""
    return Q(**{f"{prefix}indicator__in": [indicator.key for indicator in choices()]})
