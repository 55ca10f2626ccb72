"""Figures of item 2.3: supported villages, their money and its use, checks on the spot, the income of all villages."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from indicators import populations
from indicators.amounts import at_most
from indicators.in_time import TimeLimit
from indicators.populations import UNITS, Population
from indicators.registry import Indicator, declare
from indicators.spans import SpanKind
from ledgers.record_days import opened_q
from organizations.models import Organization
from rectification.models.economy import (
    FIRST_BATCH,
    FORBIDDEN_USES,
    PERMITTED_USES,
    SOLID_INCOME,
    WEAK_INCOME,
    FundPayment,
    SpotCheck,
    SupportedVillage,
    VillageIncome,
)

CLOSING = TimeLimit(due="due", done="closed_on")
SUPPORTED, PAYMENT, CHECK, INCOME = "supported_village", "fund_payment", "spot_check", "village_income"
SIGNATURES = ("party_signed", "finance_signed", "agriculture_signed")
NO_FINDING = ("", "无", "无问题", "没有", "没有问题", "暂无", "未发现")  # data
BEFORE_ALL = date(2000, 1, 1)  # a day before the support began, from which all payments count


def rural_villages(span):
    """Villages that exist on the last day, without communities (社区): only villages have a collective economy."""
    return Organization.objects.filter(level=Organization.Level.VILLAGE, kind=Organization.Kind.VILLAGE)


# Supported villages


def supported(span):
    """Rows of the list of supported villages that are in force on the last day."""
    return SupportedVillage.objects.in_force(on=span.last_day)


def is_signed_by_all(span):
    return Q(**dict.fromkeys(SIGNATURES, True))


def signature_is_unknown(span):
    """No department has refused, and it is blank whether one of them has signed."""
    return ~Q(party_signed=False) & ~Q(finance_signed=False) & ~Q(agriculture_signed=False)


def has_approved_plan(span):
    return ~Q(plan_approved_on="") & opened_q("plan_approved_on", by=span.last_day)


def villages_with_money(span):
    """Villages to which money is allocated, with ``allocated_yuan`` and, of it, ``paid_yuan`` up to the last day.

    What a village that was merged had, counts for its successor, also after a second merger: allocations that this
    took over, those that it could not take over since it has the same batch, and the payments.
    """
    day = span.last_day
    allocations, left = supported(span).confirmed(), left_behind(span)
    payments = FundPayment.objects.confirmed().in_span(BEFORE_ALL, day)
    allocated = _total(allocations.filter(organization=OuterRef("pk")), "allocated_yuan")
    paid = _total(payments.filter(organization=OuterRef("pk")), "amount_yuan")
    for merged in merged_into(OuterRef("pk"), on=day):  # a sum for each, found by the index of the successor
        allocated += _total(left.filter(merged), "allocated_yuan")
        paid += _total(payments.filter(merged), "amount_yuan")
    villages = Organization.objects.filter(level=Organization.Level.VILLAGE, pk__in=_villages_of(allocations, left))
    villages = villages.annotate(allocated_yuan=allocated).filter(allocated_yuan__gt=0)
    return villages.annotate(paid_yuan=at_most(paid, "allocated_yuan"))


def _villages_of(allocations, left):
    """The ids of villages that may have money: of ``allocations``, and of those that villages which ended ``left``."""
    successors = ("organization__successor", "organization__successor__successor")
    return allocations.order_by().values("organization").union(*(left.order_by().values(unit) for unit in successors))


def left_behind(span):
    """Confirmed allocations of villages that have ended, which no successor took over."""
    copies = SupportedVillage.objects.filter(previous=OuterRef("pk"))
    records = SupportedVillage.objects.confirmed().filter(opened_q("chosen_on", by=span.last_day))
    ended = Q(until__isnull=True, organization__valid_to__lt=span.last_day)
    return records.filter(ended, ~Exists(copies))


def merged_into(village, *, on):
    """Conditions for records of units that were merged into ``village`` by ``on``, and into one that was merged."""
    once = Q(organization__valid_to__lt=on)
    twice = once & Q(organization__successor__valid_to__lt=on)
    return once & Q(organization__successor=village), twice & Q(organization__successor__successor=village)


_MONEY = VillageIncome._meta.get_field("operating_yuan")


def _total(records, field):
    """The sum of ``field`` over ``records``, which belong to a unit of the outer query; 0 without any."""
    totals = records.order_by().values(same=Value(1)).annotate(total=Sum(field)).values("total")
    return Coalesce(Subquery(totals, output_field=_MONEY), Value(0, output_field=_MONEY))


# Payments


def is_permitted(span):
    """Nothing speaks against the use: the box says yes or the kind is permitted, and neither says the opposite."""
    is_good = Q(permitted=True) | Q(use_kind__in=PERMITTED_USES)
    return is_good & ~Q(use_kind__in=FORBIDDEN_USES) & ~Q(permitted=False)


def permission_is_unknown(span):
    return Q(permitted__isnull=True, use_kind="")


# Checks on the spot


def first_batch(span):
    return supported(span).filter(batch=FIRST_BATCH)


def is_checked(span):
    """A confirmed check on a day of the span at the village; a month counts from its first day."""
    checks = SpotCheck.objects.confirmed().filter(organization=OuterRef("organization"))
    first_month = span.first_day.isoformat()[:7]
    return Exists(checks.filter(opened_q("visited_on", by=span.last_day), visited_on__gte=first_month))


def findings(span):
    """Findings of spot checks that were open on a day of the span; a check without a finding is none."""
    checks = SpotCheck.objects.in_span(span.first_day, span.last_day)
    return checks.exclude(finding__in=NO_FINDING).exclude(finding__startswith="未发现")  # data


def is_closed(span):
    return ~Q(closed_on="") & opened_q("closed_on", by=span.last_day)


# Incomes of all villages


def incomes(year):
    """Confirmed incomes of the year at the village of the outer query."""
    return VillageIncome.objects.confirmed().filter(year=year, organization=OuterRef("pk"))


def earns(yuan):
    """Return the condition that the operating income of the year so far has reached ``yuan``."""
    return lambda span: Exists(incomes(span.year).filter(operating_yuan__gte=yuan))


def income_is_unknown(span):
    return ~Exists(incomes(span.year).filter(operating_yuan__isnull=False))


def assets_of_two_years(span):
    """Incomes of the year with their assets and ``base``, those of the year before, where both are known.

    There is no growth from nothing: a base of 0 does not count.
    """
    last_year = VillageIncome.objects.confirmed().filter(
        year=span.year - 1, organization=OuterRef("organization"), assets_yuan__gt=0
    )
    this_year = incomes(span.year).filter(assets_yuan__isnull=False)
    return this_year.alias(base=Subquery(last_year.values("assets_yuan")[:1])).filter(base__isnull=False)


def keeps_assets(span):
    return Exists(assets_of_two_years(span).filter(assets_yuan__gte=F("base")))


def assets_are_unknown(span):
    return ~Exists(assets_of_two_years(span))


def benefits_households(span):
    return Exists(incomes(span.year).filter(Q(households__gt=0) | Q(dividend_yuan__gt=0)))


def benefit_is_unknown(span):
    """Nobody has said that no household benefits and nothing is paid out."""
    return ~Exists(incomes(span.year).filter(households=0, dividend_yuan=0))


POPULATIONS = (
    Population("rural_villages", _("行政村"), ledgers=(UNITS,), rows=rural_villages),
    Population("supported_villages", _("扶持村"), ledgers=(SUPPORTED,), rows=supported),
    Population("first_batch_villages", _("第一批扶持村"), ledgers=(SUPPORTED,), rows=first_batch),
    Population(
        "support_money",
        _("下达的扶持资金"),
        ledgers=(UNITS, SUPPORTED, PAYMENT),
        rows=villages_with_money,
        amount="allocated_yuan",
    ),
    Population(
        "fund_payments",
        _("扶持资金拨付"),
        ledgers=(PAYMENT,),
        rows=lambda span: FundPayment.objects.in_span(span.first_day, span.last_day),
        outlives_place=True,
    ),
    Population("spot_check_findings", _("实地抽查发现的问题"), ledgers=(CHECK,), rows=findings),
    Population(
        "due_findings",
        _("整改到期的抽查问题"),
        ledgers=(CHECK,),
        rows=lambda span: findings(span).filter(CLOSING.fell_due_q(span)),
    ),
)
for population in POPULATIONS:
    populations.declare(population)

INDICATORS = (
    Indicator(
        "supported_chosen_jointly",
        _("扶持村经三部门会商选定"),
        item="2.3",
        of="supported_villages",
        span=SpanKind.DAY,
        met=is_signed_by_all,
        unknown=signature_is_unknown,
        unit=_("个村"),
    ),
    Indicator(
        "supported_plans_approved",
        _("扶持村实施方案已批复"),
        item="2.3",
        of="supported_villages",
        span=SpanKind.DAY,
        met=has_approved_plan,
        unit=_("个村"),
    ),
    Indicator(
        "support_money_paid",
        _("扶持资金拨付"),
        item="2.3",
        of="support_money",
        span=SpanKind.DAY,
        met=lambda span: Q(paid_yuan__gte=F("allocated_yuan")),
        met_amount="paid_yuan",
        unit=_("元"),
    ),
    Indicator(
        "payments_permitted",
        _("扶持资金用途合规"),
        item="2.3",
        of="fund_payments",
        span=SpanKind.YEAR,
        met=is_permitted,
        unknown=permission_is_unknown,
        unit=_("笔"),
    ),
    Indicator(
        "first_batch_checked",
        _("第一批扶持村已实地抽查"),
        item="2.3",
        of="first_batch_villages",
        span=SpanKind.YEAR,
        met=is_checked,
        ledgers=(CHECK,),
        unit=_("个村"),
    ),
    Indicator(
        "findings_closed",
        _("抽查发现问题已整改"),
        item="2.3",
        of="spot_check_findings",
        span=SpanKind.YEAR,
        met=is_closed,
        unit=_("个问题"),
    ),
    Indicator(
        "findings_closed_in_time",
        _("抽查发现问题按期整改"),
        item="2.3",
        of="due_findings",
        span=SpanKind.YEAR,
        met=lambda span: CLOSING.kept_q(),
        unknown=lambda span: CLOSING.unknown_q(),
        unit=_("个问题"),
    ),
    Indicator(
        "villages_earning_50000",
        _("经营性收入5万元以上的村"),
        item="2.3",
        of="rural_villages",
        span=SpanKind.YEAR,
        met=earns(WEAK_INCOME),
        unknown=income_is_unknown,
        ledgers=(INCOME,),
        unit=_("个村"),
    ),
    Indicator(
        "villages_earning_100000",
        _("经营性收入10万元以上的村"),
        item="2.3",
        of="rural_villages",
        span=SpanKind.YEAR,
        met=earns(SOLID_INCOME),
        unknown=income_is_unknown,
        ledgers=(INCOME,),
        unit=_("个村"),
    ),
    Indicator(
        "villages_keeping_assets",
        _("集体资产没有减少的村"),
        item="2.3",
        of="rural_villages",
        span=SpanKind.YEAR,
        met=keeps_assets,
        unknown=assets_are_unknown,
        ledgers=(INCOME,),
        unit=_("个村"),
    ),
    Indicator(
        "villages_benefiting",
        _("集体经济使群众受益的村"),
        item="2.3",
        of="rural_villages",
        span=SpanKind.YEAR,
        met=benefits_households,
        unknown=benefit_is_unknown,
        ledgers=(INCOME,),
        unit=_("个村"),
    ),
)
for indicator in INDICATORS:
    declare(indicator)
