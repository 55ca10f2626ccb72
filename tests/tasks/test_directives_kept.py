"""A directive that was read can be corrected, deleted after a wrong upload, and found in the list."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import AuditEntry
from tasks import actions
from tasks.models import Area, Assignment, Directive, Task, TaskProposal
from tests.factories import make_user
from tests.tasks.directing import SPEECH, make_accepted, make_directive
from tests.tasks.worlds import make_task

TODAY = date(2026, 3, 10)


@pytest.fixture
def manager(city):
    return make_user(city, "manager")


def test_particulars_are_corrected_and_the_history_keeps_the_old_ones(city, manager):
    directive = make_directive(city, by=manager)

    actions.change_directive(directive, by=manager, title="新标题", issued_on=date(2026, 2, 1))

    directive.refresh_from_db()
    assert (directive.title, directive.issuer, directive.issued_on) == ("新标题", "县委", date(2026, 2, 1))
    changes = AuditEntry.objects.get(action="directive.changed").changes
    assert changes["title"] == ["全县基层党建工作会议讲话", "新标题"]


def test_only_particulars_are_corrected_and_only_by_the_issuer(city, county, manager):
    directive = make_directive(city, by=manager)

    with pytest.raises(TypeError):
        actions.change_directive(directive, by=manager, text="别的话")
    with pytest.raises(PermissionDenied):
        actions.change_directive(directive, by=make_user(county, "manager"), title="新标题")
    with pytest.raises(ValidationError):
        actions.change_directive(directive, by=manager, title="")


def test_wrong_upload_is_deleted_with_its_proposals_tasks_and_areas(city, manager):
    other = make_task(city)
    directive = make_accepted(city)

    actions.delete_directive(directive, by=manager)

    assert not Directive.objects.exists()
    assert not TaskProposal.objects.exists()
    assert list(Task.objects.all()) == [other]
    assert list(Area.objects.all()) == [other.area]
    assert AuditEntry.objects.filter(action="directive.deleted").count() == 1
    assert AuditEntry.objects.filter(action="task.deleted").count() == 3


def test_directive_with_merged_proposals_can_be_deleted(city, manager):
    directive = make_directive(city, by=manager)
    first, second, third = directive.proposals.all()
    actions.merge_proposals(second, [third], by=manager)
    actions.merge_proposals(first, [second], by=manager)

    actions.delete_directive(directive, by=manager)

    assert not TaskProposal.objects.exists()


def test_file_is_deleted_only_after_the_commit(city, manager, django_capture_on_commit_callbacks):
    directive = actions.create_directive(by=manager, base_year=2026, content=SPEECH.encode(), file_name="讲话.txt")
    storage, name = directive.file.storage, directive.file.name

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_directive(directive, by=manager)
        still_there = storage.exists(name)

    assert still_there
    assert not storage.exists(name)


@pytest.mark.parametrize("taken_back", [False, True])
def test_directive_with_assignments_cannot_be_deleted(city, county, manager, taken_back):
    directive = make_accepted(city)
    task = directive.tasks.first()
    actions.hand_down(task, [county], by=manager, on=TODAY)
    if taken_back:
        actions.withdraw_all([task], by=manager, on=TODAY, reason="下达有误。")

    with pytest.raises(ValidationError, match="下达过"):
        actions.delete_directive(directive, by=manager)

    assert (directive.tasks.count(), Assignment.objects.count()) == (3, 1)


def test_directive_whose_tasks_were_copied_to_the_next_year_cannot_be_deleted(city, manager):
    directive = make_accepted(city)
    actions.open_next_year(list(directive.tasks.all()), year=2027, by=manager, on=TODAY)

    with pytest.raises(ValidationError, match="下一年度"):
        actions.delete_directive(directive, by=manager)


@pytest.mark.parametrize(
    "name",
    ["!!!.docx", "！！！.txt", "...", "..", " ", "讲话" * 100 + ".txt", "😀" * 80 + ".txt", "a/../b.txt", ".txt"],
)
def test_file_name_is_stored_but_not_used_on_the_disk(city, manager, name):
    directive = actions.create_directive(
        by=manager, base_year=2026, content=SPEECH.encode(), file_name=_text_name(name)
    )

    directive.refresh_from_db()
    assert directive.file_name == _text_name(name)[:200]
    assert directive.file.name.rpartition("/")[2].startswith("directive")


def _text_name(name):
    """``name`` ending in .txt, because the content of the file is text and the two must agree."""
    return name if name.endswith(".txt") else f"{name}.txt"


def test_stage_of_a_directive_follows_its_proposals_and_tasks(city, county, manager):
    directive = make_directive(city, by=manager)
    stage = Directive.objects.with_stage().values_list("stage", flat=True).get

    assert stage() == "checking"
    actions.accept_proposals(directive, by=manager)
    assert stage() == "ready"
    task = directive.tasks.first()
    actions.hand_down(task, [county], by=manager, on=TODAY)
    assert stage() == "handed_down"
    actions.withdraw_all([task], by=manager, on=TODAY, reason="下达有误。")
    assert stage() == "ready"


def test_directive_with_only_dropped_proposals_has_no_tasks(city, manager):
    directive = make_directive(city, by=manager)
    for proposal in directive.proposals.all():
        actions.drop_proposal(proposal, by=manager)

    assert Directive.objects.with_stage().get().stage == "empty"


@pytest.mark.parametrize(("text", "expected"), [("基层党建", 1), ("县委", 1), ("上饶", 1), ("不在其中", 0)])
def test_directive_is_found_by_title_issuer_and_unit(manager, city, text, expected):
    make_directive(city, by=manager)

    assert Directive.objects.search(text).count() == expected


def test_changed_year_moves_only_the_deadlines_that_were_not_edited(city, manager):
    directive = make_directive(city, by=manager)
    touched = directive.proposals.get(number="1.2")
    actions.edit_proposal(touched, by=manager, deadline=date(2026, 9, 30))
    actions.accept_proposals(directive, by=manager, proposals=[directive.proposals.get(number="2.1")])

    actions.change_directive(directive, by=manager, base_year=2027)

    assert dict(directive.proposals.values_list("number", "deadline")) == {
        "1.1": date(2027, 6, 30),
        "1.2": date(2026, 9, 30),
        "2.1": date(2026, 12, 31),
    }


def test_day_of_issue_named_in_the_text_is_kept(city, manager):
    text = SPEECH.replace("讲话\n", "讲话\n2026年3月5日\n", 1)

    assert make_directive(city, by=manager, text=text, issued_on=None).issued_on == date(2026, 3, 5)


@pytest.mark.parametrize(("title", "named"), [("2025年工作要点", 2025), ("2026年工作要点", None), ("工作要点", None)])
def test_title_with_another_year_is_noticed(title, named):
    assert Directive(title=title, base_year=2026).other_year == named
