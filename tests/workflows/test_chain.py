"""The rows of a record are one chain: whoever presses when, whatever is declared void, whichever day is asked."""

from datetime import date
from itertools import permutations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.append_only import AppendOnlyError
from audit.models import AuditEntry
from tests.development.models import Applicant
from tests.development.workflows import DEVELOPMENT
from tests.factories import make_user
from tests.indicators.worlds import announce
from tests.workflows.worlds import DAY, check_chain, make_applicant, press, rows_of, walk
from workflows import actions
from workflows.chain import standing_on

pytestmark = pytest.mark.django_db
ADMITTED = {"admitted_on": "2026-09-01"}


def presses(applicant, movers, second):
    """What three people press who all saw the applicant as a candidate."""
    seen = len(rows_of(applicant))
    return {
        "admit": lambda: press(applicant, "admit", movers.county_manager, seen=seen, values=ADMITTED),
        "ask": lambda: press(applicant, "ask", second, seen=seen),
        "void": lambda: actions.void(
            DEVELOPMENT, applicant, by=movers.county_manager, seen=seen, on=DAY, reason="选错了人"
        ),
    }


@pytest.mark.parametrize("order", list(permutations(["admit", "ask", "void"])), ids="-".join)
def test_of_several_people_pressing_at_once_one_succeeds_and_the_others_are_told(order, county, village, movers):
    applicant = walk(make_applicant(village), "candidate", movers)
    pressed = presses(applicant, movers, make_user(county, "manager", name="吴桐"))

    pressed[order[0]]()
    told = []
    for key in order[1:]:
        with pytest.raises(ValidationError) as caught:
            pressed[key]()
        told += caught.value.messages

    assert len(rows_of(applicant)) == 3
    assert all("刚刚改变了这条记录" in sentence and "没有重复办理" in sentence for sentence in told)
    check_chain(applicant)


def test_step_is_one_row_of_the_history(village, movers):
    applicant = walk(make_applicant(village), "activist", movers)

    [entry] = AuditEntry.objects.filter(action="workflow.step")
    assert (entry.actor_name, entry.object_id, entry.note) == ("何苗", str(applicant.pk), "确定积极分子")
    assert entry.changes == {"stage": ["未进入流程", "入党积极分子"]}


def test_rows_are_never_changed(village, movers):
    applicant = walk(make_applicant(village), "activist", movers)
    [row] = rows_of(applicant)

    with pytest.raises(AppendOnlyError):
        row.save()
    with pytest.raises(AppendOnlyError):
        row.delete()


def test_any_past_day_shows_what_was_shown_on_it(village, movers):
    applicant, shown = make_applicant(village), {}
    moves = {
        1: lambda on: press(applicant, "propose", movers.township_editor, on=on),
        3: lambda on: press(applicant, "choose", movers.township_manager, on=on),
        4: lambda on: press(applicant, "ask", movers.county_manager, on=on),
        7: lambda on: press(applicant, "answer", movers.county_manager, on=on, values={"answer": "没有意见"}),
        8: lambda on: actions.void(
            DEVELOPMENT, applicant, by=movers.city_manager, seen=4, on=on, reason="还没有书面意见"
        ),
        10: lambda on: press(applicant, "answer", movers.county_manager, on=on, values={"answer": "同意"}),
        12: lambda on: press(applicant, "admit", movers.county_manager, on=on, values={"admitted_on": "2026-09-11"}),
    }
    for number in range(1, 15):
        day = date(2026, 9, number)
        if number in moves:
            moves[number](day)
        applicant.refresh_from_db()
        shown[day] = (applicant.stage, applicant.stage_since, applicant.stage_due, applicant.stage_claimed)

    rows = rows_of(applicant)

    assert {day: tuple(standing_on(rows, day)[:4]) for day in shown} == shown
    assert len({state[0] for state in shown.values()}) == 4
    check_chain(applicant)


def test_void_gives_back_the_stage_before_and_says_why(village, movers):
    applicant = walk(make_applicant(village), "candidate", movers)

    row = actions.void(DEVELOPMENT, applicant, by=movers.county_manager, seen=2, on=DAY, reason=" 选错了人 ")

    assert (row.act, row.note, row.about.step) == ("void", "选错了人", "choose")
    check_chain(applicant)
    assert applicant.stage == "activist"


@pytest.mark.parametrize("person", ["township_editor", "township_manager"])
def test_only_the_level_above_declares_a_step_void(village, movers, person):
    applicant = walk(make_applicant(village), "candidate", movers)

    with pytest.raises((PermissionDenied, ValidationError), match="由其上级单位的管理人员作废"):
        actions.void(DEVELOPMENT, applicant, by=getattr(movers, person), seen=2, on=DAY, reason="选错了人")

    assert len(rows_of(applicant)) == 2


def test_void_needs_a_reason(village, movers):
    applicant = walk(make_applicant(village), "candidate", movers)

    with pytest.raises(ValidationError, match="请写明作废原因。"):
        actions.void(DEVELOPMENT, applicant, by=movers.county_manager, seen=2, on=DAY, reason=" ")


def test_steps_are_declared_void_one_after_the_other_back_to_the_first(village, movers):
    applicant = walk(make_applicant(village), "member", movers)
    for seen, by in ((3, movers.city_manager), (4, movers.county_manager)):
        actions.void(DEVELOPMENT, applicant, by=by, seen=seen, on=DAY, reason="有误")

    with pytest.raises(ValidationError, match="这是第一个环节"):
        actions.void(DEVELOPMENT, applicant, by=movers.county_manager, seen=5, on=DAY, reason="有误")

    check_chain(applicant)
    assert applicant.stage == "activist"


def test_many_are_moved_as_far_as_they_can_be(village, movers):
    fit = walk(make_applicant(village), "activist", movers)
    unfit = walk(make_applicant(village, "李大方", introduced=False), "activist", movers)
    stale = walk(make_applicant(village, "赵小军"), "activist", movers)

    moved, refused = actions.take_steps(
        DEVELOPMENT,
        [fit, unfit, stale],
        "choose",
        by=movers.township_manager,
        seen={fit.pk: 1, unfit.pk: 1, stale.pk: 0},
        on=DAY,
    )

    assert moved == [fit]
    assert [(record.pk, sentence[:9]) for record, sentence in refused] == [
        (unfit.pk, "还没有入党介绍人。"),
        (stale.pk, "何苗刚刚改变了这条"),
    ]


def test_deleted_record_is_told(village, movers):
    applicant = walk(make_applicant(village), "activist", movers)
    Applicant.objects.filter(pk=applicant.pk).delete()

    with pytest.raises(ValidationError, match="已被别人删除"):
        press(applicant, "choose", movers.township_manager)


def test_other_changes_of_the_ledger_leave_the_stage_alone(village, movers):
    applicant = walk(make_applicant(village), "candidate", movers)

    Applicant.objects.filter(pk=applicant.pk).update(remark="同意")
    announce(applicant)

    check_chain(applicant)
    assert applicant.stage == "candidate"
