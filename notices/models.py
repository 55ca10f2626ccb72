"""Messages, how people want them and the e-mail for them; events and reminders; the last runs of periodic jobs."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from notices import subjects


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Messages to ``user``. Nobody else may read them."""
        return self.filter(person=user)

    def unread(self):
        return self.filter(read_at__isnull=True)


class Message(models.Model):
    """A message in the portal (站内消息): one for each event, and at most one digest for a person and day.

    ``items`` are its lines, ``[{"kind", "text", "path"}]``; a line with an empty ``path`` has no link.
    ``last_event`` is the pk of the newest ``DeadlineEvent`` of a digest: the next digest starts after it.
    """

    class Kind(models.TextChoices):
        DIGEST = "digest", _("每日提醒")
        HANDED_DOWN = "handed_down", _("交办")
        SIGNED = "signed", _("签收")
        REMINDER = "reminder", _("催办")
        REPLY = "reply", _("反馈")
        RETURNED = "returned", _("退回")
        CONFIRMED = "confirmed", _("核实")
        EXTENSION = "extension", _("延期审批")
        PAPER = "paper", _("公文")

    EVENTS = tuple(Kind)[1:]  # the kinds that are told at once

    person = models.ForeignKey("organizations.User", models.CASCADE, related_name="messages", verbose_name=_("收件人"))
    day = models.DateField(_("日期"))
    kind = models.CharField(_("类型"), max_length=20, choices=Kind, default=Kind.DIGEST)
    subject = models.CharField(_("主题"), max_length=200)
    items = models.JSONField(_("内容"), default=list)
    last_event = models.BigIntegerField(_("截至事件"), default=0)
    created_at = models.DateTimeField(_("生成时间"), auto_now_add=True)
    read_at = models.DateTimeField(_("阅读时间"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("站内消息")
        verbose_name_plural = _("站内消息")
        ordering = ["-day", "-id"]
        indexes = [
            models.Index(fields=["person"], name="notices_message_unread", condition=Q(read_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "day"], name="notices_digest_once_a_day", condition=Q(kind="digest")
            ),
        ]

    def __str__(self):
        return self.subject


class Preference(models.Model):
    """How a person wants the messages of one kind; without a row they come at once, also by e-mail."""

    class Way(models.TextChoices):
        MAIL = "mail", _("立即提醒，同时发邮件")
        PORTAL = "portal", _("立即提醒，不发邮件")
        DIGEST = "digest", _("并入每日提醒")

    person = models.ForeignKey(
        "organizations.User", models.CASCADE, related_name="message_preferences", verbose_name=_("用户")
    )
    kind = models.CharField(_("类型"), max_length=20, choices=Message.Kind)
    way = models.CharField(_("方式"), max_length=10, choices=Way, default=Way.MAIL)

    class Meta:
        verbose_name = _("消息设置")
        verbose_name_plural = _("消息设置")
        ordering = ["person", "kind"]
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="notices_preference_once_a_kind")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.get_way_display()}"


class HeldLine(models.Model):
    """A line of a message that its person wants with the next digest (并入每日提醒); the digest deletes the row."""

    person = models.ForeignKey("organizations.User", models.CASCADE, related_name="+", verbose_name=_("收件人"))
    item = models.JSONField(_("内容"))

    class Meta:
        verbose_name = _("并入每日提醒的内容")
        verbose_name_plural = _("并入每日提醒的内容")
        ordering = ["id"]

    def __str__(self):
        return self.item["text"]


class OutboxMail(models.Model):
    """The e-mail of a message (待发邮件); ``notices.outbox`` describes how it is sent."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待发送")
        SENDING = "sending", _("发送中")
        SENT = "sent", _("已发送")
        FAILED = "failed", _("发送失败")
        UNCERTAIN = "uncertain", _("发送中断，未自动重发")

    message = models.OneToOneField(Message, models.CASCADE, related_name="mail", verbose_name=_("消息"))
    address = models.EmailField(_("收件地址"))
    reference = models.CharField(_("邮件标识"), max_length=120, unique=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(_("尝试次数"), default=0)
    next_try_at = models.DateTimeField(_("下次发送"))
    lease_until = models.DateTimeField(_("占用至"), null=True, blank=True)
    sent_at = models.DateTimeField(_("发出时间"), null=True, blank=True)
    last_error = models.CharField(_("最近错误"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("待发邮件")
        verbose_name_plural = _("待发邮件")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["next_try_at"], name="notices_mail_unsent", condition=Q(state__in=["waiting", "sending"])
            ),
        ]

    def __str__(self):
        return f"{self.address} {self.get_state_display()}"


class AboutSubjectQuerySet(models.QuerySet):
    def about(self, kind, pks):
        """Rows about the subjects of ``kind`` with the primary keys ``pks``, a list or a QuerySet."""
        return self.filter(subject_kind=kind.key, subject_id__in=pks)

    def visible_to(self, user):
        """Rows of the user's subtree; for a department also rows about other subjects that the user may see."""
        visible = below_q(user.organization.path, field="organization__path")
        if user.organization.is_department:
            for kind in subjects.kinds():
                visible_subjects = kind.model._default_manager.visible_to(user)
                visible |= Q(subject_kind=kind.key, subject_id__in=visible_subjects.order_by().values("pk"))
        return self.filter(visible)


class AboutSubject(models.Model):
    """Base of rows about an object of another app (``notices.subjects``); ``organization`` is that of the object."""

    subject_kind = models.CharField(_("事由类别"), max_length=20)
    subject_id = models.BigIntegerField(_("事由编号"))
    path = models.CharField(_("页面地址"), max_length=200)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, related_name="+", verbose_name=_("责任单位")
    )

    objects = AboutSubjectQuerySet.as_manager()

    class Meta:
        abstract = True


class DeadlineEvent(AboutSubject):
    """A stage of its deadline that a subject has reached (期限事件); the watch writes each event once.

    For the stages of a report ``due_on`` is the cut-off day and ``period_start`` the first day of its period.
    """

    class Stage(models.TextChoices):
        DUE_SOON = "due_soon", _("临期")
        OVERDUE = "overdue", _("逾期")
        OVERDUE_7 = "overdue_7", _("逾期超过7天")
        OVERDUE_15 = "overdue_15", _("逾期超过15天")
        OVERDUE_30 = "overdue_30", _("逾期超过30天")
        REPORT_DUE = "report_due", _("填报将截止")
        REPORT_MISSING = "report_missing", _("逾期未填报")

    stage = models.CharField(_("事件"), max_length=20, choices=Stage)
    due_on = models.DateField(_("期限"))
    period_start = models.DateField(_("所属期"), null=True, blank=True)
    found_on = models.DateField(_("发现日期"))

    class Meta:
        verbose_name = _("期限事件")
        verbose_name_plural = _("期限事件")
        ordering = ["-id"]
        indexes = [models.Index(fields=["found_on"], name="notices_event_found_on")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "subject_kind", "stage", "due_on"], name="notices_event_once"
            ),
        ]

    def __str__(self):
        return f"{self.get_stage_display()} {self.due_on}"


class Reminder(AboutSubject):
    """A reminder from the level above (催办) about a subject, or about the report of one of its periods."""

    period_start = models.DateField(_("所属期"), null=True, blank=True)
    sent_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("催办人")
    )
    sent_at = models.DateTimeField(_("催办时间"), auto_now_add=True)
    sent_on = models.DateField(_("催办日期"))
    note = models.CharField(_("内容"), max_length=300, blank=True)
    reply_by = models.DateField(_("反馈期限"), null=True, blank=True)

    class Meta:
        verbose_name = _("催办")
        verbose_name_plural = _("催办")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "subject_kind", "period_start", "sent_on"],
                name="notices_reminder_of_report_once_a_day",
                condition=Q(period_start__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["subject_id", "subject_kind", "sent_on"],
                name="notices_reminder_once_a_day",
                condition=Q(period_start__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.path} {self.sent_on}"


class JobRunQuerySet(models.QuerySet):
    def lock(self, name):
        """Lock and return the row of the job ``name``: a second worker that runs the job waits for the first."""
        self.get_or_create(name=name)
        return self.select_for_update().get(name=name)


class JobRun(models.Model):
    """The last run of a periodic job (后台作业). Locking its row keeps two workers from running the job at once."""

    name = models.CharField(_("作业"), max_length=40, unique=True)
    last_on = models.DateField(_("所属日期"), null=True, blank=True)
    finished_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    result = models.JSONField(_("结果"), default=dict, blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("后台作业")
        verbose_name_plural = _("后台作业")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def finish(self, *, on, result):
        """Note that the job is done for the day ``on``; ``result`` is a dict of counts."""
        self.last_on, self.finished_at, self.result = on, timezone.now(), result
        self.save()
