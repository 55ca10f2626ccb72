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


class UnitChoiceField(forms.TypedChoiceField):
    """One of ``units``, which are fetched once for a whole page of forms; gives the unit or ``None``."""

    def __init__(self, *, units=(), **options):
        super().__init__(coerce=self._unit, empty_value=None, **options)
        self.set_units(units)

    def set_units(self, units):
        self.units = {str(unit.pk): unit for unit in units}
        self.choices = [("", "—"), *((pk, unit.label) for pk, unit in self.units.items())]

    def _unit(self, pk):
        return self.units[str(pk)]

    def prepare_value(self, value):
        return value.pk if isinstance(value, Organization) else value


class UnitsField(forms.TypedMultipleChoiceField):
    """Several of ``units``, to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, units=(), **options):
        super().__init__(coerce=self._unit, empty_value=[], **options)
        self.set_units(units)

    def set_units(self, units):
        self.units = {str(unit.pk): unit for unit in units}
        self.choices = [(pk, unit.label) for pk, unit in self.units.items()]

    def _unit(self, pk):
        return self.units[str(pk)]

    def prepare_value(self, value):
        if not value:
            return []
        return [str(each.pk) if isinstance(each, Organization) else str(each) for each in value]


def departments_of(organization, *, on):
    """Departments (部门) that may lead or support what ``organization`` sets, in tree order."""
    return list(Organization.objects.filter(parent=organization).departments().in_force(on=on).order_by("path"))
