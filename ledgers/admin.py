"""Read-only admin of batches, remembered columns and the records of every ledger; pages make the changes."""

from django.contrib import admin

from audit.admin import AuditedAdmin, ReadOnlyAdmin
from audit.paths import below_q
from ledgers import declarations
from ledgers.masking import is_masked_kind
from ledgers.models import ColumnMemory, ImportBatch
from ledgers.record_list import list_columns
from ledgers.resources import model_of
from organizations.scoped_admin import ScopedAdmin


class ScopedReadOnlyAdmin(ScopedAdmin, ReadOnlyAdmin):
    """Staff see what their organization answers for."""


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
