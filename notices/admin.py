from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.admin import ReadOnlyAdmin
from notices import outbox
from notices.models import JobRun, OutboxMail
from organizations.models import below_q


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
