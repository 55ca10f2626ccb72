"""What the history calls the changes to ledgers."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "ledger.batch.uploaded": _("上传台账文件"),
    "ledger.batch.mapped": _("对应列名"),
    "ledger.batch.corrected": _("改正导入内容"),
    "ledger.batch.accepted": _("按原样接受存疑的行"),
    "ledger.batch.full_list": _("声明全部名单"),
    "ledger.batch.leavers": _("选定离任（撤销）的记录"),
    "ledger.batch.confirmed": _("确认写入"),
    "ledger.batch.stored": _("写入台账"),
    "ledger.batch.undone": _("撤销导入"),
    "ledger.batch.discarded": _("放弃导入"),
    "ledger.batch.downloaded": _("下载导入的文件"),
    "ledger.record.added": _("录入台账"),
    "ledger.record.changed": _("修改台账"),
    "ledger.record.restored": _("撤销导入，恢复原值"),
    "ledger.change.entered": _("修改已核实的台账，等待核实"),
    "ledger.change.confirmed": _("核实对台账的修改"),
    "ledger.change.returned": _("退回对台账的修改"),
    "ledger.change.withdrawn": _("撤回对台账的修改"),
    "ledger.change.undone": _("撤销导入，撤回对台账的修改"),
    "ledger.record.deleted": _("删除台账记录"),
    "ledger.record.purged": _("清除历史中的个人信息"),
    "ledger.record.brought_back": _("恢复删除的台账记录"),
    "ledger.record.confirmed": _("核实台账"),
    "ledger.record.handed_over": _("单位停用，转由承接单位登记"),
    "ledger.record.taken_back": _("单位恢复，退回原单位登记"),
    "ledger.record.recoded": _("重新归类"),
    "ledger.record.returned": _("退回台账"),
}
