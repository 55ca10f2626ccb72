"""Which branches have a yearly plan of Party life (年度组织生活计划): a plan names a secretary and no branch."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from indicators.registry import Indicator, declare
from indicators.spans import SpanKind
from registers.models import Branch
from training.models import LifePlan


def plans_of_place(span):
    """Confirmed plans of the year at the place of the branch of the outer query; a plan names no branch."""
    plans = LifePlan.objects.confirmed().in_span(span.first_day, span.last_day)
    return plans.filter(organization=OuterRef("organization")).exclude(plan="")


def has_plan(span, *, such_as=Q()):  # noqa: B008 (a condition is never changed)
    """The plan names the secretary of the branch, or the branch is the only one at the place of the plan.

    Only plans that fit ``such_as`` count.
    """
    others = Branch.objects.confirmed().in_force(on=span.last_day)
    others = others.filter(organization=OuterRef("organization")).exclude(pk=OuterRef("pk"))
    plans = plans_of_place(span).filter(such_as)
    is_own = ~Q(secretary="") & Q(Exists(plans.filter(secretary=OuterRef("secretary"))))
    return is_own | (Q(Exists(plans)) & ~Exists(others))


def plan_is_unknown(span):
    """There are plans at the place, and it is blank who is the secretary of the branch or of one of the plans."""
    plans = plans_of_place(span)
    return Q(Exists(plans.filter(secretary=""))) | (Q(secretary="") & Q(Exists(plans)))


declare(
    Indicator(
        "life_plans",
        _("已报送年度组织生活计划"),
        item="1.3",
        of="branches",
        span=SpanKind.YEAR,
        met=has_plan,
        unknown=plan_is_unknown,
        ledgers=("life_plan",),
        words=("组织生活",),
        unit=_("个支部"),
    )
)
