"""The archive of papers."""

from django.utils.translation import gettext_lazy as _

from documents import kinds
from documents.models import Document
from files.writing import Column
from pages.filters import ChoiceFilter, TextFilter
from pages.list_page import ListPage


class DocumentList(ListPage):
    """The papers in reach of the user, the newest first."""

    url_name, export_url_name = "documents:list", "documents:export"
    nothing_found = _("没有符合条件的公文")
    q = TextFilter(_("搜索"), placeholder=_("标题、文号、发文单位"))
    kind = ChoiceFilter(_("种类"), every=_("全部种类"), any_value=True)
    month = ChoiceFilter(_("月份"), every=_("全部月份"), any_value=True)
    state = ChoiceFilter(_("状态"), Document.State.choices, every=_("全部"))
    chips_of, chips_label = "state", _("按状态筛选")
    sizes = (50, 100)
    sorts = {
        "title": ["title"],
        "month": ["month"],
        "unit": ["organization__path"],
        "number": ["number_year", "serial"],
        "issued": ["issued_on"],
    }
    order = ["-month", "-pk"]
    columns = (
        Column(_("文号"), width=20),
        Column(_("标题"), width=50),
        Column(_("种类"), width=12),
        Column(_("发文单位"), width=16),
        Column(_("月份"), width=10),
        Column(_("数字截至"), "date", 12),
        Column(_("状态"), width=10),
        Column(_("印发日期"), "date", 12),
        Column(_("作废原因"), width=30),
    )

    def prepare(self):
        self.fields["kind"].offer([(kind.key, kind.title) for kind in kinds.all_kinds()])
        self.fields["month"].offer(self.months)

    def months(self):
        months = Document.objects.visible_to(self.user).order_by("-month").values_list("month", flat=True)
        return [(month, month) for month in months.distinct()]

    def all_rows(self):
        return Document.objects.visible_to(self.user).select_related("organization").defer("content")

    def filter_q(self, documents, text):
        return documents.search(text)

    def exported(self, document):
        return [
            document.number,
            document.title,
            document.kind_title,
            document.organization.label,
            document.month,
            document.on,
            document.get_state_display(),
            document.issued_on,
            document.void_reason,
        ]
