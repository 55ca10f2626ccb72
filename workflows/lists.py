"""The records of one workflow by stage, with their age and limits, today or on a past day."""

from django.db.models import Case, F, IntegerField, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from files.writing import Column
from ledgers.records import read_unit
from organizations.models import Organization
from pages.filters import ChoiceFilter, FlagFilter, TextFilter
from pages.list_page import ListPage
from workflows.models import Taken
from workflows.way import overdue_days
from years import shown_day

SHOWN = (  # name in the list, column of the record, column of the row that was the newest one of a past day
    ("shown_stage", "stage", "to_stage"),
    ("shown_since", "stage_since", "since"),
    ("shown_due", "stage_due", "due"),
    ("shown_claimed", "stage_claimed", "claimed"),
)


class StagedList(ListPage):
    """The records of ``workflow`` that the user reads, as they stood on the day in the address.

    ``shown_stage``, ``shown_since``, ``shown_due`` and ``shown_claimed`` are their columns, or the newest row of that
    day; records that had no row then are not listed for a past day. Places stand where they stand now.
    """

    url_name, export_url_name = "workflows:list", "workflows:export"
    nothing_found = _("没有符合条件的记录")
    q = TextFilter(_("搜索"), placeholder=_("单位（可用拼音）"))
    place = ChoiceFilter(_("单位"), every=_("全部下级单位"), any_value=True)
    stage = ChoiceFilter(_("阶段"), every=_("全部阶段"), lookup="shown_stage")
    overdue = FlagFilter(_("只看逾期"))
    claimed = FlagFilter(_("只看待核实"))
    sizes, first_size = (25, 50, 100, 200), 50
    chips_of, chips_label = "stage", _("按阶段筛选")
    order = ["stage_order", F("shown_due").asc(nulls_last=True), "organization__path", "pk"]
    sorts = {
        "place": ["organization__path"],
        "stage": ["stage_order"],
        "since": ["shown_since"],
        "due": ["shown_due"],
    }
    columns = (
        Column(_("单位"), width=16),
        Column(_("上级单位"), width=16),
        Column(_("阶段"), width=14),
        Column(_("进入阶段时间"), "date", 14),
        Column(_("已有天数"), "integer", 10),
        Column(_("期限"), "date", 14),
        Column(_("逾期天数"), "integer", 10),
        Column(_("阶段依据"), width=18),
    )

    def __init__(self, request, workflow):
        self.workflow = workflow
        self.asked = shown_day.from_request(request, year=timezone.localdate().year)
        self.on = self.asked.on
        super().__init__(request)

    def prepare(self):
        self.fields["stage"].offer([(stage.key, stage.label) for stage in self.workflow.stages])
        self.fields["place"].offer(self._places)

    def _places(self):
        below = Organization.objects.children_of(read_unit(self.user), on=timezone.localdate())
        return [(unit.code, unit.label) for unit in below]

    def all_rows(self):
        records = self.workflow.model.objects.visible_to(self.user).select_related("organization__parent")
        newest = Taken.objects.newest_of_outer(self.workflow, on=self.on)
        for name, column, then in SHOWN:
            shown = Subquery(newest.values(then)[:1]) if self.asked.is_past else F(column)
            records = records.annotate(**{name: shown})
        orders = [When(shown_stage=stage.key, then=order) for order, stage in enumerate(self.workflow.stages)]
        records = records.filter(shown_stage__isnull=False).exclude(shown_stage="")
        return records.annotate(stage_order=Case(*orders, default=Value(-1), output_field=IntegerField()))

    def filter_q(self, records, text):
        return records.filter(organization__in=Organization.objects.search(text))

    def filter_place(self, records, code):
        unit = Organization.objects.visible_to(self.user).filter(code=code).first()
        return records.filter(below_q(unit.path, field="organization__path")) if unit else records.none()

    def filter_overdue(self, records, value):
        return records.filter(shown_due__lt=self.on)

    def filter_claimed(self, records, value):
        return records.filter(shown_claimed=True)

    def exported(self, record):
        line = self.line(record)
        return [
            record.organization.label,
            record.organization.parent.label if record.organization.parent else "",
            str(line["stage"]),
            record.shown_since,
            line["age"],
            record.shown_due,
            line["overdue"],
            _t("台账填报，待核实") if record.shown_claimed else _t("已办理"),
        ]

    def line(self, record):
        """Return what a row of the list shows beside the columns of ``record``."""
        return {
            "record": record,
            "stage": self.workflow.label_of(record.shown_stage),
            "age": (self.on - record.shown_since).days,
            "overdue": overdue_days(record.shown_due, self.on),
        }
