import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import ledgers.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledgers", "0001_initial"),
        ("organizations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Appeal",
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
                ("no", models.TextField(blank=True, default="", verbose_name="编号")),
                (
                    "received_at",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="受理时间"),
                ),
                ("kind", models.TextField(blank=True, default="", verbose_name="诉求类别")),
                (
                    "kind_codes",
                    models.TextField(blank=True, default="", editable=False, verbose_name="诉求类别（归类）"),
                ),
                ("content", models.TextField(blank=True, default="", verbose_name="诉求内容")),
                ("dept", models.TextField(blank=True, default="", verbose_name="承办单位")),
                (
                    "due_at",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="办结时限"),
                ),
                (
                    "finished_at",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="办结时间"),
                ),
                ("result", models.TextField(blank=True, default="", verbose_name="办理结果")),
                ("satisfied", models.BooleanField(blank=True, null=True, verbose_name="是否满意")),
                ("overdue", models.BooleanField(blank=True, null=True, verbose_name="是否超期")),
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
                "verbose_name": "群众诉求",
                "verbose_name_plural": "群众诉求限时办结台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "no", "received_at", "content"),
                        name="governance_appeal_key",
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
                        name="governance_appeal_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Center",
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
                ("held_since", models.DateField(blank=True, editable=False, null=True, verbose_name="承接日期")),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="在任、在册的最后一天。", null=True, verbose_name="离任（撤销）时间"
                    ),
                ),
                (
                    "leaving_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("term_over", "任期届满"),
                            ("transferred", "工作调动"),
                            ("resigned", "本人辞去"),
                            ("removed", "组织调整（免职）"),
                            ("retired", "到龄退出"),
                            ("abolished", "撤销"),
                            ("merged", "合并"),
                            ("other", "其他"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="离任（撤销）原因",
                    ),
                ),
                ("center", models.TextField(blank=True, default="", verbose_name="中心名称")),
                ("area_m2", models.FloatField(blank=True, null=True, verbose_name="面积（平方米）")),
                (
                    "built",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="建成时间"),
                ),
                ("radius_min", models.FloatField(blank=True, null=True, verbose_name="服务半径（分钟）")),
                ("windows", models.BigIntegerField(blank=True, null=True, verbose_name="服务窗口数")),
                ("rooms", models.BigIntegerField(blank=True, null=True, verbose_name="功能室数")),
                ("staff", models.BigIntegerField(blank=True, null=True, verbose_name="工作人员数")),
                ("online", models.BooleanField(blank=True, null=True, verbose_name="是否联网")),
                ("demo", models.BooleanField(blank=True, null=True, verbose_name="是否示范点")),
                (
                    "cost_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="投入资金"
                    ),
                ),
                ("open_time", models.TextField(blank=True, default="", verbose_name="开放时间")),
                ("note", models.TextField(blank=True, default="", verbose_name="备注")),
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
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="governance.center",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "党群服务中心",
                "verbose_name_plural": "党群服务中心台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["organization", "until"], name="governance_center_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organization", "center"),
                        name="governance_center_key",
                        violation_error_message="这个单位已有相同的记录，并且仍在册（在任）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leaving_reason", ""), ("until__isnull", True)),
                            models.Q(("until__isnull", False), models.Q(("leaving_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="governance_center_ending",
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
                        name="governance_center_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grid",
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
                ("held_since", models.DateField(blank=True, editable=False, null=True, verbose_name="承接日期")),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="在任、在册的最后一天。", null=True, verbose_name="离任（撤销）时间"
                    ),
                ),
                (
                    "leaving_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("term_over", "任期届满"),
                            ("transferred", "工作调动"),
                            ("resigned", "本人辞去"),
                            ("removed", "组织调整（免职）"),
                            ("retired", "到龄退出"),
                            ("abolished", "撤销"),
                            ("merged", "合并"),
                            ("other", "其他"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="离任（撤销）原因",
                    ),
                ),
                ("grid_name", models.TextField(blank=True, default="", verbose_name="网格名称")),
                ("grid_no", models.TextField(blank=True, default="", verbose_name="网格编号")),
                ("merged_from", models.TextField(blank=True, default="", verbose_name="整合前网格")),
                ("households", models.BigIntegerField(blank=True, null=True, verbose_name="户数")),
                ("people", models.BigIntegerField(blank=True, null=True, verbose_name="人口数")),
                ("party_members", models.BigIntegerField(blank=True, null=True, verbose_name="党员数")),
                ("grid_head", models.TextField(blank=True, default="", verbose_name="网格长")),
                ("phone", models.TextField(blank=True, default="", verbose_name="联系电话")),
                ("workers", models.BigIntegerField(blank=True, null=True, verbose_name="专职网格员数")),
                ("party_group", models.BooleanField(blank=True, null=True, verbose_name="是否建立党小组")),
                ("note", models.TextField(blank=True, default="", verbose_name="备注")),
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
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="governance.grid",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "网格",
                "verbose_name_plural": "网格整合台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["organization", "until"], name="governance_grid_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organization", "grid_name"),
                        name="governance_grid_key",
                        violation_error_message="这个单位已有相同的记录，并且仍在册（在任）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leaving_reason", ""), ("until__isnull", True)),
                            models.Q(("until__isnull", False), models.Q(("leaving_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="governance_grid_ending",
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
                        name="governance_grid_reviewer",
                    ),
                ],
            },
        ),
    ]
