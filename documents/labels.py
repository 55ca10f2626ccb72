"""What the history calls the changes to papers."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "document.drafted": _("拟公文稿"),
    "document.remade": _("重新生成公文"),
    "document.discarded": _("删除公文稿"),
    "document.issued": _("印发公文"),
    "document.voided": _("公文作废"),
    "document.batch_asked": _("批量生成公文"),
    "document.numbering_set": _("设置文号"),
    "document.template_uploaded": _("上传公文模板"),
    "document.template_reset": _("恢复内置公文模板"),
}
