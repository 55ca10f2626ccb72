"""What waits for one person in the workflows (待办): one entry for each stage whose next step the person may take.

Every page counts the entries, so each is a query for at most one record, which ``notices.todo`` joins with the others.
"""

from collections import defaultdict

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from notices.todo import NO_LIMIT, Entry, Waiting
from workflows.waiting import asks_for

STEP, CLAIM = "workflow_step", "workflow_claim"
KINDS = {STEP: _("环节待办理"), CLAIM: _("阶段待核实")}


def waiting_rows(user, *, on):
    """Return a QuerySet of at most one record for each entry."""
    return [_first_of(records) for _ask, records in _asked(user, on)]


def _asked(user, on):
    """Return pairs of an ``Ask`` that ``user`` may answer, and its records."""
    return [(ask, ask.workflow.model.objects.visible_to(user).filter(ask.q(on=on))) for ask in asks_for(user)]


def _first_of(records):
    return records.model.objects.filter(pk__in=records.order_by().values("pk")[:1])


def waiting(user, *, on):
    """Return the entries; one query for each workflow."""
    asked = defaultdict(list)
    for ask, records in _asked(user, on):
        asked[ask.workflow.key].append((ask, records))
    return Waiting([entry for pairs in asked.values() for entry in _entries(pairs, on)])


def _entries(pairs, on):
    found = {}
    for number, (_ask, records) in enumerate(pairs):
        matches = Q(pk__in=records.order_by().values("pk"))
        found |= {
            f"count{number}": Count("pk", filter=matches),
            f"due{number}": Min("stage_due", filter=matches),
            f"since{number}": Min("stage_since", filter=matches),
        }
    found = pairs[0][1].model.objects.aggregate(**found)
    for number, (ask, _records) in enumerate(pairs):
        if count := found[f"count{number}"]:
            yield _entry(ask, count, found[f"due{number}"], found[f"since{number}"], on)


def _entry(ask, count, due, since, on):
    kind = CLAIM if ask.is_claim else STEP
    is_late = due is not None and due < on
    return Entry(
        kind=kind,
        urgency=((due - on).days if due else NO_LIMIT - 1, count),
        tag=_t("已逾期") if is_late else KINDS[kind],
        tone="late" if is_late else "wait",
        title=ask.text(count),
        url=reverse("workflows:list", args=[ask.workflow.key], query=ask.query),
        day=due or since,
        note=_t("所列日期为其中最早的期限。") if due else _t("所列日期为其中最早进入阶段的时间。"),
    )
