"""Levels and kinds of units: which unit may be below which, and the kind that a code or a name implies."""

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
    """Return the rank of a level: 0 for a city, 3 for a village."""
    return LEVELS.index(level)


def may_stand_below(level, kind, parent):
    """Whether a unit may be below ``parent``: it has a lower level, or is a department (部门) of the same level.

    Levels may be skipped: some prefectures have townships directly below the city. No unit
    may be below a department.
    """
    if parent.kind == DEPARTMENT:
        return False
    if kind == DEPARTMENT:
        return level == parent.level
    return rank(level) > rank(parent.level)


def kinds_of(level):
    """Return the kinds that a unit of ``level`` can have. Only cities and counties have departments."""
    return (*KINDS[level], DEPARTMENT) if level in {"city", "county"} else KINDS[level]


def derive(level, code, name):
    """Return the kind of a unit, derived from its 12-digit division code, or from its name without such a code.

    Digits 5-6: 71-79 zone. Digits 7-9: 001-099 street, 100-199 town, 200-399 township, above that other.
    Digits 10-12: 001-199 residents' committee (社区), 200-399 villagers' committee (村), above that other.
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
    """Return the kind for ``digits``; None when they are missing or 000."""
    if not digits or digits == "000":
        return None
    return next((kind for last, kind in ranges if int(digits) <= last), OTHER)


def _by_name(name, suffixes):
    return next((kind for suffix, kind in suffixes if name.endswith(suffix)), OTHER)
