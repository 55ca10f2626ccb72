"""Records of the ledgers of area 四: reviews of secretaries, burdens of the base, notices, requests, papers."""

from django.utils.translation import gettext_lazy as _

from accountability import burden
from ledgers import fields
from ledgers.records import CaseRecord, LedgerRecord, confirmed_has_reviewer, unique, unique_case


class ReviewProblem(CaseRecord):
    """A problem that a secretary was told at the yearly review (述职评议), until it is closed.

    ``organization`` is the unit whose secretary was reviewed; ``grade`` is the grade of the whole review.
    """

    post = fields.text(_("述职人职务"))
    reviewed_on = fields.PartialDateField(_("评议年度"))
    grade = fields.text(_("评议等次"))
    problem = fields.text(_("评议指出的问题"))
    measures = fields.text(_("整改措施"))
    due = fields.PartialDateField(_("整改时限"))
    closed_on = fields.PartialDateField(_("销号时间"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("述职评议问题")
        verbose_name_plural = _("述职评议问题整改台账")
        constraints = [
            unique_case("accountability_reviewproblem_key", "problem", since="reviewed_on"),
            confirmed_has_reviewer("accountability_reviewproblem_reviewer"),
        ]


class BurdenItem(CaseRecord):
    """A form, ledger, meeting, check or contest asked of the base (减负清单), from its first day to ``ends_on``.

    ``organization`` is the unit whose base is asked: a county, for what is asked of its townships and villages.
    """

    name = fields.text(_("事项名称"))
    kind = fields.text(_("类别"))
    issuer = fields.text(_("要求单位"))
    basis = fields.text(_("依据文件"))
    frequency = fields.text(_("频次"))
    answered_by = fields.text(_("填报层级"))
    asked = fields.text(_("填报内容"))
    field_count = fields.count(_("填报项数"))
    replaces = fields.text(_("替代的原有事项"))
    approved_by = fields.text(_("批准人"))
    since = fields.PartialDateField(_("开始时间"))
    ends_on = fields.PartialDateField(_("终止时间"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("减负清单事项")
        verbose_name_plural = _("基层减负事项清单")
        constraints = [
            unique_case("accountability_burdenitem_key", "name", since="since"),
            confirmed_has_reviewer("accountability_burdenitem_reviewer"),
        ]

    @property
    def warnings(self):
        """What whoever confirms the item should know: its cells a year, who approved it, what is asked twice."""
        return [*super().warnings, *burden.notes(self)]


class Notice(LedgerRecord):
    """A step of supervision that a person signed (提醒、约谈、通报), with the reply of the unit.

    The matters of discipline organs stay outside (domain 5.6, 6.5); the declaration of the ledger refuses them.
    """

    post = fields.text(_("对象职务"))
    step = fields.text(_("方式"))
    step_codes = fields.codes(_("方式（归类）"))
    cause = fields.text(_("事由"))
    signed_by = fields.text(_("签发人"))
    sent_on = fields.PartialDateField(_("发出时间"))
    reply_due = fields.PartialDateField(_("回复时限"))
    replied_on = fields.PartialDateField(_("回复时间"))
    result = fields.text(_("结果"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("提醒约谈")
        verbose_name_plural = _("提醒约谈台账")
        constraints = [
            unique("accountability_notice_key", "sent_on", "step", "cause"),
            confirmed_has_reviewer("accountability_notice_reviewer"),
        ]


class SupportRequest(CaseRecord):
    """What a unit asked a department to do by a day (部门配合事项), and what the department answered."""

    department = fields.text(_("配合部门"))
    content = fields.text(_("需配合事项"))
    asked_on = fields.PartialDateField(_("提出时间"))
    due = fields.PartialDateField(_("要求办结时间"))
    promised_on = fields.PartialDateField(_("部门承诺时间"))
    done_on = fields.PartialDateField(_("实际办结时间"))
    answer = fields.text(_("答复情况"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("部门配合事项")
        verbose_name_plural = _("部门配合事项台账")
        constraints = [
            unique_case("accountability_supportrequest_key", "department", "content", since="asked_on"),
            confirmed_has_reviewer("accountability_supportrequest_reviewer"),
        ]


class PolicyPaper(LedgerRecord):
    """A rule, plan, practice note or activity of a unit that carries out an item of the speech (制度文件、经验做法)."""

    kind = fields.text(_("类型"))
    name = fields.text(_("名称"))
    item = fields.text(_("对应任务"))
    item_codes = fields.codes(_("对应任务（归类）"))
    document_no = fields.text(_("文号"))
    issued_on = fields.PartialDateField(_("印发（开展）时间"))
    reviewed_on = fields.PartialDateField(_("评估时间"))
    taken_up_by = fields.text(_("学习借鉴单位"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("制度文件和经验做法")
        verbose_name_plural = _("制度文件和经验做法台账")
        constraints = [
            unique("accountability_policypaper_key", "name", "issued_on"),
            confirmed_has_reviewer("accountability_policypaper_reviewer"),
        ]
