"""Evidence files are checked by content, stored outside the web root and changed only while the report is a draft."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks import actions
from tasks.models import Evidence
from tests.tasks.worlds import make_assignment, make_report

PDF = b"%PDF-1.7\n1 0 obj"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.fixture
def report(county, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    }
    return make_report(make_assignment(county), progress=20)


def test_file_is_stored_under_a_generated_name(report, people, tmp_path):
    evidence = actions.add_evidence(report, by=people.county_editor, content=PDF, name="C:\\照片\\验收\x00表.exe")

    assert (evidence.name, evidence.content_type, evidence.size) == ("验收表.exe", "application/pdf", len(PDF))
    assert evidence.file.path.startswith(f"{tmp_path}/evidence/2026/01/")
    assert "exe" not in evidence.file.name


@pytest.mark.parametrize(
    ("content", "message"), [(b"", "是空的"), (b"MZ", "不是 PDF"), (PDF + bytes(20 * 1024**2), "超过 20 MB")]
)
def test_wrong_files_are_refused_by_name_and_reason(report, people, content, message):
    with pytest.raises(ValidationError, match=f"文件“表.pdf”{message}"):
        actions.add_evidence(report, by=people.county_editor, content=content, name="表.pdf")

    assert not Evidence.objects.exists()


def test_same_file_is_stored_once(report, people):
    actions.add_evidence(report, by=people.county_editor, content=PDF, name="表.pdf")

    with pytest.raises(ValidationError, match="已经上传过"):
        actions.add_evidence(report, by=people.county_editor, content=PDF, name="另一名.pdf")


def test_eleventh_file_is_refused(report, people):
    for number in range(10):
        actions.add_evidence(report, by=people.county_editor, content=PDF + bytes([number]), name="表.pdf")

    with pytest.raises(ValidationError, match="最多 10 个"):
        actions.add_evidence(report, by=people.county_editor, content=PDF, name="表.pdf")


def test_files_cannot_be_added_to_a_submitted_report(county, people):
    report = make_report(make_assignment(county), progress=20, submitted_on=date(2026, 1, 20))

    with pytest.raises(ValidationError, match="请先撤回"):
        actions.add_evidence(report, by=people.county_editor, content=PDF, name="表.pdf")


def test_other_units_cannot_add_files(report, people):
    with pytest.raises(PermissionDenied):
        actions.add_evidence(report, by=people.other_county_editor, content=PDF, name="表.pdf")


def test_removed_file_is_deleted_after_the_commit(report, people, tmp_path, django_capture_on_commit_callbacks):
    evidence = actions.add_evidence(report, by=people.county_editor, content=PDF, name="表.pdf")

    with django_capture_on_commit_callbacks() as later:
        actions.remove_evidence(evidence, by=people.county_editor)
    kept_until_then = [path for path in tmp_path.rglob("*") if path.is_file()]
    later[0]()

    assert len(kept_until_then) == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
