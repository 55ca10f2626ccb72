"""The words of a circular that depend on the level: what the unit and the units below it are called."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from organizations.models import Organization

Level = Organization.Level


@dataclass(frozen=True)
class Words:
    """``whole`` is 全市 or 全县, ``below`` 县（市、区）; ``addressee`` names those who receive the paper."""

    whole: str
    below: str
    addressee: str


def words_of(unit, units):
    """The words for a circular of ``unit`` to ``units``; 单位 where they are of several levels."""
    levels = {each.level for each in units}
    return Words(whole=_whole(unit), below=_below(levels), addressee=_addressee(levels))


def _whole(unit):
    kinds = {Organization.Kind.DISTRICT: _("全区"), Organization.Kind.COUNTY: _("全县")}
    return kinds.get(unit.kind, _("全市"))


def _below(levels):
    if levels == {Level.COUNTY}:
        return _("县（市、区）")
    return _("乡镇（街道）") if levels == {Level.TOWNSHIP} else _("单位")


def _addressee(levels):
    if levels == {Level.COUNTY}:
        return _("各县（市、区）委组织部：")
    return _("各乡镇（街道）党（工）委：") if levels == {Level.TOWNSHIP} else _("各有关单位：")


def day_in_words(day):
    return _("%(year)s年%(month)s月%(day)s日") % {"year": day.year, "month": day.month, "day": day.day}


INNER_MARKS = str.maketrans("“”‘’", "‘’“”")  # data


def quoted(*names):
    """“甲”“乙”: names one after the other; quotation marks inside a name become single ones."""
    return "".join(f"“{str(name).translate(INNER_MARKS)}”" for name in names)


def measure_of(unit):
    """The word that counts the ``unit`` when what is counted has just been named: 个 for 个村, 人 for 人."""
    return "个" if unit.startswith("个") else unit  # data


def listed(labels):
    return "、".join(labels)


ORDINALS = "一二三四五六七八九十"  # data


def ordinal(number):
    """一, 二 … for the headings; figures after ten."""
    return ORDINALS[number - 1] if number <= len(ORDINALS) else str(number)
