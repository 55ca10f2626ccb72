"""A directive lists what it demands, and which records and figures prove each demand."""

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from audit.models import AuditEntry
from tasks import actions, proofs
from tasks.models import Demand
from tests.factories import make_user
from tests.indicators.worlds import make_grid
from tests.tasks.directing import make_directive

HEAD = "number,item,phrase,addressees,proofs,reason\n"


@pytest.fixture
def manager(city):
    return make_user(city, "manager")


@pytest.fixture
def directive(city, manager):
    return make_directive(city, by=manager)


def row(number=1, **values):
    return {"number": number, "item": "3.2", "phrase": "各类网格整合成一张网", "addressees": "县"} | values


def test_demands_are_the_sentences_that_the_reader_found(directive, manager):
    count = actions.find_demands(directive, by=manager)

    demands = list(directive.demands.all())
    assert count == len(demands) == 4
    assert (demands[3].number, demands[3].item, demands[3].phrase) == (4, "2.1", "要做到应整尽整")
    assert AuditEntry.objects.get(action="directive.demands_listed").note == "4"


def test_finding_again_keeps_what_people_have_explained(directive, manager):
    actions.find_demands(directive, by=manager)
    actions.explain_demand(directive.demands.first(), proofs=[], reason="线下掌握", by=manager)

    assert actions.find_demands(directive, by=manager) == 0
    assert directive.demands.first().reason == "线下掌握"


def test_words_of_ledgers_and_indicators_propose_proofs():
    assert "ledger:grid" in proofs.proposed("把各类网格整合成一张网", proofs.all_proofs())
    assert proofs.proposed("要做到一丝不苟", proofs.all_proofs()) == []


def test_state_says_whether_anything_proves_a_demand():
    states = [
        Demand(proofs=["ledger:grid"]).state,
        Demand(reason="由巡察机构掌握").state,
        Demand().state,
    ]

    assert states == [Demand.State.PROVEN, Demand.State.EXPLAINED, Demand.State.OPEN]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"proofs": ["ledger:nothing"]}, "序号 1：平台没有“ledger:nothing”这样的台账、指标或记录。"),
        ({"phrase": ""}, "序号 1：此字段不能为空。"),
        ({"proofs": ["ledger:grid"], "reason": "没有"}, "序号 1：已经选了证明的，不再填写没有证明的原因。"),
    ],
)
def test_wrong_row_is_named_and_nothing_is_changed(directive, manager, wrong, message):
    actions.load_demands(directive, [row()], by=manager)

    with pytest.raises(ValidationError, match=message.replace("(", r"\(")):
        actions.load_demands(directive, [row(**wrong), row(2)], by=manager)

    assert directive.demands.get().phrase == "各类网格整合成一张网"


def test_number_that_stands_twice_is_named(directive, manager):
    with pytest.raises(ValidationError, match="序号 7 重复。"):
        actions.load_demands(directive, [row(7), row(7)], by=manager)


def test_only_managers_of_the_issuer_explain(directive, county):
    with pytest.raises(PermissionDenied):
        actions.find_demands(directive, by=make_user(county, "manager"))


@pytest.fixture
def grids(village):
    make_grid(village, "甲", party_group=True)
    make_grid(village, "乙", party_group=False)


def test_page_shows_the_records_and_the_rate_behind_each_demand(client, directive, manager, grids, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2026, 6, 30))
    keys = ["ledger:grid", "indicator:grids_with_party_group", "portal:assignments"]
    actions.load_demands(directive, [row(proofs=keys), row(2, reason="由民政部门掌握"), row(3)], by=manager)
    client.force_login(manager, backend="organizations.accounts.backends.AccountBackend")

    page = client.get(reverse("tasks:demands", args=[directive.pk]))

    text = page.content.decode()
    assert "共 3 条：1 条有记录或数字可证，1 条暂无并已说明原因，1 条尚未说明。" in text
    assert [(shown.records, shown.rate) for shown in page.context["rows"][0]["proofs"]] == [
        (2, None),
        (None, 50),
        (None, None),
    ]
    assert "由民政部门掌握" in text


@pytest.mark.parametrize(
    ("query", "numbers"), [({"state": "open"}, [3]), ({"item": "1.1"}, [2]), ({"q": "网"}, [1, 3])]
)
def test_list_is_filtered(client, directive, manager, query, numbers):
    rows = [row(proofs=["ledger:grid"]), row(2, item="1.1", phrase="轮训", reason="无"), row(3)]
    actions.load_demands(directive, rows, by=manager)
    client.force_login(manager, backend="organizations.accounts.backends.AccountBackend")

    page = client.get(reverse("tasks:demands", args=[directive.pk]), query)

    assert [shown["demand"].number for shown in page.context["rows"]] == numbers


def test_proof_is_chosen_on_the_page(client, directive, manager):
    actions.load_demands(directive, [row()], by=manager)
    client.force_login(manager, backend="organizations.accounts.backends.AccountBackend")
    demand = directive.demands.get()

    wrong = client.post(reverse("tasks:demand", args=[demand.pk]), {"proofs": ["ledger:grid"], "reason": "没有"})
    right = client.post(reverse("tasks:demand", args=[demand.pk]), {"proofs": ["ledger:grid"], "reason": ""})

    assert "已经选了证明的，不再填写没有证明的原因。" in wrong.content.decode()
    assert right.status_code == 302
    assert directive.demands.get().proofs == ["ledger:grid"]


def load(directive, path, text):
    path.write_text(text, encoding="utf-8-sig")
    call_command("demands", directive=directive.pk, load=path)


def test_command_loads_a_list_and_writes_it_as_json(directive, grids, tmp_path):
    load(directive, tmp_path / "a.csv", HEAD + "1,3.2,整合成一张网,县,ledger:grid portal:held,\n2,4.1,述职,各,,线下\n")

    call_command("demands", directive=directive.pk, json=str(tmp_path / "out.json"))

    first, second = json.loads((tmp_path / "out.json").read_text())
    assert first["proofs"][0] == {"key": "ledger:grid", "label": "网格整合台账", "records": 2}
    assert (first["state"], second["state"], second["reason"]) == ("proven", "explained", "线下")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n", "第一行应是：number,item,phrase"),
        (HEAD + "1,3.2\n", "第 2 行：列数不对，或序号不是数字。"),
        (HEAD + "一,3.2,甲,县,,\n", "第 2 行：列数不对，或序号不是数字。"),
        (HEAD + "1,3.2,甲,县,ledger:x,\n", "序号 1：平台没有“ledger:x”这样的台账、指标或记录。"),
    ],
)
def test_command_names_the_line_that_is_wrong(directive, tmp_path, text, message):
    with pytest.raises(CommandError, match=message):
        load(directive, tmp_path / "a.csv", text)

    assert not directive.demands.exists()
