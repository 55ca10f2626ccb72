"""What pages show of changes that wait beside confirmed records, and what they let people do."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from audit.models import AuditEntry
from governance.models import Grid
from ledgers import actions
from ledgers.models import PendingChange
from ledgers.preview import prepare
from organizations import actions as organization_actions
from organizations import handover
from tests.factories import make_organization, make_user
from tests.ledgers.worlds import make_batch, prepared, store

pytestmark = pytest.mark.django_db
FIELDS = ("grid_name", "households", "phone")
LIST = "/ledgers/grid/"


@pytest.fixture
def editor(county):
    return make_user(county, "editor", name="李娟")


@pytest.fixture
def record(village, editor, manager):
    """A confirmed grid of 320 households with a waiting change to 321 and another phone, entered by the editor."""
    store(prepared("grid", [[village, "第一网格", 320, "10012346721"]], fields=FIELDS), editor)
    actions.confirm_records(Grid.objects.all(), by=manager)
    propose(Grid.objects.select_related("organization").get(), editor, households=321, phone="10012349999")
    return Grid.objects.get()


def propose(record, by, **values):
    actions.change_record(
        record,
        by=by,
        version=record.version,
        organization=record.organization,
        year=2026,
        values=values,
        on=date(2026, 6, 30),
    )


def text_of(response):
    return response.content.decode()


def posted(record, **fields):
    """The fields of the form of ``record`` with some of them changed."""
    kept = {"organization": record.organization.code, "year": 2026, "grid_name": "第一网格", "version": record.version}
    return kept | {"households": 321, "phone": "10012349999"} | fields


# The page of a record


def test_record_page_shows_both_values_of_changed_columns_only(as_user, manager, record):
    response = as_user(manager).get(record.get_absolute_url())

    assert [(line["label"], line["before"], line["after"]) for line in response.context["changed"]] == [
        ("户数", "320", "321"), ("联系电话", "10012346721", "10012349999"),
    ]  # fmt: skip
    page = text_of(response)
    assert "有待核实的修改" in page
    assert "李娟于" in page
    assert 'name="decision" value="confirm"' in page


def test_phones_of_a_waiting_change_are_masked_outside_the_own_unit(as_user, city, record):
    page = text_of(as_user(make_user(city, "viewer")).get(record.get_absolute_url()))

    assert "100****9999" in page
    assert "10012349999" not in page


def test_page_with_a_new_phone_records_the_view(as_user, manager, village, editor):
    store(prepared("grid", [[village, "第一网格", 320, ""]], fields=FIELDS), editor)
    actions.confirm_records(Grid.objects.all(), by=manager)
    grid = Grid.objects.select_related("organization").get()
    propose(grid, editor, phone="10012349999")

    as_user(manager).get(grid.get_absolute_url())

    assert AuditEntry.objects.filter(action="data.viewed", object_id=str(grid.pk)).count() == 1


def test_only_the_person_who_entered_a_change_is_offered_to_withdraw_it(as_user, editor, manager, record):
    own_page = text_of(as_user(editor).get(record.get_absolute_url()))
    other_page = text_of(as_user(manager).get(record.get_absolute_url()))

    assert "撤回修改" in own_page
    assert "撤回修改" not in other_page


def test_change_is_withdrawn_on_the_page(as_user, editor, record):
    response = as_user(editor).post(
        reverse("ledgers:withdraw", args=["grid", record.pk]), {"version": record.version}, follow=True
    )

    assert "已撤回修改" in text_of(response)
    assert not PendingChange.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "2"])
def test_withdrawing_from_a_stale_page_is_refused_with_a_sentence(as_user, editor, record, version):
    address = reverse("ledgers:withdraw", args=["grid", record.pk])

    response = as_user(editor).post(address, {"version": version}, follow=True)

    assert "已被别人修改" in text_of(response)
    assert PendingChange.objects.exists()


def test_change_is_confirmed_with_the_button_of_the_page(as_user, manager, record):
    address = reverse("ledgers:decide", args=["grid"])

    response = as_user(manager).post(address, {"pk": record.pk, "decision": "confirm", "sure": "1"}, follow=True)

    assert "已核实 1 行" in text_of(response)
    assert Grid.objects.get().households == 321


def test_returned_change_shows_its_reason_and_the_form_starts_from_it(as_user, editor, manager, record):
    actions.return_records(Grid.objects.all(), by=manager, reason="与村里核对不符")

    page = text_of(as_user(editor).get(record.get_absolute_url()))
    form = as_user(editor).get(reverse("ledgers:edit", args=["grid", record.pk]))

    assert "修改已被退回：与村里核对不符" in page
    assert form.context["form"].initial["households"] == 321
    assert "退回原因：与村里核对不符" in text_of(form)


def test_second_edit_starts_from_the_waiting_values_and_replaces_them(as_user, editor, record):
    address = reverse("ledgers:edit", args=["grid", record.pk])
    assert as_user(editor).get(address).context["form"].initial["households"] == 321

    response = as_user(editor).post(address, posted(record, households=322), follow=True)

    assert "核实前仍按现行值计入指标" in text_of(response)
    assert PendingChange.objects.get().values == {"households": 322, "phone": "10012349999"}


def test_form_with_the_confirmed_values_says_that_nothing_waits_any_more(as_user, editor, record):
    address = reverse("ledgers:edit", args=["grid", record.pk])

    response = as_user(editor).post(address, posted(record, households=320, phone="10012346721"), follow=True)

    assert "没有待核实的修改" in text_of(response)
    assert not PendingChange.objects.exists()


def test_edit_outside_the_own_unit_keeps_the_phone_of_the_waiting_change(as_user, city, record):
    address = reverse("ledgers:edit", args=["grid", record.pk])
    data = {name: value for name, value in posted(record, households=322).items() if name != "phone"}

    as_user(make_user(city, "editor")).post(address, data)

    assert PendingChange.objects.get().values == {"households": 322, "phone": "10012349999"}


def test_history_of_the_record_tells_the_whole_story(as_user, editor, manager, record):
    actions.return_records(Grid.objects.all(), by=manager, reason="不符")
    propose(Grid.objects.select_related("organization").get(), editor, households=319)
    actions.confirm_records(Grid.objects.all(), by=manager)

    history = as_user(manager).get(record.get_absolute_url()).context["history"]

    assert [str(event["what"]) for event in history if event["lines"]][:4] == [
        "核实对台账的修改", "修改已核实的台账，等待核实", "退回对台账的修改", "修改已核实的台账，等待核实",
    ]  # fmt: skip


# Lists and counts


def test_list_marks_and_finds_records_with_a_waiting_change(as_user, editor, village, record):
    store(prepared("grid", [[village, "第二网格", 5, ""]], fields=FIELDS), editor)
    client = as_user(editor)

    page = client.get(LIST, {"year": 2026})
    names = {
        state: [row["record"].grid_name for row in client.get(LIST, {"year": 2026, "state": state}).context["rows"]]
        for state in ("entered", "confirmed", "returned", "pending")
    }

    states = {"total": 2, "entered": 2, "confirmed": 1, "returned": 0, "pending": 1}
    assert states.items() <= page.context["counts"].items()
    assert "有待核实的修改" in text_of(page)
    assert "另有 <b>1</b> 行待核实，不计入指标" in text_of(page)
    assert names == {
        "entered": ["第一网格", "第二网格"], "confirmed": ["第一网格"], "returned": [], "pending": ["第一网格"],
    }  # fmt: skip


def test_returned_change_is_found_among_the_returned_rows(as_user, editor, manager, record):
    actions.return_records(Grid.objects.all(), by=manager, reason="不符")

    page = as_user(editor).get(LIST, {"year": 2026, "state": "returned"})

    assert [row["record"].grid_name for row in page.context["rows"]] == ["第一网格"]
    assert "修改被退回" in text_of(page)


def test_manager_can_tick_a_record_with_a_waiting_change(as_user, manager, record):
    page = text_of(as_user(manager).get(LIST, {"year": 2026}))

    assert f'name="pk" value="{record.pk}"' in page


def test_catalogue_counts_waiting_changes(as_user, manager, record):
    page = as_user(manager).get(reverse("ledgers:list"), {"year": 2026})

    assert page.context["waiting"] == 1


# Imports and exports


def test_preview_and_result_say_how_many_rows_wait_beside_confirmed_records(as_user, editor, village, record):
    preview = prepared("grid", [[village, "第一网格", 322, "10012349999"]], fields=FIELDS)
    batch = make_batch(editor, preview)
    before = text_of(as_user(editor).get(batch.get_absolute_url()))

    stored = store(preview, editor)
    after = text_of(as_user(editor).get(stored.get_absolute_url()))

    assert "有 <b>1</b> 行改动已核实的记录" in before
    assert "有 <b>1</b> 行改动已核实的记录" in after


def test_preview_says_how_many_rows_only_withdraw_a_change(as_user, editor, village, record):
    batch = make_batch(editor, prepared("grid", [[village, "第一网格", 320, "10012346721"]], fields=FIELDS))

    page = text_of(as_user(editor).get(batch.get_absolute_url()))

    assert "有 <b>1</b> 行与已核实的现行值相同，只撤回" in page


def test_export_has_the_confirmed_values_and_notes_the_waiting_changes(as_user, editor, record):
    response = as_user(editor).get(reverse("ledgers:export", args=["grid"]), {"year": 2026})
    content = b"".join(response.streaming_content)

    texts = [str(cell) for row in load_workbook(io.BytesIO(content)).active.values for cell in row if cell is not None]
    again = prepare(content, "网格.xlsx", by=editor, default_year=2026, ledger="auto")

    assert any("其中 1 行有待核实的修改" in text for text in texts)
    assert "320" in texts
    assert "321" not in texts
    assert again.counts == {"new": 0, "changed": 1, "unchanged": 0, "held_back": 0}
    assert again.result.beside == {"waiting": 0, "withdrawn": 1}


# Units that end


def test_merger_says_that_changes_wait_and_they_can_be_confirmed_after_it(village, township, manager, record):
    successor = make_organization("上坊村", parent=township)
    last_day = timezone.localdate() - timedelta(days=1)

    sentences = handover.preview(village, successor=successor, last_day=last_day)
    organization_actions.merge([village], into=successor, last_day=last_day, by=manager)
    actions.confirm_records(Grid.objects.all(), by=manager)

    assert [sentence for sentence in sentences if "1 行修改待核实" in sentence]
    record.refresh_from_db()
    assert (record.households, record.organization) == (321, village)


def test_merger_of_a_unit_without_waiting_changes_says_nothing_about_them(village, township):
    assert handover.preview(village, successor=make_organization("上坊村", parent=township), last_day=date.max) == []
