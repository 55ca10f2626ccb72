"""The page 督办: what was handed down, what became of it, signing and reminding there."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from notices.models import Reminder
from tasks import actions
from tasks.models import Reply
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

URL = "/supervision/"
PDF = b"%PDF-1.7\n1 0 obj"


@pytest.fixture
def city_manager(people, today, as_user):
    return as_user(people.city_manager)


@pytest.fixture
def county_editor(people, today, as_user):
    return as_user(people.county_editor)


@pytest.fixture
def rows(people, today, city, county, other_county):
    """One assignment of each state, by name."""
    made = {
        "finished": make_assignment(county, finished_on=today, completed_on=today),
        "quiet": make_assignment(county),
        "overdue": make_assignment(other_county, due_on=date(2026, 11, 20)),
        "unsigned": make_assignment(other_county, signed_on=None),
        "replied": make_assignment(county),
        "unanswered": make_assignment(county),
    }
    actions.reply(made["replied"], by=people.county_editor, on=today, text="正在办理。")
    actions.remind([made["unanswered"]], by=people.city_manager, on=today, note="请说明。")
    return made


def shown(response, rows):
    names = {assignment.pk: name for name, assignment in rows.items()}
    return [names[row["assignment"].pk] for row in response.context["rows"]]


def test_unanswered_and_unsigned_rows_come_first_and_finished_ones_last(city_manager, rows):
    order = shown(city_manager.get(URL), rows)

    assert order[:3] == ["unanswered", "unsigned", "overdue"]
    assert order[-1] == "finished"


@pytest.mark.parametrize("state", ["unanswered", "unsigned", "overdue", "replied"])
def test_each_chip_counts_the_rows_that_it_shows(city_manager, rows, state):
    response = city_manager.get(URL, {"state": state})

    assert shown(response, rows) == [state]
    assert response.context["counts"][state] == 1


def test_done_chip_shows_what_is_finished(city_manager, rows):
    assert shown(city_manager.get(URL, {"state": "done"}), rows) == ["finished"]


def test_unit_sees_what_was_asked_of_it_and_nothing_of_others(county_editor, rows):
    assert set(shown(county_editor.get(URL), rows)) == {"finished", "quiet", "replied", "unanswered"}


def test_county_sees_its_own_tasks_and_those_of_its_townships(people, as_user, today, county, township):
    own = make_assignment(county)
    below = make_assignment(township, own.task, parent=own)
    rows = {"own": own, "below": below}
    client = as_user(people.county_manager)

    pages = {scope: shown(client.get(URL, {"scope": scope}), rows) for scope in ("", "own", "below", "all")}

    assert sorted(pages.pop("")) == ["below", "own"]
    assert pages == {"own": ["own"], "below": ["below"], "all": ["below"]}


def test_what_the_issuer_holds_and_what_does_not_apply_is_not_listed(city_manager, city, county, today):
    make_assignment(city, make_task(city))
    make_assignment(county, not_applicable_on=today, not_applicable_reason="没有街道")

    response = city_manager.get(URL)

    assert response.context["rows"] == []
    assert "没有督办事项" in response.content.decode()


def test_one_click_signs_for_everything_of_the_unit(county_editor, county, other_county):
    own = [make_assignment(county, signed_on=None) for _ in range(3)]
    other = make_assignment(other_county, signed_on=None)

    page = county_editor.post(reverse("supervision:sign"), follow=True)

    assert "已签收 3 项任务。" in page.content.decode()
    for assignment in own:
        assignment.refresh_from_db()
        assert assignment.signed_on is not None
    other.refresh_from_db()
    assert other.signed_on is None


def test_button_in_a_row_signs_for_that_row_only(county_editor, county):
    first, second = (make_assignment(county, signed_on=None) for _ in range(2))

    county_editor.post(reverse("supervision:sign"), {"sign": first.pk})

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.signed_on is None, second.signed_on is None) == (False, True)


def test_ticked_rows_are_reminded_with_note_and_reply_date(city_manager, rows, today):
    data = {"row": [rows["quiet"].pk, rows["finished"].pk], "note": "请说明。", "reply_by": "2026-11-27"}

    page = city_manager.post(reverse("supervision:remind"), data, follow=True)

    sent = Reminder.objects.get(subject_id=rows["quiet"].pk)
    assert (sent.note, sent.reply_by) == ("请说明。", date(2026, 11, 27))
    assert not Reminder.objects.filter(subject_id=rows["finished"].pk).exists()
    assert "已向 1 个单位发出催办，共 1 项。" in page.content.decode()


def test_all_listed_overdue_rows_are_reminded_at_once(city_manager, rows):
    city_manager.post(reverse("supervision:remind"), {"do": "overdue"})

    assert Reminder.objects.filter(subject_id=rows["overdue"].pk).count() == 1
    assert Reminder.objects.count() == 2


@pytest.mark.parametrize(("typed", "said"), [("昨天", "反馈期限"), ("2026-11-20", "反馈期限不能早于今天")])
def test_wrong_reply_date_reminds_nobody_and_says_why(city_manager, rows, typed, said):
    data = {"row": [rows["quiet"].pk], "reply_by": typed}

    page = city_manager.post(reverse("supervision:remind"), data, follow=True)

    assert said in page.content.decode()
    assert Reminder.objects.count() == 1


def test_export_has_the_same_rows(city_manager, rows):
    response = city_manager.get(reverse("supervision:export"), {"format": "csv", "state": "unanswered"})

    text = b"".join(response.streaming_content) if response.streaming else response.content
    assert "已催办未反馈" in text.decode("utf-8-sig")
    assert str(rows["unanswered"].task.number) in text.decode("utf-8-sig")
    assert str(rows["quiet"].task.number) not in text.decode("utf-8-sig")


def test_number_of_queries_does_not_grow_with_the_rows(city_manager, county, django_assert_max_num_queries):
    task = make_task(county.parent)
    for _ in range(12):
        make_assignment(county)
    make_assignment(county, task)

    with django_assert_max_num_queries(20):
        city_manager.get(URL)


# The page of one assignment


def test_overdue_assignment_offers_a_reminder_with_its_text(city_manager, county):
    assignment = make_assignment(county, due_on=date(2026, 11, 20))

    page = city_manager.get(reverse("tasks:assignment", args=[assignment.pk])).content.decode()
    form = city_manager.get(reverse("tasks:assignment_remind", args=[assignment.pk]))

    assert reverse("tasks:assignment_remind", args=[assignment.pk]) in page
    text = f"上饶市提醒：请抓紧办理“{assignment.task}”。已逾期 3 天，请说明原因和预计完成时间。"
    assert form.context["text"] == text
    assert text in form.content.decode()


def test_preview_shows_the_changed_text_and_sends_nothing(city_manager, county):
    assignment = make_assignment(county)
    data = {"do": "preview", "note": "请附名单。", "reply_by": "2026-11-27"}

    form = city_manager.post(reverse("tasks:assignment_remind", args=[assignment.pk]), data)

    assert form.context["text"].endswith("请附名单。请于 2026-11-27 前反馈。")
    assert not Reminder.objects.exists()


def test_sent_reminder_is_shown_on_the_page_of_both_levels(city_manager, county_editor, county):
    assignment = make_assignment(county)
    city_manager.post(reverse("tasks:assignment_remind", args=[assignment.pk]), {"note": "请附名单。"})

    pages = [client.get(reverse("tasks:assignment", args=[assignment.pk])) for client in (city_manager, county_editor)]

    assert [page.context["reminder_text"] for page in pages] == [
        f"上饶市提醒：请抓紧办理“{assignment.task}”。请附名单。"
    ] * 2
    assert all(page.context["is_unanswered"] for page in pages)


def test_finished_assignment_is_not_reminded(city_manager, county, today):
    assignment = make_assignment(county, finished_on=today, completed_on=today)

    response = city_manager.get(reverse("tasks:assignment_remind", args=[assignment.pk]))

    assert response.status_code == 302


def test_reply_with_a_file_stands_on_the_page_and_the_file_opens(
    city_manager, county_editor, county, tmp_path, settings
):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    }
    assignment = make_assignment(county)
    data = {"text": "材料已补齐。", "files": SimpleUploadedFile("说明.pdf", PDF)}

    county_editor.post(reverse("tasks:reply", args=[assignment.pk]), data)

    page = city_manager.get(reverse("tasks:assignment", args=[assignment.pk])).content.decode()
    file = Reply.objects.get().files.get()
    assert "材料已补齐。" in page
    assert reverse("tasks:reply_file", args=[file.pk]) in page
    assert b"".join(city_manager.get(reverse("tasks:reply_file", args=[file.pk])).streaming_content) == PDF


def test_refused_reply_keeps_the_text_and_names_the_file_to_choose_again(county_editor, county):
    assignment = make_assignment(county)
    data = {"text": "材料已补齐。", "files": SimpleUploadedFile("程序.exe", b"MZ")}

    page = county_editor.post(reverse("tasks:reply", args=[assignment.pk]), data).content.decode()

    assert "材料已补齐。" in page
    assert "文件“程序.exe”不是 PDF" in page
    assert "“程序.exe”还没有上传，请重新选择。" in page
    assert not Reply.objects.exists()


def test_unit_reports_completion_before_the_report_is_due_and_the_city_confirms(city_manager, county_editor, county):
    assignment = make_assignment(county)
    make_report(assignment, date(2026, 11, 1), progress=90, reviewed_on=date(2026, 11, 22))

    made = county_editor.post(reverse("tasks:claim_make", args=[assignment.pk]), {"note": "全部到位。"})
    waiting = city_manager.get("/tasks/todo/").content.decode()
    city_manager.post(made.url, {"do": "confirm", "note": ""})

    assignment.refresh_from_db()
    assert "核定弋阳县申报的办结" in waiting
    assert assignment.finished_on == assignment.completed_on == date(2026, 11, 23)


def test_return_of_a_claim_without_reason_is_named_at_the_field(city_manager, county_editor, county):
    made = county_editor.post(reverse("tasks:claim_make", args=[make_assignment(county).pk]), {"note": "全部到位。"})

    page = city_manager.post(made.url, {"do": "return", "note": ""})

    assert page.context["form"].errors["note"] == ["请写明退回的理由，便于对方修改。"]


def test_viewer_sees_replies_but_no_form(as_user, people, county, today):
    assignment = make_assignment(county)
    actions.reply(assignment, by=people.county_editor, on=today, text="正在办理。")

    page = as_user(make_user(county, "viewer")).get(reverse("tasks:assignment", args=[assignment.pk]))

    assert page.context["reply_form"] is None
    assert "正在办理。" in page.content.decode()
