"""Which units are ahead and which behind: quartile bands in words, in the order of the tree, never a ranking."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dashboards.documents.wording import listed
from dashboards.pictures import share
from documents.content import passage
from pages.rounding import rounded
from tasks.board import on_time
from years.comparison import compare
from years.rates import middle

FIRST, LAST = 1, 4  # quartile bands


def shares_of(circular):
    """``{unit: share on time}`` of the units that hold tasks and may be named."""
    held = {unit: circular.board.of_unit(unit) for unit in circular.named_units}
    return {unit: on_time(lines).percent for unit, lines in held.items() if lines}


def compared_section(circular):
    """Who is in the first and in the fourth band of the share on time, and the median."""
    shares, words = shares_of(circular), {"units": circular.words.below}
    comparison = compare(shares)
    if not any(each.band for each in comparison.values()):
        return [passage(_("可以比较的%(units)s不足两个，或按期率均为零，本月不分档。"), **words)]
    present = [share for share in shares.values() if share is not None]
    if len(set(present)) == 1:
        return [passage(_("各%(units)s按期率均为%(rate)s，本月不分先后。"), rate=share(present[0]), **words)]
    ahead, behind = _in_band(comparison, FIRST), _in_band(comparison, LAST)
    paragraphs = [
        passage(
            _("各%(units)s按期率的中位数为%(median)s。%(ahead)s处于第一档。"),
            median=share(rounded(Decimal(middle(present)))),
            ahead=listed(ahead),
            **words,
        )
    ]
    if behind:
        paragraphs.append(passage(_("%(behind)s处于第四档，低于中位数，要尽快赶上。"), behind=listed(behind)))
    else:
        paragraphs.append(passage(_("没有%(units)s处于第四档。"), **words))
    if unknown := [unit.label for unit, value in shares.items() if value is None]:
        paragraphs.append(passage(_("%(names)s的任务在本月均不适用，未参加比较。"), names=listed(unknown)))
    return [*paragraphs, passage(_("以上按行政区划顺序排列，不分名次。"))]


def _in_band(comparison, band):
    return [unit.label for unit, each in comparison.items() if each.band == band]


def units_in_band(circular, indicator, band):
    """The labels of the units in a band of a figure, as the page of the figures compares them."""
    return [unit.label for unit, bands in circular.bands.items() if bands.get(indicator.key) == band]


def ahead_and_behind(circular, indicators):
    """The labels of the units that are ahead in the figures taken together, and of those that are behind.

    A unit stands the higher, the more of its figures are in the first band and the fewer in the fourth. The first
    quarter is ahead where the first outweigh the fourth, the last quarter behind where the fourth outweigh the first.
    """
    keys = {indicator.key for indicator in indicators}
    standing = {}
    for unit, band_of in circular.bands.items():
        bands = [band for key, band in band_of.items() if key in keys]
        standing[unit] = Decimal(bands.count(FIRST) - bands.count(LAST)) / len(bands) if bands else None
    comparison = compare(standing)
    ahead = [unit for unit in standing if comparison[unit].band == FIRST and standing[unit] > 0]
    behind = [unit for unit in standing if comparison[unit].band == LAST and standing[unit] < 0]
    return [unit.label for unit in ahead], [unit.label for unit in behind]
