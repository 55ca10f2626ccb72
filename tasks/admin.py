"""Admin pages: areas can be edited; everything else is read-only, because only actions may change it."""

from django.contrib import admin

from audit.admin import AuditedAdmin, ReadOnlyAdmin
from organizations.scoped_admin import ScopedAdmin
from tasks.models import Area, Assignment, Directive, Task


@admin.register(Area)
class AreaAdmin(AuditedAdmin, ScopedAdmin, admin.ModelAdmin):
    list_display = ["year", "number", "name", "organization"]
    list_filter = ["year"]


class ScopedReadOnlyAdmin(ScopedAdmin, ReadOnlyAdmin):
    """Read-only, and limited to the user's units; the pages of the portal change these rows and check the rules."""

    show_full_result_count = False
    list_per_page = 50


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
