"""The pages of the workflows: way, buttons, forms, bulk, list, export, past days."""

from datetime import date

import pytest

from tests.development.models import Applicant
from tests.factories import make_organization
from tests.workflows.worlds import make_applicant, rows_of, walk

pytestmark = pytest.mark.django_db
LIST = "/workflows/development/"


@pytest.fixture(autouse=True)
def today(clock):
    return clock(2026, 9, 20)


def body(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8-sig")


def test_list_shows_stage_age_limit_and_overdue(village, movers, as_user):
    walk(make_applicant(village), "candidate", movers, on=date(2026, 6, 1))

    response = as_user(movers.county_manager).get(LIST)

    [row] = response.context["rows"]
    assert (str(row["stage"]), row["age"], row["record"].shown_due) == ("发展对象", 111, date(2026, 7, 14))
    assert "逾期 68 天" in body(response)
    assert "共 <b>1</b> 条，其中逾期 <b>1</b> 条。" in body(response)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("stage=activist", ["李大方"]),
        ("overdue=on", ["王小明"]),
        ("claimed=on", ["赵小军"]),
        ("q=湖塘", ["李大方", "王小明", "赵小军"]),
        ("q=没有", []),
        ("place=361126104000", ["李大方", "王小明", "赵小军"]),
        ("place=1", []),
        ("stage=activist&overdue=on", []),
    ],
)
def test_filters_stand_in_the_address(village, movers, as_user, query, names):
    walk(make_applicant(village), "candidate", movers, on=date(2026, 6, 1))
    walk(make_applicant(village, "李大方"), "activist", movers)
    make_applicant(village, "赵小军", phase="发展对象")

    rows = as_user(movers.county_manager).get(f"{LIST}?{query}").context["rows"]

    assert sorted(row["record"].applicant for row in rows) == sorted(names)


def test_list_of_a_past_day_shows_the_stages_of_that_day(village, movers, as_user):
    walk(make_applicant(village), "activist", movers, on=date(2026, 9, 1))
    client = as_user(movers.township_manager)
    applicant = Applicant.objects.get()
    client.post(f"{LIST}{applicant.pk}/choose/", {"seen": 1})

    shown = {
        day: [str(row["stage"]) for row in client.get(LIST, {"on": day}).context["rows"]]
        for day in ("2026-08-31", "2026-09-19", "2026-09-20")
    }

    assert shown == {"2026-08-31": [], "2026-09-19": ["入党积极分子"], "2026-09-20": ["发展对象"]}


def test_export_has_the_rows_of_the_list(village, movers, as_user):
    walk(make_applicant(village), "candidate", movers, on=date(2026, 6, 1))

    text = body(as_user(movers.county_manager).get(f"{LIST}export/?format=csv&stage=candidate"))

    assert "发展对象" in text
    assert "2026-07-14" in text
    assert "已办理" in text


def test_page_draws_the_way_with_what_is_done_missing_and_to_come(village, movers, as_user):
    applicant = make_applicant(village, phase="发展对象")

    response = as_user(movers.county_manager).get(f"{LIST}{applicant.pk}/")

    assert [stretch.state for stretch in response.context["way"]] == ["done", "now", "to_come", "to_come"]
    assert "这个阶段来自台账，还没有人核实" in body(response)


def test_button_that_cannot_be_pressed_says_why(village, movers, as_user):
    applicant = walk(make_applicant(village, introduced=None), "activist", movers)

    text = body(as_user(movers.township_manager).get(f"{LIST}{applicant.pk}/"))

    assert "disabled" in text
    assert "还没有入党介绍人。" in text


def test_form_asks_for_exactly_what_the_step_needs(village, movers, as_user):
    applicant = walk(make_applicant(village), "candidate", movers)

    form = as_user(movers.county_manager).get(f"{LIST}{applicant.pk}/admit/").context["form"]

    assert set(form.fields) == {"admitted_on", "seen"}


def test_failed_form_keeps_what_was_typed(village, movers, as_user):
    applicant = walk(make_applicant(village), "candidate", movers)

    response = as_user(movers.county_manager).post(
        f"{LIST}{applicant.pk}/admit/", {"seen": 2, "admitted_on": "2026年9月31日"}
    )

    assert response.status_code == 200
    assert "2026年9月31日" in body(response)
    assert len(rows_of(applicant)) == 2


@pytest.mark.parametrize("seen", ["", "x", "1", "99"])
def test_form_that_is_out_of_date_is_told(village, movers, as_user, seen):
    applicant = walk(make_applicant(village), "candidate", movers)

    response = as_user(movers.county_manager).post(
        f"{LIST}{applicant.pk}/admit/", {"seen": seen, "admitted_on": "2026-09-20"}
    )

    assert response.status_code == 200
    assert "刷新" in body(response)
    assert len(rows_of(applicant)) == 2


def test_claim_is_returned_with_a_reason(village, movers, as_user):
    applicant = make_applicant(village, phase="发展对象")
    client = as_user(movers.township_manager)

    refused = client.post(f"{LIST}{applicant.pk}/claim/", {"seen": 1, "reason": ""})
    client.post(f"{LIST}{applicant.pk}/claim/", {"seen": 1, "reason": "没有讨论"})

    applicant.refresh_from_db()
    assert "请写明原因。" in body(refused)
    assert (applicant.stage, applicant.stage_claimed) == ("activist", False)


def test_step_is_declared_void_with_a_reason(village, movers, as_user):
    applicant = walk(make_applicant(village), "candidate", movers)
    asked = as_user(movers.county_manager).get(f"{LIST}{applicant.pk}/void/")

    assert "罗浩于 2026-09-01 办理的“确定发展对象”作废，恢复到“入党积极分子”；办理记录保留。" in body(asked)
    as_user(movers.county_manager).post(f"{LIST}{applicant.pk}/void/", {"seen": 2, "reason": "选错了人"})

    applicant.refresh_from_db()
    assert applicant.stage == "activist"


def test_bulk_step_asks_once_and_says_what_did_not_move(village, movers, as_user):
    one = walk(make_applicant(village), "candidate", movers)
    other = walk(make_applicant(village, "李大方"), "activist", movers)
    client = as_user(movers.county_manager)
    chosen = {"step": "admit", "pk": [one.pk, other.pk], f"seen-{one.pk}": 2, f"seen-{other.pk}": 1}

    asked = client.post(f"{LIST}many/", chosen)
    done = client.post(f"{LIST}many/", chosen | {"send": "1", "admitted_on": "2026-09-20"}, follow=True)

    one.refresh_from_db()
    assert [field.name for field in asked.context["form"]] == ["admitted_on"]
    assert one.stage == "member"
    assert "已办理 1 条" in body(done)
    assert "没有办理：现在是“入党积极分子”" in body(done)


def test_claims_are_confirmed_from_the_list(village, movers, as_user):
    applicant = make_applicant(village, phase="发展对象")

    as_user(movers.township_manager).post(
        f"{LIST}many/", {"step": "confirm", "pk": [applicant.pk], f"seen-{applicant.pk}": 1}
    )

    applicant.refresh_from_db()
    assert not applicant.stage_claimed


@pytest.mark.parametrize(
    "data", [{}, {"pk": "x"}, {"pk": "1", "step": "admit"}, {"step": "nothing"}, {"pk": "99999999999999999999"}]
)
def test_nonsense_in_bulk_is_answered(village, movers, as_user, data):
    assert as_user(movers.county_manager).post(f"{LIST}many/", data).status_code == 302


@pytest.mark.parametrize("path", ["nothing/", "development/1/", "development/1/nothing/", "development/1/admit/"])
def test_what_does_not_exist_is_not_found(village, movers, as_user, path):
    assert as_user(movers.county_manager).get(f"/workflows/{path}").status_code == 404


@pytest.mark.parametrize("query", ["on=x", "on=2999-01-01", "stage=x", "sort=x", "page=x", "q=%00"])
def test_nonsense_in_the_address_is_no_error(village, movers, as_user, query):
    make_applicant(village, phase="发展对象")

    assert as_user(movers.county_manager).get(f"{LIST}?{query}").status_code == 200


def test_overview_counts_the_stages_of_the_own_unit(county, village, movers, as_user):
    walk(make_applicant(village), "activist", movers)
    elsewhere = make_organization("葛源村", parent=make_organization("葛源镇", parent=county))
    make_applicant(elsewhere, "李大方", phase="积极分子")

    entries = as_user(movers.township_manager).get("/workflows/").context["entries"]

    [entry] = [entry for entry in entries if entry["workflow"].key == "development"]
    assert [(row["stage"].key, row["count"]) for row in entry["stages"]] == [("activist", 1)]


def test_pages_take_no_more_queries_with_more_records(village, movers, as_user, django_assert_max_num_queries):
    client = as_user(movers.county_manager)
    for number in range(12):
        make_applicant(village, f"申请人{number}", phase="积极分子")

    client.get(LIST)
    with django_assert_max_num_queries(16):
        client.get(LIST)


def test_record_outside_the_workflow_has_a_page_with_the_step_that_brings_it_in(village, movers, as_user):
    applicant = make_applicant(village)

    response = as_user(movers.township_editor).get(f"{LIST}{applicant.pk}/")

    assert {stretch.state for stretch in response.context["way"]} == {"to_come"}
    assert "还没有进入流程。" in body(response)
    assert "确定积极分子" in body(response)
