"""The list of units on the page 组织机构."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from files.writing import Column
from organizations.models import Organization
from pages.filters import DayFilter, FlagFilter, TextFilter
from pages.list_page import ListPage


class UnitRegister(ListPage):
    """Units directly below ``unit`` on a day; with a search, matching units at any depth below it."""

    url_name, export_url_name = "unit", "unit-export"
    nothing_found = _("没有找到单位")
    hint = _("可以换用较短的名称、代码的前几位或拼音首字母，例如弋阳县可输入 yyx。")
    q = TextFilter(_("搜索"), placeholder=_("名称、代码或拼音首字母"))
    on = DayFilter(_("查看日期"))
    ended = FlagFilter(_("包括已停用和未启用的单位"))
    sizes = (50, 100)
    sorts = {
        "name": ["initials", "name"],
        "kind": ["kind", "path_then"],
        "code": ["code"],
        "townships": ["townships_below"],
        "villages": ["villages_below"],
    }
    always = ("on", "ended")
    columns = (
        Column(_("代码"), width=16),
        Column(_("名称"), width=28),
        Column(_("层级"), width=8),
        Column(_("上级代码"), width=16),
        Column(_("类别"), width=8),
        Column(_("简称"), width=16),
        Column(_("别名"), width=24),
        Column(_("启用日期"), "date"),
        Column(_("停用日期"), "date"),
        Column(_("承接单位代码"), width=16),
    )

    def __init__(self, request, unit):
        self.unit = unit
        super().__init__(request)

    @property
    def day(self):
        """The day in the address; today when it is missing or invalid."""
        return self.active_filters.get("on") or timezone.localdate()

    @property
    def is_of_the_past(self):
        return self.day < timezone.localdate()

    def known_end(self, unit):
        return unit.known_end(on=self.day, today=timezone.localdate())

    @property
    def is_search(self):
        return "q" in self.active_filters

    @cached_property
    def below(self):
        return Organization.objects.visible_to(self.user).nearest_below(self.unit, on=self.day)

    @property
    def directly_below(self):
        return Organization.objects.visible_to(self.user).directly_below(self.unit, on=self.day)

    def all_rows(self):
        """Territorial units; with a search departments too, the highest levels first."""
        units = self.below.highest_first("path_then") if self.is_search else self.directly_below.territory()
        return self.existing(units).with_counts_below(on=self.day).select_related("successor")

    def departments(self):
        return self.existing(self.directly_below).departments().select_related("successor")

    def existing(self, units):
        """Return those of ``units`` that exist on the day, or all of them with the filter ``ended``."""
        return units if self.active_filters.get("ended") else units.in_force(on=self.day)

    def filter_q(self, units, text):
        return units.search(text)

    def export_rows(self):
        """The unit and all units below it that exist on the day and match; ``load_organizations`` can read them."""
        units = Organization.objects.visible_to(self.user).nearest_below(self.unit, on=self.day, include_self=True)
        units = self.existing(units).search(self.active_filters.get("q", "")).with_parent_code()
        return units.select_related("successor").prefetch_related("aliases")

    def exported(self, unit):
        end = self.known_end(unit)
        return (
            unit.code,
            unit.name,
            unit.get_level_display(),
            unit.parent_code or "",
            unit.kind,
            unit.short_name,
            "、".join(alias.name for alias in unit.aliases.all()),
            unit.valid_from,
            end,
            unit.successor.code if end and unit.successor else "",
        )
