"""Rows that cannot be true stay out until corrected; a person may accept rows that are only doubtful as they stand."""

import io
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from audit.models import AuditEntry
from ledgers import accepted_doubts, actions, workbooks, worker
from ledgers.declarations import get
from ledgers.reading import reasons
from tests.factories import make_user
from tests.ledgers.conftest import BACKEND
from training.models import SecretaryTraining

pytestmark = pytest.mark.django_db
TRAINING = ["姓名", "班次名称", "开始时间", "结束时间", "天数"]
GOOD = ["李明", "书记轮训班", "2026-05-11", "2026-05-15", 5]
ZERO = ["王强", "书记轮训班", "2026-05-11", "2026-05-15", 0]
DISAGREE = ["赵云", "书记轮训班", "2026-05-11", "2026-05-12", 9]
IMPOSSIBLE = ["孙权", "书记轮训班", "2026-05-15", "2026-05-11", 0]
NOW = timezone.now()


@pytest.fixture
def editor(county):
    return make_user(county, "editor", name="刘审")


def workbook(*rows, header=TRAINING, title="弋阳县2026年基层党组织书记集中轮训台账"):
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(["序号", "乡镇（街道）", "村（社区）", *header])
    for number, row in enumerate(rows, 1):
        sheet.append([number, "漆工镇", "湖塘村", *row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def upload(editor, *rows):
    return worked(actions.upload(data=workbook(*rows), file_name="轮训台账.xlsx", by=editor))


def worked(batch):
    worker.work_on(batch.pk)
    batch.refresh_from_db()
    return batch


def held_reasons(batch):
    return {row[1]: [problem["reason"] for problem in row[4]] for outcome, row in batch.staged_rows() if row[4:]}


def test_doubtful_and_impossible_rows_are_both_held_back(village, editor):
    batch = upload(editor, GOOD, ZERO, DISAGREE, IMPOSSIBLE)

    assert (batch.new_count, batch.held_count) == (1, 3)
    cells = {row[1]: [problem["cell"] for problem in row[4]] for _outcome, row in batch.staged_rows() if row[4:]}
    assert cells == {4: ["H4"], 5: ["H5"], 6: ["G6", "H6"]}
    assert held_reasons(batch) == {4: ["zero_days"], 5: ["days_disagree"], 6: ["end_before_start", "zero_days"]}


def test_a_row_is_accepted_as_it_stands_and_the_record_remembers_by_whom_and_why(village, editor):
    batch = worked(actions.accept_doubtful(upload(editor, GOOD, ZERO, DISAGREE), by=editor, now=NOW, rows={(0, 4)}))
    assert (batch.new_count, batch.held_count) == (2, 1)

    actions.confirm(batch, mode="good", by=editor)
    worked(batch)

    record = SecretaryTraining.objects.get(name="王强")
    (doubt,) = accepted_doubts.of_record(record)
    assert (doubt["reason"], doubt["name"], doubt["at"]) == ("zero_days", str(editor), NOW)
    assert "天数" in doubt["message"]
    assert accepted_doubts.of_record(SecretaryTraining.objects.get(name="李明")) == []
    entry = AuditEntry.objects.get(action="ledger.batch.accepted")
    assert (entry.note, entry.actor_id) == ("按原样接受 1 行（天数为零）", editor.pk)


def test_all_rows_of_one_reason_are_accepted_at_once_and_others_stay(village, editor):
    batch = upload(editor, ZERO, ["周瑜", *ZERO[1:]], DISAGREE, IMPOSSIBLE)

    batch = worked(actions.accept_doubtful(batch, by=editor, now=NOW, reason="zero_days"))

    assert batch.new_count == 2
    assert set(held_reasons(batch)) == {5, 6}


def test_a_row_that_cannot_be_true_is_never_accepted(village, editor):
    batch = upload(editor, IMPOSSIBLE)

    with pytest.raises(ValidationError, match="没有可以按原样接受的行"):
        actions.accept_doubtful(batch, by=editor, now=NOW, rows={(0, 3)})


def test_accepting_needs_the_right_to_import(village, county, editor):
    batch = upload(editor, ZERO)

    with pytest.raises(PermissionDenied):
        actions.accept_doubtful(batch, by=make_user(county, "viewer"), now=NOW, rows={(0, 3)})


def test_a_corrected_cell_takes_the_acceptance_back(village, editor):
    batch = worked(actions.accept_doubtful(upload(editor, ZERO, GOOD), by=editor, now=NOW, rows={(0, 3)}))

    batch = worked(actions.correct(batch, by=editor, cells=[(0, 3, 8, "5")]))

    assert batch.accepted == []
    assert (batch.new_count, batch.held_count) == (2, 0)


def test_the_page_offers_one_row_and_all_rows_of_a_reason_and_takes_both(client, village, editor):
    batch = upload(editor, ZERO, ["周瑜", *ZERO[1:]], DISAGREE, IMPOSSIBLE)
    client.force_login(editor, backend=BACKEND)

    page = client.get(batch.get_absolute_url()).content.decode()
    assert page.count('行按原样接受"') == 3
    assert "天数为零：2 行都按原样接受" in page
    assert page.count("存疑</span>") == 3

    client.post(reverse("ledgers:batch-correct", args=[batch.pk]), {"accept": "zero_days"})
    worked(batch)
    client.post(reverse("ledgers:batch-correct", args=[batch.pk]), {"accept": "0:5"})
    worked(batch)
    assert (batch.new_count, batch.held_count) == (3, 1)
    assert "已按原样接受 3 行" in client.get(batch.get_absolute_url()).content.decode()


def test_the_page_and_the_export_of_a_record_say_who_accepted_it(client, village, editor):
    batch = worked(actions.accept_doubtful(upload(editor, GOOD, ZERO), by=editor, now=NOW, rows={(0, 4)}))
    actions.confirm(batch, mode="good", by=editor)
    worked(batch)
    record = SecretaryTraining.objects.get(name="王强")
    client.force_login(editor, backend=BACKEND)

    page = client.get(record.get_absolute_url()).content.decode()
    ledger = get("secretary_training")
    titles = [str(column.title) for column in workbooks.export_columns(ledger, editor)]
    rows = list(workbooks.export_rows(ledger, SecretaryTraining.objects.order_by("pk"), editor))

    assert "按原样接受" in page
    assert str(editor) in page
    assert titles[-1] == "按原样接受的疑点"
    assert rows[0][-1] == ""
    assert "为 0，请填写实际数" in rows[1][-1]
    assert str(editor) in rows[1][-1]
    assert all(len(row) == len(titles) for row in rows)


def test_exports_without_accepted_rows_have_no_further_column(village, editor):
    titles = [str(column.title) for column in workbooks.export_columns(get("secretary_training"), editor)]

    assert "按原样接受的疑点" not in titles


def test_the_command_accepts_doubtful_rows_only_when_told_to(village, editor, tmp_path):
    path, report = tmp_path / "轮训台账.xlsx", tmp_path / "out.json"
    path.write_bytes(workbook(GOOD, ZERO, IMPOSSIBLE))

    def run(*options):
        output = io.StringIO()
        arguments = ["import_ledger", "auto", path, "--by", editor.username, "--report", report, *options]
        call_command(*map(str, arguments), stdout=output)
        return output.getvalue(), json.loads(report.read_text(encoding="utf-8"))

    _output, plain = run()
    output, accepting = run("--accept-doubtful", "--commit", "good")

    assert [row["verdict"] for row in plain["sheets"][0]["rejected"]] == ["doubtful", "impossible"]
    assert [doubt["row"] for doubt in accepting["sheets"][0]["accepted"]] == [4]
    assert "按原样接受存疑的 1 行" in output
    (doubt,) = accepted_doubts.of_record(SecretaryTraining.objects.get(name="王强"))
    assert doubt["name"] == str(editor)
    assert AuditEntry.objects.filter(action="ledger.batch.accepted", actor_id=editor.pk).count() == 1


@pytest.mark.parametrize(
    ("start", "end", "days", "agrees"),
    [
        ("2026-05-11", "2026-05-15", 5, True),
        ("2026-05-11", "2026-05-15", 3, False),
        ("2026-05-11", "2026-05-15", 6, False),
        ("2026-05-11", "2026-05-17", 5, True),
        ("2026-05-11", "2026-05-17", 7, True),
        ("2026-03-01", "2026-06-30", 10, True),
        ("2026-05-11", "2026-05-11", 0.5, True),
    ],
)
def test_days_agree_with_the_working_days_or_all_days_of_the_span(village, editor, start, end, days, agrees):
    batch = upload(editor, ["李明", "书记轮训班", start, end, days])

    assert batch.held_count == (0 if agrees else 1)


def test_more_present_than_expected_cannot_be_true_and_no_hours_are_doubtful(village, editor):
    header = ["培训时间", "培训内容", "应到人数", "实到人数", "学时"]
    rows = [["2026-05-11", "党章", 10, 12, 4], ["2026-05-12", "党史", 10, 9, 0], ["2026-05-13", "党课", 10, 9, 4]]
    data = workbook(*rows, header=header, title="弋阳县2026年党员教育培训台账")
    batch = worked(actions.upload(data=data, file_name="党员教育培训台账.xlsx", by=editor, asked_key="member_training"))

    found = held_reasons(batch)
    assert {row: names for row, names in found.items() if names} == {3: ["attended_over_should"], 4: ["zero_hours"]}
    assert not reasons.is_doubtful("attended_over_should")
