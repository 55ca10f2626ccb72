from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.registry import Indicator, declare
from training.models import LifePlan, SecretaryTraining

declare(
    Indicator(
        key="secretaries_trained",
        label=_("参加三天以上培训并合格"),
        item="1.1",
        ledger="secretary_training",
        records=lambda: SecretaryTraining.objects,
        met=Q(passed=True, days__gte=3),
        words=("书记集中轮训",),
        unit=_("人次"),
    )
)
declare(
    Indicator(
        key="life_plans",
        label=_("已报送年度组织生活计划"),
        item="1.3",
        ledger="life_plan",
        records=lambda: LifePlan.objects,
        met=~Q(plan=""),
        words=("组织生活",),
        unit=_("个支部"),
    )
)
