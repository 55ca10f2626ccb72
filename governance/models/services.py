"""Records about service centres and circles, requests of residents, merged systems, demonstration sites (示范点)."""

from django.utils.translation import gettext_lazy as _

from ledgers import fields
from ledgers.records import (
    CaseRecord,
    LedgerRecord,
    RegisterRecord,
    confirmed_has_reviewer,
    ends_with_reason,
    unique,
    unique_case,
    unique_in_force,
)


class CommunityCircle(LedgerRecord):
    """Whether the people of a community reach a service centre within fifteen minutes (15分钟服务圈)."""

    minutes = fields.decimal(_("到最近中心的分钟数"))
    inside = fields.yes_no(_("是否在15分钟服务圈内"))
    center = fields.text(_("最近的党群服务中心"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("社区服务圈情况")
        verbose_name_plural = _("15分钟服务圈台账")
        constraints = [
            unique("governance_communitycircle_key"),
            confirmed_has_reviewer("governance_communitycircle_reviewer"),
        ]


class InformationSystem(CaseRecord):
    """An information system of an office that is to be merged into one platform (多网合一)."""

    system = fields.text(_("系统名称"))
    owner = fields.text(_("主管单位"))
    kind = fields.text(_("系统类别"))
    listed_on = fields.PartialDateField(_("列入清单时间"))
    merged_into = fields.text(_("并入平台"))
    merged_on = fields.PartialDateField(_("整合完成时间"))
    note = fields.text(_("备注"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("信息系统")
        verbose_name_plural = _("信息系统整合台账")
        constraints = [
            unique_case("governance_informationsystem_key", "system", since="listed_on"),
            confirmed_has_reviewer("governance_informationsystem_reviewer"),
        ]


class DemoSite(RegisterRecord):
    """A demonstration site (示范点) of Party building, which is followed up and may lose its sign."""

    name = fields.text(_("示范点名称"))
    rank = fields.text(_("示范点级别"))
    since = fields.PartialDateField(_("命名时间"))
    note = fields.text(_("备注"))

    class Meta(RegisterRecord.Meta):
        verbose_name = _("示范点")
        verbose_name_plural = _("示范点名册")
        constraints = [
            unique_in_force("governance_demosite_key", "name"),
            ends_with_reason("governance_demosite_ending"),
            confirmed_has_reviewer("governance_demosite_reviewer"),
        ]


class DemoCheck(LedgerRecord):
    """One check of a demonstration site (跟踪检查): it passed, was warned, or lost its sign (摘牌)."""

    date = fields.PartialDateField(_("检查时间"))
    site = fields.text(_("示范点名称"))
    result = fields.text(_("检查结果"))
    finding = fields.text(_("发现问题"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("示范点检查")
        verbose_name_plural = _("示范点跟踪检查台账")
        constraints = [
            unique("governance_democheck_key", "date", "site"),
            confirmed_has_reviewer("governance_democheck_reviewer"),
        ]


class Appeal(LedgerRecord):
    """A resident's request (群众诉求), handed to an office that must answer within a time limit; names nobody."""

    no = fields.text(_("编号"))
    received_at = fields.PartialDateField(_("受理时间"))
    signed_at = fields.PartialDateField(_("签收时间"))
    kind = fields.text(_("诉求类别"))
    kind_codes = fields.codes(_("诉求类别（归类）"))
    content = fields.text(_("诉求内容"))
    dept = fields.text(_("承办单位"))
    due_at = fields.PartialDateField(_("办结时限"))
    limit_hours = fields.decimal(_("办理时长（小时）"))
    finished_at = fields.PartialDateField(_("办结时间"))
    result = fields.text(_("办理结果"))
    solved = fields.yes_no(_("是否解决"))
    satisfied = fields.yes_no(_("是否满意"))
    repeated = fields.yes_no(_("是否重复诉求"))
    overdue = fields.yes_no(_("是否超期"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("群众诉求")
        verbose_name_plural = _("群众诉求限时办结台账")
        constraints = [
            unique("governance_appeal_key", "no", "received_at", "content"),
            confirmed_has_reviewer("governance_appeal_reviewer"),
        ]


class Center(RegisterRecord):
    """A Party and mass service centre (党群服务中心)."""

    center = fields.text(_("中心名称"))
    area_m2 = fields.decimal(_("面积（平方米）"))
    built = fields.PartialDateField(_("建成时间"))
    radius_min = fields.decimal(_("服务半径（分钟）"))
    windows = fields.count(_("服务窗口数"))
    rooms = fields.count(_("功能室数"))
    staff = fields.count(_("工作人员数"))
    online = fields.yes_no(_("是否联网"))
    demo = fields.yes_no(_("是否示范点"))
    cost_yuan = fields.yuan(_("投入资金"))
    open_time = fields.text(_("开放时间"))
    note = fields.text(_("备注"))

    class Meta(RegisterRecord.Meta):
        verbose_name = _("党群服务中心")
        verbose_name_plural = _("党群服务中心台账")
        constraints = [
            unique_in_force("governance_center_key", "center"),
            ends_with_reason("governance_center_ending"),
            confirmed_has_reviewer("governance_center_reviewer"),
        ]
