"""What the rows of one record in ``Taken`` say: where it stands, which rows still hold, and what a void gives back."""

from datetime import date
from typing import NamedTuple

from workflows.models import Taken

Act = Taken.Act


class Standing(NamedTuple):
    """Where a record stands: in ``stage`` since ``since``; ``number`` is that of the row that says so."""

    stage: str
    since: date | None
    due: date | None
    claimed: bool
    number: int


BEFORE = Standing("", None, None, False, 0)


def standing_of(row):
    """Return the ``Standing`` after ``row``; without a row the one before the first stage."""
    return Standing(row.to_stage, row.since, row.due, row.claimed, row.number) if row else BEFORE


def standing_on(rows, day):
    """Return the ``Standing`` that the portal showed on ``day``; ``rows`` are those of one record in order."""
    return standing_of(next((row for row in reversed(rows) if row.on <= day), None))


def holding(rows):
    """Return the steps, claims and confirmations among ``rows`` that nobody has declared void, in order."""
    voided = {row.about_id for row in rows if row.act == Act.VOID}
    return [row for row in rows if row.act in (Act.STEP, Act.CLAIM, Act.CONFIRM) and row.pk not in voided]


def last_taken(workflow, rows, key):
    """Return the last row among ``rows`` that still holds and took the step ``key``; None without one.

    To confirm what the ledger claims about the stage of the step is to take the step.
    """
    target = workflow.step(key).target
    is_usual = workflow.step_into(target).key == key
    return next(
        (
            row
            for row in reversed(holding(rows))
            if row.step == key or (is_usual and row.act == Act.CONFIRM and row.to_stage == target)
        ),
        None,
    )


def standing_before(rows, row):
    """Return the ``Standing`` before ``row``, one of ``rows``."""
    return standing_of(next((other for other in rows if other.number == row.number - 1), None))


def decided_standing(rows):
    """Return the ``Standing`` after the last row of a person that still holds; the one before the first without."""
    return standing_of(next((row for row in reversed(holding(rows)) if row.act != Act.CLAIM), None))
