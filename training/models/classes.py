"""Classes for secretaries and for members (集中轮训、教育培训)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledgers import fields
from ledgers.heads import HeadRecord, LineRecord, head_of, of_head, unique_line
from ledgers.records import LedgerRecord, confirmed_has_reviewer, unique


class TrainingClass(HeadRecord):
    """A class (培训班次) of the rotation training, held by a county, or by the city for its own organizations."""

    class_name = fields.text(_("培训班次"))
    start_on = fields.PartialDateField(_("开始时间"))
    end_on = fields.PartialDateField(_("结束时间"))

    class Meta(HeadRecord.Meta):
        verbose_name = _("培训班次")
        verbose_name_plural = _("培训班次")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "class_name", "start_on", "end_on"], name="training_trainingclass_key"
            )
        ]


class SecretaryTraining(LineRecord, LedgerRecord):
    """One secretary in one class of the yearly rotation training (书记集中轮训)."""

    head = head_of(TrainingClass)
    class_name = of_head("class_name")
    start_on = of_head("start_on")
    end_on = of_head("end_on")
    name = fields.text(_("姓名"))
    name_record = fields.record_of("rectification.Secretary", _("书记备案"))
    domain = fields.text(_("领域"))
    post = fields.text(_("职务"))
    days = fields.decimal(_("天数"))
    topics = fields.text(_("培训内容"))
    topics_codes = fields.codes(_("培训内容（归类）"))
    place = fields.text(_("培训地点"))
    passed = fields.yes_no(_("考核是否合格"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("书记轮训记录")
        verbose_name_plural = _("基层党组织书记集中轮训台账")
        # Finds the classes of a person: without it the share of trained secretaries costs more than all other figures.
        indexes = [
            *LedgerRecord.Meta.indexes,
            models.Index(fields=["name"], name="training_secretarytraining_nm"),
        ]
        constraints = [
            unique_line("training_secretarytraining_key", "name"),
            confirmed_has_reviewer("training_secretarytraining_reviewer"),
        ]


class MemberTraining(LedgerRecord):
    """One class for Party members (党员教育培训); members are counted, not named."""

    date = fields.PartialDateField(_("培训时间"))
    course = fields.text(_("培训内容"))
    course_codes = fields.codes(_("培训内容（归类）"))
    form = fields.text(_("培训形式"))
    should = fields.count(_("应训人数"))
    attended = fields.count(_("实训人数"))
    rate = fields.decimal(_("参训率"))
    hours = fields.decimal(_("学时"))
    cost_yuan = fields.yuan(_("经费"))
    teacher = fields.text(_("授课人"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("党员培训记录")
        verbose_name_plural = _("党员教育培训台账")
        constraints = [
            unique("training_membertraining_key", "date", "course"),
            confirmed_has_reviewer("training_membertraining_reviewer"),
        ]
