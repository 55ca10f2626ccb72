"""The page of a village lists its records in all ledgers (一村一档)."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import Appeal, Grid
from rectification.models import Secretary, WeakOrg
from tests.factories import make_organization
from training.models import SecretaryTraining

pytestmark = pytest.mark.django_db
BACKEND = "organizations.accounts.backends.AccountBackend"


@pytest.fixture
def records(village, people):
    shared = {"organization": village, "year": 2026, "entered_by": people.county_editor}
    Grid.objects.create(grid_name="第一网格", **shared)
    WeakOrg.objects.create(problem="班子不团结", **shared)
    Secretary.objects.create(name="钱大有", **shared)
    SecretaryTraining.objects.create(name="钱大有", class_name="第一期", start_on="2026-05-11", **shared)
    Appeal.objects.create(no="7", received_at="2026-06-30T14:30", content="路灯不亮", **shared)
    Grid.objects.create(
        grid_name="去年网格", until=date(2025, 12, 31), leaving_reason="撤销合并", **shared | {"year": 2025}
    )


def page(client, user, village):
    client.force_login(user, backend=BACKEND)
    return client.get(reverse("place", args=[village.code]) + "?on=2026-11-20")


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def test_every_ledger_with_records_of_the_village_has_a_line(client, people, village, records):
    response = page(client, people.county_editor, village)

    lines = response.context["dossier"]
    assert [line["url"].split("/")[2] for line in lines] == [
        "secretary_training",
        "weak_org",
        "secretary",
        "grid",
        "appeal",
    ]
    assert "第一网格 待核实" in text_of(response)
    assert "去年网格" not in text_of(response)


def test_city_does_not_see_the_names_of_persons(client, people, village, records):
    response = page(client, people.city_viewer, village)

    assert "第一期" in text_of(response)
    assert "钱大有" not in text_of(response)


def test_line_of_a_ledger_opens_the_records_of_the_village(client, people, village, records):
    neighbour = make_organization("桥头村", parent=village.parent)
    Grid.objects.create(grid_name="邻村网格", organization=neighbour, year=2026, entered_by=people.county_editor)
    lines = page(client, people.county_editor, village).context["dossier"]

    listed = client.get(next(line["url"] for line in lines if "/grid/" in line["url"]))

    assert "第一网格" in text_of(listed)
    assert "邻村网格" not in text_of(listed)


def test_only_the_newest_of_many_records_are_shown(client, people, village):
    for number in range(8):
        Grid.objects.create(
            grid_name=f"{number}号网格", organization=village, year=2026, entered_by=people.county_editor
        )

    response = page(client, people.county_editor, village)

    assert response.context["dossier"][0]["count"] == 8
    assert "7号网格" in text_of(response)
    assert "2号网格" not in text_of(response)
    assert "另外 3 条" in text_of(response)


def test_a_village_without_records_says_so(client, people, village):
    assert "台账里还没有记录" in text_of(page(client, people.county_editor, village))


def test_townships_have_no_list_of_records(client, people, township, records):
    assert page(client, people.county_editor, township).context["dossier"] is None


@pytest.mark.parametrize(("name", "most"), [("place", 15), ("ledgers:list", 12)])
def test_a_page_about_all_ledgers_costs_few_queries_beside_figures(client, people, village, records, name, most):
    client.force_login(people.county_editor, backend=BACKEND)
    address = reverse(name, args=[village.code] if name == "place" else [])
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    apart = ("place_prefix", "ledgers_waitingrow")
    of_records = [
        query for query in queries if "UNION ALL" in query["sql"] and not any(name in query["sql"] for name in apart)
    ]
    assert len(of_records) == 1  # figures, and the number beside 待办, are counted by other statements
    others = [query["sql"][:150] for query in queries if "place_prefix" not in query["sql"]]
    assert len(others) <= most, "\n".join(others)
