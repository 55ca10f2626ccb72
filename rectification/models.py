"""Records of the ledgers of area 二: village organizations, their leaders and their collective economy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledgers import fields
from ledgers.heads import HeadRecord, LineRecord, head_of, of_head, unique_line
from ledgers.records import (
    CaseRecord,
    RegisterRecord,
    confirmed_has_reviewer,
    ends_with_reason,
    unique_case,
    unique_in_force,
)
from rectification.posts import FirstSecretary as FirstSecretary
from rectification.posts import VillageProfile as VillageProfile
from rectification.surveys import JointReview as JointReview
from rectification.surveys import SurveyResult as SurveyResult
from rectification.surveys import VillageVisit as VillageVisit


class WeakCase(HeadRecord):
    """A weak and lax village organization (软弱涣散村), listed for rectification; its lines are its problems."""

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

    class Meta(CaseRecord.Meta):
        verbose_name = _("村级集体经济项目")
        verbose_name_plural = _("扶持壮大村级集体经济项目台账")
        constraints = [
            unique_case("rectification_collectiveeconomy_key", "project", since="start_on"),
            confirmed_has_reviewer("rectification_collectiveeconomy_reviewer"),
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
from rectification.economy import FundPayment, SpotCheck, SupportedVillage, VillageIncome  # noqa: E402, F401
from rectification.township_teams import TownshipSheet  # noqa: E402, F401
