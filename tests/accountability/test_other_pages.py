"""What the pages of the other ledgers of responsibility refuse and how they order their rows."""

from django.urls import reverse

from accountability.models import Notice
from tests.accountability.worlds import make_request, make_review_problem
from tests.factories import make_organization, make_user


def test_notice_about_a_discipline_case_is_refused_and_the_typed_text_kept(people, as_user, county, township):
    typed = dict.fromkeys(Notice.ledger().fields, "") | {
        "organization": "漆工镇", "step": "约谈", "cause": "涉嫌违纪已立案", "sent_on": "2026-03-01",
    }  # fmt: skip

    page = as_user(people.county_editor).post(reverse("ledgers:add", args=["notice"]), typed)

    form = page.context["form"]
    assert form.errors == {"cause": ["“事由”里有“立案”。纪律审查、处分和线索等内容不得录入本平台，请删去后再提交。"]}
    assert form["cause"].value() == "涉嫌违纪已立案"
    assert not Notice.objects.exists()


def test_open_problems_of_the_earliest_review_come_first(people, as_user, county):
    make_review_problem(county, "甲", reviewed_on="2025-12", closed_on="2026-03-01")
    make_review_problem(county, "乙", reviewed_on="2025-12")
    make_review_problem(county, "丙", reviewed_on="2024-12")

    page = as_user(people.county_editor).get(reverse("ledgers:records", args=["review_problem"]) + "?year=2026")

    assert [row["record"].problem for row in page.context["rows"]] == ["丙", "乙", "甲"]


def test_department_reads_what_was_asked_of_departments_and_no_notices(as_user, county, township):
    office = make_organization("民政局", parent=county, kind="部门", level="county")
    make_request(township)
    client = as_user(make_user(office, "viewer"))

    requests = client.get(reverse("ledgers:records", args=["support_request"]) + "?year=2026")

    assert [row["record"].content for row in requests.context["rows"]] == ["拨付扶持资金"]
    assert client.get(reverse("ledgers:records", args=["notice"])).status_code == 404
