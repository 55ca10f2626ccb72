from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Appeal, Grid
from indicators.registry import Indicator, declare

declare(
    Indicator(
        key="grids_with_party_group",
        label=_("网格建立党组织"),
        item="3.2",
        ledger="grid",
        records=lambda: Grid.objects,
        met=Q(party_group=True),
        words=("网格",),
        unit=_("个网格"),
    )
)
declare(
    Indicator(
        key="appeals_in_time",
        label=_("诉求按期办结"),
        item="3.4",
        ledger="appeal",
        records=lambda: Appeal.objects,
        met=Q(overdue=False) & ~Q(finished_at=""),
        words=("党群服务中心",),
        unit=_("件"),
    )
)
