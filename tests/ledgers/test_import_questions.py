"""Imports that do not surprise: the year, rows left over, holders of posts, villages, types, rows nobody wants."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from openpyxl import Workbook

from audit.models import AuditEntry
from governance.models import Grid
from ledgers import actions, worker
from ledgers.models import CodeTable, ImportBatch, PendingChange, TypeMemory
from rectification.models import Secretary
from tests.factories import make_organization, make_user
from tests.ledgers.worlds import prepared, store

pytestmark = pytest.mark.django_db
HEADER = ["序号", "乡镇", "村", "网格名称", "户数", "联系电话"]
GOOD = ["漆工镇", "湖塘村", "第一网格", 320, "10012345678"]
WRONG_PLACE = ["漆工镇", "龙潭坑尾村", "第二网格", 10, ""]
WRONG_NUMBER = ["漆工镇", "湖塘村", "第三网格", "很多", ""]


@pytest.fixture(autouse=True)
def woken(monkeypatch):
    """Nothing wakes a worker by itself."""
    monkeypatch.setattr("ledgers.actions.batches.wake", lambda pk: None)


@pytest.fixture
def editor(county):
    return make_user(county, "editor", name="李娟")


def workbook(*rows, header=HEADER, title="弋阳县网格整合台账"):
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(header)
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def worked(batch):
    worker.work_on(batch.pk)
    batch.refresh_from_db()
    return batch


def upload(editor, *rows, name="网格整合台账.xlsx", asked_key="auto", **more):
    return worked(actions.upload(data=workbook(*rows, **more), file_name=name, by=editor, asked_key=asked_key))


def post(client, name, batch, **data):
    client.post(reverse(f"ledgers:{name}", args=[batch.pk]), data)
    return worked(batch)


def page_of(client, batch):
    return client.get(batch.get_absolute_url()).content.decode()


# The year


def test_year_of_the_title_is_asked_and_nothing_is_stored_before(as_user, editor, village):
    batch = upload(editor, GOOD, title="弋阳县2020年网格整合台账")

    page = page_of(as_user(editor), batch)
    with pytest.raises(ValidationError, match="请先选定按哪一年写入"):
        actions.confirm(batch, mode="good", by=editor)

    assert "表中年度是 <b>2020</b> 年" in page
    assert batch.year_in_question == 2020


def test_year_of_the_title_is_kept_when_a_person_says_so(as_user, editor, village):
    batch = upload(editor, GOOD, title="弋阳县2020年网格整合台账")

    batch = post(as_user(editor), "batch-year", batch, year="2020")
    actions.confirm(batch, mode="good", by=editor)
    worked(batch)

    assert Grid.objects.get().year == 2020
    assert AuditEntry.objects.filter(action="ledger.batch.year_agreed").count() == 1


def test_the_switch_files_the_rows_under_the_present_year(as_user, editor, village):
    batch = upload(editor, GOOD, title="弋阳县2020年网格整合台账")

    batch = post(as_user(editor), "batch-year", batch, year=str(batch.own_year))
    actions.confirm(batch, mode="good", by=editor)
    worked(batch)

    assert Grid.objects.get().year == batch.own_year


@pytest.mark.parametrize("title", ["弋阳县网格整合台账", "弋阳县{year}年网格整合台账"])
def test_no_question_where_the_title_has_no_other_year(editor, village, title):
    batch = upload(editor, GOOD, title=title.format(year=2026))

    assert batch.year_in_question is None


# Rows left over


@pytest.fixture
def stored(editor, village):
    batch = upload(editor, GOOD, WRONG_NUMBER)
    actions.confirm(batch, mode="good", by=editor)
    return worked(batch)


def test_rows_left_over_stay_open_on_a_page_of_their_own(as_user, editor, stored):
    rest = worked(ImportBatch.objects.get(continues=stored))

    page = page_of(as_user(editor), stored)
    assert (rest.state, rest.unchanged_count, rest.held_count) == ("previewed", 1, 1)
    assert rest.get_absolute_url() in page
    assert "写入以后留下的问题行" in page_of(as_user(editor), rest)

    rest = post(as_user(editor), "batch-correct", rest, **{"cell-0-4-5": "30", "was-0-4-5": "很多"})
    actions.confirm(rest, mode="all", by=editor)
    rest = worked(rest)

    assert (rest.state, rest.new_count) == ("stored", 1)
    assert sorted(Grid.objects.values_list("grid_name", "households")) == [("第一网格", 320), ("第三网格", 30)]
    assert ImportBatch.objects.count() == 2
    assert "继续修改这些行" not in page_of(as_user(editor), stored)


def test_corrections_made_before_are_kept_for_the_rows_left_over(as_user, editor, village):
    batch = upload(editor, GOOD, WRONG_NUMBER, ["漆工镇", "湖塘村", "第四网格", "不少", ""])
    batch = post(as_user(editor), "batch-correct", batch, **{"cell-0-4-5": "30", "was-0-4-5": "很多"})
    actions.confirm(batch, mode="good", by=editor)
    worked(batch)

    rest = worked(ImportBatch.objects.get(continues=batch))

    assert (rest.unchanged_count, rest.held_count) == (2, 1)


def test_nothing_stays_open_where_all_rows_were_stored(editor, village):
    batch = upload(editor, GOOD)
    actions.confirm(batch, mode="all", by=editor)
    worked(batch)

    assert not ImportBatch.objects.exclude(pk=batch.pk).exists()


def test_undo_discards_the_rows_left_over(editor, stored):
    rest = worked(ImportBatch.objects.get(continues=stored))
    actions.request_undo(stored, by=editor, now=stored.stored_at)
    worked(stored)

    rest.refresh_from_db()
    assert (stored.state, rest.state) == ("undone", "discarded")


# Rows nobody wants


def test_a_row_is_left_out_and_taken_back_in(as_user, editor, village):
    batch = upload(editor, GOOD, [*GOOD[:3], 321, ""])
    assert (batch.new_count, batch.held_count) == (0, 2)

    batch = post(as_user(editor), "batch-correct", batch, drop="0:4")
    assert (batch.new_count, batch.held_count, batch.dropped) == (1, 0, [[0, 4]])
    assert "已选定不要 1 行" in page_of(as_user(editor), batch)

    batch = post(as_user(editor), "batch-correct", batch, restore="all")
    assert (batch.new_count, batch.held_count, batch.dropped) == (0, 2, [])
    notes = AuditEntry.objects.filter(action="ledger.batch.rows_dropped").order_by("pk").values_list("note", flat=True)
    assert list(notes) == ["不要第 4 行", "恢复全部不要的行"]


# Villages


def test_unknown_village_is_picked_from_those_of_its_township(as_user, editor, village, township, county):
    other = make_organization("东港村", parent=township)
    make_organization("他乡村", parent=make_organization("曹溪镇", parent=county))
    batch = upload(editor, GOOD, WRONG_PLACE)

    page = page_of(as_user(editor), batch)
    batch = post(as_user(editor), "batch-correct", batch, **{"pick-0-4": other.code})

    assert '<select name="pick-0-4"' in page
    assert f'<option value="{village.code}">湖塘村</option>' in page
    assert "他乡村</option>" not in page
    assert (batch.new_count, batch.held_count) == (2, 0)


# Types


STRANGE = ["序号", "甲栏", "乙栏", "丙栏"]
STRANGE_ROWS = (["漆工镇", "湖塘村", "第一网格"], ["漆工镇", "湖塘村", "第二网格"])


def test_page_of_an_unknown_file_shows_its_headings_and_the_choice_is_remembered(as_user, editor, village, township):
    batch = upload(editor, *STRANGE_ROWS, header=STRANGE, title="情况表", name="一.xlsx")
    page = page_of(as_user(editor), batch)

    as_user(editor).post(reverse("ledgers:batch-type", args=[batch.pk]), {"key": "grid"})
    below = make_user(township, "editor")
    again = upload(below, *STRANGE_ROWS, header=[*STRANGE[:1], *STRANGE[:0:-1]], title="情况表", name="二.xlsx")
    others = upload(below, *STRANGE_ROWS, header=["序号", "甲栏", "乙栏", "丁栏"], title="情况表", name="三.xlsx")

    assert batch.state == "refused"
    assert "读到的表头：序号、甲栏、乙栏、丙栏" in page
    assert TypeMemory.objects.get().ledger_key == "grid"
    assert again.summary.get("headings") is None or again.ledger_key == "grid"
    assert others.summary["headings"] == ["序号", "甲栏", "乙栏", "丁栏"]


# Posts that one person holds


@pytest.fixture
def second(editor, village):
    """A file with 冯二宝 for 湖塘村, whose secretary is 韩浩洋."""
    store(prepared("secretary", [[village, "韩浩洋", "2021-03"]], fields=("name", "appointed")), editor)
    data = "村,姓名,任职时间\n湖塘村,冯二宝,2026-05-10".encode()
    return worked(actions.upload(data=data, file_name="书记.csv", by=editor, asked_key="secretary"))


def held_reasons(batch):
    return [problem["reason"] for outcome, row in batch.staged_rows() if len(row) == 6 for problem in row[4]]


def test_second_secretary_of_a_village_is_asked_about(as_user, editor, second):
    page = page_of(as_user(editor), second)

    assert (second.new_count, second.held_count, held_reasons(second)) == (0, 1, ["second_holder"])
    assert Secretary.objects.get(name="韩浩洋").get_absolute_url() in page
    assert "两人都在任" in page


def test_new_secretary_takes_over_and_the_former_one_leaves_the_day_before(as_user, editor, second):
    reason = CodeTable.objects.leaving_reasons()[0]

    second = post(as_user(editor), "batch-correct", second, **{"holder": "0:2:replace", "reason-0-2": reason})
    actions.confirm(second, mode="all", by=editor)
    worked(second)

    former, new = Secretary.objects.get(name="韩浩洋"), Secretary.objects.get(name="冯二宝")
    assert (former.until, former.leaving_reason, new.until) == (date(2026, 5, 9), reason, None)


def test_ending_of_a_confirmed_secretary_waits_and_undo_takes_it_back(as_user, editor, second, county):
    actions.confirm_records(Secretary.objects.all(), by=make_user(county, "manager"))
    reason = CodeTable.objects.leaving_reasons()[0]
    second = post(as_user(editor), "batch-correct", second, **{"holder": "0:2:replace", "reason-0-2": reason})
    actions.confirm(second, mode="all", by=editor)
    worked(second)
    assert PendingChange.objects.get().values == {"until": "2026-05-09", "leaving_reason": reason}

    actions.request_undo(second, by=editor, now=second.stored_at)
    worked(second)

    assert not PendingChange.objects.exists()
    assert list(Secretary.objects.values_list("name", "until")) == [("韩浩洋", None)]


def test_both_may_stay(as_user, editor, second):
    second = post(as_user(editor), "batch-correct", second, holder="0:2:both")
    actions.confirm(second, mode="all", by=editor)
    worked(second)

    assert Secretary.objects.filter(until=None).count() == 2


def test_taking_over_needs_a_reason(as_user, editor, second):
    second = post(as_user(editor), "batch-correct", second, holder="0:2:replace")

    assert second.holders == []
    assert second.held_count == 1


def test_who_leaves_by_the_same_file_is_no_holder(editor, second):
    reason = CodeTable.objects.leaving_reasons()[0]
    rows = [
        "村,姓名,任职时间,离任时间,离任原因",
        "湖塘村,冯二宝,2026-05-10,,",
        f"湖塘村,韩浩洋,2021-03,2026-05-09,{reason}",
    ]

    data = "\n".join(rows).encode()
    batch = worked(actions.upload(data=data, file_name="书记.csv", by=editor, asked_key="secretary"))

    assert (batch.new_count, batch.leaving_count, batch.held_count) == (1, 1, 0)
