"""Records of the events of item 2.1: surveys of every village, visits of county leaders, joint reviews."""

from django.utils.translation import gettext_lazy as _

from ledgers import fields
from ledgers.records import LedgerRecord, confirmed_has_reviewer, unique

SUSPECTED, LISTED = "疑似", "列入"  # data


class SurveyResult(LedgerRecord):
    """What a round of the dragnet survey (拉网式排查) found in one village.

    A village is normal (正常), suspected (疑似), or was listed for rectification (列入). A suspect that is not listed
    needs a reason: ``not_listed_because``.
    """

    round = fields.text(_("排查轮次"))
    surveyed_on = fields.PartialDateField(_("排查时间"))
    result = fields.text(_("排查结果"))
    problem = fields.text(_("存在问题"))
    not_listed_because = fields.text(_("未列入原因"))
    signed_by = fields.text(_("签字领导"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("排查结果")
        verbose_name_plural = _("村党组织拉网式排查台账")
        constraints = [
            unique("rectification_surveyresult_key", "round", "surveyed_on"),
            confirmed_has_reviewer("rectification_surveyresult_reviewer"),
        ]


class VillageVisit(LedgerRecord):
    """A visit of a leader to a village (县级领导“村村到”): how many problems were found, and how many are solved."""

    leader = fields.text(_("走访领导"))
    post = fields.text(_("职务"))
    rank = fields.text(_("领导层级"))
    visited_on = fields.PartialDateField(_("走访时间"))
    found = fields.count(_("发现问题数"))
    solved = fields.count(_("解决问题数"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("走访记录")
        verbose_name_plural = _("县级领导“村村到”台账")
        constraints = [
            unique("rectification_villagevisit_key", "leader", "visited_on"),
            confirmed_has_reviewer("rectification_villagevisit_reviewer"),
        ]


class JointReview(LedgerRecord):
    """A batch of the joint review (县级联审) of the members of a village's two committees, in numbers only.

    ``unfit`` counts those with a criminal sentence, village bullies and those linked to gangs; ``cleared`` counts those
    of them who have left the committees, the last one on ``cleared_on``.
    """

    batch = fields.text(_("联审批次"))
    reviewed_on = fields.PartialDateField(_("联审时间"))
    members = fields.count(_("在职人数"))
    reviewed = fields.count(_("联审人数"))
    unfit = fields.count(_("不符合人数"))
    cleared = fields.count(_("已清理人数"))
    cleared_on = fields.PartialDateField(_("清理完成时间"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("联审结果")
        verbose_name_plural = _("村“两委”成员县级联审台账")
        constraints = [
            unique("rectification_jointreview_key", "batch", "reviewed_on"),
            confirmed_has_reviewer("rectification_jointreview_reviewer"),
        ]
