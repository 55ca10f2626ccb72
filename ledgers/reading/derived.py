"""Work out values that a file leaves out from others in the row, as the ledger declares (推算值)."""

from datetime import datetime, timedelta

from ledgers.row_rules import DueAfter, Late


def derive(values, ledger, count):
    """Add to ``values``, lists by field of ``count`` rows, what ``ledger.derived`` says of them; filled cells stay."""
    for rule in ledger.derived:
        needed = _NEEDS[type(rule)](rule)
        if all(field in values for field in needed[1:]):
            field = needed[0]
            found = map(_WORTH[type(rule)], *(values[name] for name in needed[1:]))
            stated = values.get(field) or [None] * count
            values[field] = [new if old is None else old for old, new in zip(stated, found, strict=True)]


def derivable(fields, ledger):
    """Return ``fields`` with those that can be derived from them."""
    known = set(fields)
    for rule in ledger.derived:
        field, *needed = _NEEDS[type(rule)](rule)
        if known.issuperset(needed):
            known.add(field)
    return known


def _due(start, hours):
    if not start or hours is None or "T" not in start:
        return None
    try:
        return (datetime.fromisoformat(start) + timedelta(hours=float(hours))).strftime("%Y-%m-%dT%H:%M")
    except OverflowError:
        return None


def _late(due, done):
    """Whether ``done`` lies after ``due``, as exact as the coarser of the two; None where one of them is blank."""
    if not due or not done:
        return None
    exact = min(len(due), len(done))
    return done[:exact] > due[:exact]


_NEEDS = {
    DueAfter: lambda rule: (rule.due, rule.start, rule.hours),
    Late: lambda rule: (rule.field, rule.due, rule.done),
}
_WORTH = {DueAfter: _due, Late: _late}
