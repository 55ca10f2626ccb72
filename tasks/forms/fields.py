"""Fields that the forms of the city side share."""

import unicodedata
from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

DAY_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]  # data: how people write a day
EARLIEST, LATEST = 2000, 2099


class DayField(forms.DateField):
    """A day as people type it; the browser's own calendar where there is one."""

    def __init__(self, **options):
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("input_formats", DAY_FORMATS)
        options.setdefault("error_messages", {"invalid": _("这不是日期，请按 2026-06-30 的样式填写。")})
        super().__init__(**options)

    def to_python(self, value):
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).replace(" ", "")
        found = super().to_python(value)
        if found and not EARLIEST <= found.year <= LATEST:
            raise forms.ValidationError(_("年份应在 2000 至 2099 之间。"))
        return found

    def has_changed(self, initial, data):
        if isinstance(initial, date) and not isinstance(initial, datetime):
            try:
                return self.to_python(data) != initial
            except forms.ValidationError:
                return True
        return super().has_changed(initial, data)


class UnitChoiceField(forms.ChoiceField):
    """One of the units given by ``set_units``, fetched once for a whole page of forms; gives the unit or ``None``."""

    def set_units(self, units):
        self.units = {str(unit.pk): unit for unit in units}
        self.choices = [("", "—"), *((pk, str(getattr(unit, "label", unit))) for pk, unit in self.units.items())]

    def clean(self, value):
        return self.units.get(super().clean(value))

    def prepare_value(self, value):
        return "" if value is None else _key(value)

    def has_changed(self, initial, data):
        return _key(initial or "") != (data or "")


class UnitsField(forms.MultipleChoiceField):
    """Several of the units, or other things with a key and a label, given by ``set_units``; gives a list of them."""

    widget = forms.CheckboxSelectMultiple

    def set_units(self, units):
        self.units = {str(unit.pk): unit for unit in units}
        self.choices = [(pk, str(getattr(unit, "label", unit))) for pk, unit in self.units.items()]

    def clean(self, value):
        return [self.units[pk] for pk in super().clean(value)]

    def prepare_value(self, value):
        return [_key(each) for each in value or []]

    def has_changed(self, initial, data):
        return {_key(each) for each in initial or []} != set(data or [])


def _key(value):
    """The value as the browser sends it: the primary key as text."""
    return str(getattr(value, "pk", value))


def departments_of(organization, *, on):
    """Departments (部门) that may lead or support what ``organization`` sets, in tree order."""
    return list(Organization.objects.filter(parent=organization).departments().in_force(on=on).order_by("path"))
