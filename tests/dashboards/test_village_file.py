"""The file of a village (一村一档): its rectification, its secretary and its Party organization, and the way to it."""

import re
from datetime import date

import pytest
from django.urls import reverse

from dashboards.village import VillageFile, tags_of
from ledgers import overview
from rectification.models import FirstSecretary, VillageVisit
from tests.dashboards.test_pages import text_of
from tests.factories import make_organization
from tests.indicators.worlds import make_branch, make_problem, make_record, make_secretary

TODAY = date(2026, 11, 23)
HELPERS = {"county_leader": "尹美玲", "township_leader": "唐有才", "first_secretary": "", "paired_unit": "县民政局"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_clock(today):
    """Open all pages on Monday, 23 November 2026."""


def file_of(village, user, on=TODAY):
    keys = {held.ledger.key for held in overview.of_place(village, user, year=on.year)}
    return VillageFile(village, user, on=on, ledgers=keys)


def results(village, user):
    return [problem["tag"]["label"] for problem in file_of(village, user).problems]


@pytest.mark.parametrize(
    ("values", "result"),
    [
        ({"deadline": "2026-11-22"}, "逾期 1 天"),
        ({"deadline": "2026-11-23"}, "剩 0 天"),
        ({"deadline": "2026-10"}, "逾期 23 天"),
        ({}, "未填时限"),
        ({"rectified": True, "done_on": "2026-06-22", "deadline": "2026-05-31"}, "06-22 销号"),
        ({"rectified": True}, "已销号"),
        ({"rectified": True, "done_on": "2026-12-01", "deadline": "2026-12-31"}, "剩 38 天"),
    ],
)
def test_problem_says_whether_it_is_solved_late_or_due(village, people, values, result):
    make_problem(village, **values)

    assert results(village, people.county_editor) == [result]


def test_village_is_rectified_when_each_problem_is(village, people):
    make_problem(village, "班子不团结", rectified=True, done_on="2026-06-22")
    open_problem = make_problem(village, "书记不胜任", deadline="2026-10-31")

    assert file_of(village, people.county_editor).tag["label"] == "整顿逾期 23 天"

    open_problem.rectified, open_problem.done_on = True, "2026-11-20"
    open_problem.save()

    assert file_of(village, people.county_editor).tag["label"] == "已整顿到位"


def test_helpers_are_shown_with_their_visits_and_a_blank_is_unknown(village, people):
    make_problem(village, **HELPERS)
    for day in ("2026-10-12", "2026-11-12"):
        make_record(VillageVisit, village, leader="尹美玲", rank="县级领导", visited_on=day)

    helpers = [(helper["text"], helper["note"]) for helper in file_of(village, people.city_viewer).four_ones]

    assert helpers == [("尹*玲", "本年到村 2 次，最近 11-12"), ("唐*才", ""), ("", ""), ("县民政局", "")]


def test_vacant_post_of_the_first_secretary_is_known_from_the_register(village, people):
    make_problem(village, **HELPERS)
    former = {"name": "王立", "until": date(2026, 11, 5), "leaving_reason": "transferred"}
    make_record(FirstSecretary, village, **former)

    assert file_of(village, people.county_editor).four_ones[2]["note"] == "空缺 18 天"

    make_record(FirstSecretary, village, name="赵小平", sent_by="县财政局")

    assert file_of(village, people.county_editor).four_ones[2] == {
        "label": "第一书记",
        "text": "赵小平",
        "note": "县财政局",
    }


def test_rounds_tell_when_the_village_was_listed_and_closed(village, people):
    make_problem(village, listed_on="2022-03-01", weak_type="班子不团结", rectified=True, done_on="2023-02-10")
    make_problem(village, listed_on="2026-02-01", weak_type="书记不胜任", deadline="2026-10-31")

    file = file_of(village, people.county_editor)

    assert [(entry["when"], entry["text"], entry["state"]) for entry in file.rounds] == [
        ("2022-03-01", "列入（班子不团结）", "did"),
        ("2023-02-10", "销号", "did"),
        ("2026-02-01", "列入（书记不胜任）", "now"),
        ("2026-10-31", "整改时限", "late"),
    ]
    assert "第 2 次被列为整顿对象（上次 2023 年销号）。" in file.lead


def test_file_of_a_past_day_knows_nothing_of_later_rounds(village, people):
    make_problem(village, listed_on="2026-02-01", rectified=True, done_on="2026-06-22")

    assert file_of(village, people.county_editor, on=date(2026, 1, 31)).cases == []
    assert file_of(village, people.county_editor, on=date(2026, 6, 21)).tag["label"] == "整顿中"
    assert file_of(village, people.county_editor, on=date(2026, 6, 22)).tag["label"] == "已整顿到位"


def test_facts_name_the_secretary_and_what_is_not_known(village, people):
    make_secretary(village, "张建国", director_too=None, filed=True, filed_on="2026-08-03", phone="10012346721")
    make_branch(village, members=46, has_committee=True, groups=2)

    file = file_of(village, people.city_viewer)

    facts = {str(fact["label"]): str(fact["value"]) for fact in file.facts}
    assert facts["书记"] == "张*国（是否一肩挑未填）"
    assert facts["县级备案"] == "2026-08-03 已备案"
    assert facts["电话"] == "100****6721"
    assert "10012346721" not in str(file_of(village, people.county_editor).facts)
    assert file.lead == "湖塘村党支部有党员 46 名。设支委会。有 2 个党小组。"


def test_village_without_records_says_that_there_is_no_secretary(client, people, village):
    client.force_login(people.county_editor)

    text = text_of(client.get(reverse("place", args=[village.code])))

    assert "台账里没有在任书记" in text
    assert "整顿轮次" not in text


def test_page_shows_problems_helpers_rounds_and_facts(client, people, village):
    make_problem(village, "村务公开不及时", measures="每月5日前公示", deadline="2026-10-31", **HELPERS)
    client.force_login(people.county_editor)

    text = text_of(client.get(reverse("place", args=[village.code])))

    for words in ("整顿逾期 23 天", "村务公开不及时", "每月5日前公示", "尹美玲", "县民政局", "整顿轮次", "基本情况"):
        assert words in text


def test_other_county_gets_no_file(client, people, village):
    client.force_login(people.other_county_editor)

    assert client.get(reverse("place", args=[village.code])).status_code == 404


def links_of(client, address):
    page = client.get(address).content.decode()
    return set(re.findall(r'href="(/places/\d+/)"', page[page.index("<main") :]))


def test_every_village_is_one_click_from_its_township_the_register_and_its_records(client, people, village, township):
    other = make_organization("上坊村", parent=township)
    make_problem(village)
    client.force_login(people.county_editor)
    here, there = (reverse("place", args=[unit.code]) for unit in (village, other))

    assert {here, there} <= links_of(client, reverse("place", args=[township.code]))
    assert {here, there} <= links_of(client, reverse("unit", args=[township.code]))
    assert here in links_of(client, reverse("ledgers:records", args=["weak_org"]))
    assert here in links_of(client, reverse("indicators:gap", args=["weak_villages_rectified", township.code]))


def test_township_sees_all_its_villages_on_the_page_of_units(client, people, village, township):
    client.force_login(people.township_editor)

    response = client.get(reverse("districts"))

    assert [row["unit"] for row in response.context["rows"]] == [village]
    assert "共 1 个单位" in text_of(response)
    assert "漆工镇还没有把任务分解给它们" in text_of(response)
    assert "清除筛选条件" not in text_of(response)


def test_township_page_marks_villages_under_rectification(people, village, township):
    other = make_organization("上坊村", parent=township)
    make_problem(village, deadline="2026-11-22")

    assert tags_of([village, other], people.county_editor, on=TODAY) == {
        village.pk: {"label": "整顿逾期 1 天", "tone": "late"}
    }


def test_page_costs_few_queries_however_many_records_there_are(client, people, village, django_assert_max_num_queries):
    for number in range(8):
        make_problem(village, f"问题{number}", deadline="2026-10-31", **HELPERS)
    make_secretary(village)
    client.force_login(people.county_editor)
    address = reverse("place", args=[village.code])
    client.get(address)

    with django_assert_max_num_queries(90):
        client.get(address)
