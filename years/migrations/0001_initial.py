import django.core.validators
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(unique=True, verbose_name="日期")),
                ("is_workday", models.BooleanField(default=False, verbose_name="上班")),
                ("note", models.CharField(blank=True, max_length=60, verbose_name="说明")),
            ],
            options={
                "verbose_name": "放假调休",
                "verbose_name_plural": "放假调休",
                "ordering": ["-date"],
            },
        ),
        migrations.CreateModel(
            name="TaskYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="年度")),
                (
                    "due_soon_days",
                    models.PositiveSmallIntegerField(
                        default=7, help_text="距完成期限不多于这么多天为临期。", verbose_name="临期天数"
                    ),
                ),
                (
                    "behind_points",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="进度低于时序进度超过这么多个百分点为滞后。",
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="滞后百分点",
                    ),
                ),
                (
                    "monthly_cutoff_day",
                    models.PositiveSmallIntegerField(
                        default=25,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="月报截止日",
                    ),
                ),
                ("monthly_cutoff_next_month", models.BooleanField(default=False, verbose_name="月报在次月截止")),
                (
                    "quarterly_cutoff_day",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="季报截止日（次月）",
                    ),
                ),
                ("report_notice_days", models.PositiveSmallIntegerField(default=5, verbose_name="填报提醒提前天数")),
                (
                    "cutoff_shift",
                    models.CharField(
                        choices=[
                            ("same", "不顺延"),
                            ("previous", "提前到前一个工作日"),
                            ("next", "顺延到后一个工作日"),
                        ],
                        default="same",
                        max_length=10,
                        verbose_name="逢休息日",
                    ),
                ),
                (
                    "short_classes_add_up",
                    models.BooleanField(
                        default=False, help_text="书记轮训不足三天的班次可以累计为三天。", verbose_name="短班累计"
                    ),
                ),
                (
                    "cycle_first_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="五年轮训规划从哪一年开始。不填的，沿用以前年度的设置；都没有填的，按 2019—2023 年、2024—2028 年。",
                        null=True,
                        verbose_name="党员轮训周期起始年",
                    ),
                ),
                (
                    "joint_meetings_half_yearly",
                    models.BooleanField(
                        default=False,
                        help_text="街道、社区党建联席会议每半年召开一次；不勾选的，每季度一次。",
                        verbose_name="联席会议半年一次",
                    ),
                ),
                ("calendar_verified", models.BooleanField(default=False, verbose_name="工作日历已核对")),
            ],
            options={
                "verbose_name": "年度设置",
                "verbose_name_plural": "年度设置",
                "ordering": ["-year"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("behind_points__lte", 100)), name="years_year_behind_points_percent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("monthly_cutoff_day__gte", 1), ("monthly_cutoff_day__lte", 31)),
                        name="years_year_monthly_cutoff_is_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quarterly_cutoff_day__gte", 1), ("quarterly_cutoff_day__lte", 31)),
                        name="years_year_quarterly_cutoff_is_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cycle_first_year__isnull", True),
                            models.Q(
                                (
                                    "cycle_first_year__gt",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("year"), "-", models.Value(5)
                                    ),
                                ),
                                ("cycle_first_year__lte", models.F("year")),
                            ),
                            _connector="OR",
                        ),
                        name="years_year_lies_in_its_cycle",
                        violation_error_message="“党员轮训周期起始年”应当是这一年或之前四年之内的年份。",
                    ),
                ],
            },
        ),
    ]
