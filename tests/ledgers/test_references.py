"""A cell that names a record of another ledger: a training names the secretary in the register of the same place."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from ledgers import actions, declarations
from ledgers.models import ImportBatch
from ledgers.references import References
from rectification.models import Secretary
from tests.factories import make_organization, make_user
from tests.indicators.worlds import counts_of, make_secretary, make_training
from tests.ledgers.conftest import BACKEND
from tests.ledgers.worlds import prepared, store
from training.models import SecretaryTraining

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 1)
COLUMNS = ("name", "class_name", "start_on", "days", "passed", "note")


def trainings(village, *names, start_on="2026-03-02", note=None):
    rows = [[village, name, "第一期", start_on, 3, True, note] for name in names]
    return prepared("secretary_training", rows, fields=COLUMNS)


def named():
    """The record that each row names, by its text."""
    return {row.name: row.name_record for row in SecretaryTraining.objects.order_by("pk")}


def held(batch):
    return [row[4][0]["message"] for outcome, row in batch.staged_rows() if ord(outcome) >= 0x100]


def two_terms(village, *, until):
    first = make_secretary(village, appointed="2020-01", until=until, leaving_reason="transferred")
    return first, make_secretary(village, appointed="2026-03-01")


def test_name_of_a_secretary_of_the_place_refers_to_the_register(village, editor):
    secretary = make_secretary(village, "张三")

    store(trainings(village, "张三", "李四"), editor)

    assert named() == {"张三": secretary, "李四": None}


def test_secretary_of_another_place_is_not_meant(village, township, editor):
    make_secretary(make_organization("马山村", parent=township), "张三")

    store(trainings(village, "张三"), editor)

    assert named() == {"张三": None}


@pytest.mark.parametrize(("start_on", "which"), [("2026-02-28", 0), ("2026-03-01", 1), ("2026-03-02", 1)])
def test_the_term_in_force_on_the_day_of_the_row_is_meant(village, editor, start_on, which):
    terms = two_terms(village, until=date(2026, 2, 28))

    store(trainings(village, "张三", start_on=start_on), editor)

    assert named() == {"张三": terms[which]}


def test_name_that_means_two_records_on_the_day_is_held_back(village, editor):
    two_terms(village, until=date(2026, 3, 2))

    batch = store(trainings(village, "张三", "李四"), editor)

    assert list(named()) == ["李四"]
    assert held(batch) == [
        "“姓名”里的“张三”当天在《村（社区）党组织书记备案台账》中不止一条，请先核对该台账的同名记录。"
    ]


def test_form_with_a_name_that_means_two_records_is_refused_at_its_field(village, editor):
    two_terms(village, until=date(2026, 3, 2))
    values = {"name": "张三", "class_name": "第一期", "start_on": "2026-03-02"}

    with pytest.raises(ValidationError) as refused:
        actions.add_record(SecretaryTraining, by=editor, organization=village, year=2026, values=values, on=TODAY)

    assert list(refused.value.message_dict) == ["name"]


def test_name_entered_by_hand_refers_to_the_register(village, editor):
    secretary = make_secretary(village, "张三")
    values = {"name": "张三", "class_name": "第一期", "start_on": "2026-03-02"}

    actions.add_record(SecretaryTraining, by=editor, organization=village, year=2026, values=values, on=TODAY)

    assert named() == {"张三": secretary}


def test_renamed_secretary_is_still_the_one_when_the_row_is_imported_with_another_note(village, editor):
    secretary = make_secretary(village, "张三")
    store(trainings(village, "张三"), editor)
    Secretary.objects.update(name="张叁")

    store(trainings(village, "张三", note="补训"), editor)

    assert named() == {"张三": secretary}
    assert SecretaryTraining.objects.get().note == "补训"


def test_secretary_who_is_registered_later_is_found_by_the_next_change(village, editor):
    store(trainings(village, "张三"), editor)
    secretary = make_secretary(village, "张三")

    store(trainings(village, "张三", note="补训"), editor)

    assert named() == {"张三": secretary}


def test_change_that_is_confirmed_finds_the_record_of_the_new_name(village, editor, county):
    make_secretary(village, "张三")
    other = make_secretary(village, "李四")
    manager = make_user(county, "manager")
    store(trainings(village, "张三"), editor)
    actions.confirm_records(SecretaryTraining.objects.all(), by=manager)
    row = SecretaryTraining.objects.select_related("organization").get()
    options = {"organization": village, "year": 2026, "on": TODAY}
    actions.change_record(row, by=editor, version=row.seen_version, values={"name": "李四"}, **options)

    actions.confirm_records(SecretaryTraining.objects.all(), by=manager)

    assert named() == {"李四": other}


def test_undo_gives_the_former_reference_back(village, editor):
    store(trainings(village, "张三"), editor)
    make_secretary(village, "张三")
    batch = store(trainings(village, "张三", note="补训"), editor)
    batch.refresh_from_db()
    batch.state, batch.undone_by = ImportBatch.State.UNDOING, editor

    actions.undo_rows(batch, now=timezone.now())

    assert named() == {"张三": None}


def test_text_that_must_name_a_record_is_held_back_without_one(village, monkeypatch):
    ledger = declarations.get("secretary_training")
    references = References(ledger)
    references.load([village.pk])
    column = ledger.referring_columns[0]
    monkeypatch.setattr(type(column), "__setattr__", object.__setattr__)
    monkeypatch.setattr(column, "must_fit", True)

    assert references.problem(village.pk, {"name": "张三"}, 2026) == (column, None)
    assert references.problem(village.pk, {"name": None}, 2026) is None


# Figures


def test_renamed_secretary_stays_trained(county, village):
    secretary = make_secretary(village, "张三")
    make_training(village, "张三", name_record=secretary)
    Secretary.objects.update(name="张叁")

    assert counts_of("secretaries_trained", county, on=date(2026, 5, 31)) == (1, 1, 0, 0)


def test_row_that_names_another_record_does_not_count_by_its_name(county, village, township):
    other = make_secretary(make_organization("马山村", parent=township), "张叁")
    make_secretary(village, "张三")
    make_training(village, "张三", name_record=other)

    assert counts_of("secretaries_trained", village, on=date(2026, 5, 31)) == (0, 1, 0, 0)


# Pages


def test_record_and_list_link_to_the_record_in_scope(client, village, editor):
    secretary = make_secretary(village, "张三")
    store(trainings(village, "张三", "李四"), editor)
    client.force_login(editor, backend=BACKEND)
    row = SecretaryTraining.objects.get(name="张三")

    page = client.get(row.get_absolute_url()).content.decode()
    listed = client.get(reverse("ledgers:records", args=["secretary_training"]) + "?year=2026").content.decode()

    assert page.count(f'href="{secretary.get_absolute_url()}"') == 1
    assert listed.count(f'href="{secretary.get_absolute_url()}"') == 1


def test_record_out_of_scope_is_not_linked(client, village, township, editor):
    other = make_secretary(make_organization("马山村", parent=township), "张三")
    store(trainings(village, "张三"), editor)
    SecretaryTraining.objects.update(name_record=other)
    client.force_login(make_user(village, "viewer"), backend=BACKEND)

    page = client.get(SecretaryTraining.objects.get().get_absolute_url()).content.decode()

    assert other.get_absolute_url() not in page
