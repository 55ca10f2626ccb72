from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.admin import ReadOnlyAdmin
from audit.paths import below_q
from notices import outbox, subjects
from notices.models import DeadlineEvent, JobRun, OutboxMail
from organizations.scoped_admin import ScopedAdmin


@admin.register(OutboxMail)
class OutboxMailAdmin(ReadOnlyAdmin):
    """The outbox. Failed and uncertain e-mail can be sent again; an uncertain one may then arrive twice."""

    list_display = ["address", "message", "state", "attempts", "next_try_at", "sent_at", "last_error"]
    list_filter = ["state"]
    list_select_related = ["message"]
    show_full_result_count = False
    actions = ["send_again"]

    def get_queryset(self, request):
        in_scope = below_q(request.user.organization.path, field="message__person__organization__path")
        return super().get_queryset(request).filter(in_scope)

    @admin.action(description=gettext_lazy("重新发送（对方可能收到两次）"))
    def send_again(self, request, queryset):
        count = outbox.retry(queryset, now=timezone.now())
        messages.success(request, _("已重新排队 %(count)s 封邮件。") % {"count": count})


@admin.register(JobRun)
class JobRunAdmin(ReadOnlyAdmin):
    list_display = ["name", "last_on", "finished_at"]


class NamedChangeList(ChangeList):
    """Adds the names of the subjects to the rows of the page."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        subjects.add_names(self.result_list)


class SubjectKindFilter(admin.SimpleListFilter):
    title = gettext_lazy("事由类别")
    parameter_name = "subject_kind"

    def lookups(self, request, model_admin):
        return [(kind.key, kind.label) for kind in subjects.kinds()]

    def queryset(self, request, queryset):
        return queryset.filter(subject_kind=self.value()) if self.value() else queryset


@admin.register(DeadlineEvent)
class DeadlineEventAdmin(ScopedAdmin, ReadOnlyAdmin):
    list_display = ["subject", "stage", "due_on", "found_on"]
    list_filter = [SubjectKindFilter, "stage"]
    show_full_result_count = False
    list_per_page = 50

    def get_changelist(self, request, **kwargs):
        return NamedChangeList

    @admin.display(description=gettext_lazy("事由"))
    def subject(self, event):
        return event.subject_name
