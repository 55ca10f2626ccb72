"""Linkage of Party organizations (3.3): meetings, commissioners, reports of units and members, needs, disputes."""

from datetime import date

from tests.indicators.plain.dates import fell_due, in_time
from tests.indicators.plain.rules import at_most, counted, done, judge, plain, verdict, weighed
from tests.indicators.plain.world import happened


@plain("joint_meetings_held")
def joint_meetings_held(world, span):
    first_day = span.first_day
    if world.setting(span.year, "joint_meetings_half_yearly"):
        first_day = date(span.year, 1 if span.last_day.month <= 6 else 7, 1)
    met = {row.place for row in world.in_span("joint_meeting", first_day, span.last_day)}
    communities = world.units_of(level="village", kinds={"社区"})
    return judge([*world.units_of(level="township", kinds={"街道"}), *communities], lambda unit: unit in met)


@plain("decisions_in_time", outlives_place=True)
def decisions_in_time(world, span):
    taken_over = {
        row.previous for row in world.records["meeting_decision"] if held(row, span.last_day) and row.previous
    }
    rows = [
        row
        for row in world.confirmed("meeting_decision")
        if held(row, span.last_day) and row not in taken_over
        if (fell_due(row.due, span) if row.due else happened(row.met_on, row.year, span.first_day, span.last_day))
    ]
    return [counted(row, in_time(row.due, row.done_on)) for row in rows]


def held(row, on):
    """Whether the place has the record by the day: a copy of an ended unit's record has a first day."""
    return row.held_since is None or row.held_since <= on


@plain("streets_with_commissioners")
def streets_with_commissioners(world, span):
    sitting = {row.place for row in world.in_force("commissioner", span.last_day)}
    return judge(world.units_of(level="township", kinds={"街道"}), lambda unit: unit in sitting)


def reports_of(rows, unit, on):
    """``(reports at the place of the unit, reports at a community below it as it stood on the day)``."""
    own = [row for row in rows if row.unit == unit.name and row.place is unit.place]
    here = unit.place.nearest_path(on)
    others = [row for row in rows if row.unit == unit.name and row.place is not unit.place]
    below = [row for row in others if row.place.nearest_path(on).startswith(here)]
    return own, below


@plain("units_reported")
def units_reported(world, span):
    reports = world.in_force("unit_report", span.last_day)
    return judge(
        world.in_force("resident_unit", span.last_day), lambda unit: any(reports_of(reports, unit, span.last_day))
    )


@plain("members_reported")
def members_reported(world, span):
    elements, reports = [], world.of("member_report", span)
    for unit in world.in_force("resident_unit", span.last_day):
        own, below = reports_of(reports, unit, span.last_day)
        numbers = [row.reported for row in own or below]
        said, members = sum(numbers) if numbers else None, unit.members_in_service
        is_met = None not in (said, members) and said >= members
        elements.append(weighed(unit, verdict(is_met, said is None), members, at_most(said, members)))
    return elements


@plain("needs_met")
def needs_met(world, span):
    rows = [row for row in world.of("need_project", span) if row.kind == "需求"]
    return [counted(row, done(row, "done", "done_on", span.last_day)) for row in rows]


@plain("disputes_solved")
def disputes_solved(world, span):
    rows = world.of("property_dispute", span)
    return [counted(row, done(row, "solved", "solved_on", span.last_day)) for row in rows]
