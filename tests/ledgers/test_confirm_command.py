"""The command ``confirm_records``: the rules of the page, counts in Chinese, a sentence for each refusal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from audit.models import AuditEntry
from governance.models import Grid
from ledgers.models import PendingChange
from tests.factories import make_user
from tests.ledgers.worlds import prepared, store

pytestmark = pytest.mark.django_db
FIELDS = ("grid_name", "households")


@pytest.fixture
def editor(county):
    return make_user(county, "editor", username="lijuan")


@pytest.fixture
def manager(county):
    return make_user(county, "manager", username="fangyuan")


def confirm(*arguments):
    output = StringIO()
    call_command("confirm_records", *map(str, arguments), stdout=output)
    return output.getvalue()


def grid(village, by, name, households):
    return store(prepared("grid", [[village, name, households]], fields=FIELDS), by)


def test_new_records_and_changes_are_confirmed_and_counted(village, editor, manager, county):
    grid(village, editor, "第一网格", 320)
    grid(village, make_user(county, "editor"), "第二网格", 20)
    first = confirm("grid", "--by", "fangyuan")
    grid(village, editor, "第一网格", 321)
    grid(village, editor, "第三网格", 5)

    second = confirm("grid", "--by", "fangyuan")

    assert "已核实 2 行，其中 0 行是对已核实记录的修改" in first
    assert "已核实 2 行，其中 1 行是对已核实记录的修改" in second
    assert set(Grid.objects.values_list("households", "state")) == {
        (321, "confirmed"), (20, "confirmed"), (5, "confirmed"),
    }  # fmt: skip
    assert not PendingChange.objects.exists()
    assert set(AuditEntry.objects.filter(action="ledger.change.confirmed").values_list("source", "reference")) == {
        ("command", "confirm_records grid")
    }


def test_own_records_of_the_account_are_left_and_counted(village, editor, manager):
    grid(village, editor, "第一网格", 320)
    grid(village, manager, "第二网格", 20)

    output = confirm("grid", "--by", "fangyuan")

    assert "已核实 1 行" in output
    assert "其余 1 行由该账号本人填报" in output
    assert Grid.objects.get(grid_name="第二网格").state == "entered"


def test_only_the_rows_and_changes_of_the_batch_are_confirmed(village, editor, manager):
    grid(village, editor, "第一网格", 320)
    Grid.objects.update(state="confirmed", confirmed_by=manager, confirmed_at=timezone.now())
    grid(village, editor, "第二网格", 20)
    batch = grid(village, editor, "第一网格", 321)

    output = confirm("grid", "--by", "fangyuan", "--batch", batch.pk)

    assert "已核实 1 行，其中 1 行是对已核实记录的修改" in output
    assert list(Grid.objects.order_by("pk").values_list("households", "state")) == [(321, "confirmed"), (20, "entered")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["grid", "--by", "nobody"], "没有账号“nobody”"),
        (["nothing", "--by", "fangyuan"], "没有台账类型“nothing”"),
        (["grid", "--by", "lijuan"], "只有管理人员"),
        (["grid", "--by", "gone"], "已停用"),
        (["grid", "--by", "stranger"], "没有待核实的行"),
        (["reserve", "--by", "citizen"], "只由"),
        (["secretary", "--by", "fangyuan"], "没有待核实的行"),
        (["grid", "--by", "fangyuan", "--batch", "999999"], "没有批次 999999"),
        (["grid", "--by", "fangyuan", "--batch", "9" * 30], "没有批次 9"),
        (["grid", "--by", "township"], "不能由您核实"),
    ],
)
def test_impossible_request_is_refused_with_a_sentence(
    arguments, message, village, editor, manager, city, township, other_county
):
    make_user(other_county, "manager", username="stranger")
    make_user(city, "manager", username="citizen")
    make_user(township, "manager", username="township")
    make_user(village, "manager", username="gone", is_active=False)
    grid(village, editor, "第一网格", 320)

    with pytest.raises(CommandError, match=message) as refusal:
        confirm(*arguments)

    assert refusal.value.returncode == 1
    assert Grid.objects.get().state == "entered"
