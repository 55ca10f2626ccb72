"""The forms of the workflows: one for each step, which asks for exactly what the step needs, and those for reasons."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pages.numbers import whole


class StepForm(forms.Form):
    """What ``step`` asks for."""

    def __init__(self, data, *, step, **options):
        super().__init__(data, **options)
        self.step = step
        for need in step.needs:
            self.fields[need.name] = need.field()

    @property
    def values(self):
        return {need.name: self.cleaned_data[need.name] for need in self.step.needs}


class SeenForm(forms.Form):
    """The number of the newest row of the record that the person saw; a form without it is out of date."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, label=_("页面版本"))

    def clean_seen(self):
        seen = whole(self.cleaned_data["seen"] or "")
        if seen is None:
            raise ValidationError(_("页面内容已经过期，请刷新后重新办理。"))
        return seen


class OneStepForm(SeenForm, StepForm):
    """A step of one record."""


class ReasonForm(SeenForm):
    reason = forms.CharField(
        label=_("原因"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明原因。"), "max_length": _("最多 %(limit_value)d 个字。")},
    )
