"""Registers of item 2.2: secretaries and reserves, what each village is and has, first secretaries sent to villages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledgers import fields
from ledgers.records import (
    RegisterRecord,
    confirmed_has_reviewer,
    ends_with_reason,
    unique_in_force,
)

POOR, LIFTED = "贫困村", "脱贫村"  # data


class VillageProfile(RegisterRecord):
    """Facts about a village (村情) that decide what it is owed; one row for each village, kept up to date.

    ``committee_members`` counts the members of both committees (村“两委”), each person once. ``election_on`` is the day
    of the next election (换届), or of the one that is over. ``candidates_studied`` says whether candidates have been
    studied (研究换届人选); their names stay outside the portal.
    """

    poverty = fields.text(_("贫困状况"))
    committee_members = fields.count(_("“两委”成员数"))
    election_on = fields.PartialDateField(_("换届时间"))
    elected = fields.yes_no(_("是否完成换届"))
    candidates_studied = fields.yes_no(_("是否研究换届人选"))
    note = fields.text(_("备注"))

    class Meta(RegisterRecord.Meta):
        verbose_name = _("村情")
        verbose_name_plural = _("村情和换届准备情况表")
        indexes = [models.Index(fields=["organization", "until"], name="rectification_profile_unit")]
        constraints = [
            unique_in_force("rectification_villageprofile_key"),
            ends_with_reason("rectification_villageprofile_ending"),
            confirmed_has_reviewer("rectification_villageprofile_reviewer"),
        ]


class FirstSecretary(RegisterRecord):
    """A cadre whom an office has sent to live and work in a village (驻村第一书记).

    ``rotated``: whether this person came by rotation (轮换). ``days_in_village`` counts the days of a month.
    """

    name = fields.text(_("姓名"))
    gender = fields.text(_("性别"))
    birth = fields.PartialDateField(_("出生年月"))
    village_type = fields.text(_("村类型"))
    sent_by = fields.text(_("派出单位"))
    sent_by_level = fields.text(_("派出单位层级"))
    post = fields.text(_("职务职级"))
    since = fields.PartialDateField(_("任职时间"))
    rotated = fields.yes_no(_("是否轮换"))
    days_in_village = fields.decimal(_("每月在村天数"))
    grade = fields.text(_("考核等次"))
    phone = fields.text(_("联系电话"))
    note = fields.text(_("备注"))

    class Meta(RegisterRecord.Meta):
        verbose_name = _("驻村第一书记")
        verbose_name_plural = _("驻村第一书记花名册")
        indexes = [models.Index(fields=["organization", "until"], name="rectification_first_unit")]
        constraints = [
            unique_in_force("rectification_firstsecretary_key", "name"),
            ends_with_reason("rectification_firstsecretary_ending"),
            confirmed_has_reviewer("rectification_firstsecretary_reviewer"),
        ]


class Secretary(RegisterRecord):
    """A village Party secretary as filed with the county (村党组织书记备案)."""

    name = fields.text(_("姓名"))
    gender = fields.text(_("性别"))
    birth = fields.PartialDateField(_("出生年月"))
    education = fields.text(_("学历"))
    joined_party = fields.PartialDateField(_("入党时间"))
    appointed = fields.PartialDateField(_("任现职时间"))
    source = fields.text(_("人员来源"))
    director_too = fields.yes_no(_("是否“一肩挑”"))
    phone = fields.text(_("联系电话"))
    filed = fields.yes_no(_("县级备案"))
    filed_on = fields.PartialDateField(_("备案时间"))
    filing_number = fields.text(_("备案文号"))
    joint_review = fields.yes_no(_("县级联审"))
    note = fields.text(_("备注"))

    class Meta(RegisterRecord.Meta):
        verbose_name = _("村党组织书记")
        verbose_name_plural = _("村（社区）党组织书记备案台账")
        # The second one finds a person's other offices.
        indexes = [*RegisterRecord.Meta.indexes, models.Index(fields=["name"], name="rectification_secretary_name")]
        constraints = [
            unique_in_force("rectification_secretary_key", "name"),
            ends_with_reason("rectification_secretary_ending"),
            confirmed_has_reviewer("rectification_secretary_reviewer"),
        ]


class Reserve(RegisterRecord):
    """A person who is prepared to become a leader of a village (村级后备力量)."""

    name = fields.text(_("姓名"))
    gender = fields.text(_("性别"))
    birth = fields.PartialDateField(_("出生年月"))
    age = fields.count(_("年龄"))
    party_member = fields.yes_no(_("是否党员"))
    education = fields.text(_("学历"))
    identity = fields.text(_("人员类别"))
    mentor = fields.text(_("培养联系人"))
    since = fields.PartialDateField(_("确定时间"))
    phone = fields.text(_("联系电话"))
    note = fields.text(_("备注"))

    class Meta(RegisterRecord.Meta):
        verbose_name = _("村级后备力量")
        verbose_name_plural = _("村级后备力量花名册")
        constraints = [
            unique_in_force("rectification_reserve_key", "name"),
            ends_with_reason("rectification_reserve_ending"),
            confirmed_has_reviewer("rectification_reserve_reviewer"),
        ]


# Models of the items 2.3 and 2.4, which Django looks for in this module.
from rectification.models.economy import FundPayment, SpotCheck, SupportedVillage, VillageIncome  # noqa: E402, F401
from rectification.models.township_teams import TownshipSheet  # noqa: E402, F401
