"""The columns of a record that walks through a workflow, and the history of its steps."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.append_only import AppendOnlyModel, AppendOnlyQuerySet
from organizations.models import Organization
from workflows.declarations import all_workflows


class StagedRecord(models.Model):
    """Base of records with a workflow: the newest state of their rows in ``Taken``, which are the truth.

    Only ``workflows.actions`` and ``workflows.claims`` write these columns. ``stage`` is blank before the record has
    entered the workflow. ``stage_claimed``: the stage rests on the ledger alone, and nobody has confirmed it.
    ``stage_in_ledger`` is the stage that the values of the ledger spoke for when they were last looked at.
    """

    stage = models.CharField(_("阶段"), max_length=40, blank=True, default="", editable=False)
    stage_since = models.DateField(_("进入阶段时间"), null=True, blank=True, editable=False)
    stage_due = models.DateField(_("阶段期限"), null=True, blank=True, editable=False)
    stage_claimed = models.BooleanField(_("阶段待核实"), default=False, editable=False)
    stage_in_ledger = models.CharField(_("台账所示阶段"), max_length=40, blank=True, default="", editable=False)

    class Meta:
        abstract = True

    @property
    def way_url(self):
        """The page that draws the way of the record; "" before it has entered the workflow."""
        workflow = next(workflow for workflow in all_workflows() if workflow.model is type(self))
        return reverse("workflows:record", args=[workflow.key, self.pk]) if self.stage else ""


class TakenQuerySet(AppendOnlyQuerySet):
    def of(self, workflow):
        return self.filter(workflow=workflow.key)

    def of_record(self, workflow, record):
        """The rows of one record, the oldest first."""
        return self.of(workflow).filter(record_id=record.pk).order_by("number")

    def newest_of_outer(self, workflow, *, on):
        """The newest row until the day ``on`` of the record of an outer query, for a ``Subquery``."""
        return self.of(workflow).filter(record_id=OuterRef("pk"), on__lte=on).order_by("-number")

    def newest(self, workflow, pks):
        """Return ``{record id: newest row}`` of the records ``pks``; one query."""
        rows = self.of(workflow).filter(record_id__in=pks).order_by("record_id", "number").select_related("by")
        return {row.record_id: row for row in rows}


class Taken(AppendOnlyModel):
    """One row of the way of a record (办理记录): a step, or what the ledger, a confirmation or a void changed.

    Each row says where the record stands after it: ``to_stage`` since ``since``, due on ``due``. The rows of a record
    are numbered from 1 and form a chain: ``from_stage`` is the ``to_stage`` of the row before, "" in the first one. The
    newest row of a day is therefore what the portal showed on that day. ``on`` is the day on which the row was
    written; ``since`` may lie before it, as an acceptance is entered some days later.

    ``by`` is blank where the ledger speaks. ``about`` is the row that a confirmation or a void is about.
    """

    class Act(models.TextChoices):
        STEP = "step", _("办理")
        CLAIM = "claim", _("台账填报")
        LIMIT = "limit", _("期限变动")  # the ledger gave the stage another limit
        CONFIRM = "confirm", _("核实")
        VOID = "void", _("作废")

    workflow = models.CharField(_("流程"), max_length=20)
    record_id = models.BigIntegerField(_("记录编号"))
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("单位"))
    number = models.PositiveIntegerField(_("序号"))
    act = models.CharField(_("类别"), max_length=10, choices=Act)
    step = models.CharField(_("环节"), max_length=40, blank=True, default="")
    from_stage = models.CharField(_("原阶段"), max_length=40, blank=True, default="")
    to_stage = models.CharField(_("现阶段"), max_length=40)
    since = models.DateField(_("阶段起始"))
    due = models.DateField(_("阶段期限"), null=True, blank=True)
    claimed = models.BooleanField(_("待核实"), default=False)
    on = models.DateField(_("办理日期"))
    at = models.DateTimeField(_("办理时间"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("办理人")
    )
    about = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("所针对的记录")
    )
    values = models.JSONField(_("填报内容"), default=dict, blank=True)
    note = models.TextField(_("说明"), blank=True, default="")

    objects = TakenQuerySet.as_manager()

    class Meta:
        verbose_name = _("办理记录")
        verbose_name_plural = _("办理记录")
        ordering = ["workflow", "record_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["workflow", "record_id", "number"], name="workflows_taken_chain"),
            models.UniqueConstraint(fields=["about"], name="workflows_taken_void_once", condition=Q(act="void")),
            models.CheckConstraint(
                name="workflows_taken_is_about",
                condition=Q(about__isnull=False, act__in=["confirm", "void"])
                | Q(about__isnull=True, act__in=["step", "claim", "limit"]),
            ),
            models.CheckConstraint(
                name="workflows_taken_by_somebody_or_ledger",
                condition=Q(by__isnull=True, act__in=["claim", "limit"])
                | Q(by__isnull=False, act__in=["step", "confirm", "void"]),
            ),
            models.CheckConstraint(
                name="workflows_taken_step_has_key",
                condition=Q(act="step") & ~Q(step="") | ~Q(act="step") & Q(step=""),
            ),
            models.CheckConstraint(name="workflows_taken_since_is_past", condition=Q(since__lte=F("on"))),
        ]

    def __str__(self):
        return f"{self.workflow} {self.record_id} {self.number}"
