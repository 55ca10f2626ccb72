"""The filtered lists of the ledgers: records, deleted records, imports, the rows of one import."""

from functools import cached_property

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from files.writing import Column
from ledgers import declarations, preview_page, workbooks
from ledgers.code_tables import has_code_q
from ledgers.declarations import Kind, Tenure
from ledgers.masking import seen_columns
from ledgers.models import CodeTable, DeletedRecord, ImportBatch, LedgerRecord
from ledgers.periods import label_of
from ledgers.record_list import LONG_TEXT, MARKS, chosen_columns, seen_concerns
from ledgers.records import own_key_fields, pending_q, read_unit, returned_q, waiting_q
from ledgers.resources import model_of
from organizations.models import Organization
from pages.filters import ChoiceFilter, FlagFilter, TextFilter
from pages.frame import chosen_year
from pages.list_page import ListPage
from pages.models import ListColumns
from pages.numbers import whole
from years import shown_day

State = LedgerRecord.State
MOST_TYPES = 30
NO_CODE = "none"
MARK_VALUES = {"true": True, "false": False, "blank": None}  # what the filter of a yes-or-no column compares with


class RecordList(ListPage):
    """The records of one ledger in one year, or in one month or quarter where the ledger is filled in for each.

    With a past day in the address they are those of that day (``until_day``). Then, and in lists of a past year, places
    stand where they stood on the day, or on the last day of the year. What a unit may see does not depend on the day.
    """

    url_name, export_url_name = "ledgers:records", "ledgers:export"
    nothing_found = _("没有符合条件的行")
    hint = _("可以换用较短的文字、单位代码或拼音首字母，例如弋阳县可输入 yyx。")
    q = TextFilter(_("搜索"), placeholder=_("单位、内容、姓名"))
    place = ChoiceFilter(_("单位"), every=_("全部下级单位"), any_value=True)
    kind = ChoiceFilter(_("类型"), any_value=True)
    period = ChoiceFilter(_("月份"), any_value=True)
    state = ChoiceFilter(_("核实状态"), every=_("全部"))
    term = ChoiceFilter(
        _("在册（在任）"),
        [("in_force", _("仍在册（在任）")), ("ended", _("已离任（撤销）"))],
        every=_("在册（在任）和已离任（撤销）"),
    )
    reason = ChoiceFilter(_("离任（撤销）原因"), every=_("全部离任（撤销）原因"), any_value=True)
    head = ChoiceFilter(_("共有内容的行"), any_value=True)
    concern = ChoiceFilter(_("需要注意"), every=_("全部"))
    saves_filters = True
    sizes, first_size = (25, 50, 100, 200), 50
    chips_of, chips_label = "state", _("按核实状态筛选")
    always = ("period",)

    def __init__(self, request, ledger):
        self.ledger, self.unit = ledger, read_unit(request.user)
        self.head = whole(request.GET.get("head", "")) if ledger.head else None
        self.day = shown_day.from_request(request, year=chosen_year(request))
        is_of_a_day = bool(request.GET.get("on", "").strip())
        self.asked = self.day if is_of_a_day else shown_day.Day(self.day.today, self.day.today)
        self.year = self.day.on.year if is_of_a_day else chosen_year(request)
        self.on = self.day.on if self.day.is_past else None  # the day whose tree places the records
        self.path_field = "path_then" if self.on else "organization__path"
        self.order = [self.path_field, "pk"]
        self.stored = self._stored(request.user)
        self.seen_columns = seen_columns(ledger, request.user)
        self.concerns = {concern.key: concern for concern in seen_concerns(ledger, request.user)}
        self.state_q = {
            "entered": waiting_q(self.stored.model),
            "confirmed": Q(state=LedgerRecord.State.CONFIRMED),
            "returned": returned_q(self.stored.model),
            "pending": pending_q(self.stored.model),
        }
        marks = [column for column in self.seen_columns if column.kind == Kind.YES_NO]
        self.mark_columns = {f"mark_{column.field}": column for column in marks}
        self.code_columns = {f"code_{column.field}": column for column in self.seen_columns if column.codes}
        self.order = [*ledger.order, *self.order]
        super().__init__(request)

    def _stored(self, user):
        """Return the records of the year or of the day, without filters."""
        records = model_of(self.ledger).objects.visible_to(user)
        if self.on:
            records = records.descendants_of(self.unit, on=self.on, include_self=True)
        return records.until_day(self.on) if self.asked.is_past else records.in_year(self.year)

    def completed(self, data):
        """Choose the latest month or quarter unless the address asks for another one with records."""
        self.periods = self._periods()
        period = data.get("period")
        self.period = period if period in self.periods else next(iter(self.periods), None)
        data = data.copy()
        data["period"] = self.period or ""
        return data

    def _periods(self):
        """Return the months or quarters with records, latest first."""
        if "period" not in self.ledger.natural_key:
            return []
        return list(self.stored.order_by("-period").values_list("period", flat=True).distinct())

    def prepare(self):
        self.fields["place"].offer(lambda: [(place.code, place.label) for place in self.places])
        if self.concerns:
            self.fields["concern"].offer([(key, concern.label) for key, concern in self.concerns.items()])
        else:
            del self.fields["concern"]
        entered, confirmed, returned = State.choices
        self.fields["state"].offer([entered, returned, ("pending", _t("有待核实的修改")), confirmed])
        for name, column in self.mark_columns.items():
            choices = [
                (key, _t("%(column)s：%(mark)s") % {"column": column.label, "mark": MARKS[mark]})
                for key, mark in MARK_VALUES.items()
            ]
            every = _t("%(column)s：全部") % {"column": column.label}
            self.fields[name] = ChoiceFilter(column.label, choices, every=every)
        for name, column in self.code_columns.items():
            every = _t("%(column)s（归类）：全部") % {"column": column.label}
            self.fields[name] = ChoiceFilter(column.label, self._codes(column), every=every, any_value=True)
        if self.ledger.tenure == Tenure.REGISTER:
            self.fields["reason"].offer(lambda: [(reason, reason) for reason in CodeTable.objects.leaving_reasons()])
        else:
            del self.fields["term"], self.fields["reason"]
        self._prepare_head()
        self.type_column, types = self._types()
        if self.type_column:
            kind = ChoiceFilter(
                self.type_column.label,
                [(word, word) for word in types],
                every=_t("全部%(label)s") % {"label": self.type_column.label},
                any_value=True,
                lookup=self.ledger.lookup(self.type_column.field),
            )
            self.fields["kind"] = kind
        else:
            del self.fields["kind"]
        if self.period:
            offered = [(period, label_of(period)) for period in self.periods]
            self.fields["period"] = ChoiceFilter(self.ledger.period.label, offered, any_value=True)
        else:
            del self.fields["period"]
        fields = [*(column.field for column in self.seen_columns), "state"]
        self.sorts = {field: [self.ledger.lookup(field)] for field in fields} | {"place": [self.path_field]}

    def _prepare_head(self):
        """Offer the head in the address, whose lines of all years the list shows; another one is chosen by a link."""
        if not self.head:
            del self.fields["head"]
            return
        title, line = self.ledger.head_title, self.stored.first()
        choices = [(str(self.head), str(line.head))] if line else []
        every = _t("全部%(head)s") % {"head": title}
        self.fields["head"] = ChoiceFilter(title, choices, every=every, any_value=True)

    def _types(self):
        """Return the column of the filter ``kind`` and its words: choices, or a text column with few short values."""
        own = own_key_fields(self.ledger)
        for column in self.seen_columns:
            if column.kind == Kind.CHOICE:
                return column, [choice.value for choice in column.choices]
            if column.kind == Kind.TEXT and column.field not in own:
                field = self.ledger.lookup(column.field)
                words = self.base.exclude(**{field: ""}).order_by(field)
                values = list(words.values_list(field, flat=True).distinct()[: MOST_TYPES + 1])
                few = 1 < len(values) <= MOST_TYPES and all(len(word) <= LONG_TEXT for word in values)
                return (column, values) if few else (None, [])
        return None, []

    def _codes(self, column):
        """Return the codes of ``column`` as choices, and the choice of the texts that no word fits."""
        codes = CodeTable.objects.of_table(column.codes).in_year(self.year).values_list("value", flat=True)
        return [*((code, code) for code in codes), (NO_CODE, _t("未归类"))]

    def all_rows(self):
        records = self.stored.filter(period=self.period) if self.period else self.stored
        return records.select_related("organization").with_pending()

    def filter_q(self, records, text):
        return records.search(text, by=self.user)

    @cached_property
    def chosen_place(self):
        """The unit in the filter ``place``; ``None`` without one."""
        code = self.active_filters.get("place")
        if self.on:
            units = Organization.objects.nearest_below(self.unit, on=self.on, include_self=True)
        else:
            units = Organization.objects.descendants_of(self.unit, include_self=True)
        return units.filter(code=code).first() if code else None

    @cached_property
    def places(self):
        """The choices of the filter ``place``: the units directly below the one that is read, and the chosen unit."""
        if self.on:
            units = Organization.objects.directly_below(self.unit, on=self.on).exclude(valid_from__gt=self.on)
        else:
            units = Organization.objects.filter(parent=self.unit)
        below = list(units.territory())
        return below if self.chosen_place is None or self.chosen_place in below else [*below, self.chosen_place]

    def filter_head(self, records, head):
        return records.filter(head=self.head)

    def filter_place(self, records, code):
        if self.chosen_place is None:
            return records.none()
        path = self.chosen_place.path_on(self.on) if self.on else self.chosen_place.path
        return records.filter(below_q(path, field=self.path_field))

    def filter_term(self, records, term):
        """Rows of a register whose last day was entered, or was not; a past day knows only last days before it."""
        return records.filter(self.has_ended_q) if term == "ended" else records.exclude(self.has_ended_q)

    def filter_reason(self, records, reason):
        return records.filter(self.has_ended_q, leaving_reason=reason)

    @property
    def has_ended_q(self):
        return Q(until__lt=self.on) if self.on else Q(until__isnull=False)

    def filter_state(self, records, state):
        return records.filter(self.state_q[state])

    def filter_concern(self, records, key):
        return records.filter(self.concern_q(key))

    def concern_q(self, key):
        """Records that the concern ``key`` of the ledger is about, on the day of the list."""
        return self.concerns[key].q(self.ledger, self.day.on)

    @cached_property
    def shown_columns(self):
        """The columns that the user has chosen for this list, else the default ones."""
        return chosen_columns(self.ledger, self.user, ListColumns.chosen_by(self.user, self.url))

    @cached_property
    def rows(self):
        """The sorted records, each with ``has_KEY`` for every concern; exports and counts do not compute these."""
        return super().rows.annotate(**{f"has_{at}": self.concern_q(key) for at, key in enumerate(self.concerns)})

    def concerns_of(self, record):
        """Return the tags of a record of ``rows``: label and tone, the most pressing first."""
        found = [concern for at, concern in enumerate(self.concerns.values()) if getattr(record, f"has_{at}")]
        implied = {key for concern in found for key in concern.implies}
        found = [concern for concern in found if concern.key not in implied]
        return [{"label": concern.words(record, self.day.on), "tone": concern.tone} for concern in found]

    def apply_filter(self, records, name, value):
        """Apply a filter by a yes-or-no column, where 未填 finds the records that say neither, or by a code.

        未归类 finds the texts that have no code.
        """
        if column := self.mark_columns.get(name):
            return records.filter(**{self.ledger.lookup(column.field): MARK_VALUES[value]})
        if column := self.code_columns.get(name):
            if value == NO_CODE:
                return records.filter(**{column.codes_field: ""}).exclude(**{column.field: ""})
            return records.filter(has_code_q(column.codes_field, value))
        return super().apply_filter(records, name, value)

    @cached_property
    def counts(self):
        """The number of records for each state and concern, and of all (``total``); one query.

        State and concern are one choice on the page, so neither narrows the numbers of the others.
        """
        records = self.base
        for name, value in self.active_filters.items():
            if name not in (*self.always, "state", "concern"):
                records = self.apply_filter(records, name, value)
        conditions = self.state_q | {f"has_{at}": self.concern_q(key) for at, key in enumerate(self.concerns)}
        numbers = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
        return records.order_by().aggregate(total=Count("pk"), **numbers)

    def chip_counts(self):
        return {"": self.counts["total"], **self.counts}

    def chip(self, label, value, count):
        is_current = self.data.get("state", "") == value and not self.data.get("concern")
        return super().chip(label, value, count) | {
            "url": self.address(state=value, concern=None),
            "current": is_current,
        }

    @property
    def controls(self):
        return [field for field in super().controls if field.name != "concern"]

    @cached_property
    def chips(self):
        """全部, then what is wrong (``Ledger.concerns``), then the states that wait, and last what is confirmed."""
        every, *states = super().chips
        concerns = [
            {
                "label": concern.label,
                "url": self.address(concern=key, state=None),
                "current": key == self.data.get("concern"),
                "count": self.counts[f"has_{at}"],
            }
            for at, (key, concern) in enumerate(self.concerns.items())
        ]
        return [every, *(chip for chip in concerns if chip["count"] or chip["current"]), *states]

    @property
    def remark(self):
        """The unit of money, which is read again when the file comes back, and how many exported rows will change."""
        has_money = any(column.kind == Kind.MONEY for column in self.seen_columns)
        unit = _t("　　单位：元") if has_money else ""
        waiting = self.filtered().filter(self.state_q["pending"]).count()
        if not waiting:
            return unit
        sentence = _t("其中 %(count)d 行有待核实的修改，本表是修改前的现行值，原样再导入会撤回这些修改。")
        return sentence % {"count": waiting} + unit

    def export_columns(self):
        return workbooks.export_columns(self.ledger, self.user)

    def export_lines(self, records):
        return workbooks.export_rows(self.ledger, records, self.user, on=self.on)


class DeletedRecords(ListPage):
    """The records of one ledger that were deleted in the last 30 days and can be restored."""

    url_name = "ledgers:deleted"
    sizes = (50, 100)
    sorts = {"year": ["year"], "person": ["deleted_by__name"], "at": ["deleted_at"]}

    def __init__(self, request, ledger):
        self.ledger = ledger
        super().__init__(request)

    def all_rows(self):
        deleted = DeletedRecord.objects.visible_to(self.user).restorable(now=timezone.now())
        return deleted.filter(ledger_key=self.ledger.key).select_related("organization", "deleted_by")


class BatchList(ListPage):
    """The imports of the user's scope with their results."""

    url_name, export_url_name = "ledgers:batches", "ledgers:batches-export"
    nothing_found = _("没有符合条件的导入记录")
    saves_filters = True
    q = TextFilter(_("文件名"), lookup="file_name__icontains")
    state = ChoiceFilter(_("状态"), ImportBatch.State.choices, every=_("全部状态"))
    key = ChoiceFilter(_("台账类型"), every=_("全部台账"), any_value=True)
    mine = FlagFilter(_("只看我上传的"))
    sizes = (50, 100)
    sorts = {
        "file": ["file_name"],
        "unit": ["organization__path"],
        "person": ["uploaded_by__name"],
        "at": ["uploaded_at"],
        "new": ["new_count"],
        "changed": ["changed_count"],
        "unchanged": ["unchanged_count"],
        "held": ["held_count"],
        "state": ["state"],
    }
    columns = (
        Column(_("文件"), width=40),
        Column(_("台账"), width=24),
        Column(_("单位"), width=16),
        Column(_("导入人"), width=10),
        Column(_("上传时间"), "datetime", 17),
        Column(_("新增"), "integer", 8),
        Column(_("更新"), "integer", 8),
        Column(_("无变化"), "integer", 8),
        Column(_("有问题"), "integer", 8),
        Column(_("状态"), width=10),
        Column(_("说明"), width=40),
    )

    def prepare(self):
        self.fields["key"].offer([(ledger.key, ledger.title) for ledger in declarations.open_to(self.user)])

    def all_rows(self):
        return ImportBatch.objects.visible_to(self.user).select_related("organization", "uploaded_by")

    def filter_key(self, batches, key):
        return batches.of_ledger(key)

    def filter_mine(self, batches, value):
        return batches.filter(uploaded_by=self.user)

    def exported(self, batch):
        return [
            batch.file_name,
            batch.ledger.title if batch.ledger else "",
            str(batch.organization),
            batch.uploaded_by.name,
            batch.uploaded_at,
            batch.new_count,
            batch.changed_count,
            batch.unchanged_count,
            batch.held_count,
            batch.get_state_display(),
            batch.message,
        ]


class StagedRows(ListPage):
    """The rows of a batch before it is stored, filtered by outcome."""

    url_name = "ledgers:batch"
    kind = TextFilter(_("结果"))
    chips_of, chips_label = "kind", _("按结果筛选")
    always = ("kind",)
    sizes = (50, 100)

    def __init__(self, request, batch):
        self.batch = batch
        super().__init__(request)

    def all_rows(self):
        return preview_page.StagedPages(self.batch, self.active_filters.get("kind", ""))

    @property
    def chips(self):
        return preview_page.chips(self.base, lambda kind: self.address(kind=kind))
