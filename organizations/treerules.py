"""Check the rows of a tree file against each other, against the stored tree and against the user's subtree."""

from django.utils.translation import gettext as _

from organizations import kinds
from organizations.models import Organization
from organizations.treefile import Problem


def problems_of(treefile, stored, *, within=None):
    """Return the problems that the tree would have with the file's rows and the ``stored`` units (by code).

    ``within``: an organization; rows for units outside its subtree are problems too.
    """
    titles = treefile.titles
    merged = stored | {row.code: row for row in treefile.rows}
    # With a duplicate code or a cycle the other checks make no sense.
    structural = [*_repeated(treefile.rows, titles["code"]), *_cycles(treefile.rows, merged, titles["parent_code"])]
    if structural:
        return structural
    problems = list(_stranded(treefile.rows, merged, stored, titles))
    for row in treefile.rows:
        problems += _row_problems(row, merged, stored, titles)
        if within:
            problems += _foreign(row, stored, merged, within, titles)
    return problems


def _repeated(rows, title):
    first = {}
    for row in rows:
        if row.code in first:
            wording = {"code": row.code, "line": first[row.code]}
            yield Problem(row.line, title, _("代码 %(code)s 与第 %(line)s 行重复。") % wording)
        first.setdefault(row.code, row.line)


def _row_problems(row, merged, stored, titles):
    kind = row.kind or (stored[row.code].kind if row.code in stored else "")
    parent = merged.get(row.parent_code)
    reasons = {"parent_code": _parent_problem(row, kind, parent) or _ended_parent_problem(row, stored)}
    if parent and not reasons["parent_code"] and not kinds.may_stand_below(row.level, kind, parent):
        reasons["level"] = _order_problem(row.level, kind, parent)
    return [Problem(row.line, titles[column], reason) for column, reason in reasons.items() if reason]


def _parent_problem(row, kind, parent):
    wording = {"code": row.parent_code}
    if not row.parent_code:
        is_root = row.level in kinds.ROOT_LEVELS and kind != kinds.DEPARTMENT
        return "" if is_root else _("只有市级和县级单位可以没有上级，请填写上级代码。")
    if parent is None:
        return _("没有代码为 %(code)s 的上级单位，文件和平台中都找不到。") % wording
    if parent.kind == kinds.DEPARTMENT:
        return _("上级单位 %(code)s 是部门，部门之下不能再有单位。") % wording
    return ""


def _order_problem(level, kind, parent):
    levels = Organization.Level
    wording = {"level": levels(level).label, "parent": parent.name, "above": levels(parent.level).label}
    if kind == kinds.DEPARTMENT:
        return _("部门的层级应与上级单位相同：这里是%(level)s，上级“%(parent)s”是%(above)s。") % wording
    return _("层级颠倒：%(level)s单位不能放在%(above)s单位“%(parent)s”之下。") % wording


def _ended_parent_problem(row, stored):
    """Return a reason when a unit would be put below one that has ended; a unit already there may stay."""
    parent, unit = stored.get(row.parent_code), stored.get(row.code)
    if parent and parent.valid_to and (unit is None or unit.parent_code != row.parent_code):
        return _("上级单位“%(name)s”已于 %(day)s 停用。") % {"name": parent.name, "day": parent.valid_to.isoformat()}
    return ""


def _stranded(rows, merged, stored, titles):
    """Yield problems for stored units, not in the file, whose parent gets a level or kind that they cannot be below."""
    changed = {row.code: row for row in rows if row.code in stored and _reshaped(row, stored[row.code])}
    for unit in stored.values() if changed else ():
        row = changed.get(unit.parent_code)
        if row and merged[unit.code] is unit and not kinds.may_stand_below(unit.level, unit.kind, row):
            wording = {"name": unit.name, "code": unit.code}
            reason = _("不能这样修改：它之下的“%(name)s”（%(code)s）没有列在文件中，会失去合适的上级。") % wording
            yield Problem(row.line, titles["level"], reason)


def _reshaped(row, unit):
    return row.level != unit.level or (row.kind == kinds.DEPARTMENT and unit.kind != kinds.DEPARTMENT)


def _foreign(row, stored, merged, within, titles):
    """Return a problem when the unit of ``row`` is outside the subtree of ``within``, or would be moved outside it."""
    unit = stored.get(row.code)
    if unit and unit.code == within.code and row.parent_code == unit.parent_code:
        return []
    inside = row.parent_code and _lies_within(row.parent_code, merged, within.code)
    if inside and (unit is None or unit.path.startswith(within.path)):
        return []
    return [Problem(row.line, titles["code"], _("这个单位不在您的管理范围内。"))]


def _lies_within(code, merged, top):
    seen = set()
    while code and code not in seen:
        if code == top:
            return True
        seen.add(code)
        code = merged[code].parent_code if code in merged else ""
    return False


def _cycles(rows, merged, title):
    """Yield one problem for each cycle of parents."""
    checked = set()
    for row in rows:
        trail = []
        code = row.code
        while code and code not in checked and code not in trail:
            trail.append(code)
            code = merged[code].parent_code if code in merged else ""
        if code and code in trail:
            ring = trail[trail.index(code) :]
            if row.code in ring:
                chain = " → ".join([*ring, code])
                yield Problem(row.line, title, _("上级关系成环：%(chain)s。") % {"chain": chain})
        checked.update(trail)
