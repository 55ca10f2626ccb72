"""Forms about figures: drawing a sample, entering its results, asking for an exemption."""

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.actions.samples import LARGEST
from indicators.models import SampledElement
from pages.forms import DayField


class SampleForm(forms.Form):
    size = forms.IntegerField(label=_("抽取数"), min_value=1, max_value=LARGEST, initial=20)


class ResultForm(forms.Form):
    result = forms.ChoiceField(label=_("结果"), choices=SampledElement.Result)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)


class ExemptionForm(forms.Form):
    """Ask to leave a unit out of an indicator for a time."""

    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
    since = DayField(label=_("开始日期"))
    until = DayField(label=_("截止日期"), help_text=_("最后一天；豁免不能没有期限。"))


class TargetForm(forms.Form):
    """Target and thresholds of an indicator; the action checks their order and the day."""

    target = forms.DecimalField(label=_("目标（%）"), max_digits=5, decimal_places=1, required=False)
    yellow = forms.DecimalField(
        label=_("黄色界限（%）"),
        max_digits=5,
        decimal_places=1,
        required=False,
        help_text=_("低于它显示“黄色警示”；数越小越好的指标，高于它显示。"),
    )
    red = forms.DecimalField(
        label=_("红色界限（%）"),
        max_digits=5,
        decimal_places=1,
        required=False,
        help_text=_("低于它显示“红色警示”；数越小越好的指标，高于它显示。"),
    )
    in_use = forms.BooleanField(
        label=_("启用"), required=False, initial=True, help_text=_("不启用的指标，各单位的页面不显示。")
    )
    valid_from = DayField(label=_("起用日期"), help_text=_("从这天起按新目标判定，不追溯以前。"))
