"""Form fields and helpers for forms that several apps use."""

from datetime import date

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from files.dates import DayError, read_day


class DayField(forms.DateField):
    """A date field that accepts every spelling of ``files.dates`` and shows the browser's date picker."""

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
        """Return the typed day as a date: the browser's date picker shows no other spelling."""
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
    """Return ``error`` for ``form``: messages about fields that the form lacks become messages about the whole form."""
    if not hasattr(error, "error_dict"):
        return error
    fitting = {}
    for name, errors in error.error_dict.items():
        fitting.setdefault(name if name in form.fields else NON_FIELD_ERRORS, []).extend(errors)
    return ValidationError(fitting)


def posted(request):
    """Return the POST data, even if empty, to bind a form; ``None`` for other methods."""
    return request.POST if request.method == "POST" else None
