from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.fields import BytewiseCharField


class AuditEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rows about the subtree that ``user`` answers for, and what the user did."""
        return self.filter(below_q(user.organization.path) | Q(actor_id=user.pk))


def below_q(path):
    """Rows about the organization with ``path`` and everything below it."""
    return Q(organization_path__gte=path, organization_path__lt=path + "~")


class AuditEntry(models.Model):
    """One line of the history (历史记录): who did what to which object, and what it changed.

    Rows are only ever added. ``organization_path`` is the tree path of the
    organization that the object belonged to at that moment; references are plain
    text, so that the history needs none of the tables it tells about.
    """

    class Source(models.TextChoices):
        PAGE = "page", _("页面")
        IMPORT = "import", _("导入")
        JOB = "job", _("后台任务")
        ADMIN = "admin", _("管理后台")
        COMMAND = "command", _("命令")

    at = models.DateTimeField(_("时间"), default=timezone.now, db_index=True)
    actor_id = models.BigIntegerField(_("操作人编号"), null=True, db_index=True)
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

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("历史记录")
        verbose_name_plural = _("历史记录")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["organization_path", "-id"], name="audit_entry_scope"),
            models.Index(fields=["object_type", "object_id"], name="audit_entry_object"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action} {self.object_label}"
