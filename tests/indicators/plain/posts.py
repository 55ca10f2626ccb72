"""Posts of secretaries, reserves (2.2), first secretaries (2.2)."""

from datetime import timedelta

from tests.indicators.plain.dates import has_come
from tests.indicators.plain.elections import profile_of
from tests.indicators.plain.rules import judge, plain, yes_or_blank


def villages(world):
    return world.units_of(level="village")


def places_of(rows):
    return {row.place for row in rows}


@plain("secretaries_filed")
def secretaries_filed(world, span):
    return judge(
        world.in_force("secretary", span.last_day),
        lambda row: yes_or_blank(row.filed) == "met",
        lambda row: row.filed is None,
    )


@plain("secretaries_filed_with_number")
def secretaries_filed_with_number(world, span):
    return judge(
        world.in_force("secretary", span.last_day),
        lambda row: bool(row.filing_number) and has_come(row.filed_on, span.last_day),
        lambda row: row.filed is not False and not (row.filing_number and row.filed_on),
    )


@plain("posts_filled")
def posts_filled(world, span):
    held = places_of(world.in_force("secretary", span.last_day))
    return judge(villages(world), lambda unit: unit in held)


@plain("posts_not_vacant_for_long")
def posts_not_vacant_for_long(world, span):
    held = places_of(world.in_span("secretary", span.last_day - timedelta(days=90), span.last_day))
    ever = places_of(world.confirmed("secretary"))
    return judge(villages(world), lambda unit: unit in held, lambda unit: unit not in ever)


@plain("villages_with_reserve")
def villages_with_reserve(world, span):
    return judge(villages(world), lambda unit: reserves(world, unit, span) >= 1)


@plain("villages_with_two_reserves")
def villages_with_two_reserves(world, span):
    return judge(villages(world), lambda unit: reserves(world, unit, span) >= 2)


def reserves(world, unit, span):
    return sum(row.place is unit for row in world.in_force("reserve", span.last_day))


# First secretaries


def status(world, unit, span):
    profile = profile_of(world, unit, span.last_day)
    return profile.poverty if profile else ""


def weak_places(world, span):
    open_problems = world.of("weak_org", span)
    still = [row for row in open_problems if row in world.in_force("weak_org", span.last_day)]
    return places_of(row for row in still if row.rectified is not True)


def has_first_secretary(world, span):
    return places_of(world.in_force("first_secretary", span.last_day))


@plain("first_secretaries_sent")
def first_secretaries_sent(world, span):
    weak, sent = weak_places(world, span), has_first_secretary(world, span)

    def is_owed(unit):
        return unit in weak or status(world, unit, span) in {"贫困村", "脱贫村"}

    def unknown(unit):
        return not status(world, unit, span) and unit not in weak

    owed = [unit for unit in villages(world) if is_owed(unit) or (unknown(unit) and unit.kind == "村")]
    return judge(owed, lambda unit: unit in sent and is_owed(unit), unknown)


@plain("lifted_villages_kept_first_secretary")
def lifted_villages_kept_first_secretary(world, span):
    sent = has_first_secretary(world, span)
    lifted = [
        unit
        for unit in villages(world)
        if status(world, unit, span) == "脱贫村" or (not status(world, unit, span) and unit.kind == "村")
    ]
    return judge(
        lifted,
        lambda unit: unit in sent and status(world, unit, span) == "脱贫村",
        lambda unit: not status(world, unit, span),
    )


@plain("first_secretaries_stable")
def first_secretaries_stable(world, span):
    terms = world.of("first_secretary", span)

    def left_or_came_by_rotation(row):
        left = row.until is not None and span.first_day <= row.until <= span.last_day
        return left or (row.rotated is True and row.since >= span.first_day.isoformat()[:7])

    changed = places_of(row for row in terms if left_or_came_by_rotation(row))
    had = places_of(terms)
    return judge([unit for unit in world.units if unit in had], lambda unit: unit not in changed)


@plain("first_secretaries_in_village")
def first_secretaries_in_village(world, span):
    return judge(
        world.in_force("first_secretary", span.last_day),
        lambda row: (row.days_in_village or 0) >= 20,
        lambda row: row.days_in_village is None,
    )
