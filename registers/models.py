"""Registers that several areas need: Party organizations, leaders, and the units located in streets and communities."""

from django.utils.translation import gettext_lazy as _

from ledgers import fields
from ledgers.records import RegisterRecord, confirmed_has_reviewer, ends_with_reason, unique_in_force


class Branch(RegisterRecord):
    """A grassroots Party organization (基层党组织), mostly a branch (党支部).

    ``organization`` is the place it hangs under: a branch of an office hangs under its township, county or city.
    ``has_committee``: whether it has elected a branch committee (支委会); ``groups`` counts its Party groups (党小组).
    """

    name = fields.text(_("党组织名称"))
    kind = fields.text(_("党组织类型"))
    domain = fields.text(_("所属领域"))
    upper = fields.text(_("上级党组织"))
    members = fields.count(_("党员数"))
    has_committee = fields.yes_no(_("是否设支委会"))
    groups = fields.count(_("党小组数"))
    secretary = fields.text(_("书记姓名"))
    secretary_since = fields.PartialDateField(_("书记任职时间"))
    since = fields.PartialDateField(_("成立时间"))
    note = fields.text(_("备注"))

    class Meta(RegisterRecord.Meta):
        verbose_name = _("基层党组织")
        verbose_name_plural = _("基层党组织名册")
        constraints = [
            unique_in_force("registers_branch_key", "name"),
            ends_with_reason("registers_branch_ending"),
            confirmed_has_reviewer("registers_branch_reviewer"),
        ]


class Officer(RegisterRecord):
    """A leader of a county or a township (县级领导、乡镇领导) and the work and places the leader answers for."""

    name = fields.text(_("姓名"))
    post = fields.text(_("职务"))
    rank = fields.text(_("领导层级"))
    duties = fields.text(_("分管工作"))
    linked_places = fields.text(_("联系点"))
    linked_villages = fields.text(_("联系村（社区）"))
    since = fields.PartialDateField(_("任职时间"))
    note = fields.text(_("备注"))

    class Meta(RegisterRecord.Meta):
        verbose_name = _("县乡领导")
        verbose_name_plural = _("县级领导和乡镇领导名册")
        constraints = [
            unique_in_force("registers_officer_key", "name"),
            ends_with_reason("registers_officer_ending"),
            confirmed_has_reviewer("registers_officer_reviewer"),
        ]


class ResidentUnit(RegisterRecord):
    """A unit located in a street or community (驻区单位); its Party organization reports to another line."""

    name = fields.text(_("单位名称"))
    nature = fields.text(_("单位性质"))
    upper = fields.text(_("上级党组织"))
    members_in_service = fields.count(_("在职党员数"))
    liaison = fields.text(_("联络员"))
    phone = fields.text(_("联系电话"))
    note = fields.text(_("备注"))

    class Meta(RegisterRecord.Meta):
        verbose_name = _("驻区单位")
        verbose_name_plural = _("驻区单位名册")
        constraints = [
            unique_in_force("registers_residentunit_key", "name"),
            ends_with_reason("registers_residentunit_ending"),
            confirmed_has_reviewer("registers_residentunit_reviewer"),
        ]
