"""Columns that are read and not kept: who complained, and by which phone, is stored nowhere (domain 6.5)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from audit.models import AuditEntry
from governance.models import Appeal
from ledgers import actions, declarations, reading, worker
from ledgers.declarations import Column, Ledger
from ledgers.models import ImportBatch
from organizations.models import Organization
from organizations.resolving import place_index
from tests.factories import make_user
from tests.ledgers.conftest import BACKEND

pytestmark = pytest.mark.django_db
PERSON, PHONE = "王小明", "10012346721"
HEADER = ["编号", "乡镇", "村", "受理时间", "诉求类别", "诉求内容", "反映人", "联系电话", "承办单位", "办结时间"]
GOOD = ["1", "漆工镇", "湖塘村", "2026-06-30 14:30", "环境卫生", "垃圾清运", PERSON, PHONE, "城管局", "2026-07-01"]
HELD = ["2", "漆工镇", "湖唐村", "2026-06-30 15:00", "环境卫生", "路灯不亮", PERSON, PHONE, "城管局", ""]


@pytest.fixture
def editor(client, county, village):
    user = make_user(county, "editor")
    client.force_login(user, backend=BACKEND)
    return user


def workbook(*rows, hidden=()):
    book = Workbook()
    for row in [["弋阳县2026年群众诉求限时办结台账"], HEADER, *rows]:
        book.active.append(row)
    if hidden:
        sheet = book.create_sheet("旧表")
        sheet.sheet_state = "hidden"
        for row in hidden:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def previewed(editor, *rows, **more):
    """The batch of a workbook with ``rows``, read and not yet stored."""
    batch = actions.upload(data=workbook(*rows, **more), file_name="诉求.xlsx", by=editor)
    worker.work_on(batch.pk)
    batch.refresh_from_db()
    return batch


def stored(batch, editor):
    actions.confirm(batch, mode="good", by=editor)
    worker.work_on(batch.pk)
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.STORED, batch.message
    return batch


def cells_of(file):
    """All cells of a workbook as texts."""
    book = load_workbook(file)
    return [str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value]


def test_values_are_read_and_stand_in_the_report(editor):
    data, places = workbook(GOOD), place_index(Organization)

    result = reading.read(data, "诉求.xlsx", places=places)

    [record] = result.as_report(places)["sheets"][0]["records"]
    assert (record["fields"]["person"], record["fields"]["phone"]) == (PERSON, PHONE)


def test_record_has_no_field_for_them(editor):
    stored(previewed(editor, GOOD), editor)

    appeal = Appeal.objects.get()

    assert appeal.content == "垃圾清运"
    assert {"person", "phone"}.isdisjoint({field.name for field in Appeal._meta.get_fields()})


def test_neither_staged_rows_nor_facts_of_the_batch_hold_them(editor):
    batch = previewed(editor, GOOD, HELD)

    kept = "".join(chunk.content for chunk in batch.chunks.all()) + str(batch.summary)

    assert batch.counts == {"new": 1, "changed": 0, "unchanged": 0, "held_back": 1}
    assert [text for text in (PERSON, PHONE) if text in kept] == []


def test_the_kept_file_has_their_headers_and_no_value(editor):
    batch = previewed(editor, GOOD, HELD)

    texts = cells_of(batch.file.open("rb"))

    assert "反映人" in texts
    assert "垃圾清运" in texts
    assert [text for text in texts if PERSON in text or PHONE in text] == []
    assert batch.kept_name == "诉求（已去除个人信息）.xlsx"


def test_hidden_sheets_of_the_kept_file_are_emptied(editor):
    batch = previewed(editor, GOOD, hidden=[HEADER, HELD])

    texts = cells_of(batch.file.open("rb"))

    assert texts.count("反映人") == 1
    assert PERSON not in texts


def test_row_can_be_corrected_and_read_again_from_the_emptied_file(editor):
    batch = previewed(editor, GOOD, HELD)

    actions.correct(batch, by=editor, cells=[[0, 4, 3, "湖塘村"]])
    worker.work_on(batch.pk)
    batch = stored(ImportBatch.objects.get(), editor)

    assert batch.counts == {"new": 2, "changed": 0, "unchanged": 0, "held_back": 0}
    times = Appeal.objects.order_by("no").values_list("received_at", flat=True)
    assert list(times) == ["2026-06-30T14:30", "2026-06-30T15:00"]


def test_unreadable_phone_holds_no_row_back(editor):
    batch = previewed(editor, [*GOOD[:7], "不详（邻居代报）", *GOOD[8:]])

    assert batch.counts == {"new": 1, "changed": 0, "unchanged": 0, "held_back": 0}
    assert "邻居代报" not in str(batch.summary)


def test_preview_tells_the_person_who_uploads_what_is_not_kept(client, editor):
    batch = previewed(editor, GOOD)

    page = client.get(batch.get_absolute_url()).content.decode()
    columns = client.get(reverse("ledgers:batch-columns", args=[batch.pk])).content.decode()

    assert "→ 反映人（只读取，不保存）" in page
    assert "保存的文件里也已清空" in page
    assert "反映人（只读取，不保存）" in " ".join(columns.split())


def test_held_row_offers_no_cell_for_them(client, editor):
    batch = previewed(editor, HELD)

    page = client.get(reverse("ledgers:batch-row", args=[batch.pk, 0, 3]))

    assert page.status_code == 200
    assert {"反映人", "联系电话"}.isdisjoint(cell["label"] for cell in page.context["cells"])


def test_form_template_and_export_have_no_such_column(client, editor):
    stored(previewed(editor, GOOD), editor)

    form = client.get("/ledgers/appeal/new/").context["form"]
    exported = client.get(reverse("ledgers:export", args=["appeal"]), {"year": 2026, "format": "csv"})
    template = client.get(reverse("ledgers:template", args=["appeal"]))

    assert {"person", "phone"}.isdisjoint(form.fields)
    assert "反映人" not in b"".join(exported.streaming_content).decode("utf-8-sig")
    assert "反映人" not in cells_of(io.BytesIO(b"".join(template.streaming_content)))


def test_history_never_names_them(editor):
    stored(previewed(editor, GOOD), editor)
    stored(previewed(editor, [*GOOD[:9], "2026-07-02"]), editor)

    written = "".join(f"{entry.changes}{entry.note}{entry.object_label}" for entry in AuditEntry.objects.all())

    assert "2026-07-02" in written
    assert [text for text in (PERSON, PHONE) if text in written] == []


def test_emptied_file_cannot_become_another_ledger(client, editor):
    batch = previewed(editor, GOOD)

    client.post(reverse("ledgers:batch-type", args=[batch.pk]), {"key": "secretary"})
    page = client.get(batch.get_absolute_url()).content.decode()

    batch.refresh_from_db()
    assert batch.ledger_key == "appeal"
    assert "重新上传文件并选定台账类型" in page


def test_file_with_a_named_type_keeps_what_that_ledger_keeps(client, editor):
    file = SimpleUploadedFile("诉求.xlsx", workbook(GOOD))
    client.post(reverse("ledgers:upload"), {"files": [file], "key": "secretary", "year": 2026})
    batch = ImportBatch.objects.get()

    worker.work_on(batch.pk)

    assert PERSON in cells_of(batch.file.open("rb"))


def test_column_of_the_natural_key_is_kept():
    column = Column("name", "姓名", kept=False)

    with pytest.raises(ValueError, match="it is kept"):
        Ledger(key="x", title="x", model="x.X", columns=[column], natural_key=("place", "name"), tenure="register")
    assert declarations.get("appeal").unkept_fields == {"person", "phone"}
