"""Form fields that several apps share, and errors fitted to a form."""

from datetime import date

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from files.dates import DayError, read_day


class DayField(forms.DateField):
    """A day in every spelling of ``files.dates``; the browser's own calendar where there is one."""

    default_error_messages = {"required": _("请填写日期，例如 2026-06-30。")}

    def __init__(self, **options):
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**options)

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            return read_day(str(value))
        except DayError as error:
            raise ValidationError(str(error), code="invalid") from None

    def bound_data(self, data, initial):
        """What was typed, in the one spelling that the browser's calendar shows."""
        try:
            return self.to_python(data) or data
        except ValidationError:
            return data

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


def fitted(error, form):
    """``error`` with whatever concerns a field that ``form`` lacks moved to the form as a whole."""
    if not hasattr(error, "error_dict"):
        return error
    fitting = {}
    for name, errors in error.error_dict.items():
        fitting.setdefault(name if name in form.fields else NON_FIELD_ERRORS, []).extend(errors)
    return ValidationError(fitting)


def posted(request):
    """What was sent, for a form that is bound by it; ``None`` when the page is only opened."""
    return request.POST if request.method == "POST" else None
