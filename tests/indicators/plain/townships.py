"""Leading teams of townships (2.4), by the newest quarterly sheet that states a number."""

from tests.indicators.plain.dates import quarter_of
from tests.indicators.plain.rules import at_most, judge, plain, verdict, weighed

KINDS = {"镇", "乡"}
SOURCES = ("from_secretaries", "from_selected", "from_graduates", "from_staff")


def newest(world, span, field, *, of_year=False):
    """``{township: sheet}`` with the newest sheet that states ``field``, counted from the first day of its quarter."""
    sheets = {}
    for row in sorted(world.confirmed("township_sheet"), key=lambda row: row.period):
        is_known = getattr(row, field) is not None and row.period <= quarter_of(span.last_day)
        is_of_year = not of_year or row.period[:4] == str(span.year)
        if is_known and is_of_year and row.place.kind in KINDS:
            sheets[row.place] = row
    return sheets


@plain("township_teams_filled")
def township_teams_filled(world, span):
    return [
        weighed(
            row,
            verdict((row.filled or 0) >= row.approved and row.filled is not None, row.filled is None),
            row.approved,
            at_most(row.filled, row.approved),
        )
        for row in newest(world, span, "approved").values()
    ]


@plain("leaders_from_four_sources")
def leaders_from_four_sources(world, span):
    elements = []
    for row in newest(world, span, "filled").values():
        numbers = [getattr(row, source) for source in SOURCES]
        chosen = None if None in numbers else min(sum(numbers), row.filled)
        elements.append(weighed(row, verdict(bool(chosen), chosen is None), row.filled, chosen))
    return elements


@plain("village_secretaries_recruited")
def village_secretaries_recruited(world, span):
    return [
        weighed(
            row,
            verdict(row.recruited is not None and row.recruited >= row.planned, row.recruited is None),
            row.planned,
            at_most(row.recruited, row.planned),
        )
        for row in newest(world, span, "planned", of_year=True).values()
    ]


@plain("township_secretaries_settled")
def township_secretaries_settled(world, span):
    sheets = newest(world, span, "secretary_settled")
    return judge(
        world.units_of(level="township", kinds=KINDS),
        lambda unit: unit in sheets and sheets[unit].secretary_settled,
        lambda unit: unit not in sheets,
    )


@plain("township_sheets_filed")
def township_sheets_filed(world, span):
    filed = {row.place for row in world.confirmed("township_sheet") if row.period == quarter_of(span.last_day)}
    return judge(world.units_of(level="township", kinds=KINDS), lambda unit: unit in filed)
