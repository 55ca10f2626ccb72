"""Forms of the ledgers, made from their declarations."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledgers import declarations, masking
from ledgers.declarations import Kind
from ledgers.reading import rules
from ledgers.reading.reasons import is_doubtful
from ledgers.reading.rules import lies_ahead
from ledgers.reading.values.base import Doubtful, UnreadableError
from ledgers.reading.values.factory import Setting, reader_for
from ledgers.record_list import MARKS
from ledgers.records import own_key_fields
from ledgers.row_rules import AtMost, MustNotSay, NotBefore, NotInFuture, NotZero
from ledgers.row_types import RowTypes
from organizations.models import Organization
from organizations.places import LEVELS
from organizations.resolving import place_index, resolve

HINTS = {
    Kind.DATE: gettext_lazy("如 2026-10-31，只知道月份的写 2026-10。"),
    Kind.DATETIME: gettext_lazy("如 2026-10-31 16:30。"),
    Kind.MONEY: gettext_lazy("单位：元。"),
    Kind.PERCENT: gettext_lazy("0 到 100，如 85%。"),
}
SHORT_LISTS = 600  # a longer list of units slows old browsers down


class GrowingText(forms.Textarea):
    """A text area as high as its text; a script makes it grow while the user types."""

    LINE = 40  # characters that fit on a line on every screen
    MOST = 12

    def get_context(self, name, value, attrs):
        lines = sum(1 + len(line) // self.LINE for line in str(value or "").splitlines())
        rows = {"rows": min(max(lines, 1), self.MOST), "data-grow": True}
        return super().get_context(name, value, rows | (attrs or {}))


class CellField(forms.CharField):
    """A value typed by hand, read in the same way as a cell of a file."""

    def __init__(self, column, **kwargs):
        self.column = column
        super().__init__(required=column.required, label=column.label, strip=True, **kwargs)

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            typed = reader_for(self.column, Setting(money_unit="元")).read(text)  # data: as in the heads of ledgers
        except UnreadableError as error:
            raise ValidationError(error.message) from error
        if isinstance(typed, Doubtful):
            raise ValidationError(_("这样写有两种读法，请写完整。"))
        return typed

    def validate(self, value):
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        """Run no validators, as the reader has checked the value."""

    def prepare_value(self, value):
        return value.replace("T", " ") if self.column.kind == Kind.DATETIME and isinstance(value, str) else value


class MarkField(forms.TypedChoiceField):
    """A yes or no that may stay unknown: 未填 is a choice of its own and never means no."""

    def __init__(self, column):
        super().__init__(
            choices=[("", MARKS[None]), ("True", MARKS[True]), ("False", MARKS[False])],
            coerce=lambda text: text == "True",
            empty_value=None,
            required=column.required,
            label=column.label,
        )


def field_for(column):
    """Return the form field of one column."""
    if column.kind == Kind.YES_NO:
        return MarkField(column)
    if column.kind == Kind.CHOICE:
        choices = [("", _("请选择")), *((choice.value, choice.value) for choice in column.choices)]
        return forms.ChoiceField(choices=choices, required=column.required, label=column.label)
    widget = GrowingText() if column.kind == Kind.TEXT else forms.TextInput()
    return CellField(column, widget=widget, help_text=column.help or HINTS.get(column.kind, ""))


def _name_when_missing(field):
    """Let the message about an empty field name the field."""
    message = _("请选择“%(label)s”。") if isinstance(field, forms.ChoiceField) else _("请填写“%(label)s”。")
    field.error_messages["required"] = message % {"label": field.label}


class PlaceField(forms.CharField):
    """Choose a unit in the user's scope by name, code or pinyin initials."""

    def __init__(self, user, levels):
        super().__init__(label=_("单位"), help_text=_("村名前可加乡镇，如“漆工镇湖塘村”；也可填 12 位代码。"))
        self.user = user
        self.levels = levels

    def clean(self, value):
        text = super().clean(value)
        units = Organization.objects.visible_to(self.user)
        exact = units.filter(code=text, level__in=self.levels).first()
        candidates = [exact] if exact else self._named(text)
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            names = "、".join(
                f"{place_index(Organization).full_name(unit.code)}（{unit.code}）" for unit in candidates[:5]
            )
            raise ValidationError(_("“%(text)s”不止一个：%(names)s。请填代码。") % {"text": text, "names": names})
        raise ValidationError(_("您的管理范围内没有“%(text)s”。") % {"text": text})

    def _named(self, text):
        """Return the units named ``text``: by own name, or by full name from the county or the township down."""
        own = self.user.organization
        index = place_index(Organization)
        codes = [
            code for level in self.levels for code in index.at(level, own.code) if index.full_name(code).endswith(text)
        ]
        in_full = []
        for code in codes:
            chain = index.chain(code)
            names = [chain[level].name for level in LEVELS if level in chain]
            if any("".join(names[at:]) == text for at in range(len(names))):
                in_full.append(code)
        if not in_full:
            for level in self.levels:
                candidates = resolve(Organization, text, within=own, level=level).candidates
                if candidates:
                    return list(candidates)
        return list(Organization.objects.visible_to(self.user).filter(code__in=in_full[:6]))


class RecordForm(forms.Form):
    """Add or edit one record; columns that ``user`` does not see in clear are left out and keep their values."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, ledger, user, record=None, year=None, **kwargs):
        self.ledger = ledger
        self.record = record
        super().__init__(*args, initial=self._initial(year), **kwargs)
        self.fields["organization"] = PlaceField(user, ledger.place_levels)
        self.default_year = record.year if record else year
        if "year" in ledger.natural_key:
            self.fields["year"] = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
        if "period" in ledger.natural_key:
            kind = ledger.period
            self.fields["period"] = forms.RegexField(kind.pattern, label=kind.label, help_text=kind.spelling)
        unit = record.organization if record else user.organization  # who enters a record knows what is in it
        is_in_clear = masking.in_clear(user, unit)
        for column in ledger.stored_columns:
            if masking.may_see(column, user, unit.path) and (is_in_clear or not masking.is_masked_alone(column)):
                self.fields[column.field] = field_for(column)
                self.fields[column.field].required |= column.required_if_new and record is None
        self._mark_head()
        self._list_places(user)
        for field in self.fields.values():
            _name_when_missing(field)

    def _initial(self, year):
        if self.record is None:
            return {"year": year}
        place = place_index(Organization).full_name(self.record.organization.code)
        names = [*self.ledger.fields, "year", *(["period"] if hasattr(self.record, "period") else [])]
        values = {name: getattr(self.record, name) for name in names}
        return values | {"organization": place, "version": self.record.seen_version}

    def _mark_head(self):
        """Say at each column of the head that it is one for all lines."""
        if not self.ledger.head:
            return
        shared = _("与同一“%(head)s”的其他行共有，改动后各行一并改变。") % {"head": self.ledger.head_title}
        for name in self.ledger.head_fields:
            if name in self.fields:
                self.fields[name].help_text = f"{self.fields[name].help_text}{shared}"

    def _list_places(self, user):
        """Suggest the units in a list if there are few enough."""
        index = place_index(Organization)
        own = user.organization.code
        codes = [code for level in self.ledger.place_levels for code in index.at(level, own)]
        self.places = [index.full_name(code) for code in codes] if len(codes) <= SHORT_LISTS else []
        if self.places:
            self.fields["organization"].widget.attrs["list"] = "places"

    def clean(self):
        cleaned = super().clean()
        for rule in self.ledger.rules:
            if isinstance(rule, NotBefore):
                self._check_order(rule, cleaned)
            if isinstance(rule, NotZero) and cleaned.get(rule.field) == 0 and rule.field in self.changed_data:
                self.add_error(rule.field, _("不能是 0。"))
            if isinstance(rule, AtMost) and rule.reason and not is_doubtful(rule.reason):
                self._check_limit(rule, cleaned)
            if isinstance(rule, NotInFuture) and lies_ahead(cleaned.get(rule.field), timezone.localdate()):
                self.add_error(rule.field, _("这一天还没有到。"))
            if isinstance(rule, MustNotSay):
                self._check_words(rule, cleaned)
        self._check_period(cleaned)
        for name in own_key_fields(self.ledger):
            if isinstance(cleaned.get(name), str) and len(cleaned[name]) > 700:
                self.add_error(name, _("最多 700 个字。"))
        return cleaned

    def _check_period(self, cleaned):
        """Refuse a month or quarter of another year: neither year would show the record."""
        year, period = cleaned.get("year"), cleaned.get("period")
        if year and period and not period.startswith(f"{year}-"):
            self.add_error("period", _("应在%(year)s年之内，与年度一致。") % {"year": year})

    def _check_limit(self, rule, cleaned):
        amount, limit = cleaned.get(rule.field), cleaned.get(rule.limit)
        if amount is not None and limit is not None and amount > limit:
            self.add_error(rule.field, _("不能大于“%(limit)s”。") % {"limit": self.ledger.column(rule.limit).label})

    def _check_order(self, rule, cleaned):
        start, end = cleaned.get(rule.start), cleaned.get(rule.end)
        if start and end and end[: len(start)] < start[: len(end)]:
            label = self.ledger.column(rule.start).label
            self.add_error(rule.end, _("不能早于“%(start)s”。") % {"start": label})

    def _check_words(self, rule, cleaned):
        if word := rule.found_in(cleaned.get(rule.field)):
            self.add_error(rule.field, rules.outside_message(self.ledger.column(rule.field), word))

    @property
    def year(self):
        """The year typed for a yearly ledger; for others the year of the record, or of the page for a new one."""
        return self.cleaned_data.get("year", self.default_year)

    @property
    def warnings(self):
        """What a person should check, in words: in the typed values, or in the stored ones before anybody types."""
        return rules.warnings_about(self.ledger, self.cleaned_data if self.is_bound else self.initial)

    @property
    def values(self):
        """The values of the columns as the database stores them."""
        names = [name for name in self.ledger.fields if name in self.fields]
        types = RowTypes(self.ledger, names)
        values = [None if self.cleaned_data[name] == "" else self.cleaned_data[name] for name in names]
        stored = dict(zip(names, types.stored(values), strict=True))
        return stored | ({"period": self.cleaned_data["period"]} if "period" in self.fields else {})


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Upload one or several files."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files]


def ledger_choices(first, user):
    """Return the ledgers open to ``user`` as choices grouped by area."""
    areas = {}
    for ledger in declarations.open_to(user):
        areas.setdefault(str(ledger.area), []).append((ledger.key, ledger.title))
    return [first, *areas.items()]


class UploadForm(forms.Form):
    files = FilesField(label=_("台账文件"), allow_empty_file=True)
    key = forms.ChoiceField(label=gettext_lazy("台账类型"), required=False)
    year = forms.IntegerField(
        label=gettext_lazy("年度"),
        required=False,
        min_value=2000,
        max_value=2100,
        help_text=gettext_lazy("不填则按标题、表头或文件名识别。"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"].label = _("台账文件")
        self.fields["files"].help_text = _("可以一次选几个文件：.xlsx .xlsm .xls .et .ods .csv .txt。")
        self.fields["key"].choices = ledger_choices(("auto", _("自动识别")), user)


class TypeForm(forms.Form):
    """Correct what was recognised: the ledger, the year, the unit of money."""

    key = forms.ChoiceField(label=gettext_lazy("台账类型"))
    year = forms.IntegerField(label=gettext_lazy("年度"), required=False, min_value=2000, max_value=2100)
    money_unit = forms.ChoiceField(
        label=gettext_lazy("金额单位"),
        required=False,
        choices=[("", gettext_lazy("按文件所写")), ("元", gettext_lazy("元")), ("万元", gettext_lazy("万元"))],
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = ledger_choices(("", _("请选择")), user)


class ReturnForm(forms.Form):
    """The reason of a return. Who confirms leaves it blank; the action refuses a return without it."""

    reason = forms.CharField(
        label=gettext_lazy("退回原因"),
        required=False,
        help_text=gettext_lazy("退回时必填，核实时不用填。"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
