"""Progress reports: what an organization reports on one month or quarter, and the files that belong to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.assignment_query import assignments_visible_q, reviewed_by_q
from tasks.models.assignments import Assignment
from tasks.models.files import StoredFile, random_path


class ProgressReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Reports of the assignments that ``user`` may see; every view starts here."""
        return self.filter(assignments_visible_q(user, prefix="assignment__"))

    def submitted(self):
        return self.filter(state=ProgressReport.State.SUBMITTED)

    def confirmed(self):
        return self.filter(state=ProgressReport.State.CONFIRMED)

    def handed_in(self):
        """Submitted or confirmed: neither a draft nor returned."""
        return self.filter(state__in=[ProgressReport.State.SUBMITTED, ProgressReport.State.CONFIRMED])

    def awaiting_review_of(self, user):
        """Submitted reports that ``user``, a manager, has to confirm: those for which ``rights.may_answer`` is true."""
        if not user.can_manage:
            return self.none()
        reviewed = reviewed_by_q([user.organization_id], prefix="assignment__")
        waiting = self.submitted().filter(reviewed, assignment__withdrawn_on__isnull=True)
        return waiting.exclude(Q(author=user) | Q(submitted_by=user))


class ProgressReport(models.Model):
    """Progress (进展) of one assignment in one period: a draft, submitted, then confirmed or returned.

    ``value`` is the cumulative figure in the task's unit, ``progress`` the cumulative percentage, computed
    from ``value`` and the target where the task is measured by quantity. A confirmed report is locked;
    a later correction keeps the old figures in a ``ReportRevision``. ``version`` is the optimistic lock.
    ``submitted_on`` and ``reviewed_on`` are days in Asia/Shanghai; a correction does not change ``reviewed_on``.

    With an ``indicator`` the system wrote the figures from the ledgers (``tasks.actions.measuring``); its author and
    reviewer are nobody, and people write only the texts. ``value`` is then a part of ``total``, both in the unit of the
    indicator.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("待核实")
        CONFIRMED = "confirmed", _("已核实")
        RETURNED = "returned", _("已退回")

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reports", verbose_name=_("任务分解"))
    period_start = models.DateField(_("所属期"))
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.DRAFT)
    value = models.DecimalField(_("累计数"), max_digits=14, decimal_places=2, null=True, blank=True)
    progress = models.DecimalField(_("累计进度（%）"), max_digits=5, decimal_places=1, null=True, blank=True)
    done = models.TextField(_("本期做法"), blank=True)
    problems = models.TextField(_("存在问题"), blank=True)
    next_steps = models.TextField(_("下期打算"), blank=True)
    same_as_last = models.BooleanField(_("与上期相同"), default=False)
    source = models.CharField(_("数据来源"), max_length=200, blank=True)
    indicator = models.CharField(_("按台账计的指标"), max_length=60, blank=True)
    total = models.DecimalField(_("台账总数"), max_digits=14, decimal_places=2, null=True, blank=True)
    author = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("填报人")
    )
    saved_at = models.DateTimeField(_("保存时间"), auto_now=True)
    submitted_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("提交人")
    )
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    submitted_on = models.DateField(_("提交日期"), null=True, blank=True)
    reviewer = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("核实人")
    )
    reviewed_at = models.DateTimeField(_("核实时间"), null=True, blank=True)
    reviewed_on = models.DateField(_("核实日期"), null=True, blank=True)
    return_reason = models.CharField(_("退回理由"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("版本"), default=1)

    objects = ProgressReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("进展填报")
        verbose_name_plural = _("进展填报")
        ordering = ["assignment", "-period_start"]
        indexes = [
            models.Index(fields=["assignment"], name="tasks_report_submitted", condition=Q(state="submitted")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "period_start"], name="tasks_report_once_per_period"),
            models.CheckConstraint(
                name="tasks_report_progress_is_percent",
                condition=Q(progress__isnull=True) | Q(progress__gte=0, progress__lte=100),
            ),
            models.CheckConstraint(
                name="tasks_report_value_not_negative", condition=Q(value__isnull=True) | Q(value__gte=0)
            ),
            models.CheckConstraint(
                name="tasks_report_submitted_has_date",
                condition=Q(state="draft") | Q(submitted_on__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="tasks_report_reviewed_has_date",
                condition=~Q(state="confirmed") | Q(reviewed_on__isnull=False, reviewed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="tasks_report_returned_says_why", condition=~Q(state="returned") | ~Q(return_reason="")
            ),
        ]

    def __str__(self):
        return f"{self.assignment} {self.period_start:%Y-%m}"

    @property
    def organization(self):
        return self.assignment.organization

    @property
    def is_open(self):
        """Whether the report can still be changed: a draft or a returned one."""
        return self.state in {self.State.DRAFT, self.State.RETURNED}

    @property
    def is_by_system(self):
        """Whether the system wrote the figures from the ledgers; nobody types or corrects them."""
        return self.indicator != ""

    @property
    def is_locked(self):
        return self.state == self.State.CONFIRMED


class ReportReturn(models.Model):
    """A submission that was not confirmed: returned by the reviewer or recalled by the author (退回、撤回).

    It is kept so that past days still show which reports were waiting then.
    """

    class Kind(models.TextChoices):
        RETURNED = "returned", _("退回")
        RECALLED = "recalled", _("撤回")

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="returns", verbose_name=_("进展填报"))
    kind = models.CharField(_("方式"), max_length=10, choices=Kind)
    submitted_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("提交人")
    )
    submitted_on = models.DateField(_("提交日期"))
    closed_on = models.DateField(_("退回日期"))
    closed_at = models.DateTimeField(_("退回时间"))
    progress = models.DecimalField(_("当时进度（%）"), max_digits=5, decimal_places=1, null=True)
    by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("经办"))
    reason = models.CharField(_("理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("退回记录")
        verbose_name_plural = _("退回记录")
        ordering = ["report", "id"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.closed_on}"


class ReportRevision(models.Model):
    """The figures that a confirmed report had until a correction replaced them (更正前版本).

    The system keeps at most one for each report and day: what stood there before that day.
    """

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="revisions", verbose_name=_("进展填报"))
    value = models.DecimalField(_("累计数"), max_digits=14, decimal_places=2, null=True)
    progress = models.DecimalField(_("累计进度（%）"), max_digits=5, decimal_places=1, null=True)
    total = models.DecimalField(_("台账总数"), max_digits=14, decimal_places=2, null=True)
    done = models.TextField(_("本期做法"), blank=True)
    problems = models.TextField(_("存在问题"), blank=True)
    next_steps = models.TextField(_("下期打算"), blank=True)
    replaced_on = models.DateField(_("更正日期"))
    reason = models.CharField(_("更正理由"), max_length=300)
    by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("更正人"))

    class Meta:
        verbose_name = _("更正前版本")
        verbose_name_plural = _("更正前版本")
        ordering = ["report", "id"]

    def __str__(self):
        return f"{self.report} {self.replaced_on}"


def evidence_path(evidence, filename):
    return random_path("evidence", evidence.report.period_start)


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(assignments_visible_q(user, prefix="report__assignment__"))


class Evidence(StoredFile):
    """A file shown with a report (佐证材料)."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="evidence", verbose_name=_("进展填报"))
    file = models.FileField(_("文件"), upload_to=evidence_path)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("佐证材料")
        verbose_name_plural = _("佐证材料")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "sha256"], name="tasks_evidence_once_per_report"),
        ]

    @property
    def organization(self):
        return self.report.organization
