"""The pages of a ledger: list, record, form, decisions."""

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from governance.models import Grid
from tests.factories import make_organization, make_user
from tests.ledgers.worlds import prepared, store

pytestmark = pytest.mark.django_db
FIELDS = ("grid_name", "households", "party_group", "phone")
LIST = "/ledgers/grid/"


@pytest.fixture
def grids(village, editor):
    """Two grids of 湖塘村 in 2026."""
    rows = [[village, "第一网格", 320, True, "10012346721"], [village, "第二网格", 20, False, ""]]
    store(prepared("grid", rows, fields=FIELDS), editor)
    return list(Grid.objects.order_by("grid_name"))


def text_of(response):
    return response.content.decode()


def listed(response):
    return [row["record"].grid_name for row in response.context["rows"]]


# List


def test_list_begins_with_the_number_of_rows_in_each_state(as_user, editor, grids):
    response = as_user(editor).get(LIST, {"year": 2026})

    counts = {"total": 2, "entered": 2, "confirmed": 0, "returned": 0, "pending": 0}
    assert response.context["counts"].items() >= counts.items()
    assert "另有 <b>2</b> 行待核实" in text_of(response)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "第一"}, ["第一网格"]),
        ({"q": "htc"}, ["第一网格", "第二网格"]),
        ({"q": "没有"}, []),
        ({"state": "confirmed"}, []),
        ({"sort": "-households"}, ["第一网格", "第二网格"]),
        ({"sort": "households"}, ["第二网格", "第一网格"]),
        ({"year": "2025"}, ["第一网格", "第二网格"]),
    ],
)
def test_list_can_be_filtered_and_sorted(as_user, editor, grids, query, expected):
    response = as_user(editor).get(LIST, {"year": "2026"} | query)

    assert sorted(listed(response)) == sorted(expected)
    if "sort" in query:
        assert listed(response) == expected


def test_place_filter_shows_one_subtree(as_user, editor, grids, county):
    other = make_organization("曹溪镇", parent=county)

    response = as_user(editor).get(LIST, {"year": 2026, "place": other.code})

    assert listed(response) == []


def test_another_county_sees_no_records(as_user, grids, other_county):
    response = as_user(make_user(other_county, "manager")).get(LIST, {"year": 2026})

    assert listed(response) == []


# Decisions


def decide(client, grids, **data):
    """Post the decision as the page does on which the rows were looked at."""
    return client.post(
        reverse("ledgers:decide", args=["grid"]), {"pk": [each.pk for each in grids], "sure": "1"} | data, follow=True
    )


@pytest.mark.parametrize("key", ["²", "x", "", "9" * 18, pytest.param("9" * 5000, id="endless")])
def test_ticks_for_rows_that_do_not_exist_change_nothing(as_user, manager, key):
    response = as_user(manager).post(reverse("ledgers:decide", args=["grid"]), {"pk": key, "decision": "confirm"})

    assert response.status_code == 302


def test_manager_confirms_records_that_another_user_entered(as_user, manager, grids):
    response = decide(as_user(manager), grids, decision="confirm")

    assert "已核实 2 行" in text_of(response)
    assert set(Grid.objects.values_list("state", "confirmed_by__name", "version")) == {("confirmed", "方圆", 2)}
    assert AuditEntry.objects.filter(action="ledger.record.confirmed").count() == 2


def test_manager_cannot_confirm_their_own_records(as_user, manager, village):
    store(prepared("grid", [[village, "第一网格", 1, True, ""]], fields=FIELDS), manager)

    response = decide(as_user(manager), Grid.objects.all(), decision="confirm")

    assert "不能由您核实" in text_of(response)
    assert Grid.objects.get().state == "entered"


def test_manager_of_a_township_cannot_confirm_records_of_the_county(as_user, grids, township):
    decide(as_user(make_user(township, "manager")), grids, decision="confirm")

    assert set(Grid.objects.values_list("state", flat=True)) == {"entered"}


def test_returning_needs_a_reason(as_user, manager, grids):
    without = decide(as_user(manager), grids, decision="return", reason=" ")
    done = decide(as_user(manager), grids, decision="return", reason="户数与上月不符")

    assert "请写明退回原因" in text_of(without)
    assert "已退回 2 行" in text_of(done)
    assert set(Grid.objects.values_list("return_reason", flat=True)) == {"户数与上月不符"}


# One record


def test_county_sees_the_phone_and_the_view_is_recorded(as_user, editor, grids):
    page = text_of(as_user(editor).get(grids[0].get_absolute_url()))

    assert "10012346721" in page
    assert AuditEntry.objects.filter(action="data.viewed", object_id=str(grids[0].pk)).exists()


def test_the_city_sees_the_phone_masked(as_user, city, grids):
    page = text_of(as_user(make_user(city, "manager")).get(grids[0].get_absolute_url()))

    assert "100****6721" in page
    assert "10012346721" not in page
    assert not AuditEntry.objects.filter(action="data.viewed").exists()


def test_history_masks_phones_for_other_units(as_user, city, editor, grids, village):
    store(prepared("grid", [[village, "第一网格", 320, True, "10099999999"]], fields=FIELDS), editor)

    page = text_of(as_user(make_user(city, "manager")).get(grids[0].get_absolute_url()))

    assert "100****9999" in page
    assert "10012346721" not in page
    assert "10099999999" not in page


def typed(record, **changes):
    fields = ["grid_name", "grid_no", "merged_from", "households", "people", "party_members", "grid_head", "phone"]
    values = {name: getattr(record, name) or "" for name in fields}
    return values | {"organization": "漆工镇湖塘村", "year": 2026, "version": record.version} | changes


def test_changed_record_waits_for_confirmation(as_user, editor, grids):
    record = grids[0]

    as_user(editor).post(reverse("ledgers:edit", args=["grid", record.pk]), typed(record, households="３３３户"))

    record.refresh_from_db()
    assert (record.households, record.state, record.version) == (333, "entered", 2)
    changes = AuditEntry.objects.get(action="ledger.record.changed").changes
    assert changes["households"] == [320, 333]


def test_second_of_two_editors_at_once_is_refused_and_overwrites_nothing(as_user, editor, grids):
    record = grids[0]
    address = reverse("ledgers:edit", args=["grid", record.pk])
    as_user(editor).post(address, typed(record, households="1"))

    response = as_user(editor).post(address, typed(record, households="2"))

    assert "已被别人修改" in text_of(response)
    assert 'value="2"' in text_of(response)
    record.refresh_from_db()
    assert record.households == 1


def test_wrong_value_is_explained_at_its_field_and_kept_as_typed(as_user, editor, village):
    data = {"organization": "湖塘村", "year": 2026, "grid_name": "第九网格", "households": "很多"}

    response = as_user(editor).post(reverse("ledgers:add", args=["grid"]), data)

    assert "户数" in response.context["form"].errors["households"][0]
    assert 'value="很多"' in text_of(response)
    assert Grid.objects.count() == 0


def test_message_about_a_missing_value_names_the_field(as_user, editor, village):
    data = {"organization": "", "year": 2026, "grid_name": ""}

    response = as_user(editor).post(reverse("ledgers:add", args=["grid"]), data)

    errors = response.context["form"].errors
    assert errors["organization"] == ["请填写“单位”。"]
    assert errors["grid_name"] == ["请填写“网格名称”。"]


def test_record_is_added_with_the_name_of_its_place(as_user, editor, village):
    data = {"organization": "漆工镇湖塘村", "year": 2026, "grid_name": "第九网格", "households": "12"}

    as_user(editor).post(reverse("ledgers:add", args=["grid"]), data)

    record = Grid.objects.get()
    assert (record.organization, record.households, record.entered_by) == (village, 12, editor)


def test_a_second_record_of_the_same_natural_key_is_refused(as_user, editor, grids):
    data = {"organization": "漆工镇湖塘村", "year": 2026, "grid_name": "第一网格"}

    response = as_user(editor).post(reverse("ledgers:add", args=["grid"]), data)

    assert "已有相同的记录" in text_of(response)
    assert Grid.objects.count() == 2


def test_a_place_outside_the_own_scope_is_not_found(as_user, grids, other_county):
    stranger = make_user(other_county, "editor")
    data = {"organization": "漆工镇湖塘村", "year": 2026, "grid_name": "第九网格"}

    response = as_user(stranger).post(reverse("ledgers:add", args=["grid"]), data)

    assert "没有“漆工镇湖塘村”" in text_of(response)


def test_deleted_record_stays_in_the_history(as_user, editor, grids):
    record = grids[0]

    as_user(editor).post(reverse("ledgers:delete", args=["grid", record.pk]), {"version": 1})

    assert not Grid.objects.filter(pk=record.pk).exists()
    assert AuditEntry.objects.get(action="ledger.record.deleted").changes["grid_name"] == ["第一网格", None]
