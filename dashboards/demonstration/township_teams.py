"""The quarterly sheets of the township teams, in numbers only."""

from datetime import date

from dashboards.demonstration.city import seeded
from rectification.models import TownshipSheet
from years import periods


def build(city):
    """Write the sheets of the last quarter of last year and of this year's quarters up to now."""
    last = periods.containing(city.on, "quarter")
    before = periods.containing(date(city.on.year - 1, 12, 1), "quarter")
    quarters = [before, *(quarter for quarter in periods.in_year(city.on.year, "quarter") if quarter <= last)]
    sheets = []
    for county, township, _villages in city.each_township():
        if township.kind in {"乡", "镇"}:
            sheets += _sheets(city, county, township, quarters)
    city.store(TownshipSheet, sheets)


def _sheets(city, county, township, quarters):
    """Return the sheets that the township has filed: most of the past quarters, half of the running one."""
    diligence = seeded("sheets", county.code).uniform(0.3, 0.8)
    random = seeded("sheets", township.code)
    planned, sheets = random.choice([0, 1, 1, 2]), []
    for number, quarter in enumerate(quarters):
        is_filed = random.random() < (diligence if quarter == quarters[-1] else 0.96)
        sheet = _sheet(city, county, township, quarter, min(planned, number // 2), planned)
        sheets += [sheet] if is_filed else []
    return sheets


def _sheet(city, county, township, quarter, recruited, planned):
    """Return one sheet: the team is the same in each quarter but for vacant posts that come and go."""
    team = seeded("team", township.code)
    approved = team.choice([7, 9, 9, 11])
    sources = {
        "from_secretaries": team.choice([0, 0, 1]),
        "from_selected": team.choice([0, 1, 1, 2]),
        "from_graduates": team.choice([0, 0, 1]),
        "from_staff": team.choice([0, 1, 2]),
    }
    settled, age = team.choice([True] * 8 + [False, None]), team.randint(370, 440) / 10
    random = seeded("team", township.code, quarter.start)
    states_all = random.random() < 0.93
    filled = approved - random.choice([0, 0, 0, 1, 1, 2])
    return {
        "organization_id": township.pk,
        "period": f"{quarter.year}-Q{quarter.start.month // 3 + 1}",
        "approved": approved,
        "filled": filled if random.random() < 0.97 else None,
        "average_age": age,
        "young": random.randint(1, 3),
        "women": random.randint(1, 3),
        **(sources if states_all else sources | {"from_staff": None}),
        "secretary_settled": settled,
        "planned": planned if states_all else None,
        "recruited": recruited if quarter.year == city.on.year else planned,
        **city.entry(township, county, random),
        "year": quarter.year,
    }
