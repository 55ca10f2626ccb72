"""Find the department that a text means: 财政部门, 市财政局 and 财政 are all 财政局; 人社部门 is 人力资源和社会保障局.

One rule for all departments. Two names mean the same if what is left of them without level and ending is equal, or if
one is short for the other: its characters stand in the longer one in the same order, beginning with the same one.
"""

import re

from organizations.names import plain

_LEVEL = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,6}?[省市县区州盟旗]|[省市县区州盟旗])(?:委(?!员会)|直(?=\S{2})|级(?=\S{2}))?(?=\S{2})"
)
_ENDING = re.compile(r"(?:部门|单位|委员会|办公室|局|委|厅|部|办)$")
_JOINING = re.compile(r"[和与及、]")


def match_department(name, departments):
    """Return the one of ``departments`` that ``name`` means; ``None`` if none or several fit.

    A department is compared by its name, its short name and its aliases; an equal name goes before a short form.
    """
    wanted = _stems(name)
    stems = {unit: {stem for text in _names_of(unit) for stem in _stems(text)} for unit in departments}
    for fits in (_is_equal, _is_short_form):
        fitting = [unit for unit, own in stems.items() if any(fits(one, other) for one in wanted for other in own)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def _names_of(unit):
    return [unit.name, *([unit.short_name] if unit.short_name else []), *(alias.name for alias in unit.aliases.all())]


def _stems(name):
    """Return what distinguishes a department in ``name``, with and without what looks like the name of its level.

    Both are needed: 市 belongs to the level in 市财政局, and to the matter in 市场监督管理局.
    """
    name = plain(name)
    forms = {name, _LEVEL.sub("", name)}
    stems = {_JOINING.sub("", _ENDING.sub("", form)) for form in forms}
    return {stem for stem in stems if len(stem) >= 2}


def _is_equal(one, other):
    return one == other


def _is_short_form(one, other):
    """Whether the shorter of two names is short for the longer one: 人社 for 人力资源社会保障, 发改 for 发展改革."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return short[0] == long[0] and len(short) < len(long) and all(character in rest for character in short)
