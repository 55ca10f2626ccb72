"""Records of item 2.4: the leading team of each township (乡镇领导班子) in numbers only; it names nobody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledgers import fields
from ledgers.records import LedgerRecord, confirmed_has_reviewer, unique


class TownshipSheet(LedgerRecord):
    """What a township states of its team at one quarter; ``period`` is the quarter, as in 2026-Q2.

    Posts and leaders are a stock at the end of the quarter. Planned and recruited civil servants and staff (from good
    village secretaries) count since the beginning of the year. A sheet is never added to that of another quarter.
    """

    period = models.CharField(_("季度"), max_length=7, blank=True, default="")
    approved = fields.count(_("核定职数"))
    filled = fields.count(_("实配人数"))
    average_age = fields.decimal(_("平均年龄"))
    young = fields.count(_("35岁以下人数"))
    women = fields.count(_("女性人数"))
    from_secretaries = fields.count(_("来自优秀村党组织书记"))
    from_selected = fields.count(_("来自选调生"))
    from_graduates = fields.count(_("来自大学生村官"))
    from_staff = fields.count(_("来自乡镇事业编制人员"))
    secretary_settled = fields.yes_no(_("换届党委书记是否选配到位"))
    planned = fields.count(_("本年计划从村书记招录人数"))
    recruited = fields.count(_("本年已从村书记招录人数"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("乡镇领导班子季度表")
        verbose_name_plural = _("乡镇领导班子季度表")
        constraints = [
            unique("rectification_townshipsheet_key", "period"),
            confirmed_has_reviewer("rectification_townshipsheet_reviewer"),
        ]
