from django.db import models
from django.utils.translation import gettext_lazy as _


class HeartbeatManager(models.Manager):
    def beat(self, name, *, at):
        """Note that the process ``name`` was alive at ``at``. Several machines may call this at the same time."""
        self.bulk_create(
            [self.model(name=name, at=at)], update_conflicts=True, unique_fields=["name"], update_fields=["at"]
        )


class Heartbeat(models.Model):
    """The time at which a background process was last alive; ``/healthz`` reads it."""

    name = models.CharField(_("进程"), max_length=32, primary_key=True)
    at = models.DateTimeField(_("最近活动时间"))

    objects = HeartbeatManager()

    class Meta:
        verbose_name = _("后台进程心跳")
        verbose_name_plural = _("后台进程心跳")

    def __str__(self):
        return self.name
