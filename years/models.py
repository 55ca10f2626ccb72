"""Settings of the task years: thresholds, cut-off days of reports, and holidays."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from years import workdays

CYCLE_YEARS = 5
NATIONAL_CYCLE = 2019  # the national plans for training members run 2019–2023, 2024–2028 …


class CutoffShift(models.TextChoices):
    """How a cut-off day moves when it falls on a day off."""

    SAME = "same", _("不顺延")
    PREVIOUS = "previous", _("提前到前一个工作日")
    NEXT = "next", _("顺延到后一个工作日")


def _first_year(year, begun):
    """The first year of the cycle that ``year`` lies in, where some cycle began in the year ``begun``."""
    return year - (year - begun) % CYCLE_YEARS


class TaskYearQuerySet(models.QuerySet):
    def of(self, year):
        """Return the settings of ``year``; when none are stored, an unsaved row with the defaults."""
        return self.filter(year=year).first() or TaskYear(year=year)

    def by_year(self, years):
        """Return ``{year: settings}`` for several years, as ``of`` does; one query."""
        stored = {settings.year: settings for settings in self.filter(year__in=years)}
        return {year: stored.get(year) or TaskYear(year=year) for year in years}

    def cycle_first_year(self, year):
        """Return the first year of the five-year cycle of training members that ``year`` lies in; one query.

        The newest setting of ``year`` or an earlier one decides; without any, the cycle of the national plan.
        """
        return self._set_cycle(year).first() or _first_year(year, NATIONAL_CYCLE)

    def cycle_first_year_in_sql(self, year):
        """``cycle_first_year`` as an expression, for conditions that must follow a changed setting at once."""
        return Coalesce(Subquery(self._set_cycle(year)[:1]), Value(_first_year(year, NATIONAL_CYCLE)))

    def _set_cycle(self, year):
        settings = self.filter(year__lte=year, cycle_first_year__isnull=False).order_by("-year")
        return settings.values_list(_first_year(year, F("cycle_first_year")), flat=True)


class TaskYear(models.Model):
    """Settings of one task year (工作年度): thresholds of the states and cut-off days of the reports.

    A monthly report is due on ``monthly_cutoff_day`` of its month, or of the next month when
    ``monthly_cutoff_next_month`` is set. A quarterly report is due on ``quarterly_cutoff_day`` of the month after
    the quarter. ``short_classes_add_up`` lets several classes of a secretary add up to the three days of the rotation
    training. ``cycle_first_year`` is the first year of the five-year plan for training members; blank: as in the years
    before. ``joint_meetings_half_yearly`` asks streets and communities for a joint meeting each half-year, not each
    quarter. ``calendar_verified`` means that a person has compared the working days with the published list;
    until then pages mark the dates that depend on assumed working days.
    """

    year = models.PositiveSmallIntegerField(_("年度"), unique=True)
    due_soon_days = models.PositiveSmallIntegerField(
        _("临期天数"), default=7, help_text=_("距完成期限不多于这么多天为临期。")
    )
    behind_points = models.PositiveSmallIntegerField(
        _("滞后百分点"),
        default=10,
        validators=[MaxValueValidator(100)],
        help_text=_("进度低于时序进度超过这么多个百分点为滞后。"),
    )
    monthly_cutoff_day = models.PositiveSmallIntegerField(
        _("月报截止日"), default=25, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    monthly_cutoff_next_month = models.BooleanField(_("月报在次月截止"), default=False)
    quarterly_cutoff_day = models.PositiveSmallIntegerField(
        _("季报截止日（次月）"), default=5, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    report_notice_days = models.PositiveSmallIntegerField(_("填报提醒提前天数"), default=5)
    cutoff_shift = models.CharField(_("逢休息日"), max_length=10, choices=CutoffShift, default=CutoffShift.SAME)
    short_classes_add_up = models.BooleanField(
        _("短班累计"), default=False, help_text=_("书记轮训不足三天的班次可以累计为三天。")
    )
    cycle_first_year = models.PositiveSmallIntegerField(
        _("党员轮训周期起始年"),
        null=True,
        blank=True,
        help_text=_(
            "五年轮训规划从哪一年开始。不填的，沿用以前年度的设置；都没有填的，按 2019—2023 年、2024—2028 年。"
        ),
    )
    joint_meetings_half_yearly = models.BooleanField(
        _("联席会议半年一次"),
        default=False,
        help_text=_("街道、社区党建联席会议每半年召开一次；不勾选的，每季度一次。"),
    )
    calendar_verified = models.BooleanField(_("工作日历已核对"), default=False)

    objects = TaskYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("年度设置")
        verbose_name_plural = _("年度设置")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(name="years_year_behind_points_percent", condition=Q(behind_points__lte=100)),
            models.CheckConstraint(
                name="years_year_monthly_cutoff_is_a_day",
                condition=Q(monthly_cutoff_day__gte=1, monthly_cutoff_day__lte=31),
            ),
            models.CheckConstraint(
                name="years_year_quarterly_cutoff_is_a_day",
                condition=Q(quarterly_cutoff_day__gte=1, quarterly_cutoff_day__lte=31),
            ),
            models.CheckConstraint(
                name="years_year_lies_in_its_cycle",
                condition=Q(cycle_first_year__isnull=True)
                | Q(cycle_first_year__lte=F("year"), cycle_first_year__gt=F("year") - CYCLE_YEARS),
                violation_error_message=_("“党员轮训周期起始年”应当是这一年或之前四年之内的年份。"),
            ),
        ]

    def __str__(self):
        return str(self.year)

    def clean(self):
        """Refuse to verify a year whose holidays are neither built in nor entered."""
        if self.calendar_verified and self.year and not self.has_calendar:
            text = _("%(year)s年的放假调休还没有录入，不能标为已核对。请先在“放假调休”里逐天录入。")
            raise ValidationError({"calendar_verified": text % {"year": self.year}})

    @property
    def has_calendar(self):
        """Whether the holidays of the year are built in or have been entered."""
        return workdays.is_published(self.year) or Holiday.objects.filter(date__year=self.year).exists()


class Holiday(models.Model):
    """One day of the published calendar (放假调休); it overrides the built-in list."""

    date = models.DateField(_("日期"), unique=True)
    is_workday = models.BooleanField(_("上班"), default=False)
    note = models.CharField(_("说明"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("放假调休")
        verbose_name_plural = _("放假调休")
        ordering = ["-date"]

    def __str__(self):
        return f"{self.date} {_('上班') if self.is_workday else _('休息')}"
