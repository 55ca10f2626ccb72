"""What the history calls the changes to workflows."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "workflow.step": _("办理流程环节"),
    "workflow.claim": _("台账填报阶段"),
    "workflow.limit": _("台账变动阶段期限"),
    "workflow.confirm": _("核实台账填报的阶段"),
    "workflow.void": _("作废流程环节"),
}
