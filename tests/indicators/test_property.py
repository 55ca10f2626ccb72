"""Random trees, terms, blanks and days: every indicator gives what a plain loop over the records gives."""

from calendar import monthrange
from collections import defaultdict
from datetime import date
from random import Random

import pytest

from governance.models import Appeal, Grid
from indicators import registry
from indicators.counting import count_everywhere
from indicators.counts import NOTHING
from organizations.models import Organization
from rectification.models import CollectiveEconomy, Reserve, Secretary, WeakOrg
from tests.factories import make_organization
from tests.indicators.worlds import (
    make_demand,
    make_grid,
    make_problem,
    make_project,
    make_reserve,
    make_secretary,
    make_training,
)
from training.models import SecretaryTraining

DAYS = [date(2026, 1, 1), date(2026, 3, 31), date(2026, 6, 15), date(2026, 12, 31), date(2027, 1, 2)]
NAMES, BIRTHS = ["张三", "李四", "王五"], ["1980-04", "1980-04-12", "1975-09", ""]


def some_day(random, *, blank=0.2):
    """A partial date of 2025 to 2027, sometimes blank or only a month."""
    if random.random() < blank:
        return ""
    month = f"{random.choice([2025, 2026, 2026, 2027])}-{random.randint(1, 12):02d}"
    return month if random.random() < 0.3 else f"{month}-{random.randint(1, 28):02d}"


def fill(random, city):
    """Build a random tree below ``city`` with random records, some of them not confirmed."""
    maybe = [True, False, None]
    for number in range(random.randint(1, 3)):
        county = make_organization(f"第{number}县", parent=city)
        for below in range(random.randint(0, 3)):
            township = make_organization(f"第{below}镇", parent=county)
            for last in range(random.randint(0, 3)):
                make_organization(f"第{last}村", parent=township)
    for village in Organization.objects.filter(level="village"):
        state = random.choice(["confirmed", "confirmed", "entered"])
        for name in random.sample(NAMES, random.randint(0, 2)):
            end = random.choice([{}, {"until": random.choice(DAYS), "leaving_reason": "其他"}])
            term = {"appointed": some_day(random), "birth": random.choice(BIRTHS), **end}
            make_secretary(village, name, state=state, filed=random.choice(maybe), **term)
        for name in random.sample(NAMES, random.randint(0, 2)):
            training = {"days": random.choice([2, 3, 5, None]), "passed": random.choice(maybe), "state": state}
            make_training(village, name, start_on=some_day(random), **training)
        for number in range(random.randint(0, 2)):
            make_problem(
                village, f"问题{number}", listed_on=some_day(random), rectified=random.choice(maybe), state=state
            )
            make_grid(village, f"网格{number}", party_group=random.choice(maybe), state=state)
            make_demand(village, f"{number}", due_at=some_day(random), finished_at=some_day(random), state=state)
            progress = random.choice([100, 50, None])
            make_project(village, f"项目{number}", progress=progress, start_on=some_day(random), state=state)
        if random.random() < 0.5:
            make_reserve(village, state=state, since=some_day(random))


# The plain computation: a month stands for its first day where something begins and its last day where a limit ends.


def begun(text, on):
    return text <= on.isoformat()


def in_office(model, place, on):
    """Confirmed rows of a register at ``place`` that are in force on the day."""
    since = model.ledger().since
    rows = [row for row in confirmed(model) if row.organization_id == place.pk]
    begun_rows = [row for row in rows if not since or begun(getattr(row, since), on)]
    return [row for row in begun_rows if row.until is None or row.until >= on]


def confirmed(model):
    return [row for row in model.objects.all() if row.state == "confirmed"]


def verdict(is_met, is_unknown):
    return "met" if is_met else "unknown" if is_unknown else "not_met"


def filed(village, on):
    return [verdict(row.filed is True, row.filed is None) for row in in_office(Secretary, village, on)]


def trained(village, on):
    return [_trained(row, on) for row in in_office(Secretary, village, on)]


def _trained(secretary, on):
    places = {
        row.organization_id
        for row in confirmed(Secretary)
        if row.name == secretary.name
        and (row.pk == secretary.pk or (row.birth and row.birth[:7] == secretary.birth[:7]))
    }
    attended = [
        row
        for row in confirmed(SecretaryTraining)
        if row.name == secretary.name and row.organization_id in places and happened(row, on)
    ]
    full = [row for row in attended if row.passed and (row.days or 0) >= 3]
    maybe = [row for row in attended if row.passed is not False and (row.days is None or row.days >= 3)]
    return verdict(full, maybe)


def happened(row, on):
    """Whether an event happened in the year of ``on`` by this day; without a day it counts when its year is over."""
    if not row.start_on:
        return row.year == on.year and on == date(on.year, 12, 31)
    return row.start_on[:4] == str(on.year) and begun(row.start_on, on)


def posts(village, on):
    return [verdict(in_office(Secretary, village, on), False)]


def reserve(village, on):
    return [verdict(in_office(Reserve, village, on), False)]


def grids(village, on):
    return [verdict(row.party_group is True, row.party_group is None) for row in in_office(Grid, village, on)]


def rectified(village, on):
    answers = defaultdict(list)
    for row in confirmed(WeakOrg):
        if row.organization_id == village.pk and begun(row.listed_on, on):
            answers[row.head_id].append(row.rectified)
    return [verdict(all(of_case), False not in of_case) for of_case in answers.values()]


def projects(village, on):
    rows = [
        row for row in confirmed(CollectiveEconomy) if row.organization_id == village.pk and begun(row.start_on, on)
    ]
    return [verdict((row.progress or 0) >= 100, row.progress is None) for row in rows]


def demands(village, on):
    rows = [row for row in confirmed(Appeal) if row.organization_id == village.pk]
    return [in_time(row.due_at, row.finished_at) for row in rows if is_due(row, on)]


def is_due(demand, on):
    """Whether the limit fell in the year of ``on`` by this day; without one, whether the demand was received by it."""
    text = demand.due_at or demand.received_at
    year, month, *day = map(int, text.split("-"))
    return year == on.year and date(year, month, *(day or [monthrange(year, month)[1]])) <= on


def in_time(due, finished):
    if not due:
        return "unknown"
    exactness = min(len(due), len(finished))
    if not finished or finished[:exactness] > due[:exactness]:
        return "not_met"
    return verdict(finished[:exactness] < due[:exactness] or len(finished) >= len(due), True)


PLAIN = {
    "secretaries_trained": trained,
    "secretaries_filed": filed,
    "posts_filled": posts,
    "villages_with_reserve": reserve,
    "grids_with_party_group": grids,
    "weak_villages_rectified": rectified,
    "projects_finished": projects,
    "demands_in_time": demands,
}


@pytest.mark.parametrize("seed", range(6))
def test_every_figure_is_what_a_plain_loop_gives(city, seed):
    random = Random(seed)
    fill(random, city)
    indicators = [registry.get(key) for key in PLAIN]

    for on in DAYS:
        counted = count_everywhere(indicators, city, on=on)
        for unit in Organization.objects.all():
            villages = Organization.objects.descendants_of(unit, include_self=True).filter(level="village")
            for key, plain in PLAIN.items():
                verdicts = [each for village in villages for each in plain(village, on)]
                counts = counted.get((key, unit.path), NOTHING)
                expected = (verdicts.count("met"), len(verdicts), verdicts.count("unknown"))
                assert (counts.numerator, counts.denominator, counts.unknown) == expected, (key, unit, on)
