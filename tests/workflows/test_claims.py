"""The ledger claims stages; people confirm or return them, and never lose what they have decided."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import AuditEntry
from tests.development.models import Applicant
from tests.development.workflows import DEVELOPMENT
from tests.indicators.worlds import announce
from tests.workflows.worlds import check_chain, make_applicant, press, rows_of, walk
from workflows import actions

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def today(clock):
    return clock(2026, 9, 1)


def say(applicant, phase):
    """The ledger now says ``phase``."""
    Applicant.objects.filter(pk=applicant.pk).update(phase=phase)
    announce(applicant)
    applicant.refresh_from_db()


def test_ledger_claims_the_stage_of_a_new_record(village):
    applicant = make_applicant(village, phase="发展对象")

    check_chain(applicant)
    [row] = rows_of(applicant)
    assert (row.act, row.by, row.to_stage, row.claimed) == ("claim", None, "candidate", True)
    assert AuditEntry.objects.filter(action="workflow.claim", object_id=applicant.pk).exists()


def test_saying_the_same_again_claims_nothing(village):
    applicant = make_applicant(village, phase="发展对象")

    announce(applicant)

    assert len(rows_of(applicant)) == 1


def test_unconfirmed_claim_follows_the_ledger_back_and_forth(village):
    applicant = make_applicant(village, phase="发展对象")

    say(applicant, "积极分子")

    check_chain(applicant)
    assert (applicant.stage, applicant.stage_claimed) == ("activist", True)


def test_no_step_is_taken_from_a_stage_that_nobody_has_confirmed(village, movers):
    applicant = make_applicant(village, phase="发展对象")

    with pytest.raises(ValidationError, match="“发展对象”是台账填报的，还没有核实"):
        press(applicant, "ask", movers.county_manager)


def test_whoever_may_take_the_step_confirms_the_claim_although_steps_before_are_missing(village, movers):
    applicant = make_applicant(village, phase="发展对象")

    row = actions.confirm_claim(DEVELOPMENT, applicant, by=movers.township_manager, seen=1, on=DAY)

    check_chain(applicant)
    assert (row.act, row.about.act, applicant.stage, applicant.stage_claimed) == (
        "confirm",
        "claim",
        "candidate",
        False,
    )


@pytest.mark.parametrize("person", ["township_editor", "county_manager", "city_manager"])
def test_nobody_else_confirms_or_returns_the_claim(village, movers, person):
    applicant, by = make_applicant(village, phase="发展对象"), getattr(movers, person)

    with pytest.raises(PermissionDenied, match="“确定发展对象”由乡级单位的管理人员办理"):
        actions.confirm_claim(DEVELOPMENT, applicant, by=by, seen=1, on=DAY)
    with pytest.raises(PermissionDenied, match="“确定发展对象”由乡级单位的管理人员办理"):
        actions.return_claim(DEVELOPMENT, applicant, by=by, seen=1, on=DAY, reason="不属实")


def test_guard_of_the_step_holds_for_the_claim_too(village, movers):
    applicant = make_applicant(village, phase="发展对象", introduced=None)

    with pytest.raises(ValidationError, match="还没有入党介绍人。"):
        actions.confirm_claim(DEVELOPMENT, applicant, by=movers.township_manager, seen=1, on=DAY)


def test_returned_claim_leaves_the_record_where_people_put_it(village, movers):
    applicant = walk(make_applicant(village), "activist", movers)
    say(applicant, "发展对象")

    actions.return_claim(DEVELOPMENT, applicant, by=movers.township_manager, seen=2, on=DAY, reason="没有讨论")

    check_chain(applicant)
    assert (applicant.stage, applicant.stage_claimed) == ("activist", False)


def test_returned_first_claim_leaves_the_record_in_the_first_stage(village, movers):
    applicant = make_applicant(village, phase="发展对象")

    actions.return_claim(DEVELOPMENT, applicant, by=movers.township_manager, seen=1, on=DAY, reason="没有讨论")

    check_chain(applicant)
    assert (applicant.stage, applicant.stage_claimed) == ("activist", False)


def test_claim_that_was_returned_does_not_come_back_until_the_ledger_says_something_new(village, movers):
    applicant = walk(make_applicant(village), "activist", movers)
    say(applicant, "发展对象")
    actions.return_claim(DEVELOPMENT, applicant, by=movers.township_manager, seen=2, on=DAY, reason="没有讨论")

    announce(applicant)
    unchanged = len(rows_of(applicant))
    say(applicant, "积极分子")
    say(applicant, "发展对象")

    assert unchanged == 3
    assert [row.act for row in rows_of(applicant)] == ["step", "claim", "void", "claim"]
    check_chain(applicant)


def test_ledger_never_takes_back_what_people_have_decided(village, movers):
    applicant = walk(make_applicant(village), "candidate", movers)

    say(applicant, "积极分子")

    assert (applicant.stage, applicant.stage_in_ledger, len(rows_of(applicant))) == ("candidate", "activist", 2)


def test_confirmation_can_be_declared_void_and_the_claim_then_returned(village, movers):
    applicant = make_applicant(village, phase="发展对象")
    actions.confirm_claim(DEVELOPMENT, applicant, by=movers.township_manager, seen=1, on=DAY)

    actions.void(DEVELOPMENT, applicant, by=movers.county_manager, seen=2, on=DAY, reason="没有讨论")
    actions.confirm_claim(DEVELOPMENT, applicant, by=movers.township_manager, seen=3, on=DAY)
    actions.void(DEVELOPMENT, applicant, by=movers.county_manager, seen=4, on=DAY, reason="没有讨论")
    actions.return_claim(DEVELOPMENT, applicant, by=movers.township_manager, seen=5, on=DAY, reason="没有讨论")

    check_chain(applicant)
    assert (applicant.stage, applicant.stage_claimed) == ("activist", False)


def test_claims_are_confirmed_in_bulk(village, movers):
    sure = make_applicant(village, phase="发展对象")
    unsure = make_applicant(village, "李大方", phase="发展对象", introduced=None)
    seen = {sure.pk: 1, unsure.pk: 1}

    moved, refused = actions.confirm_claims(DEVELOPMENT, [sure, unsure], by=movers.township_manager, seen=seen, on=DAY)

    assert (moved, refused) == ([sure], [(unsure, "还没有入党介绍人。")])


def test_claims_of_many_records_take_a_bounded_number_of_queries(village, django_assert_max_num_queries):
    applicants = [make_applicant(village, f"申请人{number}") for number in range(30)]
    Applicant.objects.update(phase="积极分子")

    with django_assert_max_num_queries(14):
        announce(applicants[0])

    assert Applicant.objects.filter(stage="activist").count() == 30
