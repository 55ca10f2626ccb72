"""The list of directives, and the pages that correct, delete or withdraw a directive that was read."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditEntry
from tasks import actions
from tasks.models import Assignment, Directive
from tests.tasks.directing import SPEECH, make_accepted, make_directive
from tests.tasks.worlds import make_report

DAY = date(2026, 3, 10)


@pytest.fixture
def manager(as_user, people):
    return as_user(people.city_manager)


@pytest.fixture
def handed(city, county, people):
    """A directive with three tasks, the first of which is handed down to the county."""
    directive = make_accepted(city)
    actions.hand_down(directive.tasks.first(), [county], by=people.city_manager, on=DAY)
    return directive


def url(name, *args, **query):
    return reverse(f"tasks:{name}", args=args, query=query)


def titles(response):
    return [each.title for each in response.context["page"].object_list]


# The list


@pytest.fixture
def several(city, people):
    by = people.city_manager
    make_directive(city, by=by, title="春季通知", issued_on=date(2026, 3, 1))
    make_directive(city, by=by, title="秋季通知", issued_on=date(2026, 9, 1))
    old = make_directive(city, by=by, title="旧年讲话", issued_on=date(2025, 3, 1))
    Directive.objects.filter(pk=old.pk).update(base_year=2025)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["秋季通知", "春季通知", "旧年讲话"]),
        ({"q": "通知"}, ["秋季通知", "春季通知"]),
        ({"year": "2025"}, ["旧年讲话"]),
        ({"stage": "checking", "q": "旧"}, ["旧年讲话"]),
        ({"stage": "ready"}, []),
        ({"sort": "issued"}, ["旧年讲话", "春季通知", "秋季通知"]),
        ({"year": "今年", "stage": "x", "sort": "-x"}, ["秋季通知", "春季通知", "旧年讲话"]),
    ],
)
def test_list_is_searched_filtered_and_sorted(manager, several, query, expected):
    assert titles(manager.get(url("directives", **query))) == expected


def test_empty_list_offers_to_clear_the_filters(manager, several):
    text = manager.get(url("directives", q="不在其中")).content.decode()

    assert "没有符合条件的部署文件" in text
    assert "还没有部署文件" not in text


def test_export_has_the_filtered_rows(manager, several):
    response = manager.get(url("directives_export", q="通知", format="csv"))

    rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert [row[0] for row in rows if row and "季通知" in row[0]] == ["秋季通知", "春季通知"]
    assert AuditEntry.objects.filter(action="data.exported").exists()


# Correct and delete


def test_particulars_are_corrected(manager, city, people):
    directive = make_directive(city, by=people.city_manager)

    data = {"title": "新标题", "issuer": "", "base_year": "2026", "issued_on": "2026.2.1"}
    response = manager.post(url("directive_edit", directive.pk), data)

    directive.refresh_from_db()
    assert response.url == url("directive", directive.pk)
    assert (directive.title, directive.issuer, directive.issued_on) == ("新标题", "", date(2026, 2, 1))


@pytest.mark.parametrize(
    ("name", "value"), [("title", " "), ("title", "长" * 201), ("issued_on", "去年"), ("base_year", "1999")]
)
def test_invalid_particulars_are_shown_again_and_change_nothing(manager, city, people, name, value):
    directive = make_directive(city, by=people.city_manager)

    response = manager.post(url("directive_edit", directive.pk), {"title": "新标题", "issuer": "市委", name: value})

    assert name in response.context["form"].errors
    assert 'value="市委"' in response.content.decode()
    assert Directive.objects.get().title == directive.title


def test_wrong_upload_is_deleted_after_a_confirmation_page(manager, city):
    directive = make_accepted(city)

    asked = manager.get(url("directive_delete", directive.pk)).content.decode()
    response = manager.post(url("directive_delete", directive.pk), follow=True)

    assert "3 条任务建议一并删除" in asked
    assert "已确认的 3 项任务一并删除" in asked
    assert response.redirect_chain[-1][0] == url("directives")
    assert not Directive.objects.exists()


def test_directive_with_assignments_cannot_be_deleted(manager, handed):
    page = manager.get(url("directive", handed.pk)).content.decode()
    response = manager.post(url("directive_delete", handed.pk), follow=True)

    assert url("directive_delete", handed.pk) not in page
    assert "下达过，不能删除" in response.content.decode()
    assert Directive.objects.filter(pk=handed.pk).exists()


@pytest.mark.parametrize("name", ["!!!.txt", "！！！.txt", "讲话" * 200 + ".txt"])
def test_files_with_odd_and_long_names_can_be_uploaded(manager, name):
    file = SimpleUploadedFile(name, SPEECH.encode())

    response = manager.post(url("directive_create"), {"file": file, "base_year": "2026"})

    assert response.status_code == 302
    download = manager.get(url("directive_file", Directive.objects.get().pk))
    assert b"".join(download.streaming_content) == SPEECH.encode()


# Withdraw all assignments


def test_page_lists_the_assignments_that_would_be_withdrawn(manager, handed, county):
    text = manager.get(url("directive_withdraw", handed.pk)).content.decode()

    assert county.label in text
    assert str(handed.tasks.first()) in text
    assert "下达的 1 项分解收回" in text


@pytest.mark.parametrize("whole", [True, False])
def test_all_assignments_are_withdrawn_in_one_step(manager, handed, whole):
    task = handed.tasks.first()
    address = url("directive_withdraw", handed.pk) if whole else url("task_withdraw", task.pk)

    response = manager.post(address, {"reason": "下达有误。"})

    assert response.url == (url("directive_done", handed.pk) if whole else url("detail", task.pk))
    assert Assignment.objects.get().withdrawn_reason == "下达有误。"


def test_nothing_is_withdrawn_without_a_reason(manager, handed):
    response = manager.post(url("directive_withdraw", handed.pk), {"reason": " "})

    assert "reason" in response.context["form"].errors
    assert Assignment.objects.get().withdrawn_on is None


def test_nothing_is_withdrawn_after_a_unit_has_reported_and_the_page_names_it(manager, handed, county):
    made = Assignment.objects.get()
    make_report(made, submitted_on=DAY)

    asked = manager.get(url("directive_withdraw", handed.pk)).content.decode()
    manager.post(url("directive_withdraw", handed.pk), {"reason": "下达有误。"})

    assert "已经填报或办结，不能整体收回" in asked
    assert url("assignment", made.pk) in asked
    assert Assignment.objects.get().withdrawn_on is None


def test_page_of_a_task_offers_to_withdraw_its_assignments(manager, handed):
    first, second, *_ = handed.tasks.in_order()

    assert url("task_withdraw", first.pk) in manager.get(url("detail", first.pk)).content.decode()
    assert url("task_withdraw", second.pk) not in manager.get(url("detail", second.pk)).content.decode()
