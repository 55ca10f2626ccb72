"""The pages of a directive: upload, correct the proposals, accept them, complete the tasks, hand them down."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditEntry
from tasks import actions
from tasks.models import Area, Assignment, Directive, Task, TaskProposal
from tests.factories import make_organization
from tests.tasks.directing import SPEECH, make_accepted, make_directive


@pytest.fixture
def manager(as_user, people):
    return as_user(people.city_manager)


@pytest.fixture
def directive(city, people):
    return make_directive(city, by=people.city_manager)


def url(name, *args):
    return reverse(f"tasks:{name}", args=args)


def first(directive):
    return directive.proposals.get(number="1.1")


# Upload


def test_pasted_speech_becomes_proposals(manager):
    response = manager.post(url("directive_create"), {"text": SPEECH, "base_year": "2026"}, follow=True)

    directive = Directive.objects.get()
    assert response.redirect_chain[-1][0] == url("directive", directive.pk)
    assert [each.number for each in directive.proposals.all()] == ["1.1", "1.2", "2.1"]


def test_uploaded_file_is_stored_and_can_be_downloaded(manager):
    file = SimpleUploadedFile("讲话.txt", SPEECH.encode("gb18030"))

    manager.post(url("directive_create"), {"file": file, "base_year": "2026"})

    directive = Directive.objects.get()
    response = manager.get(url("directive_file", directive.pk))
    assert b"".join(response.streaming_content) == SPEECH.encode("gb18030")
    assert "attachment" in response["Content-Disposition"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "请上传文件，或者粘贴正文"),
        ({"text": "   \n"}, "请上传文件，或者粘贴正文"),
        ({"text": SPEECH, "base_year": "二〇"}, "请填写四位年份"),
        ({"text": SPEECH, "base_year": "1999"}, "年份应在 2000 至 2099 之间"),
        ({"text": SPEECH, "issued_on": "去年"}, "不是日期"),
        ({"text": SPEECH, "title": "长" * 201}, "200"),
        ({"text": "字" * 300_001}, "文件过长"),
    ],
)
def test_unreadable_text_is_refused_with_the_reason_and_nothing_is_stored(manager, given, message):
    response = manager.post(url("directive_create"), {"base_year": "2026"} | given)

    assert message in response.content.decode()
    assert not Directive.objects.exists()


def test_file_of_another_kind_is_refused(manager):
    file = SimpleUploadedFile("讲话.pdf", b"%PDF-1.4")

    response = manager.post(url("directive_create"), {"file": file, "base_year": "2026"})

    assert "请上传 .txt 或 .docx" in response.content.decode()


def test_text_of_a_file_stays_in_the_form_when_another_field_is_wrong(manager):
    file = SimpleUploadedFile("讲话.txt", SPEECH.encode())

    response = manager.post(url("directive_create"), {"file": file, "base_year": "x", "issuer": "市委"})

    text = response.content.decode()
    assert "各乡镇要在6月底前完成轮训" in text
    assert 'value="市委"' in text


# Correct the proposals


def test_page_marks_the_demands_in_the_text_and_escapes_markup(manager, city, people):
    found = make_directive(city, by=people.city_manager, text=SPEECH.replace("逐村整顿", "逐村<script>整顿</script>"))

    text = manager.get(url("directive", found.pk)).content.decode()

    assert f'<mark id="text-{first(found).pk}"><a' in text
    assert f'href="#proposal-{first(found).pk}"' in text
    assert "<script>整顿" not in text
    assert "&lt;script&gt;整顿" in text


def test_proposal_is_edited_and_its_deadline_is_labelled_as_set_by_hand(manager, directive):
    proposal = directive.proposals.get(number="1.2")
    page = manager.get(url("proposal", proposal.pk))
    data = {name: value or "" for name, value in page.context["form"].initial.items()}

    manager.post(url("proposal", proposal.pk), data | {"title": "规范组织生活制度", "deadline": "2026-09-30"})

    proposal.refresh_from_db()
    assert (proposal.title, proposal.deadline, proposal.deadline_label) == (
        "规范组织生活制度",
        date(2026, 9, 30),
        "set",
    )


@pytest.mark.parametrize(("name", "value"), [("title", ""), ("deadline", "9月31日"), ("number", "1" * 21)])
def test_invalid_form_of_a_proposal_is_shown_again_and_changes_nothing(manager, directive, name, value):
    proposal = first(directive)
    data = {
        each: value or "" for each, value in manager.get(url("proposal", proposal.pk)).context["form"].initial.items()
    }

    response = manager.post(url("proposal", proposal.pk), data | {name: value})

    assert name in response.context["form"].errors
    assert TaskProposal.objects.get(pk=proposal.pk).title == proposal.title


def test_proposals_can_be_merged_split_dropped_and_restored(manager, directive):
    one, two, three = directive.proposals.all()

    manager.post(url("directive_merge", directive.pk), {"row": [one.pk, two.pk]})
    manager.post(url("proposal_drop", three.pk))
    states = dict(directive.proposals.values_list("pk", "state"))
    manager.post(url("proposal_restore", three.pk))

    assert states == {one.pk: "proposed", two.pk: "merged", three.pk: "dropped"}
    assert TaskProposal.objects.get(pk=three.pk).state == "proposed"


def test_proposal_is_split_at_the_chosen_sentence(manager, directive):
    proposal = directive.proposals.get(number="2.1")
    choices = manager.get(url("proposal_split", proposal.pk)).context["form"].fields["at"].choices
    at = next(start for start, text in choices if text.startswith("要做到"))

    manager.post(url("proposal_split", proposal.pk), {"at": at, "title": "应整尽整"})

    assert [each.title for each in directive.proposals.filter(order__gte=proposal.order)][-1] == "应整尽整"


@pytest.mark.parametrize("rows", [[], [1], ["x"]])
def test_merging_fewer_than_two_is_refused(manager, directive, rows):
    response = manager.post(url("directive_merge", directive.pk), {"row": rows}, follow=True)

    assert "请至少勾选两条建议再合并" in response.content.decode()


def test_all_proposals_are_accepted_in_one_step_and_the_next_step_follows(manager, directive):
    response = manager.post(url("directive_accept", directive.pk), {"do": "all"})

    assert response["Location"] == url("directive_complete", directive.pk)
    assert [task.number for task in Task.objects.in_order()] == ["1.1", "1.2", "2.1"]


def test_only_ticked_proposals_are_accepted(manager, directive):
    response = manager.post(url("directive_accept", directive.pk), {"do": "chosen", "row": [first(directive).pk]})

    assert response["Location"] == url("directive", directive.pk)
    assert [task.number for task in Task.objects.all()] == ["1.1"]


def test_proposals_with_a_number_that_is_taken_are_refused(manager, directive, city, people):
    make_directive(city, by=people.city_manager)
    manager.post(url("directive_accept", directive.pk), {"do": "all"})

    response = manager.post(url("directive_accept", Directive.objects.latest("pk").pk), {"do": "all"}, follow=True)

    assert "已有编号为" in response.content.decode()
    assert Task.objects.count() == 3


# Complete


@pytest.fixture
def accepted(city):
    return make_accepted(city)


def completion(client, directive, **changes):
    """The values in the table, ready to be posted; ``changes`` are new values for fields of task 1.1."""
    context = client.get(url("directive_complete", directive.pk)).context
    data = {}
    for form in [*context["rows"], *context["areas"]]:
        for field in form:
            value = field.value()
            if value not in (None, False, []):
                data[field.html_name] = "on" if value is True else value
    prefix = context["rows"][0].prefix
    return data | {f"{prefix}-{name}": value for name, value in changes.items()}


def test_tasks_are_completed_in_one_table(manager, accepted, city):
    department = make_organization("组织部", parent=city, kind="部门")
    area = Area.objects.get(number=1)
    changes = {
        "short_title": "集中轮训",
        "measure": "quantity",
        "unit": "人",
        "target": "２,４００",
        "deadline": "2026-10-31",
        "period": "quarter",
        "lead": department.pk,
        "supporting": [department.pk],
        "is_headline": "on",
    }

    data = completion(manager, accepted, **changes) | {f"area{area.pk}-name": "学习教育", "do": "next"}
    response = manager.post(url("directive_complete", accepted.pk), data)

    task = Task.objects.get(number="1.1")
    assert response["Location"] == url("directive_hand_down", accepted.pk)
    assert (task.label, task.measure, task.unit, task.target, task.period) == (
        "集中轮训",
        "quantity",
        "人",
        2400,
        "quarter",
    )
    assert (task.deadline, task.deadline_label, task.lead, task.is_headline) == (
        date(2026, 10, 31),
        "set",
        department,
        True,
    )
    assert list(task.supporting.all()) == [department]
    assert Area.objects.get(pk=area.pk).name == "学习教育"


def test_responsible_offices_are_typed_where_there_are_no_departments(manager, city, people):
    text = SPEECH.replace("年内整顿到位。", "年内整顿到位。（牵头单位：市委组织部；配合单位：市民政局）")
    found = make_directive(city, by=people.city_manager, text=text)
    actions.accept_proposals(found, by=people.city_manager)

    page = manager.get(url("directive_complete", found.pk)).content.decode()
    manager.post(url("directive_complete", found.pk), completion(manager, found) | {"do": "save"})

    task = Task.objects.get(number="2.1")
    assert f'name="task{task.pk}-lead"' not in page
    assert task.departments == "市委组织部、市民政局"


def test_table_sent_without_changes_changes_nothing(manager, accepted):
    before = list(Task.objects.in_order().values())

    manager.post(url("directive_complete", accepted.pk), completion(manager, accepted) | {"do": "save"})

    assert list(Task.objects.in_order().values()) == before


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"measure": "quantity", "target": "30"}, "按数量计量的任务要写明单位"),
        ({"measure": "quantity", "unit": "村", "target": "许多"}, "1.1 目标总量"),
        ({"target": "30"}, "只有按数量计量的任务才有目标总量"),
        ({"deadline": "2026-02-30"}, "1.1 完成期限"),
        ({"lead": "999999"}, "1.1 牵头部门"),
    ],
)
def test_error_names_the_task_and_the_field_and_nothing_is_stored(manager, city, accepted, changes, message):
    make_organization("组织部", parent=city, level="city", kind="部门")
    data = completion(manager, accepted, short_title="不应保存", **changes)

    response = manager.post(url("directive_complete", accepted.pk), data)

    assert message in " ".join(str(each["text"]) for each in response.context["problems"])
    assert "不应保存" in response.content.decode()
    assert not Task.objects.filter(short_title="不应保存").exists()


def test_missing_deadlines_are_filled_in_the_table_before_they_are_stored(manager, accepted):
    data = completion(manager, accepted) | {"do": "year_end"}

    response = manager.post(url("directive_complete", accepted.pk), data)

    assert 'value="2026-12-31"' in response.content.decode()
    assert Task.objects.get(number="1.2").deadline is None


# Hand down


def choices(client, directive, **by_number):
    rows = client.get(url("directive_hand_down", directive.pk)).context["rows"]
    data = {f"{row.prefix}-selection": by_number.get(row.task.number, "all") for row in rows}
    return data | {f"{row.prefix}-method": "villages" for row in rows if row.is_counted}


def test_all_tasks_go_to_all_counties_in_one_step(manager, accepted, county, other_county):
    response = manager.post(url("directive_hand_down", accepted.pk), choices(manager, accepted))

    assert response["Location"] == url("directive_done", accepted.pk)
    assert Assignment.objects.count() == 6
    assert (
        Assignment.objects.get(organization=county, task__number="1.1").due_on
        == Task.objects.get(number="1.1").deadline
    )


def test_units_and_shares_are_chosen_for_each_task(manager, accepted, county, other_county, township, village):
    make_organization("弋江街道", parent=county, kind="街道")
    Task.objects.filter(number="1.1").update(measure="quantity", unit="人", target=9)
    data = choices(manager, accepted, **{"1.2": "with_streets", "2.1": "later"})

    manager.post(url("directive_hand_down", accepted.pk), data)

    held = {
        number: {each.organization.name: each.target for each in Assignment.objects.filter(task__number=number)}
        for number in ("1.1", "1.2", "2.1")
    }
    assert held == {"1.1": {"弋阳县": 9, "横峰县": 0}, "1.2": {"弋阳县": None}, "2.1": {}}


def test_chosen_units_are_ticked_once_for_all_tasks(manager, accepted, county, other_county):
    data = choices(manager, accepted, **{"1.1": "chosen", "1.2": "chosen", "2.1": "later"})

    manager.post(url("directive_hand_down", accepted.pk), data | {"units": [other_county.pk]})

    assert {each.organization for each in Assignment.objects.all()} == {other_county}


def test_nothing_is_handed_down_when_one_task_is_refused(manager, accepted, county):
    data = choices(manager, accepted, **{"2.1": "chosen"})

    response = manager.post(url("directive_hand_down", accepted.pk), data)

    assert "请至少选择一个单位" in " ".join(str(each["text"]) for each in response.context["problems"])
    assert not Assignment.objects.exists()


def test_tasks_of_a_past_year_can_still_be_handed_down(manager, city, county, people):
    directive = make_accepted(city, text=SPEECH, issued_on=date(2020, 1, 8))
    Task.objects.update(deadline=date(2026, 6, 30), deadline_label="set")

    manager.post(url("directive_hand_down", directive.pk), choices(manager, directive))

    assert {each.starts_on for each in Assignment.objects.all()} == {date(2026, 1, 1)}


def test_last_step_says_how_many_tasks_are_not_handed_down_yet(manager, accepted, county):
    data = choices(manager, accepted, **{"2.1": "later"})
    manager.post(url("directive_hand_down", accepted.pk), data)

    text = manager.get(url("directive_done", accepted.pk)).content.decode()

    assert "还有 1 项没有下达" in text


def test_proposals_are_exported_as_a_table_and_the_export_is_recorded(manager, directive):
    manager.post(url("proposal_drop", directive.proposals.get(number="2.1").pk))

    response = manager.get(url("directive_export", directive.pk), {"format": "csv"})

    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert [(row[1], row[5], row[6], row[-1]) for row in rows[1:]] == [
        ("1.1", "2026-06-30", "推算", "待确认"),
        ("1.2", "", "尚无期限", "待确认"),
        ("2.1", "2026-12-31", "推算", "已舍弃"),
    ]
    assert AuditEntry.objects.filter(action="data.exported").count() == 1


def test_list_of_directives_shows_how_many_proposals_wait(manager, directive):
    text = manager.get(url("directives")).content.decode()

    assert directive.title in text
    assert "3 项待核对" in text


def test_viewers_see_the_text_without_buttons(as_user, people, directive):
    text = as_user(people.county_editor).get(url("directive", directive.pk)).content.decode()

    assert "各乡镇要在6月底前完成轮训" in text
    assert "全部确认" not in text
