from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RegisterFilter(forms.Form):
    """What the register of units shows: a day, a search, ended units too."""

    q = forms.CharField(label=_("搜索"), max_length=50, required=False)
    on = forms.DateField(
        label=_("查看日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("请按 2025-01-01 的样式填写日期。")},
    )
    ended = forms.BooleanField(label=_("包括已停用和未启用的单位"), required=False)

    @property
    def day(self):
        """The day asked for; today without one, or when what was typed is none."""
        return self.cleaned_data.get("on") or timezone.localdate()

    @property
    def is_search(self):
        return bool(self.cleaned_data.get("q", "").strip())

    def units(self, units):
        """``units`` as far as they exist on the day and match the search."""
        found = units if self.cleaned_data.get("ended") else units.in_force(on=self.day)
        return found.search(self.cleaned_data.get("q", ""))
