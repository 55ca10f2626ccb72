from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from audit import labels
from audit.actions import record
from audit.changes import between, snapshot
from audit.models import AuditEntry, Seal


class AuditedAdmin:
    """Mixin for a ``ModelAdmin`` that records in the history what is added, changed or deleted.

    ``history_hides`` names fields whose values are never recorded.
    """

    history_hides = ()

    def save_model(self, request, obj, form, change):
        stored = type(obj)._base_manager.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        columns = {field.name for field in obj._meta.concrete_fields} - set(self.history_hides)
        fields = [field for field in form.changed_data if field in columns]
        before = snapshot(stored, fields) if stored else dict.fromkeys(fields)
        action = "admin.changed" if change else "admin.added"
        record(action, target=obj, by=request.user, changes=between(before, snapshot(obj, fields)))

    def delete_model(self, request, obj):
        record("admin.deleted", target=obj, by=request.user)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            self.delete_model(request, obj)


class ReadOnlyAdmin(admin.ModelAdmin):
    """An admin page on which nobody can add, change or delete rows."""

    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class Action(admin.SimpleListFilter):
    title = _("操作")
    parameter_name = "action"

    def lookups(self, request, model_admin):
        return labels.choices()

    def queryset(self, request, queryset):
        return queryset.filter(action=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Leaves out the columns that may name persons. The page 历史记录 shows those, masked for its reader."""

    list_display = ["at", "actor_name", "organization_name", "action_label", "object_type", "source", "address"]
    exclude = ["object_label", "changes"]
    list_filter = [Action, "source"]
    show_full_result_count = False
    list_per_page = 50

    @admin.display(description=_("操作"))
    def action_label(self, entry):
        return labels.label(entry.action)

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)


@admin.register(Seal)
class SealAdmin(ReadOnlyAdmin):
    list_display = ["sequence", "count", "first_id", "last_id", "sealed_at", "digest"]
    show_full_result_count = False
