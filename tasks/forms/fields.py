"""Form fields to choose units, shared by the forms of tasks."""

from django import forms

from organizations.models import Organization


class UnitChoiceField(forms.ChoiceField):
    """Choose one of the units given by ``set_units``; the value is the unit or ``None``.

    The units are fetched once for all forms of a page.
    """

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
    """Choose several of the units, or other objects with a label, given by ``set_units``; the value is a list."""

    widget = forms.CheckboxSelectMultiple

    def set_units(self, units):
        self.units = {str(unit.pk): unit for unit in units}
        self.choices = [(pk, str(getattr(unit, "label", unit))) for pk, unit in self.units.items()]

    def clean(self, value):
        return [self.units[pk] for pk in super().clean(value)]

    def prepare_value(self, value):
        return [_key(unit) for unit in value or []]

    def has_changed(self, initial, data):
        return {_key(unit) for unit in initial or []} != set(data or [])


def _key(value):
    """Return the primary key of a unit as text, as browsers send it."""
    return str(getattr(value, "pk", value))


def departments_of(organization, *, on):
    """Return the departments (部门) that may lead or support tasks of ``organization``, in tree order."""
    return list(Organization.objects.filter(parent=organization).departments().in_force(on=on).order_by("path"))
