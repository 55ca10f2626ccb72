"""Figures of service circles, merged systems, demonstration sites and answered demands (党群服务中心, A3.4)."""

from datetime import date

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.lookups import Exact, IsNull
from django.utils.translation import gettext_lazy as _

from governance.models import Appeal, CommunityCircle, DemoCheck, DemoSite, InformationSystem
from indicators import populations
from indicators.populations import Population
from indicators.registry import Indicator, declare
from indicators.spans import SpanKind
from ledgers.record_days import happened_q, opened_q

CIRCLE_MINUTES = 15


def inside(span):
    """Whether the community of the outer query is inside the circle, by its newest sheet; null where that is blank.

    The minutes decide, and the box only where no minutes are given.
    """
    sheets = CommunityCircle.objects.confirmed().filter(organization=OuterRef("pk"), year__lte=span.year)
    by_minutes = Case(
        When(minutes__lte=CIRCLE_MINUTES, then=Value(True)),
        When(minutes__gt=CIRCLE_MINUTES, then=Value(False)),
        default=F("inside"),
        output_field=BooleanField(),
    )
    newest = sheets.order_by("-year").annotate(is_inside=by_minutes).values("is_inside")[:1]
    return Subquery(newest, output_field=BooleanField())


def listed_systems(span):
    """All systems that were ever listed, also those merged in earlier years: the share is of the whole list."""
    return InformationSystem.objects.in_span(date.min, span.last_day)


def is_merged(span):
    return ~Q(merged_on="") & opened_q("merged_on", by=span.last_day)


def is_checked(span):
    """The site was checked in the half-year."""
    checks = DemoCheck.objects.confirmed().in_span(span.first_day, span.last_day)
    return Exists(checks.filter(organization=OuterRef("organization"), site=OuterRef("name")))


def answered_demands(span):
    """Demands that were finished in the span."""
    finished = happened_q("finished_at", first=span.first_day, last=span.last_day)
    return Appeal.objects.filter(finished).exclude(finished_at="")


populations.declare(
    Population("information_systems", _("列入清单的信息系统"), ledgers=("information_system",), rows=listed_systems)
)
populations.declare(
    Population(
        "demo_sites",
        _("在册示范点"),
        ledgers=("demo_site",),
        rows=lambda span: DemoSite.objects.in_force(on=span.last_day),
    )
)
populations.declare(
    Population(
        "answered_demands",
        _("已办结的群众诉求"),
        ledgers=("appeal",),
        rows=answered_demands,
        outlives_place=True,
    )
)

declare(
    Indicator(
        "communities_inside_circle",
        _("社区在15分钟服务圈内"),
        item="3.4",
        of="communities",
        span=SpanKind.DAY,
        met=lambda span: Q(Exact(inside(span), True)),
        unknown=lambda span: Q(IsNull(inside(span), True)),
        ledgers=("community_circle",),
        unit=_("个社区"),
    )
)
declare(
    Indicator(
        "systems_merged",
        _("信息系统已整合"),
        item="3.4",
        of="information_systems",
        span=SpanKind.DAY,
        met=is_merged,
        unknown=lambda span: Q(merged_on="") & ~Q(merged_into=""),
        unit=_("个系统"),
    )
)
declare(
    Indicator(
        "demo_sites_checked",
        _("示范点本半年已跟踪检查"),
        item="3.4",
        of="demo_sites",
        span=SpanKind.HALF_YEAR,
        met=is_checked,
        ledgers=("demo_check",),
        unit=_("个示范点"),
    )
)
declare(
    Indicator(
        "demands_solved",
        _("诉求问题已解决"),
        item="3.4",
        of="answered_demands",
        span=SpanKind.YEAR,
        met=lambda span: Q(solved=True),
        unknown=lambda span: Q(solved__isnull=True),
        unit=_("件"),
    )
)
declare(
    Indicator(
        "demands_satisfied",
        _("诉求办理群众满意"),
        item="3.4",
        of="answered_demands",
        span=SpanKind.YEAR,
        met=lambda span: Q(satisfied=True),
        unknown=lambda span: Q(satisfied__isnull=True),
        unit=_("件"),
    )
)
declare(
    Indicator(
        "demands_repeated",
        _("诉求办结后重复反映"),
        item="3.4",
        of="answered_demands",
        span=SpanKind.YEAR,
        met=lambda span: Q(repeated=True),
        unknown=lambda span: Q(repeated__isnull=True),
        better="less",
        unit=_("件"),
    )
)
