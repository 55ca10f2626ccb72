from django.db.models import Q

from indicators import populations
from indicators.populations import Population
from indicators.registry import Indicator, declare, declare_area
from indicators.spans import SpanKind
from tests.development.models import Applicant

declare_area(5, "党员发展")
populations.declare(
    Population(
        "applicants",
        "当年的入党申请人",
        ledgers=("applicant",),
        rows=lambda span: Applicant.objects.in_span(span.first_day, span.last_day),
    )
)
declare(
    Indicator(
        "applicants_introduced",
        "申请人有入党介绍人",
        item="5.10",
        of="applicants",
        span=SpanKind.YEAR,
        met=lambda span: Q(introduced=True),
        unknown=lambda span: Q(introduced=None),
        unit="人",
    )
)
