"""Directives (speeches and notices), and the tasks that the reader proposes from their text."""

import re
from functools import reduce
from operator import or_

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from organizations import tree
from tasks.reading.titles import cut_word


def issued_within_reach_q(user, *, prefix=""):
    """Issued by the user's own organization, by one below it, or by one above it."""
    path = user.organization.path
    above = Q(**{f"{prefix}organization__path__in": tree.ancestor_paths(path)})
    return below_q(path, field=f"{prefix}organization__path") | above


def quantity_phrases(quantities):
    """The phrases of the reader's ``quantities``, without duplicates."""
    return list(dict.fromkeys(quantity["phrase"] for quantity in quantities))


class DeadlineLabel(models.TextChoices):
    """Where a deadline comes from: said in the text, derived from its words, or set by this level."""

    STATED = "stated", _("原文")
    DERIVED = "derived", _("推算")
    SET = "set", _("本级设定")


class Recurrence(models.TextChoices):
    ONE_OFF = "one_off", _("一次性")
    YEARLY = "yearly", _("每年")
    HALF_YEARLY = "half_yearly", _("每半年")
    QUARTERLY = "quarterly", _("每季度")
    MONTHLY = "monthly", _("每月")
    STANDING = "standing", _("长期")


class DirectiveQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Directives issued in the user's subtree or above it; every view starts here."""
        return self.filter(issued_within_reach_q(user))

    def search(self, text):
        """Directives whose title, issuer, issuing unit or file name contains ``text``."""
        fields = ("title", "issuer", "organization__name", "file_name")
        return self.filter(reduce(or_, (Q(**{f"{field}__icontains": text}) for field in fields)))

    def with_stage(self):
        """Add ``stage`` (``Directive.Stage``), ``open_count`` (proposals to check) and ``task_count``."""
        assignments = apps.get_model("tasks", "Assignment").objects
        held = assignments.filter(task__directive=OuterRef("pk"), withdrawn_on__isnull=True)
        counted = self.annotate(
            open_count=Count("proposals", filter=Q(proposals__state=TaskProposal.State.PROPOSED), distinct=True),
            task_count=Count("tasks", distinct=True),
        )
        stage = Case(
            When(open_count__gt=0, then=Value(Directive.Stage.CHECKING)),
            When(task_count=0, then=Value(Directive.Stage.EMPTY)),
            When(Exists(held), then=Value(Directive.Stage.HANDED_DOWN)),
            default=Value(Directive.Stage.READY),
        )
        return counted.annotate(stage=stage)


class Directive(models.Model):
    """A directive (部署文件): the speech or notice as text, with what the reader found in it.

    ``text`` is the cleaned text; ``outline`` is the JSON of the reader, with offsets into ``text``.
    """

    class Stage(models.TextChoices):
        """How far the work on a directive has come; computed by ``with_stage``, never stored."""

        CHECKING = "checking", _("待核对")
        READY = "ready", _("待下达")
        HANDED_DOWN = "handed_down", _("已下达")
        EMPTY = "empty", _("没有任务")

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, related_name="directives", verbose_name=_("部署单位")
    )
    title = models.CharField(_("标题"), max_length=200)
    issuer = models.CharField(_("发文人或单位"), max_length=100, blank=True)
    issued_on = models.DateField(_("发文日期"), null=True, blank=True)
    base_year = models.PositiveSmallIntegerField(_("文中“今年”"))
    text = models.TextField(_("全文"))
    file = models.FileField(_("原件"), upload_to="directives/%Y/", blank=True)
    file_name = models.CharField(_("原件名"), max_length=200, blank=True)
    outline = models.JSONField(_("提纲"), default=dict, encoder=DjangoJSONEncoder)
    created_by = models.ForeignKey(
        "organizations.User", models.PROTECT, related_name="+", verbose_name=_("录入人"), null=True
    )
    created_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("部署文件")
        verbose_name_plural = _("部署文件")
        ordering = ["-issued_on", "-id"]

    def __str__(self):
        return self.title

    @property
    def other_year(self):
        """The year in the title if it differs from ``base_year``, else ``None``."""
        named = re.search(r"(?<!\d)20\d\d(?=年)", self.title)
        return int(named.group()) if named and int(named.group()) != self.base_year else None


class TaskProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(issued_within_reach_q(user, prefix="directive__"))

    def open(self):
        return self.filter(state=TaskProposal.State.PROPOSED)


class TaskProposal(models.Model):
    """A task as the reader proposes it (任务建议); a person edits, merges, splits, drops or accepts it.

    ``start`` and ``end`` bound the passage in ``directive.text``; ``phrases`` are the sentences that demand
    something, ``[{"text", "start", "end"}]``; ``quantities`` and ``addressees`` are the reader's own JSON.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待确认")
        ACCEPTED = "accepted", _("已确认")
        DROPPED = "dropped", _("已舍弃")
        MERGED = "merged", _("已并入")

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="proposals", verbose_name=_("部署文件"))
    order = models.PositiveIntegerField(_("顺序"))
    area_number = models.CharField(_("领域序号"), max_length=10, blank=True)
    area_name = models.CharField(_("领域名称"), max_length=60, blank=True)
    area_heading = models.CharField(_("领域标题"), max_length=300, blank=True)
    number = models.CharField(_("编号"), max_length=20)
    title = models.CharField(_("任务名称"), max_length=200)
    text = models.TextField(_("原文"))
    start = models.PositiveIntegerField(_("起"), default=0)
    end = models.PositiveIntegerField(_("止"), default=0)
    phrases = models.JSONField(_("要求"), default=list, blank=True)
    quantities = models.JSONField(_("数量要求"), default=list, blank=True)
    addressees = models.JSONField(_("责任对象"), default=list, blank=True)
    deadline = models.DateField(_("完成期限"), null=True, blank=True)
    deadline_label = models.CharField(_("期限来源"), max_length=10, choices=DeadlineLabel, blank=True)
    deadline_phrase = models.CharField(_("期限原话"), max_length=100, blank=True)
    deadlines = models.JSONField(_("全部时间词"), default=list, blank=True)
    recurrence = models.CharField(_("频次"), max_length=12, choices=Recurrence, default=Recurrence.ONE_OFF)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.PROPOSED)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged", verbose_name=_("并入")
    )
    task = models.OneToOneField(
        "tasks.Task", models.SET_NULL, null=True, blank=True, related_name="proposal", verbose_name=_("形成的任务")
    )

    objects = TaskProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("任务建议")
        verbose_name_plural = _("任务建议")
        ordering = ["directive", "order", "id"]
        constraints = [
            models.CheckConstraint(
                name="tasks_proposal_merged_into_iff_merged",
                condition=Q(state="merged") ^ Q(merged_into__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    @property
    def organization(self):
        return self.directive.organization

    @property
    def cut_word(self):
        """The word that the title seems to have lost a sign of (网格化管 for 网格化管理), or an empty text."""
        return cut_word(self.title, self.text)

    @property
    def quantity_phrases(self):
        """The phrases that set quantities, without duplicates."""
        return quantity_phrases(self.quantities)
