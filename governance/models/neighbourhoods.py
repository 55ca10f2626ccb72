"""Records of communities: grids and those that departments had before, and the full-time staff (社区工作者)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledgers import fields
from ledgers.records import (
    CaseRecord,
    RegisterRecord,
    confirmed_has_reviewer,
    ends_with_reason,
    unique_case,
    unique_in_force,
)


class FormerGrid(CaseRecord):
    """A grid that one department had drawn for itself (原有网格), until it is merged into the one net."""

    department = fields.text(_("网格条线"))
    name = fields.text(_("原网格名称"))
    counted_on = fields.PartialDateField(_("摸排时间"))
    merged_into = fields.text(_("并入网格"))
    merged = fields.yes_no(_("是否已整合"))
    merged_on = fields.PartialDateField(_("整合时间"))
    note = fields.text(_("备注"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("原有网格")
        verbose_name_plural = _("原有网格整合台账")
        constraints = [
            unique_case("governance_formergrid_key", "department", "name", since="counted_on"),
            confirmed_has_reviewer("governance_formergrid_reviewer"),
        ]


class CommunityWorker(RegisterRecord):
    """A full-time worker of a community (社区工作者): post, grade, and which of the promised benefits are realised.

    Each benefit is only yes or no; amounts of pay are never asked for. ``appraised_on`` is the last yearly appraisal.
    """

    name = fields.text(_("姓名"))
    gender = fields.text(_("性别"))
    birth = fields.PartialDateField(_("出生年月"))
    education = fields.text(_("学历"))
    post = fields.text(_("岗位"))
    grade = fields.text(_("岗位等级"))
    certificate = fields.text(_("职业资格"))
    since = fields.PartialDateField(_("入职时间"))
    pay = fields.yes_no(_("薪酬待遇是否落实"))
    insurance = fields.yes_no(_("社会保险是否落实"))
    checkup = fields.yes_no(_("健康体检是否落实"))
    training = fields.yes_no(_("教育培训是否落实"))
    leave = fields.yes_no(_("带薪休假是否落实"))
    appraised_on = fields.PartialDateField(_("年度考核时间"))
    note = fields.text(_("备注"))

    class Meta(RegisterRecord.Meta):
        verbose_name = _("社区工作者")
        verbose_name_plural = _("社区工作者花名册")
        indexes = [models.Index(fields=["organization", "until"], name="governance_worker_unit")]
        constraints = [
            unique_in_force("governance_communityworker_key", "name"),
            ends_with_reason("governance_communityworker_ending"),
            confirmed_has_reviewer("governance_communityworker_reviewer"),
        ]


class Grid(RegisterRecord):
    """A grid (网格), after the grids of all departments were merged into one net."""

    grid_name = fields.text(_("网格名称"))
    grid_no = fields.text(_("网格编号"))
    merged_from = fields.text(_("整合前网格"))
    households = fields.count(_("户数"))
    people = fields.count(_("人口数"))
    party_members = fields.count(_("党员数"))
    grid_head = fields.text(_("网格长"))
    phone = fields.text(_("联系电话"))
    workers = fields.count(_("专职网格员数"))
    party_group = fields.yes_no(_("是否建立党小组"))
    note = fields.text(_("备注"))

    class Meta(RegisterRecord.Meta):
        verbose_name = _("网格")
        verbose_name_plural = _("网格整合台账")
        constraints = [
            unique_in_force("governance_grid_key", "grid_name"),
            ends_with_reason("governance_grid_ending"),
            confirmed_has_reviewer("governance_grid_reviewer"),
        ]
