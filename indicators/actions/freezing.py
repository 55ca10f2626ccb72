"""Fix the figures of a span as they are known now (定格)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from indicators.actions import rights
from indicators.models import ComputingLock, Freeze
from indicators.recomputing import recompute_units
from indicators.registry import all_indicators
from indicators.spans import SpanKind, span_of, whole_span
from organizations.models import Organization
from years import periods
from years.rules import Rules


@transaction.atomic
def freeze(key, *, on, now, by=None):
    """Freeze the span with the ``key`` (2026-05, 2026-Q2, 2026-H1, 2026, 2019-2023) on the day ``on``.

    All figures of its last day are computed once more and fixed. Returns the ``Freeze``. Raises ``ValidationError`` for
    a span that has not ended or is frozen already.
    """
    rights.check_may_freeze(by=by)
    span = whole_span(key)
    if span.last_day >= on:
        wording = {"span": span.key, "day": span.last_day.isoformat()}
        raise ValidationError(_("%(span)s到 %(day)s 才结束，结束以后才能定格。") % wording)
    moment = ComputingLock.hold().moment_for(now)
    earlier = Freeze.objects.filter(span=span.key).first()
    if earlier:
        wording = {"span": span.key, "day": f"{earlier.at:%Y-%m-%d}"}
        raise ValidationError(_("%(span)s已于 %(day)s 定格，不能再次定格。") % wording)
    for root in Organization.objects.roots():
        for day in (span.last_day, on):
            recompute_units({root: all_indicators()}, on=day, now=moment)
    frozen = Freeze.objects.create(span=span.key, last_day=span.last_day, at=moment, by=by)
    audit.record("indicator.frozen", target=frozen, by=by, changes={"span": [None, span.key]})
    return frozen


def freeze_due(*, on, now):
    """Freeze the month before ``on``, and the quarter and the year that ended with it, once their cut-off day is past.

    The year is frozen with its last month. Returns the new freezes.
    """
    rules, last_day = Rules(), on.replace(day=1) - timedelta(days=1)
    month, quarter = (periods.containing(last_day, kind) for kind in periods.Kind)
    kinds = []
    if rules.is_over(month, on=on):
        ends_the_year = span_of(SpanKind.YEAR, last_day) == whole_span(str(last_day.year))
        kinds += [SpanKind.MONTH, SpanKind.YEAR] if ends_the_year else [SpanKind.MONTH]
    if quarter.end == last_day and rules.is_over(quarter, on=on):
        kinds.append(SpanKind.QUARTER)
    keys = [span_of(kind, last_day).key for kind in kinds]
    frozen_before = set(Freeze.objects.filter(span__in=keys).values_list("span", flat=True))
    return [freeze(key, on=on, now=now) for key in keys if key not in frozen_before]
