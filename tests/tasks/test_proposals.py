"""A text is read into proposals, which are corrected and accepted as tasks of the year."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks import actions
from tasks.models import Area, Directive, Task, TaskProposal

TEXT = """关于做好今年基层党建重点任务的通知

一、加强教育培训
1.抓好书记轮训。各县区市要确保每人每年至少参加1次培训，时间3至5天。
2.办好专题班。市委组织部要在6月30日前举办一期示范培训班。

二、强化基层治理
1.整合网格。年内，各县区市要把各类网格整合成“一张网”。要尽快落实社区工作者待遇。
"""


@pytest.fixture
def directive(people):
    return actions.create_directive(by=people.city_manager, base_year=2026, text=TEXT, issuer="市委组织部")


@pytest.fixture
def proposals(directive):
    return list(directive.proposals.all())


def test_text_becomes_proposals_in_the_order_of_the_text(directive, proposals):
    assert [(each.number, each.title) for each in proposals] == [
        ("1.1", "抓好书记轮训"),
        ("1.2", "办好专题班"),
        ("2.1", "整合网格"),
    ]
    assert [each.deadline for each in proposals] == [date(2026, 12, 31), date(2026, 6, 30), date(2026, 12, 31)]
    assert directive.title == "关于做好今年基层党建重点任务的通知"


def test_every_demand_has_its_right_position_in_the_stored_text(directive, proposals):
    phrases = [phrase for proposal in proposals for phrase in proposal.phrases]

    assert phrases
    assert all(directive.text[each["start"] : each["end"]] == each["text"] for each in phrases)


def test_file_is_stored_below_the_private_root(people, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    }

    directive = actions.create_directive(
        by=people.city_manager, base_year=2026, content=TEXT.encode("gb18030"), file_name="../../讲话.txt"
    )

    assert (directive.file_name, directive.proposals.count()) == ("../../讲话.txt", 3)
    assert directive.file.path.startswith(str(tmp_path))


def test_unreadable_file_is_refused_with_the_reason_and_nothing_is_stored(people):
    with pytest.raises(ValidationError, match=r"请上传 \.txt 或 \.docx"):
        actions.create_directive(by=people.city_manager, base_year=2026, content=b"%PDF-1.7", file_name="讲话.pdf")

    assert not Directive.objects.exists()


@pytest.mark.parametrize("who", ["city_viewer", "county_editor"])
def test_only_managers_can_issue_directives(people, who):
    with pytest.raises(PermissionDenied):
        actions.create_directive(by=getattr(people, who), base_year=2026, text=TEXT)


def test_accepted_proposals_become_tasks_of_the_year(directive, people):
    tasks = actions.accept_proposals(directive, by=people.city_manager)

    assert [(task.number, task.year, task.area.number, task.order) for task in tasks] == [
        ("1.1", 2026, 1, 1),
        ("1.2", 2026, 1, 2),
        ("2.1", 2026, 2, 3),
    ]
    assert [area.name for area in Area.objects.order_by("number")] == ["加强教育培训", "强化基层治理"]
    assert tasks[0].proposal.state == "accepted"
    assert (tasks[1].deadline_label, tasks[1].deadline_phrase) == ("stated", "6月30日前")


def test_task_keeps_the_sentence_it_comes_from(directive, people):
    task = actions.accept_proposals(directive, by=people.city_manager)[0]

    assert task.directive == directive
    assert any("每人每年至少参加1次培训" in phrase["text"] for phrase in task.phrases)
    assert [(quantity["min"], quantity["max"], quantity["unit"]) for quantity in task.quantities][-1] == (3, 5, "天")


def test_only_the_chosen_proposals_are_accepted(directive, proposals, people):
    actions.accept_proposals(directive, by=people.city_manager, proposals=proposals[:1])

    assert list(directive.proposals.open()) == proposals[1:]


def test_taken_number_is_refused_and_no_task_is_made(directive, proposals, people):
    actions.accept_proposals(directive, by=people.city_manager, proposals=proposals[:1])
    actions.edit_proposal(proposals[1], by=people.city_manager, number="1.1")

    with pytest.raises(ValidationError, match=r"编号为“1\.1”"):
        actions.accept_proposals(directive, by=people.city_manager)

    assert Task.objects.count() == 1


def test_proposals_cannot_be_accepted_twice(directive, people):
    actions.accept_proposals(directive, by=people.city_manager)

    with pytest.raises(ValidationError, match="没有待确认"):
        actions.accept_proposals(directive, by=people.city_manager)


def test_deadline_set_by_hand_is_labelled_as_set_by_hand(proposals, people):
    changed = actions.edit_proposal(proposals[0], by=people.city_manager, deadline=date(2026, 11, 30))

    assert changed.deadline_label == "set"


def test_changing_the_title_keeps_the_label_of_the_deadline(proposals, people):
    changed = actions.edit_proposal(proposals[1], by=people.city_manager, title="举办示范培训班")

    assert (changed.title, changed.deadline_label) == ("举办示范培训班", "stated")


def test_dropped_proposal_becomes_no_task_until_it_is_restored(directive, proposals, people):
    actions.drop_proposal(proposals[0], by=people.city_manager)
    assert directive.proposals.open().count() == 2

    actions.restore_proposal(proposals[0], by=people.city_manager)

    assert len(actions.accept_proposals(directive, by=people.city_manager)) == 3


def test_merged_proposals_share_texts_demands_and_the_earliest_deadline(proposals, people):
    first, second, _third = proposals
    phrases = len(first.phrases) + len(second.phrases)

    merged = actions.merge_proposals(first, [second], by=people.city_manager)

    second.refresh_from_db()
    assert (second.state, second.merged_into) == ("merged", merged)
    assert (merged.deadline, len(merged.phrases)) == (date(2026, 6, 30), phrases)
    assert merged.text == f"{first.text}\n{second.text}"


def test_proposal_cannot_be_merged_with_itself(proposals, people):
    with pytest.raises(ValidationError, match="至少选择"):
        actions.merge_proposals(proposals[0], [proposals[0]], by=people.city_manager)


def test_splitting_a_proposal_divides_its_demands_and_deadline(directive, proposals, people):
    third = proposals[2]
    cut = third.text.index("要尽快")

    second_half = actions.split_proposal(third, by=people.city_manager, at=cut, title="落实待遇")

    third.refresh_from_db()
    assert (third.text[-1], second_half.text[:3]) == ("。", "要尽快")
    assert (third.deadline, second_half.deadline) == (date(2026, 12, 31), None)
    assert second_half.phrases
    assert all(phrase["start"] >= second_half.start for phrase in second_half.phrases)
    assert [each.title for each in directive.proposals.all()] == [
        "抓好书记轮训",
        "办好专题班",
        "整合网格",
        "落实待遇",
    ]


@pytest.mark.parametrize("at", [0, 10_000])
def test_split_needs_text_on_both_sides(proposals, people, at):
    with pytest.raises(ValidationError, match="都不能为空"):
        actions.split_proposal(proposals[0], by=people.city_manager, at=at)


def test_accepted_proposal_cannot_be_changed(directive, proposals, people):
    actions.accept_proposals(directive, by=people.city_manager)

    with pytest.raises(ValidationError, match="已经处理过"):
        actions.edit_proposal(proposals[0], by=people.city_manager, title="改")


def test_units_above_and_below_see_a_directive_and_neighbours_do_not(directive, people):
    seen = {name: Directive.objects.visible_to(user).count() for name, user in vars(people).items()}

    assert set(seen.values()) == {1}
    assert TaskProposal.objects.visible_to(people.township_editor).count() == 3


def test_splitting_a_merged_proposal_divides_the_demands_of_both(directive, proposals, people):
    first, second = proposals[:2]
    demands = {each["text"] for each in [*first.phrases, *second.phrases]}
    merged = actions.merge_proposals(first, [second], by=people.city_manager)

    half = actions.split_proposal(merged, by=people.city_manager, at=merged.text.index("\n"))
    merged.refresh_from_db()

    assert {each["text"] for each in merged.phrases} | {each["text"] for each in half.phrases} == demands
    assert all(each["text"] in merged.text for each in merged.phrases)
    assert all(each["text"] in half.text for each in half.phrases)
