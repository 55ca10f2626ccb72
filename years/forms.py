"""Forms of the pages that change the settings of a year."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pages.forms import DayField
from years.actions import SETTINGS
from years.models import Holiday, TaskYear


class SettingsForm(forms.ModelForm):
    """Thresholds and cut-off days of a year."""

    class Meta:
        model = TaskYear
        fields = SETTINGS
        help_texts = {
            "report_notice_days": _("填报截止前这么多天开始提醒。"),
            "monthly_cutoff_day": _("每月的这一天；当月没有这一天的，为当月最后一天。"),
            "monthly_cutoff_next_month": _("勾选后，月报在次月的截止日截止。"),
            "quarterly_cutoff_day": _("季度结束后次月的这一天。"),
            "cutoff_shift": _("截止日是休息日时怎么办。"),
        }

    def _post_clean(self):
        """Leave the instance unchanged: the action stores. Its rules are checked on a copy."""
        if not self.errors:
            try:
                TaskYear(year=self.instance.year, **self.cleaned_data).full_clean(validate_unique=False)
            except ValidationError as error:
                self.add_error(None, error)


class DaysForm(forms.Form):
    """Days off, or weekends on which people work, of the year ``year``."""

    OFF, WORK = "off", "work"

    first = DayField(label=_("第一天"))
    last = DayField(label=_("最后一天"), required=False, help_text=_("只有一天的不填。"))
    kind = forms.ChoiceField(
        label=_("是放假还是上班"),
        choices=[(OFF, _("放假")), (WORK, _("调休上班"))],
        initial=OFF,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("说明"),
        max_length=Holiday._meta.get_field("note").max_length,
        required=False,
        help_text=_("例如“春节”。"),
    )

    def __init__(self, *args, year, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year

    def clean(self):
        data = super().clean()
        if data.get("first") and not data.get("last") and "last" not in self.errors:
            data["last"] = data["first"]
        for name in ("first", "last"):
            if data.get(name) and data[name].year != self.year:
                self.add_error(name, _("请填 %(year)s 年的日期；别的年度在那一年的页面录入。") % {"year": self.year})
        return data

    @property
    def arguments(self):
        """The arguments for ``actions.enter_days``."""
        data = self.cleaned_data
        return {
            "first": data["first"],
            "last": data["last"],
            "is_workday": data["kind"] == self.WORK,
            "note": data["note"],
        }
