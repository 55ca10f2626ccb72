"""Confirming many rows is looked at first, and can be taken back for a day; a single row can be sent back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from governance.models import Grid
from ledgers import actions, cleanup
from ledgers.models import Confirmation
from tests.factories import make_user
from tests.ledgers.worlds import prepared, store

pytestmark = pytest.mark.django_db
FIELDS = ("grid_name", "households")
DECIDE = "/ledgers/grid/decide/"


@pytest.fixture
def editor(county):
    return make_user(county, "editor", name="李娟")


@pytest.fixture
def grids(village, editor):
    store(prepared("grid", [[village, f"第{number}网格", 320] for number in "一二三"], fields=FIELDS), editor)
    return list(Grid.objects.order_by("pk"))


def confirmed(grids, manager):
    actions.confirm_records(Grid.objects.filter(pk__in=[grid.pk for grid in grids]), by=manager)
    return Confirmation.objects.get()


def states():
    return list(Grid.objects.order_by("pk").values_list("state", flat=True))


def test_ticked_rows_are_shown_before_they_are_confirmed(as_user, manager, grids, village):
    store(prepared("grid", [[village, "本人网格", 1]], fields=FIELDS), manager)
    pks = list(Grid.objects.values_list("pk", flat=True))

    page = as_user(manager).post(DECIDE, {"pk": pks, "decision": "confirm", "back": "/ledgers/grid/?state=entered"})

    assert states() == ["entered"] * 4
    assert page.context["count"] == 3
    assert [other["label"] for other in page.context["others"]] == ["湖塘村　本人网格"]
    hidden = [(each["name"], each["value"]) for each in page.context["hidden"]]
    response = as_user(manager).post(DECIDE, {name: [v for n, v in hidden if n == name] for name, _value in hidden})
    assert response.headers["Location"] == "/ledgers/grid/?state=entered"
    assert states() == ["confirmed"] * 3 + ["entered"]


def test_confirmation_is_taken_back_within_a_day_with_its_history(as_user, manager, grids):
    confirmed(grids, manager)

    page = as_user(manager).get("/ledgers/grid/confirmed/")
    response = as_user(manager).post(
        "/ledgers/grid/confirmed/", {"confirmation": Confirmation.objects.get().pk}, follow=True
    )

    assert [each.count for each in page.context["confirmations"]] == [3]
    assert "已撤回核实 3 行" in response.content.decode()
    assert states() == ["entered"] * 3
    assert not Grid.objects.exclude(confirmed_by=None, confirmed_at=None).exists()
    assert AuditEntry.objects.filter(action="ledger.record.unconfirmed").count() == 3
    assert not Confirmation.objects.exists()


def test_rows_changed_since_stay_confirmed(manager, editor, grids):
    confirmation = confirmed(grids, manager)
    first = Grid.objects.get(pk=grids[0].pk)
    values = {"grid_name": first.grid_name, "households": 1}
    on = timezone.localdate()
    actions.change_record(
        first, by=editor, version=first.version, organization=first.organization, year=first.year, values=values, on=on
    )

    taken = actions.take_back(confirmation, by=manager, now=timezone.now())

    assert taken == (2, 1)
    assert states() == ["confirmed", "entered", "entered"]


@pytest.mark.parametrize(("hours", "allowed"), [(23, True), (25, False)])
def test_it_is_taken_back_only_for_a_day(manager, grids, hours, allowed):
    confirmation = confirmed(grids, manager)
    now = timezone.now() + timedelta(hours=hours)

    if allowed:
        assert actions.take_back(confirmation, by=manager, now=now) == (3, 0)
    else:
        with pytest.raises(ValidationError, match="超过撤回的时间"):
            actions.take_back(confirmation, by=manager, now=now)
    cleanup.purge(now=timezone.now() + timedelta(hours=25))
    assert not Confirmation.objects.exists()


def test_nobody_takes_back_what_another_manager_confirmed(as_user, manager, grids, county):
    confirmation = confirmed(grids, manager)
    other = make_user(county, "manager")

    response = as_user(other).post("/ledgers/grid/confirmed/", {"confirmation": confirmation.pk})

    assert response.status_code == 404
    with pytest.raises(ValidationError):
        actions.take_back(confirmation, by=other, now=timezone.now())


def test_a_record_is_sent_back_with_the_reason(as_user, manager, editor, grids):
    confirmed(grids, manager)
    record = Grid.objects.get(pk=grids[0].pk)
    address = reverse("ledgers:send-back", args=["grid", record.pk])

    offered = address in as_user(manager).get(record.get_absolute_url()).content.decode()
    as_user(manager).post(address, {"version": record.version, "reason": "户数有误"})

    record.refresh_from_db()
    entry = AuditEntry.objects.get(action="ledger.record.sent_back")
    assert offered
    assert (record.state, record.return_reason, record.confirmed_by) == ("returned", "户数有误", None)
    assert (entry.note, entry.changes) == ("户数有误", {"state": ["confirmed", "returned"]})


@pytest.mark.parametrize(
    ("version", "reason", "message"),
    [(0, " ", "请写明退回原因"), (-1, "有误", "已被别人修改")],
    ids=["reason", "version"],
)
def test_sending_back_is_refused_without_reason_or_after_a_change(manager, grids, version, reason, message):
    confirmed(grids, manager)
    record = Grid.objects.get(pk=grids[0].pk)

    with pytest.raises(ValidationError, match=message):
        actions.send_back(record, by=manager, version=record.version + version, reason=reason)

    assert states() == ["confirmed"] * 3


def test_only_who_may_confirm_sends_back(as_user, editor, manager, village, city):
    store(prepared("grid", [[village, "本人网格", 1]], fields=FIELDS), manager)
    actions.confirm_records(Grid.objects.all(), by=make_user(city, "manager"))
    record = Grid.objects.get()

    for user in (editor, manager):
        assert "退回这条记录" not in as_user(user).get(record.get_absolute_url()).content.decode()
        with pytest.raises(PermissionDenied):
            actions.send_back(record, by=user, version=record.version, reason="有误")
