"""A new ledger needs one model and one declaration (``tests/development``) and then has all pages."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from audit.models import AuditEntry
from ledgers import declarations, worker
from ledgers.models import ImportBatch
from tests.development.models import Applicant
from tests.factories import make_user
from tests.ledgers.conftest import BACKEND

pytestmark = pytest.mark.django_db
LIST = "/ledgers/applicant/"
HEADER = [
    "序号",
    "乡镇",
    "村",
    "申请人",
    "发展阶段",
    "递交申请书时间",
    "首次党费",
    "是否有入党介绍人",
    "申请人电话",
    "考察意见",
]
ROWS = [
    [1, "漆工镇", "湖塘村", "王小明", "积极分子", "2026.3", 12.5, "√", "10012346721", "同意"],
    [2, "漆工镇", "湖塘村", "李大方", "发展对象", "2026年1月5日", None, "×", None, None],
]


@pytest.fixture
def editor(client, county, village):
    client.force_login(make_user(county, "editor", name="李娟"), backend=BACKEND)
    return client


def as_manager(client, unit, **more):
    client.force_login(make_user(unit, "manager", **more), backend=BACKEND)
    return client


def file_of(rows):
    book = Workbook()
    for row in [["弋阳县2026年党员发展台账"], HEADER, *rows]:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def imported(client, data, name="党员发展.xlsx"):
    """Upload, preview and store the file; returns its batch."""
    client.post(reverse("ledgers:upload"), {"files": [SimpleUploadedFile(name, data)], "key": "auto"})
    batch = ImportBatch.objects.latest("pk")
    worker.work_on(batch.pk)
    client.post(reverse("ledgers:batch-confirm", args=[batch.pk]), {"mode": "good"})
    worker.work_on(batch.pk)
    batch.refresh_from_db()
    return batch


@pytest.fixture
def stored(editor):
    return imported(editor, file_of(ROWS))


def text_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8-sig")


def names(response):
    return [row["record"].applicant for row in response.context["rows"]]


def test_ledger_is_listed_under_its_area(editor):
    page = text_of(editor.get(reverse("ledgers:list")))

    assert "党员发展台账" in page
    assert declarations.get("applicant").area == "党员发展"


def test_file_is_recognised_read_and_stored(stored):
    assert (stored.state, stored.ledger_key, stored.counts["new"]) == ("stored", "applicant", 2)
    found = Applicant.objects.order_by("row_number").values_list("applicant", "applied_on", "dues_yuan", "introduced")
    assert [(name, day, str(dues), mark) for name, day, dues, mark in found] == [
        ("王小明", "2026-03", "12.50", True),
        ("李大方", "2026-01-05", "None", False),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["王小明", "李大方"]), ({"q": "大方"}, ["李大方"]), ({"kind": "积极分子"}, ["王小明"]),
        ({"mark_introduced": "false"}, ["李大方"]), ({"state": "confirmed"}, []),
        ({"sort": "applied_on"}, ["李大方", "王小明"]),
    ],
)  # fmt: skip
def test_list_can_be_filtered_and_sorted(editor, stored, query, found):
    assert names(editor.get(LIST, {"year": 2026} | query)) == found


def test_records_are_added_changed_and_deleted_by_forms(editor, village):
    typed = {"organization": "漆工镇湖塘村", "year": 2026, "applicant": "赵小燕", "dues_yuan": "8元"}
    editor.post(LIST + "new/", typed)
    record = Applicant.objects.get()
    editor.post(f"{LIST}{record.pk}/edit/", typed | {"version": 1, "phase": "发展对象"})
    record.refresh_from_db()
    editor.post(f"{LIST}{record.pk}/delete/", {"version": 2})

    assert (str(record.dues_yuan), record.phase, record.version) == ("8.00", "发展对象", 2)
    assert Applicant.objects.count() == 0


def test_history_shows_every_change(editor, stored):
    record = Applicant.objects.get(applicant="王小明")
    typed = {"organization": "漆工镇湖塘村", "year": 2026, "applicant": "王小明", "remark": "再考察", "version": 1}
    editor.post(f"{LIST}{record.pk}/edit/", typed)

    page = " ".join(text_of(editor.get(record.get_absolute_url())).split())

    assert "同意</del> <ins" in page
    assert "再考察" in page
    assert AuditEntry.objects.about(record).filter(action="ledger.record.changed").count() == 1


def test_filled_template_can_be_imported(editor):
    book = load_workbook(io.BytesIO(b"".join(editor.get(LIST + "template/").streaming_content)))
    sheet = book.worksheets[0]
    for at, value in enumerate([1, "弋阳县", "漆工镇", "湖塘村", "王小明", "积极分子"], 1):
        sheet.cell(5, at, value)
    target = io.BytesIO()
    book.save(target)

    batch = imported(editor, target.getvalue())

    assert batch.counts == {"new": 1, "changed": 0, "unchanged": 0, "held_back": 0}


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_an_export_imported_again_changes_nothing(editor, stored, file_format):
    response = editor.get(LIST + "export/", {"year": 2026, "format": file_format})
    data = b"".join(response.streaming_content)

    editor.post(reverse("ledgers:upload"), {"files": [SimpleUploadedFile(f"导出.{file_format}", data)], "key": "auto"})
    batch = ImportBatch.objects.latest("pk")
    worker.work_on(batch.pk)

    batch.refresh_from_db()
    assert batch.counts == {"new": 0, "changed": 0, "unchanged": 2, "held_back": 0}


def test_an_import_can_be_undone(editor, stored):
    editor.post(reverse("ledgers:batch-undo", args=[stored.pk]))
    worker.work_on(stored.pk)

    assert Applicant.objects.count() == 0


def test_neighbours_see_no_records_and_the_city_sees_masked_names(editor, stored, client, city, other_county):
    neighbour = names(as_manager(client, other_county).get(LIST, {"year": 2026}))
    from_above = text_of(as_manager(client, city).get(LIST, {"year": 2026}))

    assert neighbour == []
    assert "王*明" in from_above
    assert "王小明" not in from_above


def test_a_manager_confirms(editor, stored, client, county):
    ticked = list(Applicant.objects.values_list("pk", flat=True))

    as_manager(client, county).post(LIST + "decide/", {"pk": ticked, "decision": "confirm", "sure": "1"})

    assert Applicant.objects.confirmed().count() == 2


def test_admin_shows_the_records(editor, stored, client, county):
    admin = as_manager(client, county, is_staff=True, is_superuser=True)
    record = Applicant.objects.first()

    listed = admin.get(reverse("admin:development_applicant_changelist"))
    opened = admin.get(reverse("admin:development_applicant_change", args=[record.pk]))

    assert "党员发展台账" in text_of(listed)
    assert opened.status_code == 200


def test_ledger_consists_of_one_model_and_one_declaration():
    """If a ledger needs code in a third place, change the engine, not this test."""
    from pathlib import Path

    import tests.development

    folder = Path(tests.development.__file__).parent
    # The last three are used by the tests of notices, dashboards and workflows; none is part of a ledger.
    other = {"__init__.py", "apps.py", "waiting.py", "indicators.py", "workflows.py"}
    written = {path.name for path in folder.glob("*.py")} - other
    mentions = [
        path
        for app in ("ledgers", "templates", "organizations", "config", "audit")
        for path in (folder.parents[1] / app).rglob("*.*")
        if path.suffix in {".py", ".html"} and "development.Applicant" in path.read_text(encoding="utf-8")
    ]

    assert written == {"models.py", "ledgers.py"}
    assert mentions == []
