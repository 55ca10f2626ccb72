from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit import hiding
from audit.append_only import AppendOnlyModel, AppendOnlyQuerySet
from audit.fields import BytewiseCharField
from audit.paths import below_q


class AuditEntryQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        """Rows about the subtree of ``user``'s organization.

        Rows about no organization, such as failed logins with unknown accounts, are visible
        to superusers only.
        """
        scope = below_q(user.organization.path, field="organization_path")
        entries = self.filter(scope | Q(organization_path="") if user.is_superuser else scope)
        for condition in hiding.hidden_from(user):
            entries = entries.exclude(condition)
        return entries

    def about(self, target):
        """Rows about the object ``target``."""
        return self.filter(object_type=target._meta.label_lower, object_id=str(target.pk))


class AuditEntry(AppendOnlyModel):
    """One row of the history (历史记录): who did what to which object, and which fields changed.

    Rows can be added, never changed or deleted. ``organization_path`` is the tree path that the
    organization of the object had at that moment. The row has no foreign keys: it stays readable
    when the actor or the object is deleted.
    """

    class Source(models.TextChoices):
        PAGE = "page", _("页面")
        IMPORT = "import", _("导入")
        JOB = "job", _("后台任务")
        ADMIN = "admin", _("管理后台")
        COMMAND = "command", _("命令")

    at = models.DateTimeField(_("时间"), default=timezone.now, db_index=True)
    actor_id = models.BigIntegerField(_("操作人编号"), null=True)
    actor_name = models.CharField(_("操作人"), max_length=100, blank=True)
    organization_path = BytewiseCharField(_("单位路径"), max_length=60, blank=True)
    organization_name = models.CharField(_("单位"), max_length=100, blank=True)
    action = models.CharField(_("操作"), max_length=60)
    object_type = models.CharField(_("对象类型"), max_length=60, blank=True)
    object_id = models.CharField(_("对象编号"), max_length=40, blank=True)
    object_label = models.CharField(_("对象"), max_length=200, blank=True)
    changes = models.JSONField(_("变更"), default=dict)
    note = models.TextField(_("说明"), blank=True)
    source = models.CharField(_("来源"), max_length=10, choices=Source)
    reference = models.CharField(_("来源编号"), max_length=200, blank=True)
    address = models.GenericIPAddressField(_("地址"), null=True)

    personal_values = ()  # of a row that is not stored yet: what ``audit.actions`` stores beside it

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("历史记录")
        verbose_name_plural = _("历史记录")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["organization_path", "source"], name="audit_entry_scope"),
            models.Index(fields=["object_type", "object_id"], name="audit_entry_object"),
            models.Index(fields=["actor_id"], name="audit_entry_actor"),
            models.Index(fields=["action"], name="audit_entry_action"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action} {self.object_label}"


class PersonalValue(models.Model):
    """A personal value of the history in clear. It can be purged (清除); the sealed row has only its ``digest``.

    ``salt`` goes with it, so that the value cannot be guessed from the digest afterwards.
    """

    object_type = models.CharField(_("对象类型"), max_length=60)
    object_id = models.CharField(_("对象编号"), max_length=40)
    digest = models.CharField(_("摘要"), max_length=64, unique=True)
    salt = models.CharField(_("随机数"), max_length=32)
    value = models.JSONField(_("值"))

    class Meta:
        verbose_name = _("历史中的个人信息")
        verbose_name_plural = _("历史中的个人信息")
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_personal_object")]

    def __str__(self):
        return self.digest


class Seal(AppendOnlyModel):
    """One digest over a batch of history rows (封存); it also covers the digest of the seal before it.

    ``digest`` is keyed with ``settings.AUDIT_SEAL_KEY``: a valid seal cannot be made without that key,
    even with write access to the database. ``entries`` lists the ids of the batch as ranges
    (``1-500,503``). A batch can have gaps, as transactions do not commit in the order of their ids.
    """

    sequence = models.BigIntegerField(_("序号"), primary_key=True)
    previous_digest = models.CharField(_("上一封存摘要"), max_length=64, unique=True, blank=True)
    digest = models.CharField(_("摘要"), max_length=64)
    count = models.PositiveIntegerField(_("条数"))
    first_id = models.BigIntegerField(_("首条编号"))
    last_id = models.BigIntegerField(_("末条编号"))
    entries = models.TextField(_("记录编号"))
    sealed_at = models.DateTimeField(_("封存时间"), db_index=True)

    class Meta:
        verbose_name = _("封存")
        verbose_name_plural = _("封存")
        ordering = ["sequence"]

    def __str__(self):
        return str(self.sequence)


class SealedEntry(AppendOnlyModel):
    """The digest of one history row at the moment it was sealed.

    ``entry_id`` is not a foreign key: this row must remain when the history row is deleted.
    """

    entry_id = models.BigIntegerField(_("记录编号"), primary_key=True)
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="sealed_entries", verbose_name=_("封存"))
    digest = models.CharField(_("摘要"), max_length=64)

    class Meta:
        verbose_name = _("封存明细")
        verbose_name_plural = _("封存明细")
        ordering = ["entry_id"]

    def __str__(self):
        return str(self.entry_id)
