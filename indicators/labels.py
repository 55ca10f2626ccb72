"""The names of the changes about figures in the history."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "indicator.frozen": _("定格数字"),
    "indicator.thresholds_set": _("设定指标界限"),
    "indicator.exemption_asked": _("申请豁免"),
    "indicator.exemption_granted": _("同意豁免"),
    "indicator.exemption_refused": _("不同意豁免"),
    "indicator.sample_drawn": _("抽取核查样本"),
    "indicator.sample_result": _("登记抽核结果"),
}
