"""Assignments: a task in the hands of one organization."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tasks import status
from tasks.assignment_query import AssignmentQuerySet, assignments_visible_q, reviewed_by_q
from tasks.models.work import Task

FACTS = {"latest_report", "latest_period", "latest_progress", "latest_value", "latest_total", "claimed_on", "facts_on"}


class Assignment(models.Model):
    """A task handed to one organization (分解), with its target, its deadline and how it ended.

    ``due_on`` is the deadline now in force, ``original_due_on`` the first one; ``DueChange`` rows hold the
    changes in between, so that the deadline on any past day is known. Without ``due_on`` there is no deadline
    yet (尚无期限). ``finished_on`` is the day on which completion was confirmed, ``completed_on`` the day on
    which the organization claimed it; ``completed_on`` decides whether it was in time. ``Reopening`` rows hold when
    it was finished before and open again. ``version`` counts changes. ``signed_on`` is the day on which the
    organization signed for it (签收); what the issuer holds itself needs no signature.
    The issuer of a task may hold it itself (本级事项); such an assignment has no parent and is never compared.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments", verbose_name=_("任务"))
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, related_name="assignments", verbose_name=_("责任单位")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级分解")
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("改派自")
    )
    # Set when the unit has ended: the assignment of its successor.
    handed_over_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="taken_over", verbose_name=_("承接分解")
    )
    target = models.DecimalField(
        _("目标"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    weight = models.DecimalField(_("权重"), max_digits=6, decimal_places=2, default=1)
    assigned_on = models.DateField(_("下达日期"))
    starts_on = models.DateField(_("起始日期"))
    due_on = models.DateField(_("完成期限"), null=True, blank=True)
    original_due_on = models.DateField(_("原定期限"), null=True, blank=True)
    lead = models.ForeignKey(
        "organizations.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_assignments",
        verbose_name=_("牵头部门"),
    )
    supporting = models.ManyToManyField(
        "organizations.Organization", blank=True, related_name="supported_assignments", verbose_name=_("配合部门")
    )
    responsible = models.CharField(_("责任人"), max_length=60, blank=True)
    override_reason = models.CharField(_("目标不等于上级目标的理由"), max_length=300, blank=True)
    not_applicable_on = models.DateField(_("核定不适用日期"), null=True, blank=True)
    not_applicable_reason = models.CharField(_("不适用理由"), max_length=300, blank=True)
    withdrawn_on = models.DateField(_("收回日期"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("收回理由"), max_length=300, blank=True)
    signed_on = models.DateField(_("签收日期"), null=True, blank=True)
    signed_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("签收人")
    )
    finished_on = models.DateField(_("核实办结日期"), null=True, blank=True)
    completed_on = models.DateField(_("申报办结日期"), null=True, blank=True)
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)
    # Copied from the reports, see tasks.facts.
    latest_report = models.BigIntegerField(_("最近核实的填报"), null=True, editable=False)
    latest_period = models.DateField(_("最近核实的所属期"), null=True, editable=False)
    latest_progress = models.DecimalField(
        _("最近核实的进度（%）"), max_digits=5, decimal_places=1, null=True, editable=False
    )
    latest_value = models.DecimalField(
        _("最近核实的累计数"), max_digits=14, decimal_places=2, null=True, editable=False
    )
    latest_total = models.DecimalField(
        _("最近核实的台账总数"), max_digits=14, decimal_places=2, null=True, editable=False
    )
    claimed_on = models.DateField(_("待核实的办结申报"), null=True, editable=False)
    facts_on = models.DateField(_("最近变动日期"), null=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("任务分解")
        verbose_name_plural = _("任务分解")
        ordering = ["task__order", "task_id", "organization__path"]
        indexes = [
            models.Index(fields=["organization", "task"], name="tasks_assignment_of_unit"),
            models.Index(fields=["facts_on"], name="tasks_assignment_facts_on"),
            models.Index(
                fields=["due_on"],
                name="tasks_assignment_unfinished",
                condition=Q(finished_on__isnull=True, withdrawn_on__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "organization"],
                name="tasks_assignment_once_in_force",
                condition=Q(withdrawn_on__isnull=True),
            ),
            models.CheckConstraint(
                name="tasks_assignment_starts_before_due",
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="tasks_assignment_target_not_negative", condition=Q(target__isnull=True) | Q(target__gte=0)
            ),
            models.CheckConstraint(name="tasks_assignment_weight_not_negative", condition=Q(weight__gte=0)),
            models.CheckConstraint(
                name="tasks_assignment_not_applicable_says_why",
                condition=Q(not_applicable_on__isnull=True) | ~Q(not_applicable_reason=""),
            ),
            models.CheckConstraint(
                name="tasks_assignment_withdrawn_says_why",
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason=""),
            ),
            models.CheckConstraint(
                name="tasks_assignment_finished_iff_completed",
                condition=Q(finished_on__isnull=True, completed_on__isnull=True)
                | Q(finished_on__isnull=False, completed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="tasks_assignment_signer_has_day",
                condition=Q(signed_by__isnull=True) | Q(signed_on__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.organization.label} · {self.task}"

    def save(self, *args, **kwargs):
        """Leave out the columns of ``tasks.facts``: saving a report may have changed them after this row was loaded."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = [
                field.name for field in self._meta.concrete_fields if not field.primary_key and field.name not in FACTS
            ]
        super().save(*args, **kwargs)

    @property
    def has_deadline(self):
        return self.due_on is not None

    @property
    def is_held_by_issuer(self):
        """Whether the unit that set the task does it itself (本级事项)."""
        return self.organization_id == self.task.organization_id

    @property
    def reviewing_unit_id(self):
        """The unit whose managers verify: the one directly above, or the unit itself for a task of its own."""
        return self.organization_id if self.is_held_by_issuer else self.organization.parent_id

    @property
    def handing_unit_id(self):
        """The unit that handed it down (交办单位): that of the assignment above, or the issuer of the task."""
        return self.parent.organization_id if self.parent_id else self.task.organization_id

    def newest_report(self):
        """The submitted or confirmed report of the newest period; ``None`` without any."""
        return self.reports.handed_in().order_by("-period_start").first()

    def status(self, *, on, year=None):
        """How the assignment stands at the end of the day ``on``: see ``tasks.status.Status``.

        ``year`` is the ``TaskYear`` of the task's year. There is no query when the assignment comes from
        ``with_status(on=on)`` and ``year`` is given.
        """
        return status.of(self, on=on, year=year)


class DueChange(models.Model):
    """A deadline moved (期限变更), by a granted extension or by the level above; the old date stays on record."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="due_changes", verbose_name=_("任务分解"))
    old_due = models.DateField(_("原期限"), null=True, blank=True)
    new_due = models.DateField(_("新期限"), null=True, blank=True)
    changed_on = models.DateField(_("变更日期"))
    reason = models.CharField(_("理由"), max_length=300)
    by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("决定人"))

    class Meta:
        verbose_name = _("期限变更")
        verbose_name_plural = _("期限变更")
        ordering = ["assignment", "changed_on", "id"]

    def __str__(self):
        return f"{self.old_due or '—'} → {self.new_due or '—'}"


class Reopening(models.Model):
    """A finished assignment is open again (恢复); on the days from ``finished_on`` on it counts as finished.

    It ends with ``reopened_on``, the first day on which the assignment is open.
    """

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reopenings", verbose_name=_("任务分解"))
    finished_on = models.DateField(_("原核实办结日期"))
    completed_on = models.DateField(_("原申报办结日期"))
    reopened_on = models.DateField(_("恢复日期"))
    reason = models.CharField(_("理由"), max_length=300)
    by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("决定人"))

    class Meta:
        verbose_name = _("办结后恢复")
        verbose_name_plural = _("办结后恢复")
        ordering = ["assignment", "reopened_on", "id"]
        constraints = [
            models.CheckConstraint(name="tasks_reopening_after_finish", condition=Q(reopened_on__gte=F("finished_on"))),
        ]

    def __str__(self):
        return f"{self.finished_on} → {self.reopened_on}"


class ExtensionRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(assignments_visible_q(user, prefix="assignment__"))

    def waiting(self):
        return self.filter(state=ExtensionRequest.State.WAITING)

    def awaiting_decision_of(self, user):
        """Requests that ``user``, a manager, has to decide: those for which ``rights.may_decide`` is true."""
        if not user.can_manage:
            return self.none()
        reviewed = reviewed_by_q([user.organization_id], prefix="assignment__")
        return self.waiting().filter(reviewed).exclude(requested_by=user)


class ExtensionRequest(models.Model):
    """A request for a later deadline (延期申请), decided by those who verify the reports.

    One made after the deadline (逾期申请) says so by its days: ``requested_on`` lies after ``old_due``.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("待审批")
        APPROVED = "approved", _("已同意")
        REFUSED = "refused", _("未同意")

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="extension_requests", verbose_name=_("任务分解")
    )
    reason = models.TextField(_("理由"))
    old_due = models.DateField(_("现期限"))
    new_due = models.DateField(_("申请延至"))
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    requested_by = models.ForeignKey("organizations.User", models.PROTECT, related_name="+", verbose_name=_("申请人"))
    requested_on = models.DateField(_("申请日期"))
    decided_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("审批人")
    )
    decided_on = models.DateField(_("审批日期"), null=True, blank=True)
    decision_note = models.CharField(_("审批意见"), max_length=300, blank=True)

    objects = ExtensionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("延期申请")
        verbose_name_plural = _("延期申请")
        ordering = ["-requested_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], name="tasks_extension_one_waiting", condition=Q(state="waiting")
            ),
            models.CheckConstraint(name="tasks_extension_is_later", condition=Q(new_due__gt=F("old_due"))),
            models.CheckConstraint(
                name="tasks_extension_decided_iff_not_waiting",
                condition=Q(state="waiting", decided_on__isnull=True)
                | (~Q(state="waiting") & Q(decided_on__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.assignment}：{self.old_due} → {self.new_due}"

    @property
    def is_late(self):
        return self.requested_on > self.old_due

    @property
    def organization(self):
        return self.assignment.organization
