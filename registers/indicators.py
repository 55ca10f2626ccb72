from django.utils.translation import gettext_lazy as _

from indicators import populations
from indicators.populations import Population
from registers import units  # noqa: F401 (declares the populations of units)
from registers.models import Branch, ResidentUnit

populations.declare(
    Population(
        "branches",
        _("在册党组织"),
        ledgers=("branch",),
        rows=lambda span: Branch.objects.in_force(on=span.last_day),
    )
)
populations.declare(
    Population(
        "resident_units",
        _("驻区单位"),
        ledgers=("resident_unit",),
        rows=lambda span: ResidentUnit.objects.in_force(on=span.last_day),
    )
)
