"""Records about the plan that trains all Party members in five years (党员教育培训五年规划)."""

from django.utils.translation import gettext_lazy as _

from ledgers import fields
from ledgers.records import LedgerRecord, confirmed_has_reviewer, unique


class CyclePlan(LedgerRecord):
    """What a county plans and provides in one year of the five-year plan: persons, classes, teachers, money."""

    target = fields.count(_("计划培训党员数"))
    classes = fields.count(_("计划办班期数"))
    compulsory = fields.yes_no(_("是否安排必修课"))
    teachers = fields.count(_("师资人数"))
    bases = fields.count(_("培训基地数"))
    budget_yuan = fields.yuan(_("经费预算"))
    spent_yuan = fields.yuan(_("已支出经费"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("党员培训年度计划")
        verbose_name_plural = _("党员教育培训五年规划年度计划")
        constraints = [
            unique("training_cycleplan_key"),
            confirmed_has_reviewer("training_cycleplan_reviewer"),
        ]


class BranchTraining(LedgerRecord):
    """How many different members of a branch have been trained since the cycle began, up to the day ``as_of``.

    ``trained`` is cumulative: within a cycle it never falls, and it is never above ``members``. ``full_hours`` counts
    the members who have reached the hours of this year.
    """

    branch = fields.text(_("党组织名称"))
    as_of = fields.PartialDateField(_("统计截止时间"))
    members = fields.count(_("党员数"))
    trained = fields.count(_("周期内累计轮训人数"))
    full_hours = fields.count(_("本年学满32学时人数"))
    farmers = fields.count(_("农民党员轮训人数"))
    migrants = fields.count(_("流动党员轮训人数"))
    elderly = fields.count(_("老年党员轮训人数"))
    new_members = fields.count(_("新党员轮训人数"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("党支部党员轮训情况")
        verbose_name_plural = _("党支部党员轮训累计台账")
        constraints = [
            unique("training_branchtraining_key", "branch"),
            confirmed_has_reviewer("training_branchtraining_reviewer"),
        ]
