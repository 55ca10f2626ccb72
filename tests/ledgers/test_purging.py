"""Who may purge personal values from the history of a record, and what the command says."""

from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from audit.models import AuditEntry, PersonalValue
from ledgers import actions, declarations
from ledgers.models import DeletedRecord
from rectification.models import Secretary
from tests.factories import make_user
from tests.ledgers.conftest import BACKEND

pytestmark = pytest.mark.django_db
SECRETARY = declarations.get("secretary")


@pytest.fixture
def manager(county):
    return make_user(county, "manager", username="fangyuan")


@pytest.fixture
def secretary(village, editor):
    return actions.add_record(
        Secretary,
        by=editor,
        organization=village,
        year=2026,
        values={"name": "李明", "phone": "10012346721"},
        on=date(2026, 6, 30),
    )


def purge(secretary, by, reason="本人已离任"):
    return actions.purge_personal(SECRETARY, secretary.pk, by=by, reason=reason)


def command(*arguments):
    output = StringIO()
    call_command("purge_personal", *map(str, arguments), stdout=output)
    return output.getvalue()


def test_manager_purges_the_history_of_a_record_with_a_reason(secretary, manager, client):
    count = purge(secretary, manager)

    entry = AuditEntry.objects.get(action="ledger.record.purged")
    assert count == 3
    assert (entry.actor_name, entry.note, entry.object_id) == (manager.name, "本人已离任", str(secretary.pk))
    client.force_login(manager, backend=BACKEND)
    page = client.get(secretary.get_absolute_url())
    added = next(event for event in page.context["history"] if event["entry"].action == "ledger.record.added")
    assert {line["label"]: line["after"] for line in added["lines"]} == {"姓名": "（已清除）", "联系电话": "（已清除）"}


def test_record_keeps_its_present_values(secretary, manager):
    purge(secretary, manager)

    assert Secretary.objects.values_list("name", "phone").get() == ("李明", "10012346721")


def test_purging_a_deleted_record_also_removes_what_is_kept_of_it(secretary, editor, manager):
    deleted = actions.delete_record(secretary, by=editor, version=1)

    actions.purge_personal(SECRETARY, deleted.record.pk, by=manager, reason="误录")

    assert not DeletedRecord.objects.exists()
    assert set(PersonalValue.objects.values_list("value", flat=True)) == set()
    assert AuditEntry.objects.get(action="ledger.record.purged").organization_name == "湖塘村"


def test_only_managers_purge(secretary, editor):
    with pytest.raises(PermissionDenied, match="只有管理人员"):
        purge(secretary, editor)

    assert PersonalValue.objects.exists()


def test_history_of_another_county_cannot_be_purged(secretary, editor, other_county):
    stranger = make_user(other_county, "manager")
    with pytest.raises(PermissionDenied, match="不在您的管理范围内"):
        purge(secretary, stranger)
    deleted = actions.delete_record(secretary, by=editor, version=1)

    with pytest.raises(ValidationError, match=r"没有.*历史"):
        actions.purge_personal(SECRETARY, deleted.record.pk, by=stranger, reason="误录")

    assert PersonalValue.objects.exists()
    assert DeletedRecord.objects.exists()


def test_purging_needs_a_reason(secretary, manager):
    with pytest.raises(ValidationError, match="请写明"):
        purge(secretary, manager, reason=" ")


def test_second_purge_says_that_nothing_is_left(secretary, manager):
    purge(secretary, manager)

    with pytest.raises(ValidationError, match="没有个人信息，或已经清除"):
        purge(secretary, manager)


def test_command_purges_and_says_how_many_values(secretary, manager):
    output = command("secretary", secretary.pk, "--by", "fangyuan", "--reason", "本人已离任")

    assert "已从历史中清除 3 个个人信息" in output
    assert AuditEntry.objects.get(action="ledger.record.purged").source == "command"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["secretary", "RECORD", "--by", "nobody"], "没有账号“nobody”"),
        (["nothing", "RECORD", "--by", "fangyuan"], "没有台账类型“nothing”"),
        (["secretary", "999999", "--by", "fangyuan"], "没有“.*”第 999999 号记录的历史"),
        (["secretary", "9" * 30, "--by", "fangyuan"], "号记录的历史"),
        (["secretary", "RECORD", "--by", "viewer"], "只有管理人员"),
    ],
)
def test_impossible_request_is_refused_with_a_sentence(arguments, message, secretary, manager, county):
    make_user(county, "viewer", username="viewer")

    with pytest.raises(CommandError, match=message):
        command(*(secretary.pk if part == "RECORD" else part for part in arguments), "--reason", "误录")

    assert PersonalValue.objects.exists()


def test_history_after_a_purge_is_in_clear_again(secretary, manager, editor, client):
    purge(secretary, manager)
    actions.change_record(
        secretary,
        by=editor,
        version=1,
        organization=secretary.organization,
        year=2026,
        values={"phone": "10012349999"},
        on=date(2026, 6, 30),
    )

    client.force_login(manager, backend=BACKEND)
    history = client.get(secretary.get_absolute_url()).context["history"]
    changed = next(event for event in history if event["entry"].action == "ledger.record.changed")

    assert [(line["before"], line["after"]) for line in changed["lines"]] == [("10012346721", "10012349999")]
