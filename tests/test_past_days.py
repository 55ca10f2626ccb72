"""Pages and exports of a day before a merger are the same, byte by byte, before and after the merger."""

import re
from copy import deepcopy
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from django.urls import reverse

from ledgers import declarations
from ledgers.resources import model_of
from organizations import actions
from tests.access import make_world
from tests.factories import make_organization
from tests.indicators.worlds import make_problem, make_record, make_secretary
from tests.ledgers.worlds import all_values
from tests.tasks.worlds import make_assignment, make_report, make_task
from tests.test_access import ROWS, address, undone

TODAY = date(2026, 7, 20)
LAST_DAY = date(2026, 6, 30)
DAY, EARLIER = date(2026, 5, 31), date(2026, 3, 31)
VIEWERS = ("city_manager", "county_editor")
# The token against forged requests is new in every response; the foot of a printed page says when it was made.
OF_NOW = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|生成时间：[-\d]+ [:\d]+'.encode())
RECORDING_THEMSELVES = {"audit:export"}  # the history contains the export before
OF_DAYS = {
    *("overview", "area", "area-export", "area-timeline", "districts", "districts-export"),
    *("place", "place-export", "place-assignments", "place-assignments-export"),
    *("tasks:list", "tasks:list_export", "tasks:detail", "tasks:detail_export"),
    *("tasks:assignment", "tasks:assignment_export"),
    *("unit", "unit-export"),
    *("ledgers:records", "ledgers:export", "ledgers:record"),
    *("indicators:own", "indicators:unit", "indicators:unit-export", "indicators:gap", "indicators:gap-export"),
}


@pytest.fixture(autouse=True)
def fixed_clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 7, 20, 4, tzinfo=UTC))


@pytest.fixture
def world(db):
    """Two townships with villages, three tasks that the city set, reports on them, and records of the villages.

    漆工镇 and 港口镇 both have the first task, each township has one of the others alone.
    """
    world = make_world()
    world.neighbour = make_organization("港口镇", parent=world.county, code="361126105000")
    world.third = make_organization("清湖乡", parent=world.county, code="361126201000")
    make_organization("新港村", parent=world.neighbour, code="361126105202", valid_from=date(2026, 5, 1))
    world.other_village = make_organization("港边村", parent=world.neighbour, code="361126105201")
    world.department = make_organization("民政局", parent=world.county, kind="部门", level="county")
    world.shared = make_task(world.city, measure="quantity", unit="个", target=100, is_headline=True)
    world.alone, world.apart = make_task(world.city, lead=world.department), make_task(world.city)
    world.assignments = {}
    for unit in (world.county, world.township, world.neighbour, world.third, world.village, world.other_village):
        _assign(world, unit, world.shared, target=10)
    for unit in (world.county, world.township, world.village):
        _assign(world, unit, world.alone)
    for unit in (world.county, world.neighbour, world.other_village):
        _assign(world, unit, world.apart)
    for village in (world.village, world.other_village):
        make_secretary(village, appointed="2026-04", filed=True)
        make_problem(village, listed_on="2026-04-02")
    _fill_ledgers(world)
    return world


def _fill_ledgers(world):
    """One record of every ledger about each of the two townships, or a village of it, from April on."""
    for ledger in declarations.all_ledgers():
        in_villages = "village" in ledger.place_levels
        month = {"period": "2026-04"} if ledger.period else {}
        values = all_values(ledger, date="2026-04", datetime="2026-04-15T09:30") | month
        for place in (world.village, world.other_village) if in_villages else (world.township, world.neighbour):
            make_record(model_of(ledger), place, **values)


def _assign(world, unit, task, **fields):
    above = world.assignments.get((unit.parent_id, task.pk))
    assignment = make_assignment(
        unit, task, parent=above, due_on=date(2026, 5, 20 if task == world.apart else 29), **fields
    )
    world.assignments[unit.pk, task.pk] = assignment
    for number, month in enumerate((2, 4, 5, 6), 1):
        figures = {"progress": 20 * number + unit.pk % 7, "value": 2 * number}
        make_report(assignment, date(2026, month, 1), reviewed_on=date(2026, month, 26), **figures)


def units(world):
    shown = (world.city, world.county, world.township, world.neighbour, world.village, world.department)
    return [{"code": unit.code} for unit in shown]


def tasks(world):
    return [{"pk": task.pk} for task in (world.shared, world.alone, world.apart)]


def assignments(world):
    return [{"pk": assignment.pk} for assignment in world.assignments.values()]


def figures(world):
    keys = ("posts_filled", "secretaries_filed", "weak_villages_rectified")
    return [{"key": key, **unit} for key in keys for unit in units(world)]


def ledgers(world):
    return [{"key": ledger.key} for ledger in declarations.all_ledgers()]


def records(world):
    """The first record of each ledger, which is in the township that ends."""
    models = [model_of(ledger) for ledger in declarations.all_ledgers()]
    return [{"key": model.ledger().key, "pk": model.objects.earliest("pk").pk} for model in models]


OBJECTS = {
    **dict.fromkeys(("unit", "unit-export", "place", "place-export"), units),
    **dict.fromkeys(("place-assignments", "place-assignments-export"), units),
    **dict.fromkeys(("tasks:detail", "tasks:detail_export"), tasks),
    **dict.fromkeys(("tasks:assignment", "tasks:assignment_export"), assignments),
    **dict.fromkeys(("indicators:unit", "indicators:unit-export"), units),
    **dict.fromkeys(("indicators:gap", "indicators:gap-export"), figures),
    **dict.fromkeys(("ledgers:records", "ledgers:export"), ledgers),
    "ledgers:record": records,
    **dict.fromkeys(("area", "area-export", "area-timeline"), lambda world: [{"number": 2}]),
}
MORE = {
    "ledgers:records": [{"place": "361126104000", "sort": "-place"}],
    "ledgers:export": [{"place": "361126104000"}],
    "unit": [{"ended": "on"}, {"q": "村"}, {"sort": "kind"}, {"sort": "-villages"}],
    "unit-export": [{"ended": "on"}, {"q": "村"}],
    "tasks:list": [{"sort": "rate"}],
    "tasks:detail": [{"sort": "unit"}, {"sort": "progress"}, {"below": "361126104000"}, {"below": "361126105000"}],
    "tasks:detail_export": [{"below": "361126104000"}, {"below": "361126105000"}],
    "indicators:gap": [{"state": "not_met"}, {"q": "湖塘"}, {"sort": "place"}],
    "districts": [{"sort": "unit"}, {"sort": "overdue"}],
    "place-assignments": [{"sort": "unit"}, {"whose": "own"}, {"unit": "361126104000"}],
}


def body(client, url):
    """The status and the bytes of a page or of an exported file."""
    response = client.get(url)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if is_zipfile(BytesIO(content)):
        content = _without_time_of_writing(content)
    return response.status_code, OF_NOW.sub(b"", content)


def _without_time_of_writing(workbook):
    """The parts of ``workbook`` in a row; its properties and its directory tell the second it was written."""
    with ZipFile(BytesIO(workbook)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist() if name != "docProps/core.xml")


def addresses(world, name, day):
    objects = OBJECTS.get(name, lambda world: [{}])(world)
    as_file = {"format": "csv"} if name.endswith("export") else {}
    for kwargs in objects:
        for more in ({}, *MORE.get(name, ())):
            yield reverse(name, kwargs=kwargs, query={"on": day.isoformat(), **as_file, **more})


def pages(world, client):
    return {url: body(client, url) for name in sorted(OF_DAYS) for url in addresses(world, name, DAY)}


def merge(world):
    actions.merge([world.township], into=world.neighbour, last_day=LAST_DAY, by=world.city_manager)


@pytest.mark.parametrize("role", VIEWERS)
def test_every_page_of_a_day_before_a_merger_is_the_same_after_it(world, as_user, role):
    client = as_user(getattr(world, role))
    before = pages(world, client)
    merge(world)

    after = pages(world, client)

    changed = {url: difference(before[url], after[url]) for url in before if before[url] != after[url]}
    assert changed == {}
    opened = {name for name in OF_DAYS if any(before[url][0] == 200 for url in addresses(world, name, DAY))}
    assert opened == OF_DAYS


def difference(before, after):
    """The lines that a page lost and gained."""
    if before[0] != after[0]:
        return before[0], after[0]
    old, new = (content.decode().splitlines() for _status, content in (before, after))
    return [line.strip() for line in old if line not in new], [line.strip() for line in new if line not in old]


def test_table_of_a_later_day_is_that_of_the_successor(world, as_user):
    client, url = as_user(world.city_manager), reverse("place", kwargs={"code": world.neighbour.code})
    merge(world)

    then, now = (client.get(url, {"on": day.isoformat()}) for day in (DAY, date(2026, 7, 10)))

    assert [row["label"] for row in then.context["map"]["rows"]] == ["新港村", "港边村"]
    assert [row["label"] for row in now.context["map"]["rows"]] == ["新港村", "港边村", "湖塘村"]


def test_every_page_that_takes_a_day_is_compared(world, as_user):
    rows = [row for row in ROWS if row.method == "get" and not row.debug_only]

    taking = {row.name for row in rows if takes_day(world, as_user(world.city_manager), row)}

    assert taking - RECORDING_THEMSELVES == OF_DAYS


def takes_day(world, client, row):
    """Whether the page of ``row`` differs between two days, apart from the day itself in its links and forms."""
    with undone():
        if row.name in OF_DAYS:
            urls = list(zip(*(addresses(world, row.name, day) for day in (EARLIER, DAY)), strict=True))
        else:
            url, _data = address(deepcopy(world), row)
            query = "format=csv&on=" if row.name.endswith("export") else "on="
            urls = [[f"{url}{'&' if '?' in url else '?'}{query}{day.isoformat()}" for day in (EARLIER, DAY)]]
        return any(without_days(client, earlier) != without_days(client, later) for earlier, later in urls)


def without_days(client, url):
    status, content = body(client, url)
    return status, re.sub(rb"2026-0[35]-31", b"", content)
