"""Records of the linkage of Party organizations in a street (互联互动): meetings, commissioners, reporting, needs."""

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


class JointMeeting(LedgerRecord):
    """A joint meeting (党建联席会议) of a district, street or community with the units that are located there."""

    held_on = fields.PartialDateField(_("会议时间"))
    topics = fields.text(_("会议议题"))
    present = fields.count(_("到会单位数"))
    decisions = fields.text(_("议定事项"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("党建联席会议")
        verbose_name_plural = _("党建联席会议台账")
        constraints = [
            unique("governance_jointmeeting_key", "held_on", "topics"),
            confirmed_has_reviewer("governance_jointmeeting_reviewer"),
        ]


class MeetingDecision(CaseRecord):
    """One decision of a joint meeting (议定事项): who carries it out, and by when."""

    met_on = fields.PartialDateField(_("会议时间"))
    decision = fields.text(_("议定事项"))
    owner = fields.text(_("责任单位"))
    due = fields.PartialDateField(_("完成时限"))
    done_on = fields.PartialDateField(_("完成时间"))
    note = fields.text(_("备注"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("联席会议议定事项")
        verbose_name_plural = _("党建联席会议议定事项台账")
        constraints = [
            unique_case("governance_meetingdecision_key", "decision", since="met_on"),
            confirmed_has_reviewer("governance_meetingdecision_reviewer"),
        ]


class Commissioner(RegisterRecord):
    """A leader of a located unit who also sits on the committee of the street or community (兼职委员); names nobody."""

    unit = fields.text(_("单位名称"))
    post = fields.text(_("本单位职务"))
    since = fields.PartialDateField(_("任职时间"))
    duties = fields.count(_("履职次数"))
    note = fields.text(_("备注"))

    class Meta(RegisterRecord.Meta):
        verbose_name = _("兼职委员")
        verbose_name_plural = _("街道社区党组织兼职委员名册")
        constraints = [
            unique_in_force("governance_commissioner_key", "unit"),
            ends_with_reason("governance_commissioner_ending"),
            confirmed_has_reviewer("governance_commissioner_reviewer"),
        ]


class UnitReport(RegisterRecord):
    """A unit whose Party organization has reported to a community (单位到社区报到), with what it does there.

    ``unit`` is the name as in the register of resident units.
    """

    unit = fields.text(_("单位名称"))
    reported_on = fields.PartialDateField(_("报到时间"))
    liaison_post = fields.text(_("联络员职务"))
    projects = fields.text(_("共建项目"))
    note = fields.text(_("备注"))

    class Meta(RegisterRecord.Meta):
        verbose_name = _("单位报到")
        verbose_name_plural = _("驻区单位到社区报到台账")
        constraints = [
            unique_in_force("governance_unitreport_key", "unit"),
            ends_with_reason("governance_unitreport_ending"),
            confirmed_has_reviewer("governance_unitreport_reviewer"),
        ]


class MemberReport(LedgerRecord):
    """How many in-service members (在职党员) of a unit have reported to a community in a year, and what they did.

    Members are counted and never named. ``unit`` is the name as in the register of resident units.
    """

    unit = fields.text(_("单位名称"))
    expected = fields.count(_("应报到人数"))
    reported = fields.count(_("已报到人数"))
    services = fields.count(_("服务次数"))
    hours = fields.decimal(_("服务时长（小时）"))
    note = fields.text(_("备注"))

    class Meta(LedgerRecord.Meta):
        verbose_name = _("在职党员报到")
        verbose_name_plural = _("在职党员到社区报到统计表")
        constraints = [
            unique("governance_memberreport_key", "unit"),
            confirmed_has_reviewer("governance_memberreport_reviewer"),
        ]


class NeedProject(CaseRecord):
    """An entry of the lists of needs, resources and projects (需求、资源、项目清单), and what it was matched with."""

    kind = fields.text(_("清单类别"))
    content = fields.text(_("内容"))
    opened = fields.PartialDateField(_("提出时间"))
    matched_with = fields.text(_("对接单位"))
    done = fields.yes_no(_("是否完成"))
    done_on = fields.PartialDateField(_("完成时间"))
    note = fields.text(_("备注"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("需求资源项目")
        verbose_name_plural = _("需求资源项目清单")
        constraints = [
            unique_case("governance_needproject_key", "kind", "content", since="opened"),
            confirmed_has_reviewer("governance_needproject_reviewer"),
        ]


class PropertyDispute(CaseRecord):
    """A dispute about the management of a housing estate (物业矛盾), in a neutral summary that names nobody."""

    estate = fields.text(_("小区名称"))
    summary = fields.text(_("矛盾概况"))
    opened = fields.PartialDateField(_("受理时间"))
    measures = fields.text(_("化解措施"))
    solved = fields.yes_no(_("是否化解"))
    solved_on = fields.PartialDateField(_("化解时间"))
    note = fields.text(_("备注"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("物业矛盾")
        verbose_name_plural = _("物业矛盾化解台账")
        constraints = [
            unique_case("governance_propertydispute_key", "estate", "summary", since="opened"),
            confirmed_has_reviewer("governance_propertydispute_reviewer"),
        ]
