"""What the ledger says about the stage of its records (台账填报的阶段), whenever its rows change.

A sheet knows no steps. Where its values speak for another stage than before, the record gets a claim: a row that waits
for whoever may take the step into that stage. A claim never takes back what people have decided: it counts only if the
record rests on a claim anyway, or if the claimed stage lies further on.

This runs inside the transaction that changes the ledger. The records are locked first, so that nobody takes a step of
the same record meanwhile.
"""

from django.db import transaction
from django.utils import timezone

from audit import actions as audit
from ledgers.resources import model_of
from workflows import declarations
from workflows.chain import standing_of
from workflows.clocks import due_of
from workflows.models import Taken
from years.rules import load_calendar

PLACES = 1000  # looked up in one statement
COLUMNS = ["stage", "stage_since", "stage_due", "stage_claimed", "stage_in_ledger"]
Act = Taken.Act


def follow_ledger(sender, places, **kwargs):
    """Receiver of ``ledgers.signals.changed``: claim stages for the records of ``places`` that rows now speak for."""
    for workflow in declarations.all_workflows():
        if model_of(workflow.declared_ledger) is sender:
            units = sorted({unit for unit, _year in places})
            for start in range(0, len(units), PLACES):
                update_claims(workflow, _records_at(workflow, units[start : start + PLACES]), on=timezone.localdate())


def _records_at(workflow, units):
    """Return the records of ``workflow`` with rows at ``units``, to be locked in the order of their keys."""
    if not workflow.declared_ledger.head:
        found = workflow.model.objects.filter(organization__in=units)
    else:
        lines = workflow.line_model.objects.filter(organization__in=units)
        found = workflow.model.objects.filter(pk__in=lines.order_by().values("head")).prefetch_related("lines")
    return found.select_related("organization").select_for_update(of=("self",)).order_by("pk")


@transaction.atomic
def update_claims(workflow, records, *, on):
    """Lock ``records`` and write their claims on the day ``on``: three statements, whatever their number."""
    records = list(records)
    newest = Taken.objects.newest(workflow, [record.pk for record in records])
    calendar, rows, changed = load_calendar(), [], []
    for record in records:
        row = _claim(workflow, record, newest.get(record.pk), on=on, calendar=calendar)
        if row:
            rows.append(row)
            stand(record, standing_of(row))
        elif newest.get(record.pk) and not record.stage:  # a deleted record that was brought back
            stand(record, standing_of(newest[record.pk]))
        stage_in_ledger = workflow.claimed_stage(record)
        if row or record.stage_in_ledger != stage_in_ledger:
            record.stage_in_ledger = stage_in_ledger
            changed.append(record)
    Taken.objects.bulk_create(rows)
    workflow.model.objects.bulk_update(changed, COLUMNS, batch_size=200)
    by_pk = {record.pk: record for record in records}
    audit.record_many([entry_of(workflow, row, by_pk[row.record_id]) for row in rows])


def stand(record, standing):
    """Give the columns of ``record`` the values of its newest row; nothing is saved."""
    record.stage, record.stage_since = standing.stage, standing.since
    record.stage_due, record.stage_claimed = standing.due, standing.claimed


def entry_of(workflow, row, record):
    """Return the unsaved row of the history about ``row``."""
    changes = {"stage": [str(workflow.label_of(row.from_stage)), str(workflow.label_of(row.to_stage))]}
    note = "；".join(filter(None, [str(workflow.step_label(row.step)) if row.step else "", row.note]))
    return audit.entry_for(f"workflow.{row.act}", target=record, by=row.by, changes=changes, note=note)


def _claim(workflow, record, last, *, on, calendar):
    """Return the new row of ``record`` that follows from its ledger, None if nothing does."""
    standing, claimed = standing_of(last), workflow.claimed_stage(record)
    is_news = claimed and claimed != record.stage_in_ledger and claimed != standing.stage
    is_ahead = workflow.order_of(claimed) > workflow.order_of(standing.stage)
    new = {
        "workflow": workflow.key,
        "record_id": record.pk,
        "organization": record.organization,
        "number": standing.number + 1,
        "from_stage": standing.stage,
        "on": max(on, last.on) if last else on,
    }
    if is_news and (standing.claimed or is_ahead):
        said = workflow.claimed_since(record, claimed) if workflow.claimed_since else None
        since = min(said or on, new["on"])
        due = due_of(workflow.stage(claimed), record, since=since, calendar=calendar)
        return Taken(act=Act.CLAIM, to_stage=claimed, since=since, due=due, claimed=True, **new)
    stage = workflow.stage(standing.stage) if standing.stage else None
    if stage and stage.until and stage.until(record) != standing.due:
        kept = {"to_stage": stage.key, "since": standing.since, "claimed": standing.claimed}
        return Taken(act=Act.LIMIT, due=stage.until(record), **kept, **new)
    return None
