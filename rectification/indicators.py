from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.registry import Indicator, declare
from rectification.models import CollectiveEconomy, Secretary, WeakOrg

declare(
    Indicator(
        key="weak_orgs_rectified",
        label=_("整顿到位"),
        item="2.1",
        ledger="weak_org",
        records=lambda: WeakOrg.objects,
        met=Q(rectified=True),
        words=("软弱涣散",),
        unit=_("个村"),
        counted="organization",
    )
)
declare(
    Indicator(
        key="secretaries_filed",
        label=_("书记已县级备案"),
        item="2.2",
        ledger="secretary",
        records=lambda: Secretary.objects,
        met=Q(filed=True),
        words=("带头人",),
        unit=_("人"),
    )
)
declare(
    Indicator(
        key="projects_finished",
        label=_("扶持项目完工"),
        item="2.3",
        ledger="collective_economy",
        records=lambda: CollectiveEconomy.objects,
        met=Q(progress__gte=100),
        words=("集体经济",),
        unit=_("个项目"),
    )
)
