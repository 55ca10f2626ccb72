"""Figures of the reform of street management (3.1)."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from governance.models.streets import StreetItem
from indicators import populations
from indicators.in_time import done_q
from indicators.populations import Population
from indicators.registry import Indicator, declare
from indicators.spans import SpanKind
from organizations.models import Organization

STREET_ITEM = "street_item"
DIMENSIONS = ("明责", "赋权", "扩能")  # data
NOT_STARTED, IMPLEMENTED = "未启动", "已实施"  # data
IS_STARTED = ~Q(status__in=("", NOT_STARTED)) | ~Q(implemented_on="")
SAYS_NOTHING = Q(status="", implemented_on="")


def street_items(span):
    """Items of streets that are listed on the last day; those carried out stay in the list."""
    items = StreetItem.objects.in_force(on=span.last_day)
    return items.filter(organization__kind=Organization.Kind.STREET)


def is_implemented(span):
    return done_q(span.last_day, said=Q(status=IMPLEMENTED), day="implemented_on")


def each_dimension(span, condition):
    """Streets that have a confirmed item that fits ``condition`` in each of the three dimensions."""
    items = StreetItem.objects.confirmed().in_force(on=span.last_day).filter(condition, organization=OuterRef("pk"))
    return Q(*(Q(Exists(items.filter(dimension=dimension))) for dimension in DIMENSIONS))


populations.declare(Population("street_items", _("街道改革事项"), ledgers=(STREET_ITEM,), rows=street_items))
declare(
    Indicator(
        "streets_with_progress",
        _("街道改革取得实质性进展"),
        item="3.1",
        of="streets",
        span=SpanKind.DAY,
        # Substantial progress: in each of the three dimensions at least one item is carried out.
        met=lambda span: each_dimension(span, is_implemented(span)),
        unknown=lambda span: each_dimension(span, is_implemented(span) | SAYS_NOTHING),
        ledgers=(STREET_ITEM,),
        words=("街道管理体制",),
        unit=_("个街道"),
    )
)
declare(
    Indicator(
        "streets_started",
        _("街道改革三个方面均已启动"),
        item="3.1",
        of="streets",
        span=SpanKind.DAY,
        met=lambda span: each_dimension(span, IS_STARTED),
        unknown=lambda span: each_dimension(span, IS_STARTED | SAYS_NOTHING),
        ledgers=(STREET_ITEM,),
        unit=_("个街道"),
    )
)
declare(
    Indicator(
        "street_items_implemented",
        _("街道改革事项已实施"),
        item="3.1",
        of="street_items",
        span=SpanKind.DAY,
        met=is_implemented,
        unknown=lambda span: SAYS_NOTHING,
        unit=_("项"),
    )
)
