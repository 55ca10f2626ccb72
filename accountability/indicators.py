"""Figures of area 四: reviews, burdens, notices, support by departments, and papers of counties."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from accountability.models import BurdenItem, Notice, PolicyPaper, ReviewProblem, SupportRequest
from indicators import populations
from indicators.in_time import TimeLimit
from indicators.populations import Population, stood_below_q
from indicators.registry import STEER, Indicator, declare, declare_area
from indicators.spans import SpanKind
from ledgers.record_days import held_once_q, opened_q
from organizations.models import not_ended_q

CLOSING = TimeLimit(due="due", done="closed_on")
SUPPORT = TimeLimit(due="due", done="done_on")
REPLY = TimeLimit(due="reply_due", done="replied_on")
PROBLEM, BURDEN, NOTICE, REQUEST, PAPER = "review_problem", "burden_item", "notice", "support_request", "policy_paper"


def counting_once(model, limit, span):
    """Cases of ``model`` that count on the last day of the span: all of the units there are, and what an ended unit had
    finished. What it left open goes on as the copy of its successor, or has ended with it.
    """
    finished = has_come(limit.done, span)
    return model.objects.filter(
        held_once_q(model, on=span.last_day), not_ended_q(span.last_day, prefix="organization__") | finished
    )


def has_come(field, span):
    """The day in ``field`` is not after the span; of a month only when it has begun."""
    return ~Q(**{field: ""}) & opened_q(field, by=span.last_day)


def problems_of(year, span):
    """Problems told at the reviews of ``year``; without a day of the review, those that a file of ``year`` brought."""
    reviewed = Q(reviewed_on__startswith=str(year)) | Q(reviewed_on="", year=year)
    return counting_once(ReviewProblem, CLOSING, span).filter(reviewed)


def problems_of_last_year(span):
    """Problems told at last year's reviews; they are to be closed within this year (domain 3.9, A4 review)."""
    return problems_of(span.year - 1, span)


def problems_due(span):
    """Problems whose time limit ran out in the span; without a limit, those of last year's reviews."""
    without_limit = problems_of_last_year(span).filter(due="").values("pk")
    return counting_once(ReviewProblem, CLOSING, span).filter(CLOSING.fell_due_q(span) | Q(pk__in=without_limit))


def is_closed(span):
    return has_come(CLOSING.done, span)


def requests_due(span):
    """Requests that a department had to answer in the span; without a limit, those asked in the span."""
    asked = Q(asked_on__startswith=str(span.year)) & opened_q("asked_on", by=span.last_day)
    without_limit = Q(asked | Q(asked_on="", year=span.year), due="")
    return counting_once(SupportRequest, SUPPORT, span).filter(SUPPORT.fell_due_q(span) | without_limit)


def notices_due(span):
    """Notices whose reply fell due in the span; a circular that asks for no reply is none of them."""
    return Notice.objects.filter(REPLY.fell_due_q(span))


def items_of_county(span, *, on):
    """Confirmed items in force on the day ``on`` that the county of the outer query or a township of it asks.

    The townships are those of the last day of the span and those that ended below the county, whatever the day: a
    township that moves brings its items of both days, and so adds no burden.
    """
    return BurdenItem.objects.confirmed().in_force(on=on).filter(stood_below_q("place_path", on=span.last_day))


def number_of(rows):
    """The number of ``rows``, a QuerySet that refers to the outer query."""
    counted = rows.order_by().values(one=Value(1)).annotate(rows=Count("pk")).values("rows")
    return Coalesce(Subquery(counted), 0)


def end_of_last_year(span):
    return date(span.year - 1, 12, 31)


def has_not_grown(span):
    """As many items in force as at the end of last year, or fewer."""
    now, before = items_of_county(span, on=span.last_day), items_of_county(span, on=end_of_last_year(span))
    return Q(LessThanOrEqual(number_of(now), number_of(before))) & ~growth_is_unknown(span)


def growth_is_unknown(span):
    """The county has registered no item, neither now nor at the end of last year."""
    now, before = items_of_county(span, on=span.last_day), items_of_county(span, on=end_of_last_year(span))
    return ~(Q(Exists(now)) | Q(Exists(before)))


def serves_q(item):
    """Papers that carry out the ``item`` of the speech, such as 2.3: one of their codes begins with its number."""
    return Q(item_codes__startswith=f"{item} ") | Q(item_codes__contains=f"、{item} ")  # data: codes are joined by 、


def has_plan(item):
    """A condition: the county has issued a plan (方案) for ``item`` in the span."""

    def met(span):
        plans = PolicyPaper.objects.confirmed().in_span(span.first_day, span.last_day).filter(kind="方案")  # data
        return Exists(plans.filter(serves_q(item), organization=OuterRef("pk")))

    return met


def has_rule(item):
    """A condition: the county has issued a rule (制度) for ``item`` by the last day, in whatever year."""

    def met(span):
        rules = PolicyPaper.objects.confirmed().filter(opened_q("issued_on", by=span.last_day), kind="制度")  # data
        return Exists(rules.filter(serves_q(item), organization=OuterRef("pk")))

    return met


declare_area(4, _("责任落实"))
populations.declare(
    Population(
        "last_years_problems",
        _("上年述职评议问题"),
        ledgers=(PROBLEM,),
        rows=problems_of_last_year,
        outlives_place=True,
    )
)
populations.declare(
    Population("problems_due", _("到期的述职评议问题"), ledgers=(PROBLEM,), rows=problems_due, outlives_place=True)
)
populations.declare(
    Population(
        "burden_items",
        _("在用的减负清单事项"),
        ledgers=(BURDEN,),
        rows=lambda span: BurdenItem.objects.in_force(on=span.last_day),
    )
)
populations.declare(
    Population("requests_due", _("到期的部门配合事项"), ledgers=(REQUEST,), rows=requests_due, outlives_place=True)
)
populations.declare(
    Population("notices_due", _("到期应回复的提醒约谈"), ledgers=(NOTICE,), rows=notices_due, outlives_place=True)
)

declare(
    Indicator(
        "review_problems_closed",
        _("上年述职评议问题销号"),
        item="4.1",
        of="last_years_problems",
        span=SpanKind.YEAR,
        met=is_closed,
        words=("第一责任人", "述职"),
        unit=_("个问题"),
    )
)
declare(
    Indicator(
        "review_problems_in_time",
        _("述职评议问题按期销号"),
        item="4.1",
        of="problems_due",
        span=SpanKind.YEAR,
        met=lambda span: CLOSING.kept_q(),
        unknown=lambda span: CLOSING.unknown_q(),
        unit=_("个问题"),
    )
)
declare(
    Indicator(
        "burden_items_approved",
        _("减负清单事项有依据、经批准"),
        item="4.2",
        of="burden_items",
        span=SpanKind.DAY,
        met=lambda span: ~Q(approved_by="") & ~Q(basis=""),
        unknown=lambda span: Q(approved_by="") | Q(basis=""),
        words=("减负", "基层负担", "工作负担", "形式主义"),
        unit=_("项"),
    )
)
declare(
    Indicator(
        "counties_without_more_burden",
        _("减负清单事项比上年末不增加的县（市、区）"),
        item="4.2",
        of="counties",
        span=SpanKind.DAY,
        met=has_not_grown,
        unknown=growth_is_unknown,
        ledgers=(BURDEN,),
        use=STEER,  # who registers less would rank first
        unit=_("个县（市、区）"),
    )
)
declare(
    Indicator(
        "support_requests_in_time",
        _("部门配合事项按期办结"),
        item="4.3",
        of="requests_due",
        span=SpanKind.YEAR,
        met=lambda span: SUPPORT.kept_q(),
        unknown=lambda span: SUPPORT.unknown_q(),
        words=("部门配合", "约谈"),
        unit=_("项"),
    )
)
declare(
    Indicator(
        "notices_replied_in_time",
        _("提醒约谈按期回复"),
        item="4.3",
        of="notices_due",
        span=SpanKind.YEAR,
        met=lambda span: REPLY.kept_q(),
        unknown=lambda span: REPLY.unknown_q(),
        unit=_("次"),
    )
)


def declare_paper_of_counties(key, label, item, met):
    """Declare that each county has a paper for ``item``. It steers: a paper alone says nothing about the work."""
    declare(
        Indicator(
            key,
            label,
            item=item,
            of="counties",
            span=SpanKind.YEAR,
            met=met,
            ledgers=(PAPER,),
            use=STEER,
            unit=_("个县（市、区）"),
        )
    )


declare_paper_of_counties("counties_with_mission_rule", _("已建立不忘初心制度的县（市、区）"), "1", has_rule("1"))
declare_paper_of_counties("counties_with_rural_plan", _("当年制定贯彻农村条例方案的县（市、区）"), "2", has_plan("2"))
declare_paper_of_counties("counties_with_economy_plan", _("当年制定集体经济方案的县（市、区）"), "2.3", has_plan("2.3"))
declare_paper_of_counties(
    "counties_with_worker_rule", _("已建立社区工作者管理考核制度的县（市、区）"), "3.2", has_rule("3.2")
)
