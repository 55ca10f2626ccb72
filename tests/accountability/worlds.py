"""Makes confirmed records of the ledgers of responsibility, in one line."""

from accountability.models import BurdenItem, Notice, PolicyPaper, ReviewProblem, SupportRequest
from tests.indicators.worlds import make_record


def make_review_problem(place, problem="经费投入不足", **values):
    return make_record(ReviewProblem, place, problem=problem, **({"reviewed_on": "2025"} | values))


def make_item(place, name="农村人居环境月报", **values):
    return make_record(BurdenItem, place, name=name, **values)


def make_notice(place, **values):
    return make_record(Notice, place, **({"step": "提醒", "cause": "进度滞后", "sent_on": "2026-03-01"} | values))


def make_request(place, content="拨付扶持资金", **values):
    values = {"department": "县财政局", "asked_on": "2026-03-01"} | values
    return make_record(SupportRequest, place, content=content, **values)


def make_paper(place, name="实施方案", **values):
    return make_record(PolicyPaper, place, name=name, **({"kind": "方案", "issued_on": "2026-04-15"} | values))
