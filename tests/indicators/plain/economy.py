"""Collective economy (2.3): supported villages, their money, checks on the spot, incomes of all villages."""

from datetime import date

from tests.indicators.plain.dates import begun, fell_due, has_come, in_time
from tests.indicators.plain.rules import counted, judge, plain, verdict, weighed

PERMITTED = {"产业项目", "设施设备", "入股投资", "购置物业", "项目配套"}


@plain("projects_finished")
def projects_finished(world, span):
    return judge(
        world.of("collective_economy", span), lambda row: (row.progress or 0) >= 100, lambda row: row.progress is None
    )


def supported(world, span):
    return world.in_force("supported_village", span.last_day)


@plain("supported_chosen_jointly")
def supported_chosen_jointly(world, span):
    def signatures(row):
        return {row.party_signed, row.finance_signed, row.agriculture_signed}

    return judge(
        supported(world, span), lambda row: signatures(row) == {True}, lambda row: False not in signatures(row)
    )


@plain("supported_plans_approved")
def supported_plans_approved(world, span):
    return judge(supported(world, span), lambda row: has_come(row.plan_approved_on, span.last_day))


@plain("support_money_paid")
def support_money_paid(world, span):
    payments = world.in_span("fund_payment", date(2000, 1, 1), span.last_day)
    elements = []
    for unit in world.units_of(level="village", but=()):
        allocations = [row for row in supported(world, span) if row.place is unit]
        allocations += [
            row for row in left_behind(world, span.last_day) if successor_on(world, row.place, span) is unit
        ]
        allocated = sum(row.allocated_yuan or 0 for row in allocations)
        paid = sum(row.amount_yuan for row in payments if unit in (row.place, successor_on(world, row.place, span)))
        if allocated > 0:
            elements.append(weighed(unit, verdict(paid >= allocated, False), allocated, min(paid, allocated)))
    return elements


def left_behind(world, on):
    """Allocations of villages that have ended, which nobody took over."""
    taken_over = {row.previous for row in world.records["supported_village"] if row.previous}
    return [
        row
        for row in world.confirmed("supported_village")
        if row.place.ends and row.place.ends < on and row.until is None and row not in taken_over
        if begun(row.chosen_on, on)
    ]


def successor_on(world, unit, span):
    """The unit that stands for an ended one on the last day of the span."""
    units = {other.pk: other for other in world.units}
    while unit is not None and unit.ends and unit.ends < span.last_day:
        unit = units.get(unit.successor)
    return unit


@plain("payments_permitted", outlives_place=True)
def payments_permitted(world, span):
    def met(row):
        is_good = row.permitted is True or row.use_kind in PERMITTED
        return is_good and row.permitted is not False and row.use_kind in {"", *PERMITTED}

    return judge(world.of("fund_payment", span), met, lambda row: row.permitted is None and not row.use_kind)


@plain("first_batch_checked")
def first_batch_checked(world, span):
    checked = {
        row.place
        for row in world.confirmed("spot_check")
        if has_come(row.visited_on, span.last_day) and row.visited_on >= span.first_day.isoformat()[:7]
    }
    return judge([row for row in supported(world, span) if row.batch == "第一批"], lambda row: row.place in checked)


def findings(world, span):
    return [row for row in world.of("spot_check", span) if row.finding not in {"", "无", "未发现问题"}]


@plain("findings_closed")
def findings_closed(world, span):
    return judge(findings(world, span), lambda row: has_come(row.closed_on, span.last_day))


@plain("findings_closed_in_time")
def findings_closed_in_time(world, span):
    return [counted(row, in_time(row.due, row.closed_on)) for row in findings(world, span) if fell_due(row.due, span)]


# Incomes


def incomes(world, year):
    return {row.place: row for row in world.confirmed("village_income") if row.year == year}


def rural_villages(world):
    return world.units_of(level="village", kinds={"村"})


def earning(world, span, yuan):
    of_year = incomes(world, span.year)
    earned = {unit: row.operating_yuan for unit, row in of_year.items() if row.operating_yuan is not None}
    return judge(rural_villages(world), lambda unit: earned.get(unit, 0) >= yuan, lambda unit: unit not in earned)


@plain("villages_earning_50000")
def villages_earning_50000(world, span):
    return earning(world, span, 50_000)


@plain("villages_earning_100000")
def villages_earning_100000(world, span):
    return earning(world, span, 100_000)


@plain("villages_keeping_assets")
def villages_keeping_assets(world, span):
    def assets(year, unit):
        row = incomes(world, year).get(unit)
        return row.assets_yuan if row else None

    def met(unit):
        return not unknown(unit) and assets(span.year, unit) >= assets(span.year - 1, unit)

    def unknown(unit):
        return assets(span.year, unit) is None or not assets(span.year - 1, unit)

    return judge(rural_villages(world), met, unknown)


@plain("villages_benefiting")
def villages_benefiting(world, span):
    of_year = incomes(world, span.year)

    def benefits(unit):
        row = of_year.get(unit)
        return (row.households, row.dividend_yuan) if row else (None, None)

    return judge(
        rural_villages(world),
        lambda unit: any(number and number > 0 for number in benefits(unit)),
        lambda unit: None in benefits(unit),
    )
