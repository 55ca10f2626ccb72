"""What a directive demands (要求), sentence by sentence, and which records and figures prove it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.models.directives import Directive, issued_within_reach_q


class DemandQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(issued_within_reach_q(user, prefix="directive__"))


class Demand(models.Model):
    """One thing that a directive demands, in its own words.

    ``item`` is the number of the task, or of the area for a sentence above its tasks. ``proofs`` are the keys of what
    proves it (``tasks.proofs``). ``reason`` says why nothing does.
    """

    class State(models.TextChoices):
        """Whether anything proves the demand; computed, never stored."""

        PROVEN = "proven", _("有记录或数字可证")
        EXPLAINED = "explained", _("暂无，已说明原因")
        OPEN = "open", _("暂无，尚未说明")

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="demands", verbose_name=_("部署文件"))
    number = models.PositiveIntegerField(_("序号"))
    item = models.CharField(_("任务编号"), max_length=20, blank=True)
    phrase = models.CharField(_("原文要求"), max_length=300)
    addressees = models.CharField(_("责任对象"), max_length=100, blank=True)
    proofs = models.JSONField(_("由什么证明"), default=list, blank=True)
    reason = models.CharField(_("没有证明的原因"), max_length=300, blank=True)

    objects = DemandQuerySet.as_manager()

    class Meta:
        verbose_name = _("原文要求")
        verbose_name_plural = _("原文要求")
        ordering = ["directive", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "number"],
                name="tasks_demand_number",
                violation_error_message=_("这份文件已有这个序号的要求。"),
            ),
            models.CheckConstraint(
                name="tasks_demand_has_reason_only_without_proof",
                condition=Q(proofs=[]) | Q(reason=""),
                violation_error_message=_("已经选了证明的，不再填写没有证明的原因。"),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.phrase}"

    @property
    def organization(self):
        return self.directive.organization

    @property
    def state(self):
        if self.proofs:
            return self.State.PROVEN
        return self.State.EXPLAINED if self.reason else self.State.OPEN
