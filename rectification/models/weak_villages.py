"""Weak and lax village organizations under rectification (整顿软弱涣散村党组织)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledgers import fields
from ledgers.heads import HeadRecord, LineRecord, head_of, of_head, unique_line
from ledgers.records import (
    CaseRecord,
    confirmed_has_reviewer,
)
from workflows.models import StagedRecord


class WeakCase(HeadRecord, StagedRecord):
    """A weak and lax village organization (软弱涣散村), listed for rectification; its lines are its problems.

    It walks the way that ``rectification.workflows`` declares. A village that comes back gets another case.
    """

    listed_on = fields.PartialDateField(_("确定时间"))
    county_leader = fields.text(_("联村县级领导"))
    township_leader = fields.text(_("包村乡镇领导"))
    first_secretary = fields.text(_("第一书记"))
    paired_unit = fields.text(_("结对单位"))

    class Meta(HeadRecord.Meta):
        verbose_name = _("软弱涣散村")
        verbose_name_plural = _("软弱涣散村")
        constraints = [models.UniqueConstraint(fields=["organization", "listed_on"], name="rectification_weakcase_key")]


class WeakOrg(LineRecord, CaseRecord):
    """A problem of a weak and lax village organization under rectification (软弱涣散村党组织整顿)."""

    head = head_of(WeakCase)
    listed_on = of_head("listed_on")
    county_leader = of_head("county_leader")
    township_leader = of_head("township_leader")
    first_secretary = of_head("first_secretary")
    paired_unit = of_head("paired_unit")
    weak_type = fields.text(_("软弱涣散类型"))
    weak_type_codes = fields.codes(_("软弱涣散类型（归类）"))
    problem = fields.text(_("主要问题"))
    measures = fields.text(_("整顿措施"))
    start_on = fields.PartialDateField(_("开始时间"))
    deadline = fields.PartialDateField(_("完成时限"))
    reviewed = fields.yes_no(_("是否“回头看”"))
    rectified = fields.yes_no(_("是否整顿到位"))
    done_on = fields.PartialDateField(_("销号时间"))
    note = fields.text(_("备注"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("软弱涣散村党组织")
        verbose_name_plural = _("软弱涣散村党组织整顿台账")
        constraints = [
            unique_line("rectification_weakorg_key", "problem"),
            confirmed_has_reviewer("rectification_weakorg_reviewer"),
        ]
