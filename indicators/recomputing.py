"""Compute the stored values again: below marked units, or everywhere.

Values are counted set-wise below a unit and stored for each unit there, and for the units above.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from audit.paths import below_q
from indicators import signals
from indicators.counting import count_everywhere, parts_of
from indicators.counts import NOTHING
from indicators.marking import townships_of
from indicators.models import LEASE, ComputingLock, DirtyMark, Discrepancy, Freeze, FullPass, IndicatorValue
from indicators.populations import UNITS
from indicators.registry import all_indicators
from indicators.spans import month_key
from indicators.storing import store
from organizations import tree
from organizations.models import Organization, Placement

CHUNK = 2000  # rows named or written in one statement
MANY = 1000  # units for which the values of a few indicators at a time are stored
FEW = 20  # with more marked units in one tree it is quicker to count the whole tree


def open_days(today):
    """The days whose values are kept up to date: the last day of the previous month until it is frozen, and today."""
    previous = today.replace(day=1) - timedelta(days=1)
    is_frozen = Freeze.objects.filter(span=month_key(previous)).exists()
    return [today] if is_frozen else [previous, today]


def recompute_marked(*, now):
    """Compute the values of all marked units that no other worker has claimed; return how many marks are done.

    Values and the end of the marks are one transaction: after a crash the lease of the marks runs out, and they are
    done again. A unit that is marked again while its values are computed stays marked.
    """
    claimed = _claim(now)
    roots = {path[: tree.STEP] for path in claimed.values_list("organization__path", flat=True)}
    done = sum(_recompute_claimed(root, claimed, now) for root in Organization.objects.filter(path__in=roots))
    for pk in claimed.values_list("pk", flat=True):  # one at a time: a writer may hold one of them and want another
        claimed.filter(pk=pk).update(token="", lease_until=None)
    return done


@transaction.atomic
def _claim(now):
    """Claim the free marks and return them; marks in a change that is not committed yet are left to its own message."""
    token = get_random_string(32)
    free = DirtyMark.objects.free(now=now).select_for_update(skip_locked=True)
    DirtyMark.objects.filter(pk__in=free.values("pk")).update(token=token, lease_until=now + LEASE)
    return DirtyMark.objects.filter(token=token)


@transaction.atomic
def _recompute_claimed(root, claimed, now):
    moment = ComputingLock.hold().moment_for(now)
    marks = list(claimed.filter(below_q(root.path, field="organization__path")).select_related("organization"))
    stale = _stale(root, marks)
    for day in open_days(timezone.localdate(now)):
        recompute_units(stale, on=day, now=moment)
    return _end(marks)


def _end(marks):
    """Delete ``marks`` unless their units were marked again since they were read, or are just being marked."""
    pks, versions = [mark.pk for mark in marks], {mark.version for mark in marks}
    done = DirtyMark.objects.filter(pk__in=pks, version__in=versions).select_for_update(skip_locked=True)
    return DirtyMark.objects.filter(pk__in=done.values("pk")).delete()[0]


def _stale(root, marks):
    """Return ``{unit: indicators}``: which values below which units the ``marks`` make old."""
    stale = {}
    for mark in marks:
        for indicator in all_indicators():
            if mark.ledger_key in {UNITS, *indicator.read_ledgers}:
                stale.setdefault(mark.organization, {})[indicator.key] = indicator
    for indicator in all_indicators():
        if indicator.affects:
            marked = [mark.organization for mark in marks if mark.ledger_key in indicator.read_ledgers]
            for unit in _affected(indicator, marked):
                stale.setdefault(unit, {})[indicator.key] = indicator
    if len(stale) > FEW:
        stale = {root: {key: indicator for indicators in stale.values() for key, indicator in indicators.items()}}
    return {unit: list(indicators.values()) for unit, indicators in stale.items()}


def _affected(indicator, marked):
    """The townships elsewhere whose figure a record below the ``marked`` units may change."""
    ids = set()
    for unit in marked:
        ids.update(indicator.affects(Organization.objects.descendants_of(unit, include_self=True).values("pk")))
    return Organization.objects.filter(pk__in=townships_of(ids))


def recompute_units(stale, *, on, now):
    """Store the values of the indicators for the units, all units below and all units above, as of the day ``on``.

    ``stale`` maps units to indicators. Returns the changes as (key, organization id, old, new).
    """
    changes = []
    for unit, indicators in stale.items():
        for part in _parts(unit, indicators, on):
            changes += store(unit, part, on=on, now=now)
    if changes:
        places = {(key, organization) for key, organization, _old, _new in changes}
        signals.computed.send(sender=IndicatorValue, places=places, now=now)
    return changes


def _parts(unit, indicators, on):
    """The indicators whose values are stored together: few of them for many units, for the tables stay small."""
    return (
        parts_of(indicators) if Placement.objects.nearest(on).below(unit.path_on(on)).count() > MANY else [indicators]
    )


def recompute_all(*, now):
    """Compute all values again and note the changes that neither a write nor the clock explains; return the pass.

    Marked units are computed first: what has changed after that was caused by the clock (a term ended, a limit ran out)
    or by something that did not tell the indicators.
    """
    recompute_marked(now=now)
    return _full_pass(now)


@transaction.atomic
def _full_pass(now):
    moment = ComputingLock.hold().moment_for(now)
    today, indicators = timezone.localdate(now), all_indicators()
    marks, previous_day = list(DirtyMark.objects.all()), FullPass.objects.latest_day()
    written, wrong = 0, []
    for root in Organization.objects.roots():
        for day in open_days(today):
            changes = recompute_units({root: indicators}, on=day, now=moment)
            written += len(changes)
            if previous_day:
                wrong += _unexplained(root, indicators, changes, since=min(previous_day, day), until=day)
    full_pass = FullPass.objects.create(on=today, at=moment, written=written)
    Discrepancy.objects.bulk_create(_discrepancy(full_pass, *change) for change in wrong)
    _end(marks)
    return full_pass


def _discrepancy(full_pass, key, unit, old, new):
    values = {"stored": old.as_json(), "counted": new.as_json()}
    return Discrepancy(full_pass=full_pass, indicator=key, organization_id=unit, **values)


def _unexplained(root, indicators, changes, *, since, until):
    """Return the ``changes`` whose old value is not what is counted as of any day from ``since`` to before ``until``.

    Values that are a few days old differ because of the clock. What has changed within a day, nothing explains.
    """
    day = since
    while changes and day < max(until, since + timedelta(days=1)):
        ids = dict(Placement.objects.nearest(day).below(root.path_on(day)).values_list("path", "unit"))
        counted = count_everywhere(indicators, root, on=day)
        by_id = {(key, ids[path]): counts for (key, path), counts in counted.items() if path in ids}
        changes = [change for change in changes if by_id.get(change[:2], NOTHING) != change[2]]
        day += timedelta(days=1)
    return changes
