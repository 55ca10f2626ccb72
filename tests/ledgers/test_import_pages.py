"""The pages of an import: upload, preview, result."""

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
from ledgers import actions, worker
from ledgers.models import ColumnMemory, ImportBatch
from rectification.models import CollectiveEconomy
from tests.ledgers.test_flow import GOOD, HEADER, WRONG_NUMBER, WRONG_PLACE, workbook
from tests.ledgers.worlds import prepared, store

pytestmark = pytest.mark.django_db
FIELDS = ("grid_name", "households", "party_group", "phone")


def text_of(response):
    return response.content.decode()


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
    actions.confirm_records(Grid.objects.all(), by=manager)

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
