import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organizations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ComputingLock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20, unique=True, verbose_name="名称")),
                ("computed_at", models.DateTimeField(blank=True, null=True, verbose_name="最近计算时间")),
            ],
            options={
                "verbose_name": "计算锁",
                "verbose_name_plural": "计算锁",
            },
        ),
        migrations.CreateModel(
            name="FullPass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="截至")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="完成时间")),
                ("written", models.PositiveIntegerField(default=0, verbose_name="变化的值")),
            ],
            options={
                "verbose_name": "全面重算",
                "verbose_name_plural": "全面重算",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Freeze",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("span", models.CharField(max_length=9, unique=True, verbose_name="期间")),
                ("last_day", models.DateField(db_index=True, verbose_name="最后一天")),
                ("at", models.DateTimeField(verbose_name="定格时间")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="定格人",
                    ),
                ),
            ],
            options={
                "verbose_name": "定格",
                "verbose_name_plural": "定格",
                "ordering": ["-last_day", "span"],
            },
        ),
        migrations.CreateModel(
            name="Discrepancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(max_length=40, verbose_name="指标")),
                ("stored", models.JSONField(verbose_name="原存的值")),
                ("counted", models.JSONField(verbose_name="重算的值")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="单位",
                    ),
                ),
                (
                    "full_pass",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="discrepancies",
                        to="indicators.fullpass",
                        verbose_name="全面重算",
                    ),
                ),
            ],
            options={
                "verbose_name": "不明差异",
                "verbose_name_plural": "不明差异",
                "ordering": ["-full_pass", "indicator", "organization__path"],
            },
        ),
        migrations.CreateModel(
            name="IndicatorYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40, verbose_name="指标")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "target",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="目标（%）"
                    ),
                ),
                (
                    "yellow",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="黄色界限（%）"
                    ),
                ),
                (
                    "red",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="红色界限（%）"
                    ),
                ),
                ("in_use", models.BooleanField(default=True, verbose_name="启用")),
                ("valid_from", models.DateField(verbose_name="起用日期")),
            ],
            options={
                "verbose_name": "指标年度设置",
                "verbose_name_plural": "指标年度设置",
                "ordering": ["-year", "key", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "year", "valid_from"), name="indicators_year_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(max_length=40, verbose_name="指标")),
                ("on", models.DateField(verbose_name="截至")),
                ("seed", models.CharField(max_length=40, verbose_name="随机种子")),
                ("size", models.PositiveIntegerField(verbose_name="抽取数")),
                ("total", models.PositiveIntegerField(verbose_name="总数")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="抽取时间")),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="抽取人",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="被抽核单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "抽核",
                "verbose_name_plural": "抽核",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="DirtyMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger_key", models.CharField(max_length=40, verbose_name="台账类型")),
                ("version", models.CharField(max_length=32, verbose_name="版本")),
                ("token", models.CharField(blank=True, default="", max_length=32, verbose_name="占用标记")),
                ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="占用到")),
                ("marked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "待重算的单位",
                "verbose_name_plural": "待重算的单位",
                "constraints": [
                    models.UniqueConstraint(fields=("ledger_key", "organization"), name="indicators_dirtymark_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(max_length=40, verbose_name="指标")),
                ("record_type", models.CharField(blank=True, default="", max_length=60, verbose_name="记录类型")),
                ("record_id", models.BigIntegerField(blank=True, null=True, verbose_name="记录编号")),
                ("reason", models.TextField(verbose_name="理由")),
                ("since", models.DateField(verbose_name="开始日期")),
                ("until", models.DateField(verbose_name="截止日期")),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "待审批"), ("granted", "已同意"), ("refused", "未同意")],
                        default="asked",
                        max_length=10,
                        verbose_name="审批状态",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请人",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审批人",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "豁免",
                "verbose_name_plural": "豁免",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["indicator", "until"], name="indicators_exemption_in_force")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="indicators_exemption_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "asked"),
                            models.Q(
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="indicators_exemption_decided_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("record_id__isnull", True), ("record_type", "")),
                            models.Q(models.Q(("record_type", ""), _negated=True), ("record_id__isnull", False)),
                            _connector="OR",
                        ),
                        name="indicators_exemption_names_record",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(max_length=40, verbose_name="指标")),
                ("span", models.CharField(max_length=7, verbose_name="月份")),
                ("known_from", models.DateTimeField(verbose_name="得知时间")),
                ("known_to", models.DateTimeField(blank=True, null=True, verbose_name="更正时间")),
                ("numerator", models.DecimalField(decimal_places=2, max_digits=20, verbose_name="分子")),
                ("denominator", models.DecimalField(decimal_places=2, max_digits=20, verbose_name="分母")),
                ("unknown", models.DecimalField(decimal_places=2, max_digits=20, verbose_name="不明")),
                ("waiting", models.PositiveIntegerField(default=0, verbose_name="待核实")),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "指标值",
                "verbose_name_plural": "指标值",
                "ordering": ["indicator", "organization__path", "span"],
                "indexes": [
                    models.Index(fields=["organization", "indicator", "span"], name="indicators_value_of_unit")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("known_to__isnull", True)),
                        fields=("organization", "indicator", "span"),
                        name="indicators_value_one_known_now",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("known_to__isnull", True), ("known_to__gte", models.F("known_from")), _connector="OR"
                        ),
                        name="indicators_value_known_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SampledElement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("element_id", models.BigIntegerField(verbose_name="编号")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("true", "属实"), ("false", "不符"), ("unclear", "无法核")],
                        default="",
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                ("note", models.CharField(blank=True, default="", max_length=200, verbose_name="说明")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="单位",
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="elements",
                        to="indicators.sample",
                        verbose_name="抽核",
                    ),
                ),
            ],
            options={
                "verbose_name": "抽核对象",
                "verbose_name_plural": "抽核对象",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("sample", "element_id"), name="indicators_sampledelement_once")
                ],
            },
        ),
    ]
