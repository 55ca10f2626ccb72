"""Figures of grids and community workers (3.2)."""

from functools import reduce
from operator import add

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from governance.models.neighbourhoods import CommunityWorker, FormerGrid
from indicators import populations
from indicators.in_time import done_q
from indicators.populations import Population
from indicators.registry import Indicator, declare
from indicators.spans import SpanKind
from ledgers import declarations
from ledgers.resources import model_of
from organizations.models import placed_q

FORMER_GRID, WORKER, SECRETARY = "former_grid", "community_worker", "secretary"
MERGE_IS_UNKNOWN = Q(merged=None, merged_on="")
IS_GRADED = ~Q(grade="") & ~Q(grade__startswith="未")  # data: 未定级, 未评定
BENEFITS = ("pay", "insurance", "checkup", "training", "leave")
# The items of the care policy (关爱政策), each with its conditions for yes and for a blank.
ITEMS = ((IS_GRADED, Q(grade="")), *((Q(**{name: True}), Q(**{name: None})) for name in BENEFITS))


def is_merged(span):
    """Merged into the one net by the last day of the span."""
    return done_q(span.last_day, said=Q(merged=True), day="merged_on")


def grids_at_unit(span):
    """Confirmed former grids of the community of the outer query."""
    return FormerGrid.objects.confirmed().in_force(on=span.last_day).filter(organization=OuterRef("pk"))


def grids_below_unit(span):
    """Confirmed former grids of all places below the unit of the outer query, as they stood on the last day."""
    grids = FormerGrid.objects.confirmed().in_force(on=span.last_day)
    stood = placed_q(span.last_day, prefix="organization__placements__")
    return grids.filter(stood & below_q(OuterRef("place_path"), field="organization__placements__path"))


def all_merged(grids, span):
    """There are former ``grids``, and each of them is merged."""
    return Q(Exists(grids)) & ~Exists(grids.exclude(is_merged(span)))


def none_is_left(grids, span):
    """No former grid is known to be left: none is inventoried, or of some it is blank whether they are merged."""
    return ~Exists(grids.exclude(is_merged(span)).exclude(MERGE_IS_UNKNOWN))


def number_of(conditions):
    """How many of the ``conditions`` a row fulfils."""
    return reduce(add, (Case(When(condition, then=Value(1)), default=Value(0)) for condition in conditions))


def has_secretary(span):
    """A Party secretary of the community is in office."""
    secretaries = model_of(declarations.get(SECRETARY)).objects.confirmed().in_force(on=span.last_day)
    return Exists(secretaries.filter(organization=OuterRef("pk")))


def is_appraised(span):
    """The last appraisal was in the year of the span or in the year before: appraisals follow the end of a year."""
    return Q(appraised_on__gte=f"{span.year - 1}-01", appraised_on__lte=f"{span.last_day.isoformat()}T24:00")


def workers(span):
    return CommunityWorker.objects.in_force(on=span.last_day)


populations.declare(
    Population(
        "former_grids",
        _("原有网格"),
        ledgers=(FORMER_GRID,),
        rows=lambda span: FormerGrid.objects.in_force(on=span.last_day),
    )
)
populations.declare(Population("community_workers", _("社区工作者"), ledgers=(WORKER,), rows=workers))
populations.declare(
    Population(
        "worker_benefits",
        _("社区工作者关爱政策事项"),
        ledgers=(WORKER,),
        rows=workers,
        amount=Value(len(ITEMS)),
    )
)

declare(
    Indicator(
        "communities_merged",
        _("社区网格整合成一张网"),
        item="3.2",
        of="communities",
        span=SpanKind.DAY,
        met=lambda span: all_merged(grids_at_unit(span), span),
        unknown=lambda span: none_is_left(grids_at_unit(span), span),
        ledgers=(FORMER_GRID,),
        words=("网格",),
        unit=_("个社区"),
    )
)
declare(
    Indicator(
        "counties_merged",
        _("县域网格整合成一张网"),
        item="3.2",
        of="counties",
        span=SpanKind.DAY,
        met=lambda span: all_merged(grids_below_unit(span), span),
        unknown=lambda span: none_is_left(grids_below_unit(span), span),
        ledgers=(FORMER_GRID,),
        unit=_("个县（市、区）"),
    )
)
declare(
    Indicator(
        "former_grids_merged",
        _("原有网格已整合"),
        item="3.2",
        of="former_grids",
        span=SpanKind.DAY,
        met=is_merged,
        unknown=lambda span: MERGE_IS_UNKNOWN,
        unit=_("个网格"),
    )
)
declare(
    Indicator(
        "grids_staffed",
        _("网格有专职网格员并建立党组织"),
        item="3.2",
        of="grids",
        span=SpanKind.DAY,
        met=lambda span: Q(party_group=True, workers__gte=1),
        unknown=lambda span: (Q(party_group=None) | Q(party_group=True)) & (Q(workers=None) | Q(workers__gte=1)),
        unit=_("个网格"),
    )
)
declare(
    Indicator(
        "workers_graded",
        _("社区工作者核定岗位等级"),
        item="3.2",
        of="community_workers",
        span=SpanKind.DAY,
        met=lambda span: IS_GRADED,
        unknown=lambda span: Q(grade=""),
        unit=_("人"),
    )
)
declare(
    Indicator(
        "worker_benefits_realised",
        _("社区工作者关爱政策落实到人"),
        item="3.2",
        of="worker_benefits",
        span=SpanKind.DAY,
        met=lambda span: Q(*(yes for yes, _blank in ITEMS)),
        unknown=lambda span: Q(*(yes | blank for yes, blank in ITEMS)),
        met_amount=number_of(yes for yes, _blank in ITEMS),
        unknown_amount=number_of(blank for _yes, blank in ITEMS),
        unit=_("项"),
    )
)
declare(
    Indicator(
        "workers_appraised",
        _("社区工作者年度考核"),
        item="3.2",
        of="community_workers",
        span=SpanKind.YEAR,
        met=is_appraised,
        unknown=lambda span: Q(appraised_on=""),
        unit=_("人"),
    )
)
declare(
    Indicator(
        "community_secretaries",
        _("社区党组织书记在任"),
        item="3.2",
        of="communities",
        span=SpanKind.DAY,
        met=has_secretary,
        ledgers=(SECRETARY,),
        unit=_("个社区"),
    )
)
