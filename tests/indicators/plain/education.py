"""Training of secretaries (1.1) and of all members (1.2)."""

from tests.indicators.plain.dates import begun
from tests.indicators.plain.rules import at_most, judge, plain, verdict, weighed


@plain("secretaries_trained")
def secretaries_trained(world, span):
    adds_up = world.setting(span.year, "short_classes_add_up")

    def is_enough(classes, *, blank_is_enough):
        full = [row for row in classes if (row.days is None and blank_is_enough) or (row.days or 0) >= 3]
        return bool(full) or bool(adds_up and sum(row.days or 0 for row in classes) >= 3)

    def met(person):
        passed = [row for row in classes_of(world, person, span) if row.passed]
        return is_enough(passed, blank_is_enough=False)

    def unknown(person):
        maybe = [row for row in classes_of(world, person, span) if row.passed is not False]
        return is_enough(maybe, blank_is_enough=True)

    return judge(world.in_force("secretary", span.last_day), met, unknown)


def classes_of(world, person, span):
    """A class that names a record is about its person; any other is about the person of this name at its place."""
    terms = [row for row in world.confirmed("secretary") if is_same_person(row, person)]
    places, keys = {row.place for row in terms}, {row.pk for row in terms}
    return [
        row
        for row in world.of("secretary_training", span)
        if row.name_record in keys or (row.name_record is None and row.name == person.name and row.place in places)
    ]


def is_same_person(row, person):
    is_same_birth = row.birth and row.birth[:7] == person.birth[:7]
    return row is person or bool(row.name == person.name and is_same_birth)


@plain("secretaries_trained_for_emergencies")
def secretaries_trained_for_emergencies(world, span):
    return with_topic(world, span, {"应急处突能力"})


@plain("secretaries_trained_in_regulations")
def secretaries_trained_in_regulations(world, span):
    names = {"党支部工作条例", "党员教育管理工作条例", "农村基层组织工作条例"}
    return with_topic(world, span, names | {"国有企业基层组织工作条例", "党和国家机关基层组织工作条例"})


def with_topic(world, span, topics):
    """One of the classes, none of which was failed, was about one of the topics; unknown where a class names none."""

    def classes(person):
        return [row for row in classes_of(world, person, span) if row.passed is not False]

    return judge(
        world.in_force("secretary", span.last_day),
        lambda person: any(topics & set(row.topics_codes.split("、")) for row in classes(person)),
        lambda person: any(not row.topics for row in classes(person)),
    )


def branches_with_members(world, span):
    return [row for row in world.in_force("branch", span.last_day) if row.kind not in {"党委", "党总支"}]


def reports_of(world, branch, span, first_year):
    """Reports of the span that have come by its end, the newest first; of the branch or of the only one at a place."""
    everyone = [row for row in world.in_force("branch", span.last_day) if row.place is branch.place]
    reports = [
        row
        for row in world.of("branch_training", span)
        if row.year >= first_year
        and begun(row.as_of, span.last_day)
        and row.place is branch.place
        and (row.branch == branch.name or everyone == [branch])
    ]
    return sorted(reports, key=lambda row: (row.year, row.as_of, row.pk), reverse=True)


def members_with(world, span, field, first_year):
    """Each branch with its members and how many of them the newest report counts in ``field``."""
    for branch in branches_with_members(world, span):
        reports = reports_of(world, branch, span, first_year)
        newest = reports[0] if reports else None
        members = branch.members if branch.members is not None else newest and newest.members
        said = newest and getattr(newest, field)
        yield branch, members, said, reports


@plain("members_trained")
def members_trained(world, span):
    first_year = cycle_first_year(world, span.year)
    elements = []
    for branch, members, said, reports in members_with(world, span, "trained", first_year):
        is_known = said is not None and said <= reports[0].members and said >= max(row.trained for row in reports)
        elements.append(weighed(branch, verdict(is_known, True), members, at_most(said, members)))
    return elements


def cycle_first_year(world, year):
    """As the newest setting of this year or an earlier one says, else by the national plan 2019–2023."""
    begun_in = [world.setting(each, "cycle_first_year") for each in range(year, year - 20, -1)]
    base = next((each for each in begun_in if each is not None), 2019)
    return year - (year - base) % 5


@plain("members_with_full_hours")
def members_with_full_hours(world, span):
    elements = []
    for branch, members, said, reports in members_with(world, span, "full_hours", span.year):
        is_known = said is not None and said <= reports[0].members
        elements.append(weighed(branch, verdict(is_known, True), members, at_most(said, members)))
    return elements


def county_plans(world, span):
    return [row for row in world.of("cycle_plan", span) if row.place.level == "county"]


@plain("counties_with_year_plan")
def counties_with_year_plan(world, span):
    def plans(unit):
        return [row for row in world.of("cycle_plan", span) if row.place is unit]

    def met(unit):
        return any((row.target or 0) > 0 and row.compulsory for row in plans(unit))

    def unknown(unit):
        return any(row.target != 0 and row.compulsory is not False for row in plans(unit))

    return judge(world.units_of(level="county"), met, unknown)


@plain("member_classes_held")
def member_classes_held(world, span):
    elements = []
    for plan in county_plans(world, span):
        county = plan.place.nearest_path(span.last_day)
        classes = world.of("member_training", span)
        held = [row for row in classes if row.place.nearest_path(span.last_day).startswith(county)]
        elements.append(weighed(plan, "met", plan.classes, at_most(len(held), plan.classes)))
    return elements


@plain("member_training_money_spent")
def member_training_money_spent(world, span):
    return [
        weighed(
            row,
            verdict(row.spent_yuan is not None, True),
            row.budget_yuan,
            at_most(row.spent_yuan, row.budget_yuan),
        )
        for row in county_plans(world, span)
    ]
