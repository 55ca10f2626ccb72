"""The pages of a ledger: list, record, form, decisions, upload and preview."""

import io
import re
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from audit.models import AuditEntry
from governance.models import Grid
from ledgers import worker
from ledgers.models import ColumnMemory, ImportBatch
from rectification.models import CollectiveEconomy
from tests.factories import make_organization, make_user
from tests.ledgers.conftest import BACKEND
from tests.ledgers.test_flow import GOOD, HEADER, WRONG_NUMBER, WRONG_PLACE, workbook
from tests.ledgers.worlds import prepared, store

pytestmark = pytest.mark.django_db
FIELDS = ("grid_name", "households", "party_group", "phone")
LIST = "/ledgers/grid/"


@pytest.fixture
def editor(county):
    return make_user(county, "editor")


@pytest.fixture
def manager(county):
    return make_user(county, "manager", name="方圆")


@pytest.fixture
def as_user(client):
    def login(user):
        client.force_login(user, backend=BACKEND)
        return client

    return login


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


# Upload and preview


def uploaded(client, *rows, names=("台账.xlsx",), **more):
    files = [SimpleUploadedFile(name, workbook(*rows, **more)) for name in names]
    response = client.post(reverse("ledgers:upload"), {"files": files, "key": "auto"})
    for batch in ImportBatch.objects.filter(state="uploaded"):
        worker.work_on(batch.pk)
    return response


def test_several_files_become_several_batches(as_user, editor, village):
    response = uploaded(as_user(editor), GOOD, names=("一.xlsx", "二.xlsx"))

    assert response.url == reverse("ledgers:batches") + "?mine=1"
    assert list(ImportBatch.objects.order_by("pk").values_list("file_name", "state")) == [
        ("一.xlsx", "previewed"),
        ("二.xlsx", "previewed"),
    ]


def test_a_file_over_the_limit_is_refused_on_the_form(as_user, editor, settings):
    settings.LEDGER_LIMITS = settings.LEDGER_LIMITS | {"file_bytes": 100}

    response = uploaded(as_user(editor), GOOD)

    assert "台账.xlsx" in response.context["form"].errors["files"][0]
    assert ImportBatch.objects.count() == 0


def test_unusable_file_does_not_prevent_the_upload_of_the_others(as_user, editor, village):
    files = [SimpleUploadedFile("空.csv", b""), SimpleUploadedFile("台账.xlsx", workbook(GOOD))]

    response = as_user(editor).post(reverse("ledgers:upload"), {"files": files, "key": "auto"}, follow=True)

    assert "“空.csv”是空文件" in text_of(response)
    assert [batch.file_name for batch in ImportBatch.objects.all()] == ["台账.xlsx"]


def test_an_empty_file_alone_is_named_on_the_form(as_user, editor):
    response = as_user(editor).post(reverse("ledgers:upload"), {"files": [SimpleUploadedFile("空.csv", b"")]})

    assert "“空.csv”是空文件" in response.context["form"].errors["files"][0]


def test_broken_rule_names_both_cells_and_offers_both_for_correction(as_user, editor, village):
    header = ["序号", "乡镇", "村", "项目名称", "开工时间", "竣工时间"]
    book = Workbook()
    for row in [
        ["弋阳县2026年扶持壮大村级集体经济项目台账"],
        header,
        [1, "漆工镇", "湖塘村", "冷库", "2026.6", "2026.3"],
    ]:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    client = as_user(editor)
    client.post(reverse("ledgers:upload"), {"files": [SimpleUploadedFile("项目.xlsx", target.getvalue())]})
    batch = ImportBatch.objects.get()
    worker.work_on(batch.pk)

    page = text_of(client.get(batch.get_absolute_url()))
    marked = load_workbook(io.BytesIO(b"".join(client.get(batch.get_absolute_url() + "marked/").streaming_content)))

    assert "F3 “竣工时间”早于“开工时间”" in page
    assert 'name="cell-0-3-5" value="2026.6"' in page
    assert 'name="cell-0-3-6" value="2026.3"' in page
    sheet = marked.active
    assert [cell.coordinate for cell in sheet[3] if cell.fill.fgColor.rgb == "FFF4B6B0"] == ["E3", "F3", "G3"]
    assert sheet["G3"].value.startswith("F3 ")


def test_wrong_township_is_corrected_in_its_own_cell(as_user, editor, village):
    client = as_user(editor)
    uploaded(client, ["七工镇", *GOOD[1:]])

    page = text_of(client.get(ImportBatch.objects.get().get_absolute_url()))

    assert 'name="cell-0-3-2" value="七工镇"' in page


def test_pressing_enter_in_a_field_accepts_no_suggestion(as_user, editor, village):
    client = as_user(editor)
    uploaded(client, WRONG_PLACE, WRONG_NUMBER)

    page = text_of(client.get(ImportBatch.objects.get().get_absolute_url()))

    form = page[page.index('id="correct"') :]
    first = re.search(r"<button[^>]*>", form).group()
    assert "name=" not in first
    assert 'name="place"' in form


def test_place_repeated_in_several_cells_is_shown_once(as_user, editor, village):
    client = as_user(editor)
    uploaded(client, [*WRONG_PLACE[:1], "漆工镇湖唐村", *WRONG_PLACE[2:]])

    page = text_of(client.get(ImportBatch.objects.get().get_absolute_url()))

    assert "漆工镇湖唐村" in page
    assert "漆工镇漆工镇" not in page


def test_the_preview_names_cell_reason_and_nearest_place(as_user, editor, village):
    client = as_user(editor)
    uploaded(client, GOOD, WRONG_PLACE, WRONG_NUMBER)
    batch = ImportBatch.objects.get()

    page = text_of(client.get(batch.get_absolute_url()))

    assert "读到 <b>3</b> 行：新增 <b>1</b> 行" in page
    assert f'value="0:4:{village.code}"' in page
    assert 'name="cell-0-5-5" value="很多"' in page
    assert "写入 1 行，问题行留在页面上待修改" in page


def test_corrections_and_suggestions_are_checked_again(as_user, editor, village):
    client = as_user(editor)
    uploaded(client, GOOD, WRONG_PLACE, WRONG_NUMBER)
    batch = ImportBatch.objects.get()
    address = reverse("ledgers:batch-correct", args=[batch.pk])

    client.post(address, {"cell-0-5-5": "15", "was-0-5-5": "很多", "place": f"0:4:{village.code}"})
    worker.work_on(batch.pk)
    client.post(reverse("ledgers:batch-confirm", args=[batch.pk]), {"mode": "all"})
    worker.work_on(batch.pk)

    assert sorted(Grid.objects.values_list("grid_name", "households")) == [
        ("第一网格", 320),
        ("第三网格", 15),
        ("第二网格", 10),
    ]


@pytest.mark.parametrize(
    "data", [{"cell-0-x-5": "1"}, {"place": "a:b:c"}, {"value": "0"}, {"cell-99-5-5": "1", "was": ""}]
)
def test_invalid_corrections_cause_no_server_error(as_user, editor, village, data):
    client = as_user(editor)
    uploaded(client, GOOD, WRONG_NUMBER)
    batch = ImportBatch.objects.get()

    response = client.post(reverse("ledgers:batch-correct", args=[batch.pk]), data)
    worker.work_on(batch.pk)

    assert response.status_code in (302, 404)
    batch.refresh_from_db()
    assert batch.state == "previewed"


def test_an_unknown_header_is_mapped_on_its_page(as_user, editor, village):
    client = as_user(editor)
    uploaded(client, GOOD, header=[*HEADER[:4], "住着几家", "联系电话"])
    batch = ImportBatch.objects.get()
    address = reverse("ledgers:batch-columns", args=[batch.pk])
    sections = client.get(address).context["sections"]
    line = next(line for section in sections for line in section["lines"] if line["key"] == "住着几家")

    client.post(address, {f"column-{line['number']}": "households"})
    worker.work_on(batch.pk)

    batch.refresh_from_db()
    assert "households" in batch.summary["sheets"][0]["fields"]
    assert ColumnMemory.objects.get().field == "households"


def test_result_page_offers_undo_and_then_says_what_was_undone(as_user, editor, village):
    client = as_user(editor)
    uploaded(client, GOOD)
    batch = ImportBatch.objects.get()
    client.post(reverse("ledgers:batch-confirm", args=[batch.pk]), {"mode": "good"})
    worker.work_on(batch.pk)
    stored = text_of(client.get(batch.get_absolute_url()))

    client.post(reverse("ledgers:batch-undo", args=[batch.pk]))
    worker.work_on(batch.pk)

    assert "撤销这次导入" in stored
    assert "删去 <b>1</b> 行" in text_of(client.get(batch.get_absolute_url()))
    assert Grid.objects.count() == 0


def test_script_can_ask_for_the_status_of_a_waiting_batch(as_user, editor, village):
    client = as_user(editor)
    client.post(reverse("ledgers:upload"), {"files": [SimpleUploadedFile("台账.xlsx", workbook(GOOD))], "key": "auto"})
    batch = ImportBatch.objects.get()
    address = reverse("ledgers:batch-status", args=[batch.pk])

    before = client.get(address).json()
    worker.work_on(batch.pk)
    after = client.get(address).json()

    assert (before["done"], after["done"], after["url"]) == (False, True, batch.get_absolute_url())
    assert client.get(batch.get_absolute_url()).status_code == 200


def test_original_file_is_downloaded_unchanged_and_the_download_is_recorded(as_user, editor, village):
    client, data = as_user(editor), workbook(GOOD)
    client.post(reverse("ledgers:upload"), {"files": [SimpleUploadedFile("台账.xlsx", data)], "key": "auto"})
    worker.work_on(ImportBatch.objects.get().pk)

    response = client.get(reverse("ledgers:batch-original", args=[ImportBatch.objects.get().pk]))

    assert b"".join(response.streaming_content) == data
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('台账.xlsx')}"
    assert response["Content-Type"] == "application/octet-stream"
    assert AuditEntry.objects.filter(action="ledger.batch.downloaded").exists()


def test_undo_keeps_a_record_that_was_confirmed_later(as_user, editor, manager, village):
    batch = store(prepared("grid", [[village, "第一网格", 1, True, ""]], fields=FIELDS), editor)
    decide(as_user(manager), Grid.objects.all(), decision="confirm")

    client = as_user(editor)
    client.post(reverse("ledgers:batch-undo", args=[batch.pk]))
    worker.work_on(batch.pk)

    assert Grid.objects.get().state == "confirmed"
    assert "没有撤销的行" in text_of(client.get(batch.get_absolute_url()))
    assert batch.undo_until > timezone.now()


def test_page_says_that_a_confirmation_was_refused(as_user, editor, village):
    client = as_user(editor)
    uploaded(client, GOOD, WRONG_NUMBER)
    batch = ImportBatch.objects.get()

    response = client.post(reverse("ledgers:batch-confirm", args=[batch.pk]), {"mode": "all"})

    assert response.status_code == 409
    assert "没有写入任何数据" in response.content.decode()
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.PREVIEWED


def test_page_of_a_record_shows_sums_that_differ(village, editor, as_user):
    fields = ("project", "central_yuan", "own_yuan", "total_yuan")
    batch = store(
        prepared("collective_economy", [[village, "冷库", "300000", "100000", "500000"]], fields=fields), editor
    )
    project = CollectiveEconomy.objects.get(import_batch=batch)

    page = text_of(as_user(editor).get(project.get_absolute_url()))

    assert "“总投资”是 500000.00 元，各项之和是 400000.00 元，请核对。" in page
