"""Forms that pages of several apps share, and errors fitted to a form."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

FORMATS = (("xlsx", _("Excel 工作簿")), ("csv", _("CSV 文件")))


def fitted(error, form):
    """``error`` with whatever concerns a field that ``form`` lacks moved to the form as a whole."""
    if not hasattr(error, "error_dict"):
        return error
    fitting = {}
    for name, found in error.error_dict.items():
        fitting.setdefault(name if name in form.fields else NON_FIELD_ERRORS, []).extend(found)
    return ValidationError(fitting)


class ExportChoice(forms.Form):
    format = forms.ChoiceField(choices=FORMATS, required=False)

    @property
    def chosen(self):
        """Excel where nothing, or nothing known, is asked for."""
        return self.cleaned_data.get("format") or "xlsx"
