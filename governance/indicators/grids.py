from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Grid
from indicators import populations
from indicators.populations import Population
from indicators.registry import Indicator, declare
from indicators.spans import SpanKind

populations.declare(
    Population(
        "grids",
        _("网格"),
        ledgers=("grid",),
        rows=lambda span: Grid.objects.in_force(on=span.last_day),
    )
)

declare(
    Indicator(
        "grids_with_party_group",
        _("网格建立党组织"),
        item="3.2",
        of="grids",
        span=SpanKind.DAY,
        met=lambda span: Q(party_group=True),
        unknown=lambda span: Q(party_group__isnull=True),
        words=("网格",),
        unit=_("个网格"),
    )
)
