"""Street reform (3.1), service circles, systems, demonstration sites and demands (3.4)."""

from tests.indicators.plain.dates import fell_due, first_day, has_come, in_time
from tests.indicators.plain.rules import counted, judge, plain, verdict, yes_or_blank
from tests.indicators.plain.world import happened

DIMENSIONS = ("明责", "赋权", "扩能")


def items(world, span):
    return world.in_force("street_item", span.last_day)


def streets(world):
    return world.units_of(level="township", kinds={"街道"})


def implemented(row, on):
    if row.implemented_on:
        return verdict(first_day(row.implemented_on) <= on, False)
    return verdict(row.status == "已实施", not row.status)


def started(row, _on):
    if row.implemented_on:
        return "met"
    return verdict(row.status not in {"", "未启动"}, not row.status)


def each_dimension(world, span, state_of):
    """A street has an item that is met in each dimension; unknown if one that is unknown could be it."""
    elements = []
    for street in streets(world):
        states = {dimension: set() for dimension in DIMENSIONS}
        for row in items(world, span):
            if row.place is street:
                states[row.dimension].add(state_of(row, span.last_day))
        is_met = all("met" in found for found in states.values())
        elements.append(counted(street, verdict(is_met, all(found & {"met", "unknown"} for found in states.values()))))
    return elements


@plain("streets_with_progress")
def streets_with_progress(world, span):
    return each_dimension(world, span, implemented)


@plain("streets_started")
def streets_started(world, span):
    return each_dimension(world, span, started)


@plain("street_items_implemented")
def street_items_implemented(world, span):
    return [counted(row, implemented(row, span.last_day)) for row in items(world, span) if row.place.kind == "街道"]


@plain("communities_inside_circle")
def communities_inside_circle(world, span):
    elements = []
    for unit in world.units_of(level="village", kinds={"社区"}):
        sheets = [row for row in world.confirmed("community_circle") if row.place is unit and row.year <= span.year]
        newest = max(sheets, key=lambda row: row.year, default=None)
        elements.append(counted(unit, circle(newest)))
    return elements


def circle(sheet):
    if sheet is None:
        return "unknown"
    return yes_or_blank(sheet.inside) if sheet.minutes is None else verdict(sheet.minutes <= 15, False)


@plain("systems_merged")
def systems_merged(world, span):
    rows = [row for row in world.confirmed("information_system") if is_listed(row, span.last_day)]
    return judge(
        rows,
        lambda row: has_come(row.merged_on, span.last_day),
        lambda row: not row.merged_on and bool(row.merged_into),
    )


def is_listed(row, on):
    is_held = row.held_since is None or row.held_since <= on
    return is_held and (not row.listed_on or first_day(row.listed_on) <= on)


@plain("demo_sites_checked")
def demo_sites_checked(world, span):
    checked = {(row.place, row.site) for row in world.of("demo_check", span)}
    return judge(world.in_force("demo_site", span.last_day), lambda row: (row.place, row.name) in checked)


@plain("demands_in_time", outlives_place=True)
def demands_in_time(world, span):
    rows = [
        row
        for row in world.confirmed("appeal")
        if (
            fell_due(row.due_at, span)
            if row.due_at
            else happened(row.received_at, row.year, span.first_day, span.last_day)
        )
    ]
    return [counted(row, in_time(row.due_at, row.finished_at)) for row in rows]


def answered(world, span, box):
    rows = [row for row in world.confirmed("appeal") if row.finished_at]
    finished = [row for row in rows if span.first_day <= first_day(row.finished_at) <= span.last_day]
    return [counted(row, yes_or_blank(getattr(row, box))) for row in finished]


@plain("demands_solved", outlives_place=True)
def demands_solved(world, span):
    return answered(world, span, "solved")


@plain("demands_satisfied", outlives_place=True)
def demands_satisfied(world, span):
    return answered(world, span, "satisfied")


@plain("demands_repeated", outlives_place=True)
def demands_repeated(world, span):
    return answered(world, span, "repeated")
