"""The form that says what proves a demand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks import proofs


class DemandForm(forms.Form):
    """``proofs``: what proves the demand; ``reason``: why nothing does."""

    proofs = forms.MultipleChoiceField(
        label=_("由什么证明"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 12}),
        help_text=_("可选多项：按住 Ctrl 点选。同一任务的台账和指标排在前面。"),
        error_messages={"invalid_choice": _("平台没有“%(value)s”这样的台账、指标或记录，请在列表里选择。")},
    )
    reason = forms.CharField(
        label=_("没有证明的原因"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("平台里没有记录能证明这条要求时填写，例如“由巡察机构掌握，不进平台”。"),
    )

    def __init__(self, *args, demand, **kwargs):
        super().__init__(*args, initial={"proofs": demand.proofs, "reason": demand.reason}, **kwargs)
        self.fields["proofs"].choices = proofs.choices(demand.item)
