"""Personal values stand in the sealed history as digests; the values themselves can be purged."""

import pytest
from django.db import connection

from audit import personal
from audit.models import AuditEntry, PersonalValue
from audit.presentation import as_text, lines
from audit.sealing import seal_all
from audit.verification import verify
from rectification.models import Secretary
from tests.audit.moments import LATER
from tests.factories import make_organization, make_user
from tests.ledgers.worlds import prepared, store

pytestmark = pytest.mark.django_db
FIELDS = ("name", "phone", "education")
LABEL = "rectification.secretary"


@pytest.fixture(autouse=True)
def var_dir(tmp_path, settings):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def editor(county):
    return make_user(county, "editor")


@pytest.fixture
def entry(village, editor):
    """The history row of a secretary whose phone and education were changed."""
    store(prepared("secretary", [[village, "李明", "10012346721", "高中"]], fields=FIELDS), editor)
    store(prepared("secretary", [[village, "李明", "10012349999", "大专"]], fields=FIELDS), editor)
    return AuditEntry.objects.get(action="ledger.record.changed")


def shown(entry, user):
    line = lines([AuditEntry.objects.get(pk=entry.pk)], user)[0]
    return f"{line.label} {as_text(line.changes)}"


def test_stored_row_has_digests_of_persons_and_other_values_in_clear(entry):
    with connection.cursor() as cursor:
        cursor.execute("SELECT object_label, changes FROM audit_auditentry WHERE id = %s", [entry.pk])
        row = str(cursor.fetchone())

    assert "李明" not in row
    assert "1001234" not in row
    assert entry.changes["education"] == ["高中", "大专"]
    assert entry.changes["phone"][0].startswith("[personal:")
    assert entry.object_label.startswith("湖塘村　[personal:")


def test_readers_see_the_values_until_they_are_purged(entry, editor):
    before = shown(entry, editor)
    personal.purge(LABEL, Secretary.objects.get().pk)
    after = shown(entry, editor)

    assert "湖塘村　李明" in before
    assert "10012346721 → 10012349999" in before
    assert "湖塘村　（已清除）" in after
    assert "（已清除） → （已清除）" in after
    assert "高中 → 大专" in after


def test_purged_values_are_not_masked_a_second_time(entry, city):
    viewer = make_user(city, "viewer")
    assert "100****6721 → 100****9999" in shown(entry, viewer)

    personal.purge(LABEL, Secretary.objects.get().pk)

    assert "（已清除） → （已清除）" in shown(entry, viewer)


def test_seals_stay_valid_after_a_purge(entry):
    seal_all(now=LATER)

    personal.purge(LABEL, Secretary.objects.get().pk)

    assert not PersonalValue.objects.exists()
    assert list(verify()) == []


def test_purge_of_one_record_keeps_the_values_of_others(entry, village, editor):
    other_village = make_organization("上坊村", parent=village.parent)
    store(prepared("secretary", [[other_village, "王小明", "10012340000", "高中"]], fields=FIELDS), editor)
    store(prepared("secretary", [[other_village, "王小明", "10012340001", "高中"]], fields=FIELDS), editor)
    other = AuditEntry.objects.filter(action="ledger.record.changed").latest("pk")

    personal.purge(LABEL, Secretary.objects.get(name="李明").pk)

    assert "王小明" in shown(other, editor)
    assert "10012340000 → 10012340001" in shown(other, editor)


def test_altered_value_is_reported(entry):
    altered = PersonalValue.objects.get(value="10012349999")
    PersonalValue.objects.filter(pk=altered.pk).update(value="10019999999")

    assert [(finding.kind, finding.number) for finding in verify()] == [("value-altered", altered.pk)]


def test_same_value_has_another_digest_each_time(village, editor, entry):
    store(prepared("secretary", [[village, "李明", "10012346721", "高中"]], fields=FIELDS), editor)
    names = PersonalValue.objects.filter(value="10012349999")
    assert names.count() == 2

    assert len(set(names.values_list("digest", flat=True))) == names.count()


def test_blank_values_stay_blank(village, editor):
    store(prepared("secretary", [[village, "李明", ""]], fields=("name", "phone")), editor)
    store(prepared("secretary", [[village, "李明", "10012349999"]], fields=("name", "phone")), editor)

    changes = AuditEntry.objects.get(action="ledger.record.changed").changes

    assert changes["phone"][0] == ""
    assert changes["phone"][1].startswith("[personal:")


def test_objects_without_persons_are_recorded_in_clear(village, editor):
    for households in (1, 2):
        store(prepared("grid", [[village, "第一网格", households]], fields=("grid_name", "households")), editor)

    entry = AuditEntry.objects.get(action="ledger.record.changed")

    assert (entry.object_label, entry.changes) == ("湖塘村　第一网格", {"households": [1, 2]})
    assert not PersonalValue.objects.exists()
