"""What the watch over deadlines leaves behind: events and reminders."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.assignment_query import assignments_visible_q
from tasks.models.assignments import Assignment


class DeadlineEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(assignments_visible_q(user, prefix="assignment__"))


class DeadlineEvent(models.Model):
    """A limit that an assignment has reached (期限事件), found once by the daily scan.

    For the stages of a report ``due_on`` is the report's cut-off day, ``period_start`` its period.
    """

    class Stage(models.TextChoices):
        DUE_SOON = "due_soon", _("临期")
        OVERDUE = "overdue", _("逾期")
        OVERDUE_7 = "overdue_7", _("逾期超过7天")
        OVERDUE_15 = "overdue_15", _("逾期超过15天")
        OVERDUE_30 = "overdue_30", _("逾期超过30天")
        REPORT_DUE = "report_due", _("填报将截止")
        REPORT_MISSING = "report_missing", _("逾期未填报")

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="events", verbose_name=_("任务分解"))
    stage = models.CharField(_("事件"), max_length=20, choices=Stage)
    due_on = models.DateField(_("期限"))
    period_start = models.DateField(_("所属期"), null=True, blank=True)
    found_on = models.DateField(_("发现日期"))

    objects = DeadlineEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("期限事件")
        verbose_name_plural = _("期限事件")
        ordering = ["-id"]
        indexes = [models.Index(fields=["found_on"], name="tasks_event_found_on")]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "stage", "due_on"], name="tasks_event_once"),
        ]

    def __str__(self):
        return f"{self.get_stage_display()} {self.due_on}"

    @property
    def organization(self):
        return self.assignment.organization


class Reminder(models.Model):
    """A nudge from the level above (催办): about the assignment, or about the report of one period."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reminders", verbose_name=_("任务分解"))
    period_start = models.DateField(_("所属期"), null=True, blank=True)
    sent_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("催办人")
    )
    sent_at = models.DateTimeField(_("催办时间"), auto_now_add=True)
    sent_on = models.DateField(_("催办日期"))
    note = models.CharField(_("内容"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("催办")
        verbose_name_plural = _("催办")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "period_start", "sent_on"],
                name="tasks_reminder_of_report_once_a_day",
                condition=Q(period_start__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["assignment", "sent_on"],
                name="tasks_reminder_of_task_once_a_day",
                condition=Q(period_start__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.assignment} {self.sent_on}"

    @property
    def organization(self):
        return self.assignment.organization
