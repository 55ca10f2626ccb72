"""Replies (反馈): what the unit of an assignment and the levels above write to each other about it, with files."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tasks.assignment_query import assignments_visible_q
from tasks.models.assignments import Assignment
from tasks.models.files import StoredFile, random_path


class ReplyQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(assignments_visible_q(user, prefix="assignment__"))


class Reply(models.Model):
    """One reply; ``organization`` is the unit of its author at that time. It is never changed or deleted.

    A reply of the assignment's own unit answers the reminders before it (``tasks.supervision.unanswered_q``).
    """

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="replies", verbose_name=_("任务分解"))
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, related_name="+", verbose_name=_("反馈单位")
    )
    text = models.TextField(_("内容"))
    by = models.ForeignKey("organizations.User", models.PROTECT, related_name="+", verbose_name=_("反馈人"))
    written_on = models.DateField(_("反馈日期"))
    written_at = models.DateTimeField(_("反馈时间"), auto_now_add=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("反馈")
        verbose_name_plural = _("反馈")
        ordering = ["assignment", "id"]

    def __str__(self):
        return f"{self.assignment} {self.written_on}"


def reply_file_path(reply_file, filename):
    return random_path("replies", reply_file.reply.written_on)


class ReplyFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(assignments_visible_q(user, prefix="reply__assignment__"))


class ReplyFile(StoredFile):
    """A file that was sent with a reply."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="files", verbose_name=_("反馈"))
    file = models.FileField(_("文件"), upload_to=reply_file_path)

    objects = ReplyFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("反馈附件")
        verbose_name_plural = _("反馈附件")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "sha256"], name="tasks_reply_file_once_per_reply"),
        ]

    @property
    def organization(self):
        return self.reply.assignment.organization
