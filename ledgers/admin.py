"""Read-only admin of batches, remembered columns and the records of every ledger; pages make the changes."""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from audit.admin import AuditedAdmin
from audit.paths import below_q
from ledgers import declarations
from ledgers.actions.recoding import recode, recoding
from ledgers.actions.rights import may_keep_codes
from ledgers.masking import is_masked_kind
from ledgers.models import CodeTable, ColumnMemory, ImportBatch
from ledgers.record_list import list_columns
from ledgers.resources import model_of
from organizations.scoped_admin import ScopedReadOnlyAdmin


@admin.register(ImportBatch)
class ImportBatchAdmin(ScopedReadOnlyAdmin):
    list_display = ["file_name", "ledger_key", "organization", "uploaded_by", "uploaded_at", "state"]
    list_filter = ["state", "ledger_key"]
    search_fields = ["file_name"]
    exclude = ["file", "token", "summary", "overrides", "choices"]


@admin.register(ColumnMemory)
class ColumnMemoryAdmin(AuditedAdmin, admin.ModelAdmin):
    """An administrator may take back what a unit taught the portal by mistake."""

    list_display = ["organization", "ledger_key", "header", "field", "by", "at"]
    list_filter = ["ledger_key"]
    search_fields = ["header"]

    def get_queryset(self, request):
        own = below_q(request.user.organization.path, field="organization__path")
        return super().get_queryset(request).filter(own)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(CodeTable)
class CodeTableAdmin(AuditedAdmin, admin.ModelAdmin):
    """Managers of the city keep the code tables; codes of records change only by the action 重新归类."""

    list_display = ["name", "value", "words", "valid_from", "valid_to", "order", "limit", "limit_unit"]
    list_filter = ["name"]
    search_fields = ["value", "words"]
    actions = ["recode"]

    def has_module_permission(self, request):
        return request.user.is_authenticated and may_keep_codes(request.user)

    def has_view_permission(self, request, obj=None):
        return may_keep_codes(request.user)

    def has_add_permission(self, request):
        return may_keep_codes(request.user)

    def has_change_permission(self, request, obj=None):
        return may_keep_codes(request.user)

    def has_delete_permission(self, request, obj=None):
        return may_keep_codes(request.user) and not (obj and obj.is_protected)

    def get_readonly_fields(self, request, obj=None):
        return ["name", "value", "valid_from", "valid_to"] if obj and obj.is_protected else []

    @admin.action(description=_("重新归类：按所选代码所在的代码表"), permissions=["change"])
    def recode(self, request, queryset):
        """Show how many records would get other codes; the button of that page changes them."""
        tables = list(queryset.order_by("name").values_list("name", flat=True).distinct())
        if request.POST.get("confirmed"):
            count = sum(recode(table, by=request.user) for table in tables)
            self.message_user(request, _("已重新归类 %(count)d 条记录。") % {"count": count})
            return None
        lines = [
            {"ledger": ledger.title, "column": column.label, "count": count}
            for table in tables
            for ledger, column, count in recoding(table)
        ]
        context = self.admin_site.each_context(request) | {
            "title": _("重新归类"),
            "lines": lines,
            "total": sum(line["count"] for line in lines),
            "codes": queryset,
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "ledgers/admin_recode.html", context)


class LedgerRecordAdmin(ScopedReadOnlyAdmin):
    """Records of one ledger without the columns that name persons or are hidden from some readers."""

    list_filter = ["year", "state"]
    search_fields = ["organization__name"]
    list_select_related = ["organization"]

    def get_list_display(self, request):
        left_out = self.get_exclude(request)
        names = [column.field for column in list_columns(self.model.ledger(), request.user)]
        return ["organization", "year", *(name for name in names if name not in left_out), "state"]

    def get_exclude(self, request, obj=None):
        columns = self.model.ledger().stored_columns
        return [column.field for column in columns if is_masked_kind(column) or column.is_restricted]

    def has_module_permission(self, request):
        return super().has_module_permission(request) and self.model.ledger().is_open_to(request.user)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self.model.ledger().is_open_to(request.user)


for ledger in declarations.all_ledgers():
    admin.site.register(model_of(ledger), LedgerRecordAdmin)
