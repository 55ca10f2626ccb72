"""Records of item 2.3: villages whose collective economy is supported, the money, the checks on the spot, the income.

Rules and forbidden uses of the money stand in domain paragraph A2.3, from the pilot rules for the funds of 2016
(扶持村级集体经济发展试点资金管理办法).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledgers import fields
from ledgers.records import (
    CaseRecord,
    LedgerRecord,
    RegisterRecord,
    confirmed_has_reviewer,
    ends_with_reason,
    unique,
    unique_case,
    unique_in_force,
)

PERMITTED_USES = ("产业项目", "设施设备", "入股投资", "购置物业")  # data
FORBIDDEN_USES = ("项目配套", "偿还债务", "办公楼", "车辆和通讯设备", "个人补贴")  # data
FIRST_BATCH = "第一批"  # data
WEAK_INCOME, SOLID_INCOME = 50_000, 100_000  # yuan of operating income a year: below the first a 空壳村 (A2.3)


class SupportedVillage(RegisterRecord):
    """A village that was chosen for support (扶持村) in one batch, and the money allocated to it.

    Organization, finance and agriculture department choose the villages together: each has signed or not.
    """

    batch = fields.text(_("批次"))
    chosen_on = fields.PartialDateField(_("确定时间"))
    party_signed = fields.yes_no(_("组织部门会签"))
    finance_signed = fields.yes_no(_("财政部门会签"))
    agriculture_signed = fields.yes_no(_("农业农村部门会签"))
    plan_approved_on = fields.PartialDateField(_("方案批复时间"))
    allocated_yuan = fields.yuan(_("下达资金"))

    class Meta(RegisterRecord.Meta):
        verbose_name = _("扶持村")
        verbose_name_plural = _("扶持村名单")
        # As in RegisterRecord, with a name that is short enough.
        indexes = [models.Index(fields=["organization", "until"], name="rectification_supported_unit")]
        constraints = [
            unique_in_force("rectification_supportedvillage_key", "batch"),
            ends_with_reason("rectification_supportedvillage_ending"),
            confirmed_has_reviewer("rectification_supportedvillage_reviewer"),
        ]


class FundPayment(LedgerRecord):
    """One payment of support money to a village (资金拨付), and what it was used for."""

    project = fields.text(_("项目名称"))
    paid_on = fields.PartialDateField(_("拨付时间"))
    amount_yuan = fields.yuan(_("拨付金额"))
    purpose = fields.text(_("资金用途"))
    use_kind = fields.text(_("用途类别"))
    permitted = fields.yes_no(_("用途是否合规"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("扶持资金拨付")
        verbose_name_plural = _("扶持资金拨付使用台账")
        constraints = [
            unique("rectification_fundpayment_key", "paid_on", "project", "purpose"),
            confirmed_has_reviewer("rectification_fundpayment_reviewer"),
        ]


class SpotCheck(CaseRecord):
    """A check of a supported village on the spot (实地抽查): one finding and how it was put right, or none.

    ``contract_until`` and ``risk`` are what the checkers saw of the market risk of the project.
    """

    visited_on = fields.PartialDateField(_("抽查时间"))
    team = fields.text(_("抽查单位"))
    finding = fields.text(_("发现问题"))
    due = fields.PartialDateField(_("整改时限"))
    closed_on = fields.PartialDateField(_("整改完成时间"))
    contract_until = fields.PartialDateField(_("合同到期时间"))
    risk = fields.text(_("风险提示"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("扶持项目实地抽查")
        verbose_name_plural = _("扶持项目实地抽查台账")
        constraints = [
            unique_case("rectification_spotcheck_key", "finding", since="visited_on"),
            confirmed_has_reviewer("rectification_spotcheck_reviewer"),
        ]


class VillageIncome(LedgerRecord):
    """The income and the assets of a village's collective in one year (村级集体经济收入)."""

    operating_yuan = fields.yuan(_("经营性收入"))
    other_yuan = fields.yuan(_("其他收入"))
    assets_yuan = fields.yuan(_("资产总额"))
    debts_yuan = fields.yuan(_("负债总额"))
    households = fields.count(_("受益户数"))
    dividend_yuan = fields.yuan(_("分红金额"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("村级集体经济收入")
        verbose_name_plural = _("村级集体经济收入台账")
        constraints = [
            unique("rectification_villageincome_key"),
            confirmed_has_reviewer("rectification_villageincome_reviewer"),
        ]


class CollectiveEconomy(CaseRecord):
    """A project of a village's collective economy and its money (村级集体经济项目)."""

    project = fields.text(_("项目名称"))
    batch = fields.text(_("批次"))
    central_yuan = fields.yuan(_("中央资金"))
    province_yuan = fields.yuan(_("省级资金"))
    county_yuan = fields.yuan(_("县级配套"))
    own_yuan = fields.yuan(_("自筹资金"))
    total_yuan = fields.yuan(_("总投资"))
    spent_yuan = fields.yuan(_("已使用"))
    progress = fields.decimal(_("项目进度"))
    start_on = fields.PartialDateField(_("开工时间"))
    end_on = fields.PartialDateField(_("竣工时间"))
    income_yuan = fields.yuan(_("年收益"))
    inspected = fields.yes_no(_("是否实地抽查"))
    risk = fields.text(_("风险提示"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("村级集体经济项目")
        verbose_name_plural = _("扶持壮大村级集体经济项目台账")
        constraints = [
            unique_case("rectification_collectiveeconomy_key", "project", since="start_on"),
            confirmed_has_reviewer("rectification_collectiveeconomy_reviewer"),
        ]
