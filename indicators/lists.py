"""The list of the elements behind a figure."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from files.writing import Column
from indicators import gap, registry
from indicators.actions import rights
from indicators.models import Exemption
from ledgers.heads import HeadRecord
from ledgers.records import LedgerRecord, read_unit
from organizations.models import Organization
from pages.filters import ChoiceFilter, DayFilter, TextFilter
from pages.list_page import ListPage


def indicator_or_404(key):
    """Return the indicator of ``key``; raise ``Http404`` if there is none."""
    try:
        return registry.get(key)
    except LookupError:
        raise Http404 from None


def visible_unit(request, code):
    """Return the unit of ``code``; raise ``Http404`` if it is outside the scope that the user reads."""
    units = Organization.objects.descendants_of(read_unit(request.user), include_self=True)
    return get_object_or_404(units, code=code)


def readable_indicator(request, key):
    """Return the indicator of ``key``; raise ``Http404`` if there is none or the user may not read it."""
    indicator = indicator_or_404(key)
    if not rights.may_read(request.user, indicator):
        raise Http404
    return indicator


class GapList(ListPage):
    """The population of one indicator below ``unit`` as of a day; elements that are not met come first."""

    url_name, export_url_name = "indicators:gap", "indicators:gap-export"
    nothing_found = _("没有符合条件的对象")
    q = TextFilter(_("搜索"), placeholder=_("单位（可用拼音）、内容、姓名"))
    on = DayFilter(_("查看日期"))
    state = ChoiceFilter(_("状态"), gap.State.choices, every=_("全部"), lookup="gap_state")
    chips_of, chips_label = "state", _("按状态筛选")
    always = ("on",)
    sizes, first_size = (25, 50, 100, 200), 50
    sorts = {"place": ["place_path"], "state": ["gap_rank", "place_path"]}
    order = ["gap_rank", "place_path", "pk"]
    columns = (
        Column(_("单位代码"), width=16),
        Column(_("单位"), width=20),
        Column(_("对象"), width=40),
        Column(_("状态")),
    )

    def __init__(self, request, indicator, unit):
        self.indicator, self.unit = indicator, unit
        super().__init__(request)

    @cached_property
    def day(self):
        """The day in the address; today when it is missing, invalid or still to come."""
        today = timezone.localdate()
        return min(self.active_filters.get("on") or today, today)

    @cached_property
    def is_closed(self):
        """Whether the elements are records of a ledger that the user's unit may not read; then it sees counts only."""
        model = self.indicator.elements(self.indicator.span_on(self.day)).model
        return issubclass(model, LedgerRecord | HeadRecord) and not model.ledger().is_open_to(self.user)

    def all_rows(self):
        elements = gap.elements(self.indicator, self.unit, on=self.day)
        return elements.none() if self.is_closed else elements

    def filter_q(self, elements, text):
        is_of_records = issubclass(elements.model, LedgerRecord | HeadRecord)
        return elements.search(text, by=self.user) if is_of_records else elements.search(text)

    def exported(self, element):
        unit = gap.place_of(element)
        return [unit.code, unit.name, gap.label_of(element, user=self.user), gap.State(element.gap_state).label]


class ExemptionList(ListPage):
    """The exemptions of the user's units."""

    url_name = "indicators:exemptions"
    state = ChoiceFilter(_("审批状态"), Exemption.State.choices, every=_("全部"))
    chips_of, chips_label = "state", _("按审批状态筛选")
    sizes = (50, 100)
    sorts = {"place": ["organization__path"], "since": ["since"], "until": ["until"]}
    order = ["-pk"]

    def all_rows(self):
        exemptions = Exemption.objects.visible_to(self.user)
        return exemptions.select_related("organization", "asked_by__organization", "decided_by")
