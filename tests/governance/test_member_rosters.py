"""A roster of in-service members by name is refused, and its file is not kept: members are only counted."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse

from files.errors import FileError
from ledgers import actions, worker
from ledgers.models import ImportBatch, StagedChunk
from tests.factories import make_user
from tests.ledgers.conftest import BACKEND
from tests.ledgers.reading import build

PERSON = "李小明"
ROSTER = [
    ["弋阳县在职党员到社区报到一览表"],
    ["序号", "社区", "姓名", "单位", "职务", "居住小区", "联系电话", "特长", "认领岗位", "报到时间", "服务次数"],
    [1, "湖塘村", PERSON, "县财政局", "科员", "滨江花园", "10001234567", "书法", "政策宣传", "2026.3.5", 4],
]


def uploaded(editor, key="auto"):
    """The batch of the roster after a worker has tried to read it."""
    batch = actions.upload(data=build.xlsx(ROSTER), file_name="报到.xlsx", by=editor, asked_key=key)
    worker.work_on(batch.pk)
    batch.refresh_from_db()
    return batch


@pytest.fixture
def editor(client, county, village):
    user = make_user(county, "editor")
    client.force_login(user, backend=BACKEND)
    return user


@pytest.mark.parametrize("key", ["auto", "member_report"])
def test_roster_is_refused_with_the_column_the_reason_and_the_remedy(read, key):
    with pytest.raises(FileError, match=r"第 3 列“姓名”逐行登记个人.*只存人数.*请按单位汇总人数后重新上传"):
        read(build.xlsx(ROSTER), "报到.xlsx", ledger=key)


def test_roster_among_other_sheets_refuses_the_whole_file(read):
    totals = [
        ["在职党员到社区报到统计表"],
        ["社区", "单位名称", "应报到", "已报到"],
        ["上滩头社区", "信州区财政局", 42, 40],
    ]

    with pytest.raises(FileError, match="工作表“名单”"):
        read(build.workbook({"统计": totals, "名单": ROSTER}), "报到.xlsx", ledger="member_report")


@pytest.mark.parametrize("key", ["auto", "member_report"])
def test_nothing_of_a_roster_stays_in_the_portal(editor, key):
    batch = uploaded(editor, key)

    assert (batch.state, batch.file.name) == (ImportBatch.State.REFUSED, "")
    assert PERSON not in batch.message
    assert not StagedChunk.objects.exists()
    assert [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()] == []


def test_page_of_a_refused_roster_offers_only_a_new_upload(editor, client):
    batch = uploaded(editor)

    page = client.get(batch.get_absolute_url()).content.decode()

    assert "逐行登记个人" in page
    assert reverse("ledgers:upload") in page
    assert reverse("ledgers:batch-type", args=[batch.pk]) not in page
    assert reverse("ledgers:batch-original", args=[batch.pk]) not in page


def test_deleted_file_can_be_neither_downloaded_nor_read_again(editor, client):
    batch = uploaded(editor)

    download = client.get(reverse("ledgers:batch-original", args=[batch.pk]))
    again = client.post(reverse("ledgers:batch-type", args=[batch.pk]), {"key": "member_report"}, follow=True)

    assert download.status_code == 403
    assert ImportBatch.objects.get().state == ImportBatch.State.REFUSED
    assert "请重新上传" in again.content.decode()


def test_command_refuses_a_roster(editor, tmp_path):
    file = tmp_path / "报到.xlsx"
    file.write_bytes(build.xlsx(ROSTER))

    with pytest.raises(CommandError, match="逐行登记个人"):
        call_command("import_ledger", "member_report", str(file), "--by", editor.username, "--commit", "good")
