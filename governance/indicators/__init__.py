"""Populations and indicators of area 三 (城市基层党建), a module for each subject."""

from django.utils.translation import gettext_lazy as _

from governance.indicators import demands, grids, linkage, neighbourhoods, services, streets
from indicators.registry import declare_area

__all__ = ["demands", "grids", "linkage", "neighbourhoods", "services", "streets"]

declare_area(3, _("城市治理"))
