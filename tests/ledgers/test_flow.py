"""An uploaded file from reading to storing and undo, with the corrections that users make in between."""

import io
import os
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from audit.models import AuditEntry
from files.errors import FileError
from governance.models import Grid
from ledgers import actions, jobs, marked_workbook, worker
from ledgers.models import ColumnMemory, ImportBatch
from ledgers.preview_page import StagedPages
from ledgers.reading import identity_numbers
from tests.factories import make_organization, make_user
from tests.ledgers.conftest import BACKEND
from tests.ledgers.worlds import held_row, make_batch, prepared

pytestmark = pytest.mark.django_db
HEADER = ["序号", "乡镇（街道）", "村（社区）", "网格名称", "户数", "联系电话"]


def workbook(*rows, header=HEADER, title="弋阳县2026年网格整合台账"):
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(header)
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def upload(editor, *rows, name="网格整合台账.xlsx", **more):
    """A batch of a workbook with ``rows``, read by a worker."""
    batch = actions.upload(data=workbook(*rows, **more), file_name=name, by=editor)
    return worked(batch)


def worked(batch):
    worker.work_on(batch.pk)
    batch.refresh_from_db()
    return batch


GOOD = ["漆工镇", "湖塘村", "第一网格", 320, "10012345678"]
WRONG_PLACE = ["漆工镇", "湖唐村", "第二网格", 10, ""]
WRONG_NUMBER = ["漆工镇", "湖塘村", "第三网格", "很多", ""]


def test_a_file_is_read_previewed_stored_and_undone(village, editor):
    batch = upload(editor, GOOD)
    assert (batch.state, batch.ledger_key, batch.new_count) == ("previewed", "grid", 1)
    assert Grid.objects.count() == 0

    actions.confirm(batch, mode="all", by=editor)
    assert worked(batch).state == "stored"
    assert Grid.objects.get().organization == village

    actions.request_undo(batch, by=editor, now=timezone.now())
    assert worked(batch).state == "undone"
    assert Grid.objects.count() == 0


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(county, editor):
    batch = worked(actions.upload(data=b"not a table", file_name="台账.xlsx", by=editor))

    assert batch.state == "refused"
    assert batch.message


def test_file_name_is_stored_as_data_and_the_file_gets_a_random_name(county, editor):
    batch = actions.upload(data=b"x", file_name="../../etc/台账\x00.xlsx", by=editor)

    assert batch.file_name == "台账.xlsx"
    assert "台账" not in batch.file.name
    assert ".." not in batch.file.name


def test_a_viewer_may_not_upload(county):
    with pytest.raises(PermissionDenied, match="没有填报权限"):
        actions.upload(data=b"x", file_name="台账.xlsx", by=make_user(county, "viewer"))


# Claims


def test_a_batch_is_claimed_by_one_worker_only(village, editor):
    batch = actions.upload(data=workbook(GOOD), file_name="台账.xlsx", by=editor)
    now = timezone.now()

    tokens = [worker.claim(batch.pk, now=now) for _ in range(2)]

    assert tokens[0]
    assert tokens[1] is None


def test_expired_lease_can_be_taken_over_from_the_first_worker(village, editor):
    batch = actions.upload(data=workbook(GOOD), file_name="台账.xlsx", by=editor)
    now = timezone.now()
    first = worker.claim(batch.pk, now=now)

    second = worker.claim(batch.pk, now=now + worker.LEASE + timedelta(seconds=1))

    assert second
    with pytest.raises(worker.ClaimLostError):
        worker._release_and_lock(batch, first)


def test_sweep_wakes_the_batches_that_no_worker_has_claimed(village, editor, monkeypatch):
    left = actions.upload(data=workbook(GOOD), file_name="一.xlsx", by=editor)
    held = actions.upload(data=workbook(GOOD), file_name="二.xlsx", by=editor)
    worker.claim(held.pk, now=timezone.now())
    woken = []
    monkeypatch.setattr(jobs, "wake", woken.append)

    jobs.sweep()

    assert woken == [left.pk]


def failing(error):
    def fail(*args, **kwargs):
        raise error

    return fail


def test_reading_is_tried_again_and_the_file_refused_after_three_failures(village, editor, monkeypatch):
    batch = actions.upload(data=workbook(GOOD), file_name="台账.xlsx", by=editor)

    monkeypatch.setattr(worker, "prepare", failing(ValueError()))
    again = [worker.work_on(batch.pk) for _ in range(3)]

    batch.refresh_from_db()
    assert again == [True, True, False]
    assert (batch.state, "多次失败" in batch.message) == ("refused", True)


def confirmed(editor):
    batch = upload(editor, GOOD)
    actions.confirm(batch, mode="good", by=editor)
    return batch


@pytest.mark.django_db(transaction=True)  # the worker opens a new connection
@pytest.mark.parametrize("error", [OperationalError("database is locked"), InterfaceError("connection already closed")])
def test_confirmed_import_waits_for_the_database_without_limit(village, editor, monkeypatch, error):
    batch = confirmed(editor)

    with monkeypatch.context() as away:
        away.setattr(actions, "store_rows", failing(error))
        again = [worker.work_on(batch.pk) for _ in range(5)]

    assert again == [False] * 5  # the sweep starts it again later
    assert worked(batch).state == "stored"
    assert Grid.objects.count() == 1


def test_confirmed_import_survives_any_number_of_killed_workers(village, editor):
    batch = confirmed(editor)
    now = timezone.now()

    for number in range(6, 0, -1):
        assert worker.claim(batch.pk, now=now - number * 2 * worker.LEASE)

    assert worked(batch).state == "stored"
    assert Grid.objects.count() == 1


def test_a_confirmed_import_that_cannot_be_stored_is_refused_after_three_attempts(village, editor, monkeypatch):
    batch = confirmed(editor)

    monkeypatch.setattr(actions, "store_rows", failing(ValueError()))
    again = [worker.work_on(batch.pk) for _ in range(3)]

    batch.refresh_from_db()
    assert again == [True, True, False]
    assert (batch.state, "多次失败" in batch.message) == ("refused", True)


@pytest.mark.django_db(transaction=True)  # the worker opens a new connection
@pytest.mark.parametrize(
    "error",
    [None, FileError("unreadable", "读不出来。"), ValidationError("不行。"), ValueError(), OperationalError()],
)
def test_late_reader_does_not_change_a_batch_that_was_confirmed(village, editor, monkeypatch, error):
    batch = actions.upload(data=workbook(GOOD), file_name="台账.xlsx", by=editor)
    prepare = worker.prepare

    def overtaken(*args, **kwargs):
        monkeypatch.setattr(worker, "prepare", prepare)
        ImportBatch.objects.update(lease_until=timezone.now() - worker.LEASE)
        actions.confirm(worked(batch), mode="good", by=editor)
        if error:
            raise error
        return prepare(*args, **kwargs)

    monkeypatch.setattr(worker, "prepare", overtaken)
    worker.work_on(batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.mode, batch.message, batch.attempts) == ("storing", "good", "", 0)
    assert worked(batch).state == "stored"


# Corrections


def test_corrected_cell_makes_its_row_good(village, editor):
    batch = upload(editor, GOOD, WRONG_NUMBER)
    assert batch.held_count == 1

    actions.correct(batch, by=editor, cells=[[0, 4, 5, "15"]])

    assert worked(batch).counts == {"new": 2, "changed": 0, "unchanged": 0, "held_back": 0}


def test_accepted_suggestion_of_a_place_makes_the_row_good(village, editor):
    batch = upload(editor, GOOD, WRONG_PLACE)
    row = next(row for _outcome, row in StagedPages(batch, "held")[0:50])
    assert village.code in [candidate["value"] for candidate in row[4][0]["candidates"]]

    actions.correct(batch, by=editor, places=[[0, 4, village.code]])

    assert worked(batch).held_count == 0


def test_mapping_of_an_unknown_column_is_remembered_for_the_unit(village, editor):
    header = [*HEADER[:4], "住着几家", "联系电话"]
    batch = upload(editor, GOOD, header=header)
    assert "households" not in batch.summary["sheets"][0]["fields"]

    actions.map_columns(batch, mapping={"住着几家": "households"}, by=editor)
    first, second = worked(batch), upload(editor, GOOD, header=header)

    assert "households" in first.summary["sheets"][0]["fields"]
    assert "households" in second.summary["sheets"][0]["fields"]
    assert ColumnMemory.objects.get().organization == editor.organization


def test_remembered_mapping_does_not_apply_to_another_unit(village, editor, other_county):
    batch = upload(editor, GOOD)
    actions.map_columns(batch, mapping={"户数": None}, by=editor)
    make_organization("港边村", parent=make_organization("港边乡", parent=other_county, kind="乡"))
    stranger = make_user(other_county, "editor")

    found = upload(stranger, ["港边乡", "港边村", "第一网格", 3, ""], title="横峰县2026年网格整合台账")

    assert "households" in found.summary["sheets"][0]["fields"]


def test_ledger_of_a_file_can_be_corrected(village, editor):
    batch = upload(editor, GOOD)

    actions.choose_type(batch, key="grid", by=editor, year=2025)

    assert worked(batch).summary["sheets"][0]["context"]["year"] == 2025


def test_batch_of_another_unit_cannot_be_changed(village, editor, other_county):
    batch = upload(editor, GOOD)

    with pytest.raises(PermissionDenied, match="其他单位"):
        actions.confirm(batch, mode="good", by=make_user(other_county, "editor"))


def test_batch_is_confirmed_once(village, editor):
    batch = upload(editor, GOOD)
    actions.confirm(batch, mode="good", by=editor)

    with pytest.raises(ValidationError, match="正在写入"):
        actions.confirm(batch, mode="all", by=editor)

    actions.confirm(batch, mode="good", by=editor)  # the answer to the first click was lost
    assert worked(batch).state == "stored"
    actions.confirm(batch, mode="good", by=editor)
    assert AuditEntry.objects.filter(action="ledger.batch.confirmed").count() == 1


def test_discarded_batch_stores_nothing(village, editor):
    batch = upload(editor, GOOD)

    actions.discard(batch, by=editor)

    assert worked(batch).state == "discarded"
    assert (batch.chunks.count(), Grid.objects.count()) == (0, 0)


# Preview and the marked workbook


def test_preview_lists_problems_first_and_can_be_filtered(village, editor):
    batch = upload(editor, GOOD, WRONG_NUMBER, WRONG_PLACE)

    everything, problems = StagedPages(batch), StagedPages(batch, "held")

    assert [row[1] for _outcome, row in everything[0:50]] == [4, 5, 3]
    assert (len(everything), len(problems)) == (3, 2)
    assert [row[1] for _outcome, row in problems[1:2]] == [5]


def test_preview_can_be_filtered_by_any_of_many_reasons(client, village, editor):
    reasons = [f"reason_{number:02}" for number in range(60)]
    held = [held_row(number, "", reason=reason) for number, reason in enumerate(reasons, 5)]
    batch = make_batch(
        editor, prepared("grid", [[village, "第一网格", 1]], fields=("grid_name", "households"), held=held)
    )
    client.force_login(editor, backend=BACKEND)

    rows = {reason: [row[1] for _outcome, row in StagedPages(batch, reason)[0:50]] for reason in reasons}
    page = client.get(batch.get_absolute_url(), {"kind": "reason_59"}).content.decode()

    assert rows == {reason: [number] for number, reason in enumerate(reasons, 5)}
    assert (len(StagedPages(batch, "held")), len(StagedPages(batch, "n"))) == (60, 1)
    assert 'href="?kind=reason_00"' in page
    assert 'href="?kind=reason_59" aria-current="true"' in page


def test_marked_workbook_names_the_reasons_and_can_be_uploaded_again(village, editor):
    batch = upload(editor, GOOD, WRONG_NUMBER)

    content, name = marked_workbook.marked_workbook(batch)

    sheet = load_workbook(content).active
    assert name == "网格整合台账（已标注问题）.xlsx"
    assert sheet.cell(2, 7).value == "问题说明"
    assert "户数" in sheet.cell(4, 7).value
    assert sheet.cell(4, 5).fill.fgColor.rgb == marked_workbook.COLOUR
    content.seek(0)
    again = worked(actions.upload(data=content.read(), file_name=name, by=editor))
    assert again.counts == batch.counts
    unknown = [column for column in again.summary["sheets"][0]["columns"] if column["header"] == "问题说明"]
    assert [column["field"] for column in unknown] == [None]


def test_workbook_is_marked_without_forking_the_web_server(village, editor, monkeypatch):
    batch = upload(editor, GOOD, WRONG_NUMBER)
    monkeypatch.delattr(os, "fork")

    content, _name = marked_workbook.marked_workbook(batch)

    assert load_workbook(content).active.cell(2, 7).value == "问题说明"


def test_marked_text_file_becomes_a_workbook(village, editor):
    text = "弋阳县2026年网格整合台账\n" + ",".join(HEADER) + "\n1,漆工镇,湖塘村,=1+1网格,很多,\n"
    batch = worked(actions.upload(data=text.encode("gb18030"), file_name="网格.csv", by=editor))

    content, name = marked_workbook.marked_workbook(batch)

    sheet = load_workbook(content).active
    assert name == "网格（已标注问题）.xlsx"
    assert sheet.cell(3, 4).value == "'=1+1网格"
    assert "户数" in sheet.cell(3, 7).value


# Identity numbers


def with_identity_numbers(rows):
    header = ["序号", "村（社区）", "姓名", "身份证号", "备注"]
    return workbook(*rows, header=header, title="弋阳县漆工镇2026年村党组织书记备案台账")


def invented_number():
    """A valid identity number, computed here to keep such numbers out of the code."""
    digits = "99" * 3 + "19700101" + "001"
    total = sum(weight * int(digit) for weight, digit in zip(identity_numbers.WEIGHTS, digits, strict=True))
    return digits + identity_numbers.CHECK_DIGITS[total % 11]


NUMBER = invented_number()


@pytest.mark.parametrize("cell", [NUMBER, NUMBER[:17] + "X", 999999197001010_000])
def test_identity_numbers_are_neither_stored_nor_kept_in_the_file(village, editor, cell):
    data = with_identity_numbers([["湖塘村", "李明", cell, f"证号{NUMBER}"]])

    batch = worked(actions.upload(data=data, file_name="书记.xlsx", by=editor))

    kept = load_workbook(batch.file.open("rb")).active
    texts = [str(value) for row in kept.iter_rows(values_only=True) for value in row if value is not None]
    assert not any(NUMBER[:14] in text for text in texts)
    assert "身份证号" in texts
    assert NUMBER[:14] not in batch.chunks.get().content
    assert any("身份证号" in warning["message"] for warning in batch.summary["sheets"][0]["warnings"])
    assert batch.kept_name == "书记（已去除身份证号）.xlsx"


def test_identity_numbers_are_removed_from_a_text_file_which_can_still_be_corrected(village, editor):
    lines = ["弋阳县2026年村党组织书记备案台账", "序号,乡镇,村,姓名,身份证号", f"1,漆工镇,湖唐村,李明,{NUMBER}"]
    batch = worked(actions.upload(data="\n".join(lines).encode(), file_name="书记.csv", by=editor))
    assert batch.held_count == 1

    actions.correct(batch, by=editor, cells=[[0, 3, 3, "湖塘村"]])

    assert worked(batch).counts == {"new": 1, "changed": 0, "unchanged": 0, "held_back": 0}
    with batch.file.open("rb") as file:
        assert NUMBER.encode() not in file.read()
