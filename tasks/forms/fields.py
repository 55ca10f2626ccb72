"""Fields that the forms of the city side share."""

from django import forms

from organizations.models import Organization


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
