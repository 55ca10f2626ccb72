"""Grids and community workers (3.2)."""

from tests.indicators.plain.dates import first_day
from tests.indicators.plain.rules import Element, counted, done, judge, plain, verdict, yes_or_blank

BENEFITS = ("pay", "insurance", "checkup", "training", "leave")


@plain("grids_with_party_group")
def grids_with_party_group(world, span):
    return [counted(row, yes_or_blank(row.party_group)) for row in world.in_force("grid", span.last_day)]


@plain("grids_staffed")
def grids_staffed(world, span):
    elements = []
    for row in world.in_force("grid", span.last_day):
        staffed = verdict((row.workers or 0) >= 1, row.workers is None)
        states = {staffed, yes_or_blank(row.party_group)}
        elements.append(counted(row, verdict(states == {"met"}, "not_met" not in states)))
    return elements


def former_grids(world, span):
    return [
        (row, done(row, "merged", "merged_on", span.last_day)) for row in world.in_force("former_grid", span.last_day)
    ]


@plain("former_grids_merged")
def former_grids_merged(world, span):
    return [counted(row, state) for row, state in former_grids(world, span)]


@plain("communities_merged")
def communities_merged(world, span):
    return [
        counted(unit, of_all(state for row, state in former_grids(world, span) if row.place is unit))
        for unit in world.units_of(level="village", kinds={"社区"})
    ]


@plain("counties_merged")
def counties_merged(world, span):
    return [
        counted(
            unit, of_all(state for row, state in former_grids(world, span) if row.place.is_below(unit, span.last_day))
        )
        for unit in world.units_of(level="county")
    ]


def of_all(states):
    """All are met; unknown where there are none, or none is known to be left."""
    states = set(states)
    return verdict(states == {"met"}, "not_met" not in states)


def workers(world, span):
    return world.in_force("community_worker", span.last_day)


def is_graded(row):
    return bool(row.grade) and not row.grade.startswith("未")


@plain("workers_graded")
def workers_graded(world, span):
    return judge(workers(world, span), is_graded, lambda row: not row.grade)


@plain("worker_benefits_realised")
def worker_benefits_realised(world, span):
    elements = []
    for row in workers(world, span):
        states = [verdict(is_graded(row), not row.grade), *(yes_or_blank(getattr(row, name)) for name in BENEFITS)]
        state = verdict(set(states) == {"met"}, "not_met" not in states)
        elements.append(Element(row, state, 6, states.count("met"), states.count("unknown")))
    return elements


@plain("workers_appraised")
def workers_appraised(world, span):
    def met(row):
        if not row.appraised_on:
            return False
        day = first_day(row.appraised_on)
        return day.year >= span.year - 1 and day <= span.last_day

    return judge(workers(world, span), met, lambda row: not row.appraised_on)


@plain("community_secretaries")
def community_secretaries(world, span):
    held = {row.place for row in world.in_force("secretary", span.last_day)}
    return judge(world.units_of(level="village", kinds={"社区"}), lambda unit: unit in held)
