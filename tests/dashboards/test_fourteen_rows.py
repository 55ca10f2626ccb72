"""For each of the fourteen rows of the speech: what a county reports moves the map and the circular of the city.

An editor of the county uploads a ledger, spelled as counties spell; nothing counts until the manager of the county has
confirmed the rows. Then the figure of the row, the cell of the map, the list of who is left, and the circular follow.
"""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents import kinds
from indicators import recomputing, registry
from ledgers import declarations, worker
from ledgers.models import ImportBatch
from ledgers.resources import model_of
from organizations.models import Organization
from tasks import actions
from tests.dashboards.fourteen_rows import WALKS
from tests.factories import make_organization
from tests.indicators.worlds import counts_of, make_record
from tests.ledgers.conftest import BACKEND
from tests.ledgers.reading import build
from tests.tasks.worlds import make_assignment, make_task
from years.shown_day import Day

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
MET = "已达到"


@pytest.fixture(autouse=True)
def places(city, county, other_county, township, village):
    """弋阳县 with two towns, two streets, two villages and two communities; 横峰县 holds no task."""
    make_organization("程畈村", parent=township)
    make_organization("曹溪镇", parent=county)
    street = make_organization("桃源街道", parent=county, kind="街道")
    make_organization("城北街道", parent=county, kind="街道")
    for name in ("东街社区", "西街社区"):
        make_organization(name, parent=street, kind="社区")


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    """Keep the uploads of each test in a folder of its own."""
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.PRIVATE_ROOT, settings.STORAGES = tmp_path, settings.STORAGES | {"default": backend}


@pytest.fixture
def sign_in(client):
    def as_account(user):
        client.force_login(user, backend=BACKEND)
        return client

    return as_account


def known_before(walk):
    """The confirmed records that the ledgers hold before the file comes."""
    for key, place, values in walk.known:
        make_record(model_of(declarations.get(key)), Organization.objects.get(name=place), **values)


def bound_task(walk, city, county, manager):
    """The task of the row, assigned to 弋阳县 and bound to the indicator."""
    task = make_task(city, number=walk.item, title=walk.title)
    make_assignment(county, task)
    actions.bind({task: walk.indicator}, by=manager)
    return task


def upload(client, walk):
    """Upload the file, let the worker read it, store the good rows; return the batch."""
    data = SimpleUploadedFile("新建 Microsoft Excel 工作表.xlsx", build.xlsx(walk.file, merges=walk.merges))
    client.post(reverse("ledgers:upload"), {"files": [data], "key": "auto"})
    batch = ImportBatch.objects.latest("pk")
    worker.work_on(batch.pk)
    batch.refresh_from_db()
    if named := batch.year_in_question:  # of last year, as its title says
        client.post(reverse("ledgers:batch-year", args=[batch.pk]), {"year": str(named)})
    client.post(reverse("ledgers:batch-confirm", args=[batch.pk]), {"mode": "good"})
    worker.work_on(batch.pk)
    batch.refresh_from_db()
    return batch


def confirm_all(client, key):
    """Confirm all records of the ledger on its page."""
    ticked = list(model_of(declarations.get(key)).objects.values_list("pk", flat=True))
    client.post(reverse("ledgers:decide", args=[key]), {"pk": ticked, "decision": "confirm", "sure": "1"})


def figure(walk, unit, on):
    """(numerator, denominator) of the indicator."""
    return counts_of(walk.indicator, unit, on=on)[:2]


def cell_of(client, number, county):
    """The text in the cell of the county on the map of the overview."""
    board = client.get(reverse("overview")).context["map"]
    numbers = [item["label"] for area in board["areas"] for item in area["items"]]
    (row,) = [row for row in board["rows"] if row["label"] == county.label]
    return row["cells"][numbers.index(number)]["label"]


def left_over(client, walk, county):
    """The elements that the page of the figure does not show as met."""
    page = client.get(reverse("indicators:gap", args=[walk.indicator, county.code]))
    return [row["label"] for row in page.context["rows"] if str(row["state"]) != MET]


def circular_says(walk, city, county, today):
    """What the circular of the month has for the county in its annex, and for the whole city in its text."""
    circular = kinds.get("circular").context(city, Day(today, today))
    (row,) = [row for row in circular["tables"][0]["rows"] if row[0]["text"] == county.label]
    return row[1]["text"].partition("\n")[0], circular["figures"][walk.indicator]["value"]


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.item)
def test_what_a_county_reports_moves_the_map_and_the_circular_of_the_city(walk, city, county, people, sign_in, today):
    known_before(walk)
    task = bound_task(walk, city, county, people.city_manager)
    recomputing.recompute_units({city: [registry.get(walk.indicator)]}, on=today, now=NOON)
    before = cell_of(sign_in(people.city_manager), task.number, county)

    batch = upload(sign_in(people.county_editor), walk)
    unconfirmed = figure(walk, city, today)
    confirm_all(sign_in(people.county_manager), walk.ledger)
    recomputing.recompute_marked(now=NOON)

    assert (batch.state, batch.ledger_key, batch.counts["held_back"]) == ("stored", walk.ledger, 0)
    assert (unconfirmed, figure(walk, city, today)) == (walk.before, walk.after)
    assert (before, cell_of(sign_in(people.city_manager), task.number, county)) == walk.cells
    assert left_over(sign_in(people.county_manager), walk, county) == walk.left_over
    assert circular_says(walk, city, county, today) == (walk.cells[1], f"{walk.cells[1]}%")
