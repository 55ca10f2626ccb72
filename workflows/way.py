"""The way of a record as its page draws it: the stages that are done, the one it is in, and those to come."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from workflows.chain import Act, holding, standing_on

DONE, NOW, MISSING, TO_COME = "done", "now", "missing", "to_come"


@dataclass
class Stretch:
    """One stage on the way of a record.

    ``state``: ``missing`` means that the record is further on and was never in this stage. ``days``: how long it was
    in it, all visits together. ``rows`` are the rows of ``Taken`` that led into it, ``told`` what their forms said.
    """

    label: str
    state: str
    days: int = 0
    since: date | None = None
    due: date | None = None
    overdue: int = 0
    claimed: bool = False
    stopped: bool = False
    rows: list = field(default_factory=list)
    told: list = field(default_factory=list)


def of_record(workflow, rows, *, on):
    """Return the ``Stretch`` of each stage of the way of a record on the day ``on``; ``rows`` are its rows in order.

    A side stage is on the way only if the record has been there. A record that is in one comes to no further stage.
    """
    rows = [row for row in rows if row.on <= on]
    standing, visits = standing_on(rows, on), _visits(rows, on)
    here = workflow.order_of(standing.stage)
    ends = here >= 0 and workflow.stages[here].side
    furthest = max((workflow.order_of(key) for key in visits if not workflow.stage(key).side), default=0)
    stretches = []
    for order, stage in enumerate(workflow.stages):
        days, led = visits.get(stage.key, (0, []))
        if not led and (stage.side or (ends and order > furthest)):
            continue
        was_here = led or order == 0  # the ledger itself says that it has entered the first stage
        state = NOW if order == here else TO_COME if order > here else DONE if was_here else MISSING
        stretch = Stretch(stage.label, state, days, rows=led, told=_told(workflow, led))
        if led:
            stretch.since = led[-1].since
        if state == NOW:
            stretch.since, stretch.due, stretch.claimed = standing.since, standing.due, standing.claimed
            stretch.stopped = stage.stops
            stretch.overdue = overdue_days(standing.due, on)
        stretches.append(stretch)
    return stretches


def overdue_days(due, on):
    """Return by how many days the limit ``due`` has passed on the day ``on``; 0 if it has not, or there is none."""
    return max(0, (on - due).days) if due else 0


def _visits(rows, on):
    """Return ``{stage: (days in it, rows that led into it)}`` of the rows that still hold."""
    visits, moves = {}, [row for row in holding(rows) if row.act != Act.CONFIRM]
    for row, following in zip(moves, [*moves[1:], None], strict=False):
        days, led = visits.get(row.to_stage, (0, []))
        end = following.since if following else on
        visits[row.to_stage] = (days + max(0, (end - row.since).days), [*led, row])
    return visits


def _told(workflow, rows):
    """Return label and value of what the forms of the steps among ``rows`` said."""
    told = []
    for row in rows:
        needs = {step.key: step.needs for step in workflow.steps}.get(row.step, ())
        told += [{"label": need.label, "value": row.values[need.name]} for need in needs if row.values.get(need.name)]
    return told


def sentence(workflow, standing, *, on):
    """Return in one sentence where a record stands, for how long, and when it is due."""
    if not standing.stage:
        return _("还没有进入流程。")
    values = {
        "stage": workflow.label_of(standing.stage),
        "days": (on - standing.since).days,
        "due": standing.due,
        "late": overdue_days(standing.due, on),
    }
    if workflow.stage(standing.stage).stops:
        return _("现在是“%(stage)s”，已 %(days)d 天，期限暂停计算。") % values
    if not standing.due:
        return _("现在是“%(stage)s”，已 %(days)d 天。") % values
    if values["late"]:
        return _("现在是“%(stage)s”，已 %(days)d 天，期限 %(due)s，已逾期 %(late)d 天。") % values
    return _("现在是“%(stage)s”，已 %(days)d 天，期限 %(due)s。") % values
