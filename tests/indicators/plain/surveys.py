"""Surveys, visits and joint reviews (2.1)."""

from tests.indicators.plain.dates import begun
from tests.indicators.plain.rules import judge, plain, verdict, weighed


@plain("villages_surveyed")
def villages_surveyed(world, span):
    surveyed = {row.place for row in world.of("survey", span)}
    return judge(world.units_of(level="village"), lambda unit: unit in surveyed)


@plain("villages_visited")
def villages_visited(world, span):
    visited = {row.place for row in world.of("village_visit", span) if row.rank != "乡镇领导"}
    return judge(world.units_of(level="village"), lambda unit: unit in visited)


@plain("suspects_decided")
def suspects_decided(world, span):
    listed = {row.place for row in world.of("weak_org", span)}

    def met(row):
        return row.place in listed if row.result == "列入" else bool(row.not_listed_because)

    return judge([row for row in world.of("survey", span) if row.result in {"疑似", "列入"}], met)


@plain("visit_problems_solved")
def visit_problems_solved(world, span):
    return [
        weighed(
            row,
            verdict((row.solved or 0) >= row.found, row.solved is None),
            row.found,
            min(row.solved or 0, row.found),
        )
        for row in world.of("village_visit", span)
        if row.found
    ]


@plain("committees_reviewed")
def committees_reviewed(world, span):
    elements = []
    for profile in world.in_force("village_profile", span.last_day):
        if not profile.committee_members:
            continue
        rounds = [row.reviewed or 0 for row in world.of("joint_review", span) if row.place is profile.place]
        reviewed = min(max(rounds, default=0), profile.committee_members)
        state = verdict(reviewed == profile.committee_members, False)
        elements.append(weighed(profile, state, profile.committee_members, reviewed))
    return elements


@plain("unfit_members_cleared")
def unfit_members_cleared(world, span):
    elements = []
    for row in world.of("joint_review", span):
        if row.unfit:
            cleared = min(row.cleared or 0, row.unfit) if begun(row.cleared_on, span.last_day) else 0
            elements.append(weighed(row, verdict(cleared >= row.unfit, row.cleared is None), row.unfit, cleared))
    return elements
