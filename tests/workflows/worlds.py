"""Applicants who walk through the workflow of ``tests.development``, and the people who move them."""

from datetime import date
from types import SimpleNamespace

from tests.development.models import Applicant
from tests.development.workflows import DEVELOPMENT
from tests.factories import make_user
from tests.indicators.worlds import make_record
from workflows import actions
from workflows.models import Taken

DAY = date(2026, 9, 1)
# How to come to each stage of the workflow: steps, who takes them, and what their forms say.
STEPS = {
    "": (),
    "activist": (("propose", "township_editor", {}),),
    "candidate": (("propose", "township_editor", {}), ("choose", "township_manager", {})),
    "asked": (
        ("propose", "township_editor", {}),
        ("choose", "township_manager", {}),
        ("ask", "county_manager", {}),
    ),
    "member": (
        ("propose", "township_editor", {}),
        ("choose", "township_manager", {}),
        ("admit", "county_manager", {"admitted_on": "2026-09-01"}),
    ),
}


def make_people(county, township):
    """One account for each of those who move applicants."""
    return SimpleNamespace(
        township_editor=make_user(township, "editor", name="何苗"),
        township_manager=make_user(township, "manager", name="罗浩"),
        county_manager=make_user(county, "manager", name="方圆"),
        city_manager=make_user(county.parent, "manager", name="陈立"),
    )


def make_applicant(place, applicant="王小明", **values):
    return make_record(Applicant, place, applicant=applicant, **({"introduced": True} | values))


def rows_of(record, workflow=DEVELOPMENT):
    return list(Taken.objects.of_record(workflow, record))


def press(record, key, by, *, on=DAY, values=None, seen=None, workflow=DEVELOPMENT):
    """Take the step ``key`` as somebody who has just opened the page."""
    seen = len(rows_of(record, workflow)) if seen is None else seen
    return actions.take_step(workflow, record, key, by=by, seen=seen, on=on, values=values or {})


def walk(record, stage, people, *, on=DAY):
    """Bring a new applicant to ``stage``."""
    for key, person, values in STEPS[stage]:
        press(record, key, getattr(people, person), on=on, values=values)
    record.refresh_from_db()
    return record


def check_chain(record, workflow=DEVELOPMENT):
    """The rows of ``record`` are one chain without gaps, and its columns are those of the last row."""
    rows = rows_of(record, workflow)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert [row.from_stage for row in rows] == ["", *(row.to_stage for row in rows[:-1])]
    record.refresh_from_db()
    if rows:
        last = rows[-1]
        newest = (last.to_stage, last.since, last.due, last.claimed)
        assert (record.stage, record.stage_since, record.stage_due, record.stage_claimed) == newest
