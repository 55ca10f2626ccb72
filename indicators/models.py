"""Stored values of the indicators, what must be computed again, and what people decide about figures."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from indicators import registry
from indicators.counts import Counts
from organizations.models import Organization

LEASE = timedelta(minutes=10)  # a worker that computes longer than this is taken for dead


def _key_field():
    return models.CharField(_("指标"), max_length=40)


def _amount(label):
    """A count, or a sum of money in yuan."""
    return models.DecimalField(label, max_digits=20, decimal_places=2)


class IndicatorValueQuerySet(models.QuerySet):
    def known_at(self, moment):
        """Values as they were known at ``moment``."""
        return self.filter(Q(known_to__isnull=True) | Q(known_to__gt=moment), known_from__lte=moment)

    def known_now(self):
        return self.filter(known_to__isnull=True)

    def up_to(self, month):
        """Values of the month with the key ``month`` and of earlier ones, which hold until a later value is stored."""
        return self.filter(span__lte=month)

    def latest_up_to(self, month):
        """The value of each indicator and unit that holds in ``month``, of those known now."""
        same_figure = {"indicator": OuterRef("indicator"), "organization": OuterRef("organization")}
        later = IndicatorValue.objects.known_now().filter(**same_figure, span__gt=OuterRef("span"), span__lte=month)
        return self.known_now().up_to(month).filter(~Exists(later))

    def counts_of(self, organization):
        """Return ``{key: Counts}`` of a unit, with the value of the latest month of each indicator; one query."""
        values = self.filter(organization=organization).order_by("span", "known_from")
        return {key: Counts.of(numbers) for key, *numbers in values.values_list("indicator", *Counts.NAMES)}


class IndicatorValue(models.Model):
    """The value of an indicator for a unit and all units below it at the end of a month, or today in the running one.

    A row is written only when a value changes: a month without a row has the value of the month before. Rows never
    change; a corrected value is a new row, and ``known_to`` of the old one says until when it was taken for true.
    """

    indicator = _key_field()
    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="+", db_index=False, verbose_name=_("单位")
    )
    span = models.CharField(_("月份"), max_length=7)
    known_from = models.DateTimeField(_("得知时间"))
    known_to = models.DateTimeField(_("更正时间"), null=True, blank=True)
    numerator = _amount(_("分子"))
    denominator = _amount(_("分母"))
    unknown = _amount(_("不明"))
    waiting = models.PositiveIntegerField(_("待核实"), default=0)

    objects = IndicatorValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("指标值")
        verbose_name_plural = _("指标值")
        ordering = ["indicator", "organization__path", "span"]
        indexes = [models.Index(fields=["organization", "indicator", "span"], name="indicators_value_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "indicator", "span"],
                condition=Q(known_to__isnull=True),
                name="indicators_value_one_known_now",
            ),
            models.CheckConstraint(
                name="indicators_value_known_in_order",
                condition=Q(known_to__isnull=True) | Q(known_to__gte=F("known_from")),
            ),
        ]

    def __str__(self):
        return f"{self.indicator} {self.organization} {self.span}"


class DirtyMarkQuerySet(models.QuerySet):
    def free(self, *, now):
        """Marks that no worker has claimed, or whose worker died."""
        return self.filter(Q(lease_until__isnull=True) | Q(lease_until__lt=now))

    def touching(self, organization):
        """Marks of units below ``organization`` or above it: its figures may be old."""
        above = [organization.path[:end] for end in range(1, len(organization.path))]
        return self.filter(below_q(organization.path, field="organization__path") | Q(organization__path__in=above))


class DirtyMark(models.Model):
    """Records of a ledger below a unit have changed, and the stored values do not show it yet.

    Written in the transaction of the change. ``version`` is new with each change: a worker deletes only a mark with
    the version that it read before it counted. ``ledger_key`` is ``organizations`` when the tree itself has changed.
    """

    ledger_key = models.CharField(_("台账类型"), max_length=40)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+", verbose_name=_("单位"))
    version = models.CharField(_("版本"), max_length=32)
    token = models.CharField(_("占用标记"), max_length=32, blank=True, default="")
    lease_until = models.DateTimeField(_("占用到"), null=True, blank=True)
    marked_at = models.DateTimeField(_("时间"), default=timezone.now)

    objects = DirtyMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("待重算的单位")
        verbose_name_plural = _("待重算的单位")
        constraints = [
            models.UniqueConstraint(fields=["ledger_key", "organization"], name="indicators_dirtymark_once"),
        ]

    def __str__(self):
        return f"{self.ledger_key} {self.organization}"


class ComputingLock(models.Model):
    """The lock that is held while values are written: one computation at a time."""

    name = models.CharField(_("名称"), max_length=20, unique=True)
    computed_at = models.DateTimeField(_("最近计算时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("计算锁")
        verbose_name_plural = _("计算锁")

    def __str__(self):
        return self.name

    @classmethod
    def hold(cls):
        """Wait for the lock and keep it until the transaction ends."""
        cls.objects.get_or_create(name="values")
        return cls.objects.select_for_update().get(name="values")

    def moment_for(self, now):
        """Return the moment from which the values of a computation that began ``now`` are known.

        A computation that had to wait for a later one takes the moment of that one: a value never ends before it began.
        """
        self.computed_at = max(now, self.computed_at or now)
        self.save(update_fields=["computed_at"])
        return self.computed_at


class FullPassQuerySet(models.QuerySet):
    def latest_day(self):
        """The day as of which all values were computed last; ``None`` before the first pass."""
        return self.order_by("-on", "-pk").values_list("on", flat=True).first()


class FullPass(models.Model):
    """One computation of all values as of the day ``on`` (全面重算). Terms end and duties fall due without a write."""

    on = models.DateField(_("截至"))
    at = models.DateTimeField(_("完成时间"), default=timezone.now)
    written = models.PositiveIntegerField(_("变化的值"), default=0)

    objects = FullPassQuerySet.as_manager()

    class Meta:
        verbose_name = _("全面重算")
        verbose_name_plural = _("全面重算")
        ordering = ["-pk"]

    def __str__(self):
        return str(self.on)


class DiscrepancyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Discrepancies of the units in the scope of ``user``."""
        return self.filter(below_q(user.organization.path, field="organization__path"))


class Discrepancy(models.Model):
    """A stored value that a full pass found wrong although neither a change nor the clock explains it."""

    full_pass = models.ForeignKey(FullPass, models.CASCADE, related_name="discrepancies", verbose_name=_("全面重算"))
    indicator = _key_field()
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+", verbose_name=_("单位"))
    stored = models.JSONField(_("原存的值"))
    counted = models.JSONField(_("重算的值"))

    objects = DiscrepancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("不明差异")
        verbose_name_plural = _("不明差异")
        ordering = ["-full_pass", "indicator", "organization__path"]

    def __str__(self):
        return f"{self.indicator} {self.organization}"


class Freeze(models.Model):
    """The figures of a span are fixed as known at a moment (定格); later corrections are shown beside them."""

    span = models.CharField(_("期间"), max_length=9, unique=True)
    last_day = models.DateField(_("最后一天"), db_index=True)
    at = models.DateTimeField(_("定格时间"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("定格人")
    )

    class Meta:
        verbose_name = _("定格")
        verbose_name_plural = _("定格")
        ordering = ["-last_day", "span"]

    def __str__(self):
        return self.span


class IndicatorYearQuerySet(models.QuerySet):
    def on(self, day):
        """Return ``{key: IndicatorYear}``: the settings of each indicator that are valid on ``day``; one query."""
        rows = self.filter(year=day.year, valid_from__lte=day).order_by("valid_from")
        return {row.key: row for row in rows}


class IndicatorYear(models.Model):
    """The target of an indicator in a year, and the thresholds below which it is yellow or red, all in percent.

    New thresholds are a new row, valid from a day on; they never judge an earlier day.
    """

    class Level(models.TextChoices):
        """How a rate stands against target and thresholds."""

        REACHED = "reached", _("达标")
        OPEN = "open", _("未达标")
        YELLOW = "yellow", _("黄色警示")
        RED = "red", _("红色警示")

    key = _key_field()
    year = models.PositiveSmallIntegerField(_("年度"))
    target = models.DecimalField(_("目标（%）"), max_digits=5, decimal_places=1, null=True, blank=True)
    yellow = models.DecimalField(_("黄色界限（%）"), max_digits=5, decimal_places=1, null=True, blank=True)
    red = models.DecimalField(_("红色界限（%）"), max_digits=5, decimal_places=1, null=True, blank=True)
    in_use = models.BooleanField(_("启用"), default=True)
    valid_from = models.DateField(_("起用日期"))

    objects = IndicatorYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("指标年度设置")
        verbose_name_plural = _("指标年度设置")
        ordering = ["-year", "key", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["key", "year", "valid_from"], name="indicators_year_once"),
        ]

    def __str__(self):
        return f"{self.key} {self.year}"

    def level_of(self, rate, *, better):
        """Return the ``Level`` of a rate in percent; ``None`` without a rate, or when nothing is set to judge it by.

        With ``better="less"`` a rate is yellow or red above the threshold.
        """
        sign = 1 if better == "more" else -1
        if rate is None:
            return None
        for limit, level in ((self.red, self.Level.RED), (self.yellow, self.Level.YELLOW)):
            if limit is not None and sign * rate < sign * limit:
                return level
        if self.target is None:
            return None
        return self.Level.REACHED if sign * rate >= sign * self.target else self.Level.OPEN


class ExemptionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Exemptions of the units in the scope of ``user``."""
        return self.filter(below_q(user.organization.path, field="organization__path"))

    def in_force(self, *, on):
        """Exemptions that were granted and cover the day ``on``."""
        return self.filter(state=Exemption.State.GRANTED, since__lte=on, until__gte=on)


class Exemption(models.Model):
    """A unit or a record that an indicator does not measure for a time, for a reason (豁免).

    A unit asks for it, and a unit above decides. It always has an end. Without a record it covers all elements of the
    unit and of the units below it; ``record_type`` and ``record_id`` name one record of a ledger.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("待审批")
        GRANTED = "granted", _("已同意")
        REFUSED = "refused", _("未同意")

    indicator = _key_field()
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("单位"))
    record_type = models.CharField(_("记录类型"), max_length=60, blank=True, default="")
    record_id = models.BigIntegerField(_("记录编号"), null=True, blank=True)
    reason = models.TextField(_("理由"))
    since = models.DateField(_("开始日期"))
    until = models.DateField(_("截止日期"))
    state = models.CharField(_("审批状态"), max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("审批人")
    )

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("豁免")
        verbose_name_plural = _("豁免")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["indicator", "until"], name="indicators_exemption_in_force")]
        constraints = [
            models.CheckConstraint(name="indicators_exemption_in_order", condition=Q(until__gte=F("since"))),
            models.CheckConstraint(
                name="indicators_exemption_decided_by_another",
                condition=Q(state="asked") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
            ),
            models.CheckConstraint(
                name="indicators_exemption_names_record",
                condition=Q(record_type="", record_id__isnull=True) | (~Q(record_type="") & Q(record_id__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.organization} {self.since}—{self.until}"


class SampleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Samples of the units in the scope of ``user``."""
        return self.filter(below_q(user.organization.path, field="organization__path"))

    def of_figure(self, key, organization):
        return self.filter(indicator=key, organization=organization)

    def with_results(self):
        """Add ``checked`` and ``false``: how many elements have a result, and for how many the figure was wrong."""
        wrong = Q(elements__result=SampledElement.Result.FALSE)
        checked = Count("elements", filter=~Q(elements__result=""))
        return self.annotate(checked=checked, false=Count("elements", filter=wrong))


class Sample(models.Model):
    """Elements counted as met, drawn at random to be looked at (抽核); the seed draws the same ones again."""

    indicator = _key_field()
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("被抽核单位"))
    on = models.DateField(_("截至"))
    seed = models.CharField(_("随机种子"), max_length=40)
    size = models.PositiveIntegerField(_("抽取数"))
    total = models.PositiveIntegerField(_("总数"))
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("抽取人"))
    at = models.DateTimeField(_("抽取时间"), default=timezone.now)

    objects = SampleQuerySet.as_manager()

    class Meta:
        verbose_name = _("抽核")
        verbose_name_plural = _("抽核")
        ordering = ["-pk"]

    def __str__(self):
        return _("%(indicator)s · %(unit)s %(day)s") % {
            "indicator": registry.label_of(self.indicator),
            "unit": self.organization,
            "day": self.on,
        }


class SampledElement(models.Model):
    """One element of a sample and what was found there."""

    class Result(models.TextChoices):
        TRUE = "true", _("属实")
        FALSE = "false", _("不符")
        UNCLEAR = "unclear", _("无法核")

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="elements", verbose_name=_("抽核"))
    element_id = models.BigIntegerField(_("编号"))
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("单位"))
    result = models.CharField(_("结果"), max_length=10, choices=Result, blank=True, default="")
    note = models.CharField(_("说明"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("抽核对象")
        verbose_name_plural = _("抽核对象")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "element_id"], name="indicators_sampledelement_once"),
        ]

    def __str__(self):
        values = {"indicator": registry.label_of(self.sample.indicator), "unit": self.organization}
        return _("%(indicator)s · %(unit)s，编号 %(number)s") % (values | {"number": self.element_id})
