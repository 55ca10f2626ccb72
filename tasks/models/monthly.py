"""The monthly report (重点任务进展月报) as counties send it: one row for each key task."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledgers import fields
from ledgers.records import LedgerRecord, confirmed_has_reviewer, unique


class MonthlyReport(LedgerRecord):
    """What a county reported on one key task for one month; ``period`` is that month as YYYY-MM."""

    period = models.CharField(_("月份"), max_length=7, blank=True, default="")
    task = fields.text(_("重点任务"))
    progress = fields.decimal(_("进度"))
    measures = fields.text(_("采取的主要措施"))
    problems = fields.text(_("存在问题"))
    next_steps = fields.text(_("下步打算"))
    deadline = fields.PartialDateField(_("完成时限"))
    owner = fields.text(_("责任人"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("月报")
        verbose_name_plural = _("重点任务进展月报")
        constraints = [
            unique("tasks_monthlyreport_key", "period", "task"),
            confirmed_has_reviewer("tasks_monthlyreport_reviewer"),
        ]
