"""Party life (1.3): plans of branches, lectures, leaders in their branches, findings of inspections, silence."""

from calendar import monthrange
from datetime import date, timedelta

from tests.indicators.plain.dates import begun, has_come, last_day
from tests.indicators.plain.rules import counted, judge, plain, verdict


def branches(world, span):
    return world.in_force("branch", span.last_day)


def plans_at(world, branch, span):
    return [plan for plan in world.of("life_plan", span) if plan.place is branch.place and plan.plan]


def is_alone(world, branch, span):
    return [row for row in branches(world, span) if row.place is branch.place] == [branch]


def has_plan(world, branch, span, fits=lambda plan: True):
    """A plan with the secretary of the branch, or any plan at the place of the only branch."""
    fitting = [plan for plan in plans_at(world, branch, span) if fits(plan)]
    is_own = bool(branch.secretary) and branch.secretary in {plan.secretary for plan in fitting}
    return is_own or bool(fitting and is_alone(world, branch, span))


def plan_is_unknown(world, branch, span):
    plans = plans_at(world, branch, span)
    return bool(plans) and (not branch.secretary or any(not plan.secretary for plan in plans))


@plain("life_plans")
def life_plans(world, span):
    return judge(
        branches(world, span),
        met=lambda branch: has_plan(world, branch, span),
        unknown=lambda branch: plan_is_unknown(world, branch, span),
    )


@plain("life_plans_approved")
def life_plans_approved(world, span):
    def unknown(branch):
        is_somebodys = plan_is_unknown(world, branch, span) and not has_plan(world, branch, span)
        return is_somebodys or has_plan(world, branch, span, lambda plan: not plan.review)

    return judge(
        branches(world, span),
        met=lambda branch: has_plan(
            world, branch, span, lambda plan: plan.review == "通过" and begun(plan.reviewed_on, span.last_day)
        ),
        unknown=unknown,
    )


def lectures_below(world, unit, span):
    path = unit.path_on(span.last_day)
    lectures = world.of("lecture", span) if path else []
    return [row for row in lectures if row.place.nearest_path(span.last_day).startswith(path)]


@plain("townships_with_lecture")
def townships_with_lecture(world, span):
    def met(unit):
        return any(row.activity != "学习身边榜样" for row in lectures_below(world, unit, span))

    return judge(world.units_of(level="township"), met)


@plain("townships_with_role_model")
def townships_with_role_model(world, span):
    def met(unit):
        rows = lectures_below(world, unit, span)
        return any(row.activity == "学习身边榜样" or row.lecturer == "先进典型" for row in rows)

    def unknown(unit):
        return any(not row.lecturer for row in lectures_below(world, unit, span))

    return judge(world.units_of(level="township"), met, unknown)


@plain("leaders_in_own_branch")
def leaders_in_own_branch(world, span):
    took_part = {(row.place, row.name) for row in world.of("leader_life", span)}
    return judge(world.in_force("officer", span.last_day), lambda row: (row.place, row.name) in took_part)


@plain("inspection_findings_closed")
def inspection_findings_closed(world, span):
    rows = [row for row in world.of("inspection_finding", span) if not row.due or last_day(row.due) <= span.last_day]
    return judge(rows, lambda row: has_come(row.closed_on, span.last_day), lambda row: not row.due)


@plain("silent_branches")
def silent_branches(world, span):
    month = span.last_day.month - 3
    year, month = (span.last_day.year, month) if month > 0 else (span.last_day.year - 1, month + 12)
    before = date(year, month, min(span.last_day.day, monthrange(year, month)[1]))
    recent = world.in_span("org_life", before + timedelta(days=1), span.last_day)
    elements = []
    for branch in branches(world, span):
        here = [row for row in recent if row.place is branch.place]
        is_own = is_alone(world, branch, span) or (branch.secretary and branch.secretary in {row.host for row in here})
        elements.append(counted(branch, verdict(not here, not is_own)))
    return elements
