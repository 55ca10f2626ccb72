"""Records of the reform of street management (街道管理体制改革)."""

from django.utils.translation import gettext_lazy as _

from ledgers import fields
from ledgers.records import CaseRecord, confirmed_has_reviewer, unique_case


class StreetItem(CaseRecord):
    """One item of the reform of a street: a duty, a power or a capacity that it gets.

    ``dimension`` is one of the three heads of the reform (明责、赋权、扩能). ``main_duty`` says which of the three main
    duties of a street (三项主责) the item serves. An item that is carried out stays in the list.
    """

    dimension = fields.text(_("改革方面"))
    main_duty = fields.text(_("三项主责"))
    item = fields.text(_("改革事项"))
    dept = fields.text(_("责任部门"))
    document_no = fields.text(_("文件文号"))
    listed_on = fields.PartialDateField(_("列入时间"))
    due = fields.PartialDateField(_("完成时限"))
    status = fields.text(_("进展状态"))
    implemented_on = fields.PartialDateField(_("实施时间"))
    note = fields.text(_("备注"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("街道改革事项")
        verbose_name_plural = _("街道管理体制改革事项台账")
        constraints = [
            unique_case("governance_streetitem_key", "item", since="listed_on"),
            confirmed_has_reviewer("governance_streetitem_reviewer"),
        ]
