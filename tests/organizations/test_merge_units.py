"""The command ``merge_units`` follows the rules and rights of the admin, and what it refuses changes nothing."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEntry
from organizations import actions, handover
from organizations.models import Organization, Placement
from tests.factories import make_organization, make_user
from tests.tasks.worlds import make_assignment

LAST_DAY = date(2026, 6, 30)


@pytest.fixture
def successor(county, township):
    return make_organization("港口镇", parent=county, code="361126105000")


@pytest.fixture
def office(city):
    return make_user(city, "manager", username="office", name="陈立", is_staff=True, is_superuser=True)


def merge(*codes, into="361126105000", last_day="2026-06-30", by="office"):
    output = StringIO()
    call_command("merge_units", *codes, into=into, last_day=last_day, by=by, stdout=output)
    return output.getvalue()


def stored():
    """Everything that a merger changes."""
    units = list(Organization.objects.values_list("pk", "path", "valid_to", "successor"))
    return units, list(Placement.objects.values_list("path", "since", "until")), AuditEntry.objects.count()


def test_command_merges_units_and_says_what_it_did(office, township, village, successor):
    make_assignment(township)

    output = merge(township.code)

    township.refresh_from_db()
    assert (township.valid_to, township.successor) == (LAST_DAY, successor)
    assert list(Organization.objects.descendants_of(successor, on=date(2026, 7, 1))) == [village]
    assert "“漆工镇”之下的 1 个单位划归“港口镇”。" in output
    assert "未办结的 1 项任务" in output
    assert "已合并 1 个单位。" in output


def test_history_names_the_account_and_the_command(office, township, successor):
    merge(township.code)

    entry = AuditEntry.objects.get(action="organization.merged")
    assert (entry.actor_name, entry.source, entry.reference) == ("陈立", "command", "merge_units")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"by": "nobody"}, "没有名为“nobody”的有效账号"),
        ({"by": "plain"}, "没有调整组织机构的权限"),
        ({"by": "elsewhere"}, "管理范围内没有代码为“361126104000”的单位"),
        ({"into": "999"}, "没有代码为“999”的单位"),
        ({"into": "361126000000"}, "不是同一层级"),
        ({"into": "361126104000"}, "请至少选择一个并入单位以外的单位"),
        ({"last_day": "2026-06-31"}, "--last-day：“2026-06-31”"),
    ],
)
def test_command_refuses_with_a_reason_and_changes_nothing(
    other_county, office, township, successor, arguments, reason
):
    make_user(office.organization, "manager", username="plain")
    make_user(other_county, "manager", username="elsewhere", is_staff=True, is_superuser=True)
    before = stored()

    with pytest.raises(CommandError, match=reason):
        merge(township.code, **arguments)

    assert stored() == before


def test_one_unit_that_cannot_end_refuses_the_whole_merger(county, office, township, successor):
    ended = make_organization("旧镇", parent=county)
    actions.end(ended, last_day=date(2025, 12, 31))
    before = stored()

    with pytest.raises(CommandError, match="“旧镇”已于 2025-12-31 停用"):
        merge(township.code, ended.code)

    assert stored() == before


def test_app_refuses_a_merger_until_its_work_is_settled(office, township, village, successor, monkeypatch):
    waiting = {village.pk: 2}

    def pending_changes(unit, *, last_day):
        below = Organization.objects.descendants_of(unit, include_self=True)
        return [f"“{each.name}”还有 {waiting[each.pk]} 条修改待核实。" for each in below if each.pk in waiting]

    monkeypatch.setattr(handover, "_refusing", [])
    handover.refuse_with(pending_changes)
    before = stored()

    with pytest.raises(CommandError, match="“湖塘村”还有 2 条修改待核实。"):
        merge(township.code)
    refused = stored()
    waiting.clear()
    merge(township.code)

    assert refused == before
    township.refresh_from_db()
    assert township.successor == successor
