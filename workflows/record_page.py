"""What the page of one record shows: where it stands, its buttons, its rows in the ledger and its rounds."""

from django.utils.translation import gettext as _

from ledgers.record_list import TONES
from notices import timeline
from workflows import rights, way
from workflows.chain import BEFORE, holding, standing_before, standing_on
from workflows.models import Taken
from workflows.subjects import kind_of


def rows_of(workflow, record):
    """Return the rows of ``record`` in order, with the people who wrote them."""
    return list(Taken.objects.of_record(workflow, record).select_related("by__organization"))


def context(workflow, record, user, *, on, is_past):
    """Return what the page of ``record`` shows as of the day ``on``; a page of a past day has no buttons."""
    rows = rows_of(workflow, record)
    standing = standing_on(rows, on)
    shown = {
        "workflow": workflow,
        "record": record,
        "standing": standing,
        "sentence": way.sentence(workflow, standing, on=on),
        "way": way.of_record(workflow, rows, on=on),
        "timeline": timeline.of(kind_of(workflow), record, on=on),
        "rounds": _rounds(workflow, record),
        "lines": _lines(workflow, record, user),
    }
    return shown if is_past else shown | _buttons(workflow, record, rows, user, on)


def _buttons(workflow, record, rows, user, on):
    """Return the steps out of the present stage, each with the reason against it, and what is possible with a claim."""
    arguments = {"user": user, "rows": rows, "on": on}
    number = rows[-1].number if rows else BEFORE.number
    steps = [
        {"step": step, "why_not": rights.why_not(workflow, step, record, **arguments)}
        for step in workflow.steps_from(record.stage)
    ]
    buttons = {"steps": [] if record.stage_claimed else steps, "seen": number}
    if record.stage_claimed:
        buttons["claim_why_not"] = rights.claim_not_confirmed(workflow, record, **arguments)
        buttons["may_decide"] = not rights.claim_not_decided(workflow, record, user=user)
    buttons["may_void"] = not rights.not_voided(workflow, record, **arguments)
    return buttons


def undone(workflow, rows):
    """Return in one sentence what a void of the last of ``rows`` that holds does."""
    row = holding(rows)[-1]
    former = standing_before(rows, row)
    values = {
        "what": workflow.step_label(row.step) if row.step else row.get_act_display(),
        "name": row.by.name,
        "day": row.on,
        "stage": workflow.label_of(former.stage),
    }
    return _("%(name)s于 %(day)s 办理的“%(what)s”作废，恢复到“%(stage)s”；办理记录保留。") % values


def _rounds(workflow, record):
    """Return the records of the same matter, if there are several: number, record and whether it is the shown one."""
    records = workflow.rounds(record) if workflow.rounds else []
    return [
        {
            "number": number,
            "record": other,
            "stage": workflow.label_of(other.stage),
            "is_shown": other.pk == record.pk,
        }
        for number, other in enumerate(records if len(records) > 1 else [], start=1)
    ]


def _lines(workflow, record, user):
    """Return the rows of the ledger that ``record`` is the head of, or its own row."""
    if workflow.declared_ledger.head:
        rows = workflow.line_model.objects.visible_to(user).filter(head=record).select_related("organization")
    else:
        rows = [record]
    return [
        {"record": row, "label": row.label_for(user), "state": row.get_state_display(), "tone": TONES[row.state]}
        for row in rows
    ]
