"""What one item of the list of burdens (减负清单) costs the base, and what in it is asked twice."""

import re
from collections import defaultdict

from django.utils.translation import gettext_lazy

from ledgers import declarations
from organizations.models import Organization

# Times a year by frequency. A daily report is due on about 250 working days; nobody knows how often 不定期 is.
TIMES = {"每日": 250, "每周": 52, "每月": 12, "每季度": 4, "每半年": 2, "每年": 1, "一次性": 1}  # data: choices
LEVELS = {
    "村（社区）": Organization.Level.VILLAGE,  # data: a choice
    "乡镇（街道）": Organization.Level.TOWNSHIP,  # data: a choice
    "县（市、区）": Organization.Level.COUNTY,  # data: a choice
}
WITHOUT_FIELDS = 1  # a meeting or a check counts as one thing to do each time
_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")
CELLS = gettext_lazy(
    "每个填报单位每年 %(each)s 格（%(fields)s 项 × %(times)s 次），%(units)s 个单位合计 %(total)s 格。"
)
NO_CELLS = gettext_lazy("没有写明频次或填报层级，算不出每年要填多少格。")
NO_APPROVER = gettext_lazy("没有写明批准人。新增事项须经批准。")
NOT_REPLACING = gettext_lazy("没有写明替代哪一项原有事项；确属新增的，请填“新增”。")
ASKED_ALREADY = gettext_lazy("“%(field)s”在“%(ledger)s”里已有，可以直接取用，不必再要求填报。")


def cells_each(item):
    """Return the cells that one unit fills in a year for ``item``: fields × times; ``None`` where nobody knows."""
    times = TIMES.get(item.frequency)
    return None if times is None else times * (item.field_count or WITHOUT_FIELDS)


def units_asked(item):
    """Return the number of units that answer ``item``: of its level, at and below its unit; ``None`` if unknown."""
    level = LEVELS.get(item.answered_by)
    if level is None:
        return None
    units = Organization.objects.descendants_of(item.organization, include_self=True)
    return units.filter(level=level).territory().count()


def notes(item):
    """Return sentences about ``item`` for whoever confirms it."""
    each, units = cells_each(item), units_asked(item)
    found = [str(NO_CELLS)]
    if each is not None and units is not None:
        values = {"fields": item.field_count or WITHOUT_FIELDS, "times": TIMES[item.frequency]}
        found = [CELLS % (values | {"each": each, "units": units, "total": each * units})]
    if not item.approved_by:
        found.append(str(NO_APPROVER))
    if not item.replaces:
        found.append(str(NOT_REPLACING))
    return found + [ASKED_ALREADY % {"field": field, "ledger": ledger} for field, ledger in asked_already(item.asked)]


def asked_already(names):
    """Return ``(name, title of the ledger)`` for each of ``names``, a text, that is a column of a ledger already."""
    titles = _titles_by_label()
    wanted = dict.fromkeys(name for name in _BETWEEN_NAMES.split(names) if name)
    return [(name, "、".join(titles[name])) for name in wanted if name in titles]


def _titles_by_label():
    """``{label of a column: titles of the ledgers that have it}``; columns of remarks say nothing."""
    titles = defaultdict(list)
    for ledger in declarations.all_ledgers():
        for column in ledger.stored_columns:
            if column.telling:
                titles[str(column.label)].append(str(ledger.title))
    return titles
