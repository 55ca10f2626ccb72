from django.utils.translation import gettext_lazy as _

from indicators import populations
from indicators.populations import Population
from registers.models import Branch

populations.declare(
    Population(
        "branches",
        _("在册党组织"),
        ledgers=("branch",),
        rows=lambda span: Branch.objects.in_force(on=span.last_day),
    )
)
