from ledgers import fields
from ledgers.records import LedgerRecord, confirmed_has_reviewer, unique
from workflows.models import StagedRecord


class Applicant(LedgerRecord, StagedRecord):
    """A person who applies for Party membership (党员发展)."""

    applicant = fields.text("申请人")
    phase = fields.text("发展阶段")
    applied_on = fields.PartialDateField("递交申请书时间")
    dues_yuan = fields.yuan("首次党费")
    introduced = fields.yes_no("是否有入党介绍人")
    contact = fields.text("申请人电话")
    remark = fields.text("考察意见")
    left = fields.text("离队原因")
    left_codes = fields.codes("离队原因（归类）")
    verdict = fields.text("审查结论")

    class Meta(LedgerRecord.Meta):
        verbose_name = "发展对象"
        verbose_name_plural = "党员发展台账"
        constraints = [unique("development_applicant_key", "applicant"), confirmed_has_reviewer("development_reviewer")]
