"""Weak villages (2.1) and the election of the village committees (2.2)."""

from tests.indicators.plain.dates import begun
from tests.indicators.plain.rules import counted, judge, plain, verdict


def weak_villages(world, span):
    """``[(head, problems)]`` of the cases with a problem of the span."""
    cases = {}
    for row in world.of("weak_org", span):
        cases.setdefault(row.head, []).append(row)
    return list(cases.items())


def is_solved(problem, on):
    return problem.rectified is True and begun(problem.done_on, on)


@plain("weak_villages_rectified")
def weak_villages_rectified(world, span):
    elements = []
    for head, problems in weak_villages(world, span):
        left = [row for row in problems if not is_solved(row, span.last_day)]
        elements.append(counted(head, verdict(not left, all(row.rectified is None for row in left))))
    return elements


@plain("weak_villages_with_four_ones")
def weak_villages_with_four_ones(world, span):
    """All four helpers of the case are named; a blank does not say that there is nobody."""
    elements = []
    for head, problems in weak_villages(world, span):
        case = problems[0]
        is_full = all([case.county_leader, case.township_leader, case.first_secretary, case.paired_unit])
        elements.append(counted(head, verdict(is_full, True)))
    return elements


def profile_of(world, unit, on):
    """The profile of the village; a village has one at most."""
    return next((row for row in world.in_force("village_profile", on) if row.place is unit), None)


@plain("weak_villages_rectified_before_election")
def weak_villages_rectified_before_election(world, span):
    elements = []
    for head, problems in weak_villages(world, span):
        profile = profile_of(world, head.place, span.last_day)
        election = profile.election_on if profile else ""
        if election and int(election[:4]) < span.year:
            continue
        states = [state_before(problem, election, span.last_day) for problem in problems]
        elements.append(counted(head, verdict(set(states) == {"met"}, "not_met" not in states)))
    return elements


def state_before(problem, election, on):
    """Whether a problem was solved before the election; it must have been on an earlier day."""
    if not election:
        return "unknown"
    if problem.rectified is None:
        return "unknown"
    if problem.rectified is False:
        return "not_met"
    if not problem.done_on:
        return "unknown"
    exactness = min(len(problem.done_on), len(election))
    solved, voted = problem.done_on[:exactness], election[:exactness]
    if solved < voted:
        return verdict(is_solved(problem, on), False)
    return "not_met" if solved > voted or len(problem.done_on) == len(election) else "unknown"


def is_elected(profile, on):
    return profile is not None and profile.elected is True and begun(profile.election_on, on)


@plain("elections_done")
def elections_done(world, span):
    def unknown(unit):
        profile = profile_of(world, unit, span.last_day)
        return profile is None or profile.elected is None

    return judge(
        world.units_of(level="village"),
        lambda unit: is_elected(profile_of(world, unit, span.last_day), span.last_day),
        unknown,
    )


@plain("candidates_studied")
def candidates_studied(world, span):
    def met(unit):
        profile = profile_of(world, unit, span.last_day)
        return profile is not None and (profile.candidates_studied is True or is_elected(profile, span.last_day))

    def unknown(unit):
        profile = profile_of(world, unit, span.last_day)
        return profile is None or profile.candidates_studied is None

    return judge(world.units_of(level="village"), met, unknown)
