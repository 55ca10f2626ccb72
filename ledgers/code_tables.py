"""Code tables (代码表): the standard values that the free texts of files stand for, kept by the city in the admin."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import in_force_q

SEPARATOR = "、"  # between several codes of one text


class CodeTableQuerySet(models.QuerySet):
    def of_table(self, name):
        return self.filter(name=name)

    def in_year(self, year):
        """Codes for the records of ``year``: those that are valid on its last day, so that one table serves a year."""
        return self.filter(in_force_q(date(year, 12, 31)))

    def leaving_reasons(self, last_day=None):
        """Return the reasons to leave a register (离任、撤销原因): all, or those that are valid for ``last_day``."""
        reasons = self.of_table(CodeTable.Name.LEAVING_REASONS)
        return list((reasons.in_year(last_day.year) if last_day else reasons).values_list("value", flat=True))


class CodeTable(models.Model):
    """One code: a standard value of the table ``name``, and the words by which texts of files are recognised.

    ``limit`` is the time to settle a demand of this category, in hours or in working days. Changing a code changes no
    record: ``actions.recode`` does that, after a preview.
    """

    UNSTATED = "未注明"  # data: the reason of those who left without one; nobody renames or deletes this code

    class Name(models.TextChoices):
        WEAKNESS_TYPES = "weakness_types", _("软弱涣散类型")
        ORG_LIFE_KINDS = "org_life_kinds", _("组织生活类型")
        TRAINING_TOPICS = "training_topics", _("培训专题")
        DEMAND_CATEGORIES = "demand_categories", _("诉求类别和办理时限")
        LEAVING_REASONS = "leaving_reasons", _("离任、撤销原因")
        LADDER_STEPS = "ladder_steps", _("督办阶梯")
        SPEECH_ITEMS = "speech_items", _("讲话的任务条目")

    class LimitUnit(models.TextChoices):
        HOURS = "hour", _("小时")
        WORKING_DAYS = "working_day", _("工作日")

    name = models.CharField(_("代码表"), max_length=30, choices=Name)
    value = models.CharField(_("标准值"), max_length=60)
    words = models.TextField(
        _("表格里的写法"), blank=True, default="", help_text=_("用空格或换行分开，文字包含其中一个就归入。")
    )
    valid_from = models.DateField(_("启用日期"), null=True, blank=True)
    valid_to = models.DateField(_("停用日期"), null=True, blank=True, help_text=_("最后一个有效日。"))
    order = models.PositiveSmallIntegerField(_("顺序"), default=0)
    limit = models.PositiveSmallIntegerField(_("办理时限"), null=True, blank=True)
    limit_unit = models.CharField(_("时限单位"), max_length=12, choices=LimitUnit, blank=True, default="")

    objects = CodeTableQuerySet.as_manager()

    class Meta:
        verbose_name = _("代码")
        verbose_name_plural = _("代码表")
        ordering = ["name", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "value"],
                name="ledgers_codetable_once",
                violation_error_message=_("这张代码表里已有这个标准值。"),
            ),
            models.CheckConstraint(
                name="ledgers_codetable_valid_to_not_before_from",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                violation_error_message=_("停用日期不能早于启用日期。"),
            ),
            models.CheckConstraint(
                name="ledgers_codetable_limit_has_unit",
                condition=Q(limit__isnull=True, limit_unit="") | (Q(limit__isnull=False) & ~Q(limit_unit="")),
                violation_error_message=_("办理时限和时限单位要一起填写。"),
            ),
        ]

    def __str__(self):
        return f"{self.get_name_display()}：{self.value}"

    def clean(self):
        if SEPARATOR in self.value:
            raise ValidationError({"value": _("标准值里不能有顿号，顿号用来分隔几个标准值。")})

    @property
    def is_protected(self):
        """Whether the portal itself writes the code, so that its value stays."""
        return (self.name, self.value) == (self.Name.LEAVING_REASONS, self.UNSTATED)

    @property
    def all_words(self):
        return [self.value, *self.words.split()]


def has_code_q(field, value):
    """Records whose column of codes ``field`` has the code ``value``, alone or among others."""
    return (
        Q(**{field: value})
        | Q(**{f"{field}__startswith": f"{value}{SEPARATOR}"})
        | Q(**{f"{field}__endswith": f"{SEPARATOR}{value}"})
        | Q(**{f"{field}__contains": f"{SEPARATOR}{value}{SEPARATOR}"})
    )
