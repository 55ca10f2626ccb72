"""待办, the daily digest and the events about limits."""

from datetime import date

import pytest

from notices import todo
from notices.digest import make_digests
from notices.models import DeadlineEvent, Message
from notices.todo import count_for, gather
from tests.workflows.worlds import make_applicant, walk
from workflows.watch import watch_limits

pytestmark = pytest.mark.django_db
KINDS = {"workflow_step", "workflow_claim"}


def entries(user, *, on):
    return [entry for waiting in gather(user, on=on) for entry in waiting.entries if entry.kind in KINDS]


def titles(user, *, on):
    return [entry.title for entry in entries(user, on=on)]


def test_next_step_waits_for_whoever_may_take_it_and_for_nobody_else(village, movers):
    walk(make_applicant(village), "activist", movers)
    on = date(2026, 9, 2)

    assert titles(movers.township_manager, on=on) == ["党员发展流程：1 个处在“入党积极分子”，待办理“确定发展对象”"]
    assert titles(movers.township_editor, on=on) == titles(movers.county_manager, on=on) == []


def test_records_in_one_stage_are_one_entry_with_the_nearest_limit(village, movers):
    walk(make_applicant(village), "activist", movers, on=date(2026, 9, 1))
    walk(make_applicant(village, "李大方"), "activist", movers, on=date(2026, 3, 1))

    [entry] = entries(movers.township_manager, on=date(2027, 3, 2))

    assert (entry.title[:10], entry.day, entry.tag) == ("党员发展流程：2 个", date(2027, 3, 1), "已逾期")
    assert entry.url == "/workflows/development/?stage=activist"


def test_claims_wait_for_confirmation(village, movers, clock):
    clock(2026, 9, 1)
    make_applicant(village, phase="发展对象")

    [entry] = entries(movers.township_manager, on=date(2026, 9, 1))

    assert entry.title == "党员发展流程：1 个由台账填报为“发展对象”，待核实"
    assert entry.url == "/workflows/development/?stage=candidate&claimed=on"


def test_badge_counts_the_entries(village, movers):
    on = date(2026, 9, 2)
    for name in ("王小明", "李大方"):
        walk(make_applicant(village, name), "activist", movers)
    walk(make_applicant(village, "赵小军"), "candidate", movers)

    for user in (movers.township_manager, movers.county_manager, movers.city_manager):
        assert count_for(user, on=on) == sum(len(waiting.entries) for waiting in gather(user, on=on))


def test_kinds_have_labels():
    assert todo.all_kinds().keys() >= KINDS


def test_digest_has_one_line_for_each_stage(village, movers):
    for name in ("王小明", "李大方"):
        walk(make_applicant(village, name), "activist", movers)

    make_digests(on=date(2026, 9, 2))

    lines = [line["text"] for line in Message.objects.get(person=movers.township_manager).items]
    assert "党员发展流程：2 个处在“入党积极分子”，待办理“确定发展对象”" in lines
    assert not Message.objects.filter(person=movers.city_manager, items__icontains="workflow").exists()


@pytest.mark.parametrize(
    ("day", "stages"),
    [
        (date(2027, 8, 24), []),
        (date(2027, 8, 25), ["due_soon"]),
        (date(2027, 9, 1), ["due_soon"]),
        (date(2027, 9, 2), ["overdue"]),
        (date(2027, 9, 9), ["overdue", "overdue_7"]),
    ],
)
def test_watch_writes_an_event_when_a_limit_is_near_or_has_passed(village, movers, day, stages):
    walk(make_applicant(village), "activist", movers, on=date(2026, 9, 1))

    watch_limits(on=day)
    watch_limits(on=day)

    events = DeadlineEvent.objects.filter(subject_kind="development").order_by("pk")
    assert [event.stage for event in events] == stages
