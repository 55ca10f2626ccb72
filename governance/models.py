"""Records of the ledgers of area 三: grids, service centres and requests of residents."""

from django.utils.translation import gettext_lazy as _

from governance import linkage, neighbourhoods, streets  # noqa: F401 (Django finds their models through this module)
from ledgers import fields
from ledgers.records import (
    LedgerRecord,
    RegisterRecord,
    confirmed_has_reviewer,
    ends_with_reason,
    unique,
    unique_in_force,
)


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


from governance.service_records import CommunityCircle, DemoCheck, DemoSite, InformationSystem  # noqa: E402

__all__ = ["Appeal", "Center", "CommunityCircle", "DemoCheck", "DemoSite", "Grid", "InformationSystem"]
