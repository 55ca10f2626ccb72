"""What the history calls the actions of this app."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "directive.created": _("录入部署文件"),
    "proposal.changed": _("修改任务建议"),
    "proposal.merged": _("合并任务建议"),
    "proposal.split": _("拆分任务建议"),
    "proposal.dropped": _("舍弃任务建议"),
    "proposal.restored": _("恢复任务建议"),
    "task.created": _("部署任务"),
    "task.changed": _("修改任务"),
    "task.opened_for_year": _("开设下年度任务"),
    "assignment.created": _("下达任务"),
    "assignment.changed": _("调整分解"),
    "assignment.reassigned": _("改派"),
    "assignment.withdrawn": _("收回"),
    "assignment.not_applicable": _("核定不适用"),
    "assignment.applicable": _("取消不适用"),
    "assignment.finished": _("核定办结"),
    "assignment.reminded": _("催办"),
    "report.submitted": _("提交进展"),
    "report.recalled": _("撤回进展"),
    "report.confirmed": _("核实进展"),
    "report.returned": _("退回进展"),
    "report.corrected": _("更正进展"),
    "report.fed": _("台账导入进展"),
    "evidence.added": _("上传佐证材料"),
    "evidence.removed": _("删除佐证材料"),
    "extension.requested": _("申请延期"),
    "extension.approved": _("同意延期"),
    "extension.refused": _("不同意延期"),
}
