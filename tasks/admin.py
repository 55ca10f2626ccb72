"""The administrator's part: years, holidays, names of areas; the rest is to look at, as it changes by actions only."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.admin import AuditedAdmin, ReadOnlyAdmin
from organizations.models import below_q
from organizations.scoped_admin import ScopedAdmin
from tasks import outbox
from tasks.models import Area, Assignment, DeadlineEvent, Directive, Holiday, JobRun, OutboxMail, Task, TaskYear


@admin.register(TaskYear)
class TaskYearAdmin(AuditedAdmin, admin.ModelAdmin):
    list_display = [
        "year",
        "due_soon_days",
        "behind_points",
        "monthly_cutoff_day",
        "quarterly_cutoff_day",
        "cutoff_shift",
        "calendar_verified",
    ]

    def get_form(self, request, obj=None, **options):
        text = _("对照国务院放假通知核对、“放假调休”录入齐全后勾选；没有核对的，页面标出推算的日期。")
        return super().get_form(request, obj, help_texts={"calendar_verified": text}, **options)


@admin.register(Holiday)
class HolidayAdmin(AuditedAdmin, admin.ModelAdmin):
    list_display = ["date", "is_workday", "note"]
    date_hierarchy = "date"


@admin.register(Area)
class AreaAdmin(AuditedAdmin, ScopedAdmin, admin.ModelAdmin):
    list_display = ["year", "number", "name", "organization"]
    list_filter = ["year"]


class ScopedReadOnlyAdmin(ScopedAdmin, ReadOnlyAdmin):
    """To look at, within the scope; work is changed on the portal's pages, where the rules are."""

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


@admin.register(DeadlineEvent)
class DeadlineEventAdmin(ScopedReadOnlyAdmin):
    list_display = ["assignment", "stage", "due_on", "found_on"]
    list_filter = ["stage"]
    list_select_related = ["assignment__task", "assignment__organization"]


@admin.register(OutboxMail)
class OutboxMailAdmin(ReadOnlyAdmin):
    """E-mail on its way; what failed or was interrupted can be sent again, knowing that it may arrive twice."""

    list_display = ["address", "message", "state", "attempts", "next_try_at", "sent_at", "last_error"]
    list_filter = ["state"]
    list_select_related = ["message"]
    show_full_result_count = False
    actions = ["send_again"]

    def get_queryset(self, request):
        own = below_q(request.user.organization.path, field="message__person__organization__path")
        return super().get_queryset(request).filter(own)

    @admin.action(description=gettext_lazy("重新发送（对方可能收到两次）"))
    def send_again(self, request, queryset):
        count = outbox.retry(queryset, now=timezone.now())
        messages.success(request, _("已重新排队 %(count)s 封邮件。") % {"count": count})


@admin.register(JobRun)
class JobRunAdmin(ReadOnlyAdmin):
    list_display = ["name", "last_on", "finished_at"]
