"""Which indicator gives the figures of a task (绑定). Only a stored key binds; the words of a title propose one.

One indicator leads: its values are the figures of the reports. The other indicators of the same item of the speech are
shown beside it. The ledgers that the indicator reads, and those that the issuer chose besides, say what the units
import or enter. Why: docs/adr/0021-reports-written-from-indicators.md.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from indicators import registry
from indicators.registry import COMPARE, NO_INDICATOR, all_indicators
from ledgers import declarations


def may_lead(indicator):
    """Whether a task may be bound to ``indicator``: it may rank units, and 100 % of it is the aim."""
    return indicator.use == COMPARE and indicator.better == "more"


def choices():
    """The indicators that a task may be bound to, in the order of their items."""
    return [indicator for indicator in all_indicators() if may_lead(indicator)]


def leading(task):
    """Return the indicator that ``task`` is bound to; ``None`` when it is not bound."""
    try:
        indicator = registry.get(task.indicator)
    except LookupError:
        return None
    return indicator if may_lead(indicator) else None


def beside(indicator):
    """Return the other indicators of the same item, which are only shown."""
    return [other for other in all_indicators() if other.item == indicator.item and other.key != indicator.key]


def proving_ledgers(task):
    """Return the ledgers that prove ``task``: those that its indicator reads, then those that its issuer chose."""
    indicator = leading(task)
    keys = dict.fromkeys([*(indicator.read_ledgers if indicator else ()), *task.ledgers])
    declared = {ledger.key: ledger for ledger in declarations.all_ledgers()}
    return [declared[key] for key in keys if key in declared]


def ledger_labels(keys):
    """The titles of the stored ``keys`` of ledgers in one text, as the history shows them."""
    titles = {ledger.key: str(ledger.title) for ledger in declarations.all_ledgers()}
    return "、".join(titles.get(key, key) for key in keys)


def proposed(task):
    """Return the indicator with the longest word in the title of ``task``, while nothing is chosen; else ``None``.

    An indicator of the item that ``task`` is numbered by goes before those of other items. A task that counts something
    else than the indicator, communities instead of grids, is not proposed one.
    """
    if task.indicator:
        return None
    fitting = {
        indicator: (indicator.item == task.number, longest)
        for indicator in choices()
        if (longest := max((len(word) for word in indicator.words if word in task.title), default=0))
        and (not task.is_quantity or task.unit == str(indicator.unit))
    }
    return max(fitting, key=fitting.get, default=None)


def label_of(key):
    """The name of the stored ``key`` of a task, as the history shows it."""
    if key == NO_INDICATOR:
        return _("不对应指标")
    return next((str(indicator.label) for indicator in all_indicators() if indicator.key == key), key)


def bound_q(*, prefix=""):
    """``leading`` in SQL: tasks that are bound; ``prefix`` leads to the task."""
    return Q(**{f"{prefix}indicator__in": [indicator.key for indicator in choices()]})
