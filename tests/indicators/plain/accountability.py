"""Reviews, burdens, notices, support by departments, papers of counties (area 4)."""

from datetime import date

from tests.indicators.plain.dates import begun, fell_due, has_come, in_time
from tests.indicators.plain.rules import counted, judge, plain, verdict
from tests.indicators.plain.world import happened


def counting(world, key, span, *, done):
    """Confirmed records of the ledger, each once: of units that have ended only what was finished."""

    def has_begun(row):
        return row.held_since is None or row.held_since <= span.last_day

    taken_over = {row.previous for row in world.records[key] if has_begun(row) and row.previous}
    return [
        row
        for row in world.confirmed(key)
        if has_begun(row) and row not in taken_over
        if row.place.ends is None or row.place.ends >= span.last_day or has_come(getattr(row, done), span.last_day)
    ]


def is_of_last_year(row, span):
    year = int(row.reviewed_on[:4]) if row.reviewed_on else row.year
    return year == span.year - 1


@plain("review_problems_closed", outlives_place=True)
def review_problems_closed(world, span):
    rows = [row for row in counting(world, "review_problem", span, done="closed_on") if is_of_last_year(row, span)]
    return judge(rows, lambda row: has_come(row.closed_on, span.last_day))


@plain("review_problems_in_time", outlives_place=True)
def review_problems_in_time(world, span):
    rows = counting(world, "review_problem", span, done="closed_on")
    due = [row for row in rows if (fell_due(row.due, span) if row.due else is_of_last_year(row, span))]
    return [counted(row, in_time(row.due, row.closed_on)) for row in due]


@plain("support_requests_in_time", outlives_place=True)
def support_requests_in_time(world, span):
    def was_asked(row):
        if not row.asked_on:
            return row.year == span.year
        return happened(row.asked_on, row.year, span.first_day, span.last_day)

    rows = counting(world, "support_request", span, done="done_on")
    due = [row for row in rows if (fell_due(row.due, span) if row.due else was_asked(row))]
    return [counted(row, in_time(row.due, row.done_on)) for row in due]


@plain("notices_replied_in_time", outlives_place=True)
def notices_replied_in_time(world, span):
    due = [row for row in world.confirmed("notice") if fell_due(row.reply_due, span)]
    return [counted(row, in_time(row.reply_due, row.replied_on)) for row in due]


@plain("burden_items_approved")
def burden_items_approved(world, span):
    return judge(
        world.in_force("burden_item", span.last_day),
        lambda row: bool(row.approved_by and row.basis),
        lambda row: not (row.approved_by and row.basis),
    )


@plain("counties_without_more_burden")
def counties_without_more_burden(world, span):
    """The items of units that stood below the county when the figure is counted, or that ended there."""
    elements, before = [], date(span.year - 1, 12, 31)
    for county in world.units_of(level="county"):
        path = county.path_on(span.last_day)
        numbers = [
            sum(path is not None and row.place.nearest_path(span.last_day).startswith(path) for row in rows)
            for rows in (world.in_force("burden_item", span.last_day), world.in_force("burden_item", before))
        ]
        elements.append(counted(county, verdict(any(numbers) and numbers[0] <= numbers[1], not any(numbers))))
    return elements


def papers(world, kind, item):
    """Papers of the kind that carry out an item of the speech: 2.3 is the number of its code 2.3 村级集体经济."""
    return [
        row
        for row in world.confirmed("policy_paper")
        if row.kind == kind and item in {code.partition(" ")[0] for code in row.item_codes.split("、")}
    ]


def with_rule(world, span, item):
    issued = {row.place for row in papers(world, "制度", item) if begun(row.issued_on, span.last_day)}
    return judge(world.units_of(level="county"), lambda unit: unit in issued)


def with_plan(world, span, item):
    rows = [row for row in papers(world, "方案", item) if row in world.of("policy_paper", span)]
    return judge(world.units_of(level="county"), lambda unit: unit in {row.place for row in rows})


@plain("counties_with_mission_rule")
def counties_with_mission_rule(world, span):
    return with_rule(world, span, "1")


@plain("counties_with_worker_rule")
def counties_with_worker_rule(world, span):
    return with_rule(world, span, "3.2")


@plain("counties_with_rural_plan")
def counties_with_rural_plan(world, span):
    return with_plan(world, span, "2")


@plain("counties_with_economy_plan")
def counties_with_economy_plan(world, span):
    return with_plan(world, span, "2.3")
