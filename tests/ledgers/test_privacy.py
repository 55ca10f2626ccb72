"""Who sees data of persons: only the own unit sees unmasked names and phones; only county and township see reserves."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from audit.models import AuditEntry
from ledgers import worker
from ledgers.masking import mask_name, mask_phone
from ledgers.models import ImportBatch
from ledgers.preview import prepare
from organizations.models import Organization
from rectification.models import Reserve, Secretary
from tests.factories import make_organization, make_user
from tests.ledgers.test_workbooks import content, file_name
from tests.ledgers.worlds import held_row, make_batch, prepared, store

pytestmark = pytest.mark.django_db
NAME, MASKED = "王小明", "王*明"
PHONE = "10012346721"
FIELDS = ("name", "education", "phone")


@pytest.fixture
def city_manager(city):
    return make_user(city, "manager", is_staff=True, is_superuser=True)


@pytest.fixture
def secretary(village, editor):
    """王小明 of 湖塘村, entered by the county in 2026."""
    store(prepared("secretary", [[village, NAME, "高中", PHONE]], fields=FIELDS), editor)
    return Secretary.objects.get()


def text_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


# Masks


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"), ("张小三", "张*三"), ("欧阳小三", "欧**三"), ("张", "*"), ("张三、李小四", "张*、李*四"),
        ("王某（代）", "王*（*）"), ("", ""),
    ],
)  # fmt: skip
def test_masked_name_keeps_its_first_and_last_character(name, shown):
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"), [(PHONE, "100****6721"), ("6721", "****"), (f"{PHONE}、6721", "100****6721、****")]
)
def test_masked_phone_keeps_three_and_four_digits(phone, shown):
    assert mask_phone(phone) == shown


# Names and phones on every page and in every file: masked for the city, unmasked for the county


def test_list_masks_persons_for_other_units(as_user, secretary, city_manager, editor):
    for_city = text_of(as_user(city_manager).get("/ledgers/secretary/?year=2026"))
    for_county = text_of(as_user(editor).get("/ledgers/secretary/?year=2026"))

    assert MASKED in for_city
    assert NAME not in for_city
    assert NAME in for_county


def test_page_of_a_person_shows_the_name_hides_the_phone_and_is_recorded(as_user, secretary, city_manager):
    page = text_of(as_user(city_manager).get(secretary.get_absolute_url()))

    assert NAME in page
    assert "100****6721" in page
    assert PHONE not in page
    assert AuditEntry.objects.get(action="data.viewed").note == "姓名"


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_export_masks_persons_for_other_units(as_user, secretary, city_manager, editor, file_format):
    address = reverse("ledgers:export", args=["secretary"])
    exported = {}
    for user in (city_manager, editor):
        body = content(as_user(user).get(address, {"year": 2026, "format": file_format}))
        if file_format == "xlsx":
            sheet = load_workbook(io.BytesIO(body)).active
            exported[user] = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
        else:
            exported[user] = body.decode("utf-8-sig")

    assert MASKED in exported[city_manager]
    assert NAME not in exported[city_manager]
    assert PHONE not in exported[city_manager]
    assert NAME in exported[editor]
    assert PHONE in exported[editor]


def test_a_preview_masks_the_persons_of_another_unit(as_user, village, city_manager, editor):
    rows = [[village, NAME, "高中", PHONE]]
    batch = make_batch(editor, prepared("secretary", rows, fields=FIELDS))

    for_city = text_of(as_user(city_manager).get(batch.get_absolute_url()))
    for_county = text_of(as_user(editor).get(batch.get_absolute_url()))

    assert MASKED in for_city
    assert NAME not in for_city
    assert NAME in for_county


def test_preview_of_a_file_of_the_city_masks_values_stored_by_the_county(as_user, secretary, city_manager, village):
    rows = [[village, NAME, "大专", "10055556666"]]
    batch = make_batch(city_manager, prepared("secretary", rows, fields=FIELDS))

    page = text_of(as_user(city_manager).get(batch.get_absolute_url()))

    assert "10055556666" in page
    assert "100****6721" in page
    assert PHONE not in page


def test_held_row_of_another_unit_shows_no_person(as_user, village, city_manager, editor):
    problem = held_row(9, village.code, reason="invalid_value", field="name", candidates=[])
    problem.problems[0]["message"] = f"“{NAME}”里有数字。"
    batch = make_batch(editor, prepared("secretary", [], fields=FIELDS, held=[problem]))

    page = text_of(as_user(city_manager).get(batch.get_absolute_url()))
    row = text_of(as_user(city_manager).get(reverse("ledgers:batch-row", args=[batch.pk, 0, 9])))

    assert NAME not in page
    assert NAME not in row


def test_history_masks_persons_for_other_units(as_user, secretary, village, city_manager, editor, county):
    store(prepared("secretary", [[village, NAME, "大专", "10055556666"]], fields=FIELDS), editor)
    address = reverse("audit:history")
    for_city = text_of(as_user(city_manager).get(address))
    exported = content(as_user(city_manager).get(reverse("audit:export"), {"format": "csv"})).decode("utf-8-sig")
    for_county = text_of(as_user(make_user(county, "manager")).get(address))

    for shown in (for_city, exported):
        assert "高中 → 大专" in shown
        assert "100****6721 → 100****6666" in shown
        assert NAME not in shown
    assert NAME in for_county
    assert PHONE in for_county


def test_admin_lists_no_persons(as_user, secretary, city_manager):
    client = as_user(city_manager)

    listed = text_of(client.get(reverse("admin:rectification_secretary_changelist")))
    history = text_of(client.get(reverse("admin:audit_auditentry_changelist")))

    assert NAME not in listed
    assert PHONE not in listed
    assert NAME not in history


def test_undo_masks_the_records_it_kept_for_other_units(as_user, secretary, city_manager, editor):
    Secretary.objects.update(version=2)
    batch = secretary.import_batch
    as_user(editor).post(reverse("ledgers:batch-undo", args=[batch.pk]))
    worker.work_on(batch.pk)

    for_city = text_of(as_user(city_manager).get(batch.get_absolute_url()))
    for_county = text_of(as_user(editor).get(batch.get_absolute_url()))

    assert "没有撤销的行" in for_city
    assert NAME not in for_city
    assert NAME in for_county


@pytest.mark.parametrize("name", ["batch-original", "batch-marked"])
def test_file_with_persons_can_be_downloaded_only_by_the_own_unit(as_user, village, city_manager, editor, name):
    batch = make_batch(editor, prepared("secretary", [[village, NAME, "高中", PHONE]], fields=FIELDS))

    response = as_user(city_manager).get(reverse(f"ledgers:{name}", args=[batch.pk]))

    assert response.status_code == 403


def test_file_without_persons_can_be_downloaded_by_managers_above(as_user, village, city_manager, editor):
    batch = make_batch(editor, prepared("collective_economy", [[village, "光伏电站"]], fields=("project",)))

    response = as_user(city_manager).get(reverse("ledgers:batch-original", args=[batch.pk]))

    assert response.status_code == 200


# Exports with masked names that are uploaded again


def exported_for_the_city(client):
    return client.get(reverse("ledgers:export", args=["secretary"]), {"year": 2026})


def prepared_again(response, by, change=None):
    """Read the exported workbook again, after ``change(sheet)`` if given."""
    book = load_workbook(io.BytesIO(content(response)))
    if change:
        change(book.active)
    target = io.BytesIO()
    book.save(target)
    return prepare(target.getvalue(), file_name(response), by=by, default_year=2026, ledger="secretary")


def test_persons_with_the_same_mask_are_told_apart_by_the_rest_of_their_rows(as_user, village, editor, city_manager):
    rows = [[village, "王小明", "高中", PHONE], [village, "王大明", "大专", ""]]
    store(prepared("secretary", rows, fields=FIELDS), editor)

    preview = prepared_again(exported_for_the_city(as_user(city_manager)), city_manager)

    assert preview.counts == {"new": 0, "changed": 0, "unchanged": 2, "held_back": 0}


def test_changed_row_with_a_masked_name_keeps_the_name_of_the_one_person_that_fits(as_user, secretary, city_manager):
    def change(sheet):
        sheet.cell(4, [cell.value for cell in sheet[3]].index("学历") + 1, "大专")

    preview = prepared_again(exported_for_the_city(as_user(city_manager)), city_manager, change)

    assert preview.counts == {"new": 0, "changed": 1, "unchanged": 0, "held_back": 0}
    assert preview.result.changes == {0: {"education": ["高中", "大专"]}}


def test_masked_name_that_fits_nobody_is_held_back_with_what_to_do(as_user, secretary, city_manager, village):
    response = exported_for_the_city(as_user(city_manager))
    Secretary.objects.update(name="陈小明")

    preview = prepared_again(response, city_manager)
    batch = make_batch(city_manager, preview)

    assert preview.counts["held_back"] == 1
    assert "请填写全名后再导入" in text_of(as_user(city_manager).get(batch.get_absolute_url()))


# Reserves


@pytest.fixture
def reserve(village, editor):
    store(prepared("reserve", [[village, NAME, PHONE]], fields=("name", "phone")), editor)
    return Reserve.objects.get()


@pytest.mark.parametrize(("level", "seen"), [("city", 0), ("county", 1), ("township", 1), ("village", 0)])
def test_reserves_are_seen_by_their_county_and_their_township(reserve, level, seen):
    units = {each.level: each for each in Organization.objects.all()}

    reserves = Reserve.objects.visible_to(make_user(units[level], "manager"))

    assert reserves.count() == seen


def test_another_township_sees_no_reserve(reserve, county):
    neighbour = make_user(make_organization("曹溪镇", parent=county), "manager")

    assert Reserve.objects.visible_to(neighbour).count() == 0


def test_city_sees_reserves_on_no_page(as_user, reserve, city_manager):
    client = as_user(city_manager)
    title = "后备力量"
    pages = [
        reverse("ledgers:list"), reverse("ledgers:batches"), reverse("ledgers:upload"), reverse("audit:history"),
        reverse("admin:index"), reverse("admin:ledgers_importbatch_changelist"),
        reverse("admin:audit_auditentry_changelist"),
    ]  # fmt: skip
    closed = [
        reverse("ledgers:records", args=["reserve"]), reverse("ledgers:records", args=["reserve"]) + f"?q={NAME}",
        reverse("ledgers:export", args=["reserve"]), reverse("ledgers:add", args=["reserve"]),
        reserve.get_absolute_url(), reverse("ledgers:edit", args=["reserve", reserve.pk]),
        reserve.import_batch.get_absolute_url(), reverse("ledgers:batch-original", args=[reserve.import_batch.pk]),
    ]  # fmt: skip

    shown = {page: text_of(client.get(page)) for page in pages}

    assert [page for page, text in shown.items() if title in text or NAME in text or "台账.xlsx" in text] == []
    assert {client.get(page).status_code for page in closed} == {404}
    assert client.get(reverse("admin:rectification_reserve_changelist")).status_code == 403


def test_county_sees_the_history_of_reserves_and_the_city_does_not(reserve, county, city_manager):
    about = AuditEntry.objects.filter(object_type="ledgers.importbatch")

    assert about.visible_to(make_user(county, "manager")).count() == 1
    assert about.visible_to(city_manager).count() == 0


def reserves_file():
    book = Workbook()
    for row in [["弋阳县2026年村级后备力量花名册"], ["序号", "乡镇", "村", "姓名"], [1, "漆工镇", "湖塘村", NAME]]:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_file_of_reserves_uploaded_by_the_city_is_refused_with_what_to_do(as_user, village, city_manager):
    client = as_user(city_manager)
    client.post(reverse("ledgers:upload"), {"files": [SimpleUploadedFile("花名册.xlsx", reserves_file())]})
    batch = ImportBatch.objects.get()

    worker.work_on(batch.pk)

    batch.refresh_from_db()
    assert batch.state == "refused"
    assert "请交给有关单位办理" in batch.message
    assert batch.chunks.count() == 0
