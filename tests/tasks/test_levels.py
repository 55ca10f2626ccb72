"""A person chooses at which level of a directive work is handed out; what was confirmed or edited stays."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from audit.models import AuditEntry
from tasks import actions
from tests.factories import make_user
from tests.tasks.directing import make_directive

PLAN = """全县基层党建工作要点
一、建强组织
（一）规范支部运行。各党支部要规范运行。
1.按月开会。支部委员会会议每月召开1次，6月底前完善制度。
2.按季讲课。每季度讲课1次，9月底前讲完一轮。
（二）管好党员队伍。各乡镇党委要管好队伍。
1.摸清底数。5月底前摸清流动党员底数。
2.结对联系。年底前每名流动党员有1名联系人。
二、压实责任
（一）开展述职。各乡镇党委书记要在12月15日前述职。
（二）加强督查。每季度督查1次，年底前通报。
"""


@pytest.fixture
def manager(city):
    return make_user(city, "manager")


@pytest.fixture
def directive(city, manager):
    return make_directive(city, text=PLAN, by=manager)


def numbers(directive, **states):
    return list(directive.proposals.filter(**states).values_list("number", flat=True))


def proposal(directive, number):
    return directive.proposals.get(number=number)


def test_first_level_below_an_area_is_proposed_at_first(directive):
    assert numbers(directive) == ["1.1", "1.2", "2.1", "2.2"]
    assert [area["levels"] for area in directive.outline["areas"]] == [["（一）", "1."], ["（一）"]]


def test_other_level_is_proposed_in_all_areas_that_have_it(directive, manager):
    actions.choose_level(directive, by=manager, level="1.")

    assert numbers(directive) == ["1.1.1", "1.1.2", "1.2.1", "1.2.2", "2.1", "2.2"]
    assert str(proposal(directive, "1.2.1").deadline) == "2026-05-31"


def test_level_of_one_area_leaves_the_others(directive, manager):
    actions.choose_level(directive, by=manager, level="area", area="2")

    assert numbers(directive) == ["1.1", "1.2", "2.1"]
    assert proposal(directive, "2.1").title == "压实责任"


def test_back_to_the_level_of_the_text_gives_the_first_proposals_again(directive, manager):
    actions.choose_level(directive, by=manager, level="1.")
    directive.refresh_from_db()
    actions.choose_level(directive, by=manager, level="")

    assert numbers(directive) == ["1.1", "1.2", "2.1", "2.2"]


def test_accepted_edited_and_dropped_proposals_stay_when_the_level_goes_down(directive, manager):
    actions.accept_proposals(directive, by=manager, proposals=[proposal(directive, "1.1")])
    actions.edit_proposal(proposal(directive, "2.1"), by=manager, title="组织述职评议")
    actions.drop_proposal(proposal(directive, "2.2"), by=manager)

    actions.choose_level(directive, by=manager, level="1.")

    assert numbers(directive) == ["1.1", "1.2.1", "1.2.2", "2.1", "2.2"]
    assert proposal(directive, "1.1").task.number == "1.1"
    assert proposal(directive, "2.1").title == "组织述职评议"
    assert proposal(directive, "2.2").state == "dropped"


def test_neighbours_of_a_confirmed_part_stay_when_the_level_goes_up(directive, manager):
    actions.choose_level(directive, by=manager, level="1.")
    directive.refresh_from_db()
    actions.accept_proposals(directive, by=manager, proposals=[proposal(directive, "1.1.2")])

    actions.choose_level(directive, by=manager, level="（一）")

    assert numbers(directive) == ["1.1.1", "1.1.2", "1.2", "2.1", "2.2"]


def test_merged_and_split_proposals_stay(directive, manager):
    actions.merge_proposals(proposal(directive, "2.1"), [proposal(directive, "2.2")], by=manager)
    split = proposal(directive, "1.2")
    actions.split_proposal(split, by=manager, at=split.text.index("2.结对"))

    actions.choose_level(directive, by=manager, level="1.")

    assert numbers(directive) == ["1.1.1", "1.1.2", "1.2", "1.2-2", "2.1", "2.2"]
    assert numbers(directive, state="merged") == ["2.2"]


def test_chosen_level_holds_when_the_year_is_corrected(directive, manager):
    actions.choose_level(directive, by=manager, level="1.")
    actions.change_directive(directive, by=manager, base_year=2027)

    assert str(proposal(directive, "1.2.1").deadline) == "2027-05-31"


@pytest.mark.parametrize(("level", "area"), [("①", ""), ("1.", "2"), ("（一）", "9")])
def test_level_or_area_that_the_text_does_not_have_is_refused(directive, manager, level, area):
    with pytest.raises(ValidationError):
        actions.choose_level(directive, by=manager, level=level, area=area)

    assert numbers(directive) == ["1.1", "1.2", "2.1", "2.2"]


def test_only_the_issuer_chooses_and_the_history_says_so(directive, county, manager):
    with pytest.raises(PermissionDenied):
        actions.choose_level(directive, by=make_user(county, "manager"), level="1.")
    actions.choose_level(directive, by=manager, level="1.", area="1")

    assert "1." in AuditEntry.objects.get(action="directive.level_chosen").note


def test_page_shows_the_level_and_changes_it(client, directive, manager):
    client.force_login(manager)
    page = reverse("tasks:directive", args=[directive.pk])

    shown = client.get(page).content.decode()
    answer = client.post(reverse("tasks:directive_level", args=[directive.pk]), {"area": "1", "level-1": "1."})
    refused = client.post(
        reverse("tasks:directive_level", args=[directive.pk]), {"area": "2", "level-2": "①"}, follow=True
    )

    assert "自动（现按“（一）”）" in shown
    assert answer.url == page
    assert numbers(directive) == ["1.1.1", "1.1.2", "1.2.1", "1.2.2", "2.1", "2.2"]
    assert "没有“①”这一层" in refused.content.decode()
