"""Messages to persons and the mail that carries them; the runs of periodic jobs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A message is between the portal and one person."""
        return self.filter(person=user)

    def unread(self):
        return self.filter(read_at__isnull=True)


class Message(models.Model):
    """A message in the portal (站内消息); of each kind one a day for each person.

    ``items`` are its lines, ``[{"kind", "text", "assignment"}]``. ``last_event`` is the newest
    ``DeadlineEvent`` that the digest has seen: the next one starts after it.
    """

    class Kind(models.TextChoices):
        DIGEST = "digest", _("每日提醒")
        REMINDER = "reminder", _("催办")

    person = models.ForeignKey("organizations.User", models.CASCADE, related_name="messages", verbose_name=_("收件人"))
    day = models.DateField(_("日期"))
    kind = models.CharField(_("类型"), max_length=10, choices=Kind, default=Kind.DIGEST)
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
            models.UniqueConstraint(fields=["person", "day", "kind"], name="notices_message_once_a_day"),
        ]

    def __str__(self):
        return self.subject


class OutboxMail(models.Model):
    """The e-mail of a message (待发邮件), on its way; ``notices.outbox`` tells how it travels."""

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


class JobRun(models.Model):
    """The last run of a periodic job (后台作业); its row is the lock that lets two beats run one after the other."""

    name = models.CharField(_("作业"), max_length=40, unique=True)
    last_on = models.DateField(_("所属日期"), null=True, blank=True)
    finished_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    result = models.JSONField(_("结果"), default=dict, blank=True)

    class Meta:
        verbose_name = _("后台作业")
        verbose_name_plural = _("后台作业")
        ordering = ["name"]

    def __str__(self):
        return self.name
