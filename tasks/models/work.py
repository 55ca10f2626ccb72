"""Areas and tasks: the work of one year."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import NullIf
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from tasks.models.directives import (
    DeadlineLabel,
    Directive,
    Recurrence,
    issued_within_reach_q,
    quantity_phrases,
)


class AreaQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(issued_within_reach_q(user))

    def in_year(self, year):
        return self.filter(year=year)


class Area(models.Model):
    """A part of the year's work (领域): a chapter of the speech, with a short name for tables."""

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, related_name="areas", verbose_name=_("部署单位")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    number = models.PositiveSmallIntegerField(_("序号"))
    name = models.CharField(_("简称"), max_length=20)
    heading = models.CharField(_("标题"), max_length=300, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("领域")
        verbose_name_plural = _("领域")
        ordering = ["organization", "-year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year", "number"], name="tasks_area_number_once"),
        ]

    def __str__(self):
        return self.name


class TaskQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Tasks issued in the user's subtree or by an organization above it; every view starts here."""
        return self.filter(issued_within_reach_q(user))

    def in_year(self, year):
        return self.filter(year=year)

    def years(self):
        """The years that have tasks."""
        return self.order_by().values_list("year", flat=True).distinct()

    def issued_by(self, organization):
        return self.filter(organization=organization)

    def reaching(self, organization, *, on):
        """Tasks that ``organization`` or a unit that stood above it on the day ``on`` has set."""
        above = Organization.objects.ancestors_of(organization, on=on, include_self=True)
        return self.filter(organization__in=above.order_by().values("pk"))

    def in_order(self):
        """By areas, and in each as the directive numbers them (1.1, 1.2 … 4.3), then those set without a directive."""
        return self.order_by("area__number", NullIf("order", 0).asc(nulls_last=True), "id")


class Task(models.Model):
    """A key task (重点任务) that ``organization`` sets for one year.

    ``phrases``, ``quantities``, ``addressees`` are the reader's JSON of the sentence that the task comes from;
    ``target`` is the total that assignments share out, in ``unit``, for a task measured by quantity. ``ledgers`` are
    the keys of the ledgers that prove the task beside those that its indicator reads (``tasks.bindings``).
    """

    class Period(models.TextChoices):
        MONTH = "month", _("按月")
        QUARTER = "quarter", _("按季")

    class Measure(models.TextChoices):
        QUANTITY = "quantity", _("数量")
        PERCENT = "percent", _("完成率")
        MILESTONE = "milestone", _("节点")

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, related_name="issued_tasks", verbose_name=_("部署单位")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="tasks", verbose_name=_("领域"))
    number = models.CharField(_("编号"), max_length=20)
    order = models.PositiveIntegerField(_("排序"), default=0)
    title = models.CharField(_("任务名称"), max_length=200)
    short_title = models.CharField(_("简称"), max_length=40, blank=True)
    text = models.TextField(_("任务原文"), blank=True)
    phrases = models.JSONField(_("要求"), default=list, blank=True)
    quantities = models.JSONField(_("数量要求"), default=list, blank=True)
    addressees = models.JSONField(_("责任对象"), default=list, blank=True)
    deadline = models.DateField(_("完成期限"), null=True, blank=True)
    deadline_label = models.CharField(_("期限来源"), max_length=10, choices=DeadlineLabel, blank=True)
    deadline_phrase = models.CharField(_("期限原话"), max_length=100, blank=True)
    recurrence = models.CharField(_("频次"), max_length=12, choices=Recurrence, default=Recurrence.ONE_OFF)
    period = models.CharField(_("填报周期"), max_length=10, choices=Period, default=Period.MONTH)
    measure = models.CharField(_("计量方式"), max_length=10, choices=Measure, default=Measure.PERCENT)
    unit = models.CharField(_("计量单位"), max_length=20, blank=True)
    target = models.DecimalField(
        _("目标总量"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    indicator = models.CharField(_("对应指标"), max_length=60, blank=True)
    ledgers = models.JSONField(_("另选台账"), default=list, blank=True)
    lead = models.ForeignKey(
        "organizations.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_tasks",
        verbose_name=_("牵头部门"),
    )
    supporting = models.ManyToManyField(
        "organizations.Organization", blank=True, related_name="supported_tasks", verbose_name=_("配合部门")
    )
    departments = models.CharField(_("其他牵头、配合部门"), max_length=200, blank=True)
    is_headline = models.BooleanField(_("列入总览"), default=False)
    directive = models.ForeignKey(
        Directive, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("部署文件")
    )
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="following", verbose_name=_("上年任务")
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("重点任务")
        verbose_name_plural = _("重点任务")
        ordering = ["-year", "order", "id"]
        indexes = [models.Index(fields=["year", "organization"], name="tasks_task_year_issuer")]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year", "number"], name="tasks_task_number_once"),
            models.CheckConstraint(
                name="tasks_task_deadline_has_label",
                condition=Q(deadline__isnull=True) | ~Q(deadline_label=""),
            ),
            models.CheckConstraint(
                name="tasks_task_target_not_negative", condition=Q(target__isnull=True) | Q(target__gte=0)
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.label}"

    @property
    def label(self):
        """The title as tables show it: ``short_title`` if there is one."""
        return self.short_title or self.title

    def is_named(self, text):
        """Whether the number or a title contains ``text``; for lists whose rows are computed in Python."""
        return any(text.lower() in word.lower() for word in (self.number, self.title, self.short_title))

    @property
    def quantity_phrases(self):
        """The phrases of the text that set quantities."""
        return quantity_phrases(self.quantities)

    @property
    def is_quantity(self):
        return self.measure == self.Measure.QUANTITY
