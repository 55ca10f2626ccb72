"""Admin pages: areas can be edited; everything else is read-only, because only actions may change it."""

from django.contrib import admin

from audit.admin import AuditedAdmin
from organizations.scoped_admin import ScopedAdmin, ScopedReadOnlyAdmin
from tasks.models import Area, Assignment, Directive, Task


@admin.register(Area)
class AreaAdmin(AuditedAdmin, ScopedAdmin, admin.ModelAdmin):
    list_display = ["year", "number", "name", "organization"]
    list_filter = ["year"]


@admin.register(Directive)
class DirectiveAdmin(ScopedReadOnlyAdmin):
    list_display = ["title", "organization", "issued_on", "base_year"]
    exclude = ["file"]


@admin.register(Task)
class TaskAdmin(ScopedReadOnlyAdmin):
    list_display = ["number", "title", "year", "organization", "deadline", "period", "measure"]
    list_filter = ["year"]
    search_fields = ["number", "title", "short_title"]


@admin.register(Assignment)
class AssignmentAdmin(ScopedReadOnlyAdmin):
    list_display = ["task", "organization", "target", "due_on", "finished_on", "withdrawn_on"]
    list_filter = ["task__year"]
    list_select_related = ["task", "organization"]
