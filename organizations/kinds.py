"""Levels and kinds of units: which level stands above which, and the kind that a code or a name tells of."""

import re

LEVELS = ("city", "county", "township", "village")
ROOT_LEVELS = ("city", "county")
DEPARTMENT = "部门"
OTHER = "其他"
KINDS = {
    "city": ("市", OTHER),
    "county": ("区", "县", "县级市", OTHER),
    "township": ("镇", "乡", "街道", OTHER),
    "village": ("村", "社区", OTHER),
}
ZONE = re.compile("开发区|管理区|高新|风景名胜区|试验区|新区管委会")


def rank(level):
    """0 for a city, 3 for a village."""
    return LEVELS.index(level)


def may_stand_below(level, kind, parent):
    """Whether a unit fits under ``parent``: a lower level, or a department (部门) at its parent's own level.

    Levels may be left out: some prefectures have townships directly under the city. Nothing
    stands below a department.
    """
    if parent.kind == DEPARTMENT:
        return False
    if kind == DEPARTMENT:
        return level == parent.level
    return rank(level) > rank(parent.level)


def kinds_of(level):
    """Kinds that a unit of ``level`` can have; departments stand beside a city or a county."""
    return (*KINDS[level], DEPARTMENT) if level in {"city", "county"} else KINDS[level]


def derive(level, code, name):
    """The kind of a unit whose kind nobody gave, from its division code, or from its name where the code is local.

    Ranges: digits 5-6 of a zone 71-79; digits 7-9 001-099 street, 100-199 town, 200-399 township,
    above that quasi-units; digits 10-12 001-199 residents' committee, 200-399 villagers' committee.
    """
    if level == "city":
        return "市"
    if level == "county":
        return _county(code, name)
    digits = code if re.fullmatch(r"\d{12}", code) else ""
    if level == "township":
        return _by_range(digits[6:9], ((99, "街道"), (199, "镇"), (399, "乡"))) or _by_name(name, TOWNSHIPS)
    return _by_range(digits[9:12], ((199, "社区"), (399, "村"))) or _by_name(name, VILLAGES)


TOWNSHIPS = (("街道", "街道"), ("街道办事处", "街道"), ("镇", "镇"), ("乡", "乡"))
VILLAGES = (("社区", "社区"), ("居委会", "社区"), ("居民委员会", "社区"))
VILLAGES += (("村", "村"), ("村委会", "村"), ("村民委员会", "村"))


def _county(code, name):
    if ZONE.search(name) or "71" <= code[4:6] <= "79":
        return OTHER
    return {"区": "区", "县": "县", "旗": "县", "市": "县级市"}.get(name[-1:], OTHER)


def _by_range(digits, ranges):
    """None where there are no digits to judge by."""
    if not digits or digits == "000":
        return None
    return next((kind for last, kind in ranges if int(digits) <= last), OTHER)


def _by_name(name, suffixes):
    return next((kind for suffix, kind in suffixes if name.endswith(suffix)), OTHER)
