"""Every step outside the table is refused with a sentence: stage × step × role × level × place."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from organizations.models import User
from tests.development.workflows import DEVELOPMENT
from tests.factories import make_organization, make_user
from tests.workflows.worlds import DAY, STEPS, check_chain, make_applicant, press, rows_of, walk
from workflows import rights

pytestmark = pytest.mark.django_db
# What may be done: in which stage, which step, by people of which level and with which roles.
TABLE = {
    ("", "propose"): ("township", {"editor", "manager"}),
    ("activist", "choose"): ("township", {"manager"}),
    ("candidate", "admit"): ("county", {"manager"}),
    ("candidate", "ask"): ("county", {"manager"}),
    ("asked", "answer"): ("county", {"manager"}),
}
VALUES = {"admit": {"admitted_on": "2026-09-01"}, "answer": {"answer": "没有意见"}}
SENTENCE = re.compile(r"^[^。]+。$")


@pytest.fixture
def everybody(city, county, other_county, township, village):
    """``{(role, level, whether the place of the record is theirs): account}``, and departments."""
    other_township = make_organization("港口镇", parent=county)
    units = {
        ("city", True): city,
        ("county", True): county,
        ("county", False): other_county,
        ("township", True): township,
        ("township", False): other_township,
        ("village", True): village,
        ("village", False): make_organization("港边村", parent=other_township),
        ("department", True): make_organization("民政局", parent=county, kind="部门", level="county"),
    }
    return {
        (role, level, own): make_user(unit, role, name=f"{unit.name}{role}")
        for (level, own), unit in units.items()
        for role in User.Role.values
    }


@pytest.mark.parametrize("stage", STEPS)
def test_only_the_steps_of_the_table_can_be_taken(stage, everybody, movers, village):
    applicant = walk(make_applicant(village), stage, movers)

    for step in DEVELOPMENT.steps:
        for (role, level, own), user in everybody.items():
            wanted_level, roles = TABLE.get((stage, step.key), ("", set()))
            may = own and level == wanted_level and role in roles
            assert refusal(applicant, step, user) == "" if may else SENTENCE.match(refusal(applicant, step, user)), (
                step.key,
                role,
                level,
                own,
            )


def refusal(applicant, step, user):
    """The sentence with which ``step`` is refused, "" if it is taken. The button shows the same sentence."""
    rows, sentence = rows_of(applicant), ""
    why_not = rights.why_not(DEVELOPMENT, step, applicant, user=user, rows=rows, on=DAY)
    with transaction.atomic():
        try:
            press(applicant, step.key, user, values=VALUES.get(step.key))
        except PermissionDenied as error:
            sentence = str(error)
        except ValidationError as error:
            [sentence] = error.messages
        else:
            check_chain(applicant)
        transaction.set_rollback(True)
    assert sentence == why_not
    return sentence


def test_whoever_took_the_step_before_may_not_take_the_second_one(village, movers, county):
    applicant = walk(make_applicant(village), "activist", movers)
    press(applicant, "choose", movers.township_manager)
    movers.township_manager.organization = county  # moved to the county since
    movers.township_manager.save()

    with pytest.raises(ValidationError, match="“确定发展对象”已由您办理，“接收为预备党员”要由另一人办理。"):
        press(applicant, "admit", movers.township_manager, values=VALUES["admit"])


def test_guard_says_the_same_on_the_button_and_in_the_refusal(village, movers):
    applicant = walk(make_applicant(village, introduced=None), "activist", movers)
    step = DEVELOPMENT.step("choose")
    arguments = {"user": movers.township_manager, "rows": rows_of(applicant), "on": DAY}

    assert rights.why_not(DEVELOPMENT, step, applicant, **arguments) == "还没有入党介绍人。"
    with pytest.raises(ValidationError, match="还没有入党介绍人。"):
        press(applicant, "choose", movers.township_manager)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "请填写日期"),
        ({"admitted_on": "不知道"}, "不知道"),
        ({"admitted_on": "2026-09-02"}, "还没有到"),
        ({"admitted_on": "2026-08-31"}, "早于进入“发展对象”的时间（2026-09-01）"),
    ],
)
def test_step_needs_what_its_form_asks_for(village, movers, typed, message):
    applicant = walk(make_applicant(village), "candidate", movers)

    with pytest.raises(ValidationError) as caught:
        press(applicant, "admit", movers.county_manager, values=typed)

    assert message in caught.value.message_dict["admitted_on"][0]
    check_chain(applicant)
    assert applicant.stage == "candidate"
