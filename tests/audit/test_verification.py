import hashlib

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit import heads, sealing
from audit.actions import record
from audit.models import AuditEntry, Seal, SealedEntry
from audit.sealing import canonical, seal_all
from audit.verification import verify
from tests.append_only import remove_triggers
from tests.audit.moments import LATER


@pytest.fixture(autouse=True)
def var_dir(tmp_path, settings):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def ids(city, monkeypatch):
    """The ids of six rows under three seals, in a database without the triggers that protect them."""
    monkeypatch.setattr(sealing, "BATCH", 2)
    entries = [record("task.submitted", organization=city, note=str(number)) for number in range(6)]
    seal_all(now=LATER)
    remove_triggers(connection)
    return [entry.pk for entry in entries]


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def findings(*more_heads):
    return [(finding.kind, finding.number) for finding in verify(heads=[heads.recall(), *more_heads])]


def test_unchanged_history_passes(ids):
    assert findings() == []


def test_command_reports_an_unchanged_history_as_intact(ids, capsys):
    call_command("verify_audit")

    assert heads.recall().digest in capsys.readouterr().out


@pytest.mark.parametrize("column", ["actor_name", "organization_path", "action", "object_id", "note", "source"])
def test_altered_row_is_named(ids, column):
    run(f"UPDATE audit_auditentry SET {column} = 'x' WHERE id = %s", ids[3])

    assert findings() == [("row-altered", ids[3])]


def test_altered_changes_are_named(ids):
    run("UPDATE audit_auditentry SET changes = %s WHERE id = %s", '{"score": [1, 2]}', ids[3])

    assert findings() == [("row-altered", ids[3])]


def test_altered_time_is_named(ids):
    run("UPDATE audit_auditentry SET at = '2020-01-01 00:00:00' WHERE id = %s", ids[0])

    assert findings() == [("row-altered", ids[0])]


def test_every_altered_row_is_named(ids):
    run("UPDATE audit_auditentry SET note = 'x'")

    assert findings() == [("row-altered", pk) for pk in ids]


def test_removed_row_is_named(ids):
    run("DELETE FROM audit_auditentry WHERE id = %s", ids[2])

    assert findings() == [("row-removed", ids[2])]


def test_row_deleted_together_with_its_digest_is_named(ids):
    run("DELETE FROM audit_auditentry WHERE id = %s", ids[2])
    run("DELETE FROM audit_sealedentry WHERE entry_id = %s", ids[2])

    assert ("row-removed", ids[2]) in findings()


def test_digests_computed_without_the_key_are_named(ids):
    """A row is altered, and its digest and seal are replaced by plain hashes that fit the new text."""
    run("UPDATE audit_auditentry SET note = 'x' WHERE id = %s", ids[2])
    row = AuditEntry.objects.filter(pk=ids[2]).values_list(*sealing.FIELDS).get()
    plain = hashlib.sha256(canonical(row).encode()).hexdigest()
    run("UPDATE audit_sealedentry SET digest = %s WHERE entry_id = %s", plain, ids[2])
    run("UPDATE audit_seal SET digest = %s WHERE sequence = 2", hashlib.sha256(plain.encode()).hexdigest())

    problems = findings()

    assert ("row-altered", ids[2]) in problems
    assert ("seal-altered", 2) in problems


def test_chain_computed_with_another_key_is_named(ids, settings):
    run("UPDATE audit_auditentry SET note = 'x' WHERE id = %s", ids[0])
    run("DELETE FROM audit_sealedentry")
    run("DELETE FROM audit_seal")
    newest_seal = heads.recall()
    key, settings.AUDIT_SEAL_KEY = settings.AUDIT_SEAL_KEY, "guessed"
    seal_all(now=LATER)
    settings.AUDIT_SEAL_KEY = key

    problems = findings(newest_seal)

    assert ("row-altered", ids[0]) in problems
    assert ("head-differs", 3) in problems


def test_altered_digest_is_named_and_its_row_is_not(ids):
    run("UPDATE audit_sealedentry SET digest = 'x' WHERE entry_id = %s", ids[1])

    assert findings() == [("mark-altered", ids[1])]


def test_removed_digest_is_named(ids):
    run("DELETE FROM audit_sealedentry WHERE entry_id = %s", ids[1])

    assert findings() == [("mark-removed", ids[1])]


@pytest.mark.parametrize("value", ["1-2", "", "nonsense", "1-99999999999"])
def test_altered_list_of_rows_is_named(ids, value):
    run("UPDATE audit_seal SET entries = %s WHERE sequence = 2", value)

    assert ("seal-altered", 2) in findings()


def test_altered_time_of_sealing_is_named(ids):
    run("UPDATE audit_seal SET sealed_at = '2020-01-01 00:00:00' WHERE sequence = 2")

    assert ("seal-altered", 2) in findings()


def test_removed_seal_in_the_middle_is_named(ids):
    run("DELETE FROM audit_sealedentry WHERE seal_id = 2")
    run("DELETE FROM audit_seal WHERE sequence = 2")

    assert findings() == [("seals-removed", 2)]


def test_removed_end_of_the_chain_is_named(ids):
    run("DELETE FROM audit_sealedentry WHERE seal_id = 3")
    run("DELETE FROM audit_seal WHERE sequence = 3")

    assert findings() == [("seals-removed", 3)]


def test_end_of_the_chain_sealed_again_after_a_removal_is_named(ids, city):
    """The last seal is removed and its rows are sealed again, but the file outside the database names the old seal."""
    run("DELETE FROM audit_sealedentry WHERE seal_id = 3")
    run("DELETE FROM audit_auditentry WHERE id = %s", ids[5])
    run("DELETE FROM audit_seal WHERE sequence = 3")
    record("task.submitted", organization=city)
    record("task.submitted", organization=city)
    seal_all(now=LATER)

    assert findings() == [("head-differs", 3)]


def test_expected_end_of_the_chain_may_be_given_to_the_command(ids):
    noted = heads.Head(Seal.objects.count() + 1, "ab")

    with pytest.raises(CommandError):
        call_command("verify_audit", head=[noted])


def test_command_names_the_row_and_fails(ids, capsys):
    run("UPDATE audit_auditentry SET note = 'x' WHERE id = %s", ids[4])

    with pytest.raises(CommandError) as error:
        call_command("verify_audit")

    assert error.value.returncode == 1
    assert f"记录 {ids[4]} 已被改动。" in capsys.readouterr().err


def test_unsealed_rows_do_not_fail_but_late_ones_are_counted(ids, capsys):
    AuditEntry(action="x", source="page", at=AuditEntry.objects.first().at.replace(year=2020)).save()

    call_command("verify_audit")

    assert "1 条记录超过一天尚未封存" in capsys.readouterr().err


def test_seal_holds_the_digests_of_its_own_rows(ids):
    assert list(SealedEntry.objects.filter(seal_id=2).values_list("entry_id", flat=True)) == ids[2:4]
