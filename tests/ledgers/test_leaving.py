"""A row of a register's file with a last day (离任时间) ends the record of its key, and nobody leaves silently."""

from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import Workbook

from ledgers import actions
from ledgers.models import CodeTable, ImportBatch, PendingChange
from ledgers.outcomes import LEAVING
from ledgers.preview import prepare
from rectification.models import Secretary
from tests.factories import make_user
from tests.ledgers.worlds import make_batch, prepared, store

pytestmark = pytest.mark.django_db
HEAD = "村,姓名,任职时间,离任时间,离任原因"


@pytest.fixture
def manager(county):
    return make_user(county, "manager")


@pytest.fixture
def stored(village, editor):
    """张三 and 李四 of 湖塘村 are in the register, not confirmed yet."""
    rows = [(village, "张三", "2024-05"), (village, "李四", "2020-03")]
    store(prepared("secretary", rows, fields=("name", "appointed")), editor)


def read(editor, *rows, head=HEAD, **options):
    content = "\n".join([head, *rows]).encode()
    return prepare(content, "书记备案.csv", by=editor, ledger="secretary", year=2026, default_year=2026, **options)


def problems(file, editor):
    """(reason, message) of the rows held back, as the preview shows them."""
    batch = make_batch(editor, file)
    rows = [row for outcome, row in batch.staged_rows() if outcome != LEAVING and len(row) == 6]
    return [(row[4][0]["reason"], row[4][0]["message"]) for row in rows]


def test_row_with_a_last_day_ends_the_record_in_force_and_other_rows_stay(stored, editor):
    rows = ["湖塘村,张三,2024.5,2026.5.31,工作调动", "湖塘村,李四,2020.3,,", "湖塘村,王五,2026.6,至今,在任"]
    file = read(editor, *rows, holders={(0, 4): None})  # 李四 and 王五 both stay

    batch = store(file, editor, holders=[[0, 4]])

    assert file.counts == {"new": 1, "changed": 0, "unchanged": 1, "held_back": 0, "leaving": 1}
    leaver = Secretary.objects.get(name="张三")
    assert (leaver.until, leaver.leaving_reason) == (date(2026, 5, 31), "调离")
    assert sorted(Secretary.objects.filter(until=None).values_list("name", flat=True)) == ["李四", "王五"]
    assert (batch.leaving_count, batch.summary["ended"]) == (1, 1)


def test_other_cells_of_a_leaving_row_change_nothing(stored, editor):
    store(read(editor, "湖塘村,张三,2024.6,2026.5.31,调离"), editor)

    assert Secretary.objects.get(name="张三").appointed == "2024-05"


def test_undo_takes_the_leaving_back(stored, editor):
    batch = store(read(editor, "湖塘村,张三,2024.5,2026.5.31,调离"), editor)
    batch.undone_by = editor

    actions.undo_rows(batch, now=timezone.now())

    assert not Secretary.objects.exclude(until=None).exists()


def test_leaving_of_a_confirmed_record_waits_and_the_same_file_again_changes_nothing(stored, editor, manager):
    actions.confirm_records(Secretary.objects.all(), by=manager)
    row = "湖塘村,张三,2024.5,2026.5.31,调离"
    store(read(editor, row), editor)

    again = read(editor, row)

    assert Secretary.objects.get(name="张三").until is None
    assert PendingChange.objects.get().values == {"until": "2026-05-31", "leaving_reason": "调离"}
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 1, "held_back": 0}


def test_file_with_those_who_have_left_already_changes_nothing(stored, editor):
    row = "湖塘村,张三,2024.5,2026.5.31,调离"
    store(read(editor, row), editor)

    assert read(editor, row).counts["unchanged"] == 1


@pytest.mark.parametrize(("cell", "day"), [("2026年2月", "2026-02-28"), ("2026.5.3", "2026-05-03")])
def test_month_alone_means_its_last_day(stored, editor, cell, day):
    file = read(editor, f"湖塘村,张三,2024.5,{cell},届满")

    [(_pk, last_day, reason)] = file.result.leaving.values()
    assert (last_day, reason) == (day, "届满")


def test_file_without_a_column_of_reasons_says_that_none_is_given(stored, editor):
    store(read(editor, "湖塘村,张三,2024.5,2026.5.31", head="村,姓名,任职时间,离任时间"), editor)

    assert Secretary.objects.get(name="张三").leaving_reason == CodeTable.UNSTATED


@pytest.mark.parametrize(
    ("row", "reason", "words"),
    [
        ("湖塘村,张三,2024.5,2026.5.31,外出", "no_code", "“外出”归不到代码表"),
        ("湖塘村,张三,2024.5,2026.5.31,辞职后病故", "no_code", "同时归入几类"),
        ("湖塘村,张三,2024.5,,退休", "no_last_day", "请补填时间"),
        ("湖塘村,赵六,2024.5,2026.5.31,退休", "not_in_force", "没有与它对应的在册"),
        ("湖塘村,张三,2026.6,2026.5.31,退休", "end_before_start", "早于“任现职时间”（2026-06）"),
        ("湖塘村,李四,,2020.2.29,退休", "end_before_start", "（2020-02-29）早于“任现职时间”（2020-03）"),
    ],
)
def test_unclear_leaving_is_held_back_with_a_sentence(stored, editor, row, reason, words):
    [(found, message)] = problems(read(editor, row), editor)

    assert found == reason
    assert words in message


def test_record_that_has_left_on_another_day_is_held_back(stored, editor):
    store(read(editor, "湖塘村,张三,2024.5,2026.5.31,调离"), editor)

    [(reason, message)] = problems(read(editor, "湖塘村,张三,2024.5,2026.4.30,调离"), editor)

    assert (reason, "已于 2026-05-31 离任" in message) == ("term_ended", True)


def test_preview_shows_the_leavers_as_a_kind_of_their_own(stored, editor, client):
    batch = make_batch(editor, read(editor, "湖塘村,张三,2024.5,2026.5.31,调离", "湖塘村,王五,2026.6,,"))
    client.force_login(editor)

    page = client.get(batch.get_absolute_url(), {"kind": LEAVING}).content.decode()

    assert "到 2026-05-31 为止（调离）" in page
    assert "有 <b>1</b> 行填有离任（撤销）时间" in page
    assert "王五" not in page


def test_batch_with_nothing_but_leavers_can_be_stored(stored, editor):
    batch = make_batch(editor, read(editor, "湖塘村,张三,2024.5,2026.5.31,调离"))

    actions.confirm(batch, mode="all", by=editor)

    assert ImportBatch.objects.get(pk=batch.pk).state == "storing"


def test_export_with_last_days_comes_back_without_a_change(stored, editor, client):
    store(read(editor, "湖塘村,张三,2024.5,2026.5.31,调离"), editor)
    client.force_login(editor)
    exported = b"".join(client.get("/ledgers/secretary/export/?year=2026").streaming_content)

    again = prepare(exported, "导出.xlsx", by=editor, ledger="secretary", default_year=2026)

    assert again.counts == {"new": 0, "changed": 0, "unchanged": 2, "held_back": 0}


def test_messy_workbook_of_a_county_lets_one_leave_and_holds_one_back(stored, editor):
    book = Workbook()
    sheet = book.active
    sheet.append(["弋阳县村党组织书记备案表"])
    sheet.append(["填报单位：漆工镇", "", "", "", "", ""])
    sheet.append(["序号", "村", "姓名", "任现职时间", "离任情况", ""])
    sheet.append(["", "", "", "", "离任时间", "离任原因"])
    sheet.append([1, "湖塘村", "张 三", "2024年5月", "2026/5/31", "到龄退出"])
    sheet.append([2, "湖塘村", "李四", "2020.03", "", "无"])
    sheet.append([3, "湖塘村", "钱七", "2019.1", "2026.5", "任期届满"])
    sheet.append(["合计", "", 3, "", "", ""])
    for cells in ("A1:F1", "E3:F3", "A3:A4", "B3:B4", "C3:C4", "D3:D4"):
        sheet.merge_cells(cells)
    content = BytesIO()
    book.save(content)

    file = prepare(content.getvalue(), "书记备案表.xlsx", by=editor, ledger="secretary", year=2026, default_year=2026)

    assert [leaving[1:] for leaving in file.result.leaving.values()] == [("2026-05-31", "退休")]
    assert file.counts == {"new": 0, "changed": 0, "unchanged": 1, "held_back": 1, "leaving": 1}
