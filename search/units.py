"""Units as results of a search: by name, alias, code or pinyin initials."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.resolving import place_index
from search.providers import Hit, Kind


def _find(user, text):
    return user.units_matching(text).highest_first()


def _seen(user, codes):
    return Organization.objects.visible_to(user).filter(code__in=codes)


def _tell(user, units):
    index, on = place_index(Organization), timezone.localdate()
    return [_hit(unit, index, on) for unit in units]


def _hit(unit, index, on):
    full_name = index.full_name(unit.code)
    return Hit(
        key=unit.code,
        title=unit.name,
        url=reverse("unit" if unit.is_department else "place", args=[unit.code]),
        place=full_name.removesuffix(unit.name),
        note=f"{unit.get_kind_display()}　{unit.code}",
        tag="" if unit.is_in_force(on=on) else _t("已停用或未启用"),
    )


def _code(kwargs):
    return kwargs["code"]


UNITS = Kind(
    key="unit",
    label=_("单位"),
    order=10,
    find=_find,
    tell=_tell,
    pages={"unit": _code, "place": _code},
    seen=_seen,
)
