import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import ledgers.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledgers", "0002_first_codes"),
        ("organizations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Applicant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "state",
                    models.CharField(
                        choices=[("entered", "待核实"), ("confirmed", "已核实"), ("returned", "退回")],
                        default="entered",
                        max_length=10,
                        verbose_name="核实状态",
                    ),
                ),
                ("return_reason", models.TextField(blank=True, default="", verbose_name="退回原因")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="核实时间")),
                ("sheet_name", models.CharField(blank=True, default="", max_length=100, verbose_name="来源工作表")),
                ("row_number", models.PositiveIntegerField(blank=True, null=True, verbose_name="来源行")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="版本")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="录入时间"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="更新时间"),
                ),
                ("stage", models.CharField(blank=True, default="", editable=False, max_length=40, verbose_name="阶段")),
                ("stage_since", models.DateField(blank=True, editable=False, null=True, verbose_name="进入阶段时间")),
                ("stage_due", models.DateField(blank=True, editable=False, null=True, verbose_name="阶段期限")),
                ("stage_claimed", models.BooleanField(default=False, editable=False, verbose_name="阶段待核实")),
                (
                    "stage_in_ledger",
                    models.CharField(
                        blank=True, default="", editable=False, max_length=40, verbose_name="台账所示阶段"
                    ),
                ),
                ("applicant", models.TextField(blank=True, default="", verbose_name="申请人")),
                ("phase", models.TextField(blank=True, default="", verbose_name="发展阶段")),
                (
                    "applied_on",
                    ledgers.fields.PartialDateField(
                        blank=True, default="", max_length=16, verbose_name="递交申请书时间"
                    ),
                ),
                (
                    "dues_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="首次党费"
                    ),
                ),
                ("introduced", models.BooleanField(blank=True, null=True, verbose_name="是否有入党介绍人")),
                ("contact", models.TextField(blank=True, default="", verbose_name="申请人电话")),
                ("remark", models.TextField(blank=True, default="", verbose_name="考察意见")),
                ("left", models.TextField(blank=True, default="", verbose_name="离队原因")),
                (
                    "left_codes",
                    models.TextField(blank=True, default="", editable=False, verbose_name="离队原因（归类）"),
                ),
                ("verdict", models.TextField(blank=True, default="", verbose_name="审查结论")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核实人",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="填报人",
                    ),
                ),
                (
                    "import_batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.importbatch",
                        verbose_name="导入批次",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "发展对象",
                "verbose_name_plural": "党员发展台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="applicant_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "applicant"),
                        name="development_applicant_key",
                        violation_error_message="这个单位本年度已有相同的记录。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="development_reviewer",
                    ),
                ],
            },
        ),
    ]
