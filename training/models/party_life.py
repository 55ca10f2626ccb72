"""Records about Party life: plans and activities of branches, lectures, leaders in their branches, inspections."""

from django.utils.translation import gettext_lazy as _

from ledgers import fields
from ledgers.records import CaseRecord, LedgerRecord, confirmed_has_reviewer, unique, unique_case


class Lecture(LedgerRecord):
    """One lecture of the activity 党课开讲啦, or one event at which people learn from a model among them (身边榜样)."""

    date = fields.PartialDateField(_("开展时间"))
    activity = fields.text(_("活动类别"))
    branch = fields.text(_("开展党组织"))
    lecturer = fields.text(_("主讲人类别"))
    topic = fields.text(_("党课题目"))
    attended = fields.count(_("参加人数"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("党课")
        verbose_name_plural = _("“党课开讲啦”和“学习身边榜样”活动台账")
        constraints = [
            unique("training_lecture_key", "date", "branch", "topic"),
            confirmed_has_reviewer("training_lecture_reviewer"),
        ]


class LeaderLife(LedgerRecord):
    """A leader took part in the Party life of the own branch as an ordinary member (双重组织生活), or lectured."""

    date = fields.PartialDateField(_("参加时间"))
    name = fields.text(_("领导姓名"))
    post = fields.text(_("职务"))
    branch = fields.text(_("所在党支部"))
    role = fields.text(_("参加方式"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("领导干部参加组织生活记录")
        verbose_name_plural = _("领导干部参加所在支部组织生活台账")
        constraints = [
            unique("training_leaderlife_key", "date", "name", "branch"),
            confirmed_has_reviewer("training_leaderlife_reviewer"),
        ]


class InspectionFinding(CaseRecord):
    """A fault of Party life that an inspection (巡察) found, with its deadline and the day it was put right."""

    branch = fields.text(_("被巡察党组织"))
    finding = fields.text(_("发现问题"))
    found_on = fields.PartialDateField(_("反馈时间"))
    measures = fields.text(_("整改措施"))
    due = fields.PartialDateField(_("整改时限"))
    closed_on = fields.PartialDateField(_("整改完成时间"))
    note = fields.text(_("备注"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("组织生活巡察问题")
        verbose_name_plural = _("组织生活巡察整改台账")
        constraints = [
            unique_case("training_inspectionfinding_key", "branch", "finding", since="found_on"),
            confirmed_has_reviewer("training_inspectionfinding_reviewer"),
        ]


class LifePlan(LedgerRecord):
    """A branch's yearly plan of Party life (年度组织生活计划), and how the unit above has reviewed it (把关)."""

    members = fields.count(_("党员人数"))
    plan = fields.text(_("年度组织生活计划"))
    secretary = fields.text(_("支部书记"))
    review = fields.text(_("审核结果"))
    reviewed_on = fields.PartialDateField(_("审核时间"))
    reviewer = fields.text(_("审核单位"))
    review_comment = fields.text(_("审核意见"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("组织生活计划")
        verbose_name_plural = _("党支部年度组织生活计划")
        constraints = [
            unique("training_lifeplan_key", "secretary"),
            confirmed_has_reviewer("training_lifeplan_reviewer"),
        ]


class OrgLife(LedgerRecord):
    """One meeting, lecture or Party day of a branch (组织生活)."""

    date = fields.PartialDateField(_("开展时间"))
    kind = fields.text(_("活动类型"))
    kind_codes = fields.codes(_("活动类型（归类）"))
    topic = fields.text(_("主题"))
    host = fields.text(_("主持人"))
    should = fields.count(_("应到人数"))
    attended = fields.count(_("实到人数"))
    leader_attended = fields.yes_no(_("领导干部是否参加"))
    recorder = fields.text(_("记录人"))
    has_minutes = fields.yes_no(_("有无会议记录"))
    minutes = fields.text(_("会议记录要点"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("组织生活记录")
        verbose_name_plural = _("党的组织生活台账")
        constraints = [
            unique("training_orglife_key", "date", "kind", "topic"),
            confirmed_has_reviewer("training_orglife_reviewer"),
        ]
