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
            name="Branch",
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
                    models.CharField(blank=True, default="", max_length=60, verbose_name="离任（撤销）原因"),
                ),
                ("name", models.TextField(blank=True, default="", verbose_name="党组织名称")),
                ("kind", models.TextField(blank=True, default="", verbose_name="党组织类型")),
                ("domain", models.TextField(blank=True, default="", verbose_name="所属领域")),
                ("upper", models.TextField(blank=True, default="", verbose_name="上级党组织")),
                ("members", models.BigIntegerField(blank=True, null=True, verbose_name="党员数")),
                ("has_committee", models.BooleanField(blank=True, null=True, verbose_name="是否设支委会")),
                ("groups", models.BigIntegerField(blank=True, null=True, verbose_name="党小组数")),
                ("secretary", models.TextField(blank=True, default="", verbose_name="书记姓名")),
                (
                    "secretary_since",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="书记任职时间"),
                ),
                (
                    "since",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="成立时间"),
                ),
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
                        to="registers.branch",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "基层党组织",
                "verbose_name_plural": "基层党组织名册",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="branch_open",
                    ),
                    models.Index(fields=["organization", "until"], name="registers_branch_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organization", "name"),
                        name="registers_branch_key",
                        violation_error_message="这个单位已有相同的记录，并且仍在册（在任）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leaving_reason", ""), ("until__isnull", True)),
                            models.Q(("until__isnull", False), models.Q(("leaving_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="registers_branch_ending",
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
                        name="registers_branch_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Officer",
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
                    models.CharField(blank=True, default="", max_length=60, verbose_name="离任（撤销）原因"),
                ),
                ("name", models.TextField(blank=True, default="", verbose_name="姓名")),
                ("post", models.TextField(blank=True, default="", verbose_name="职务")),
                ("rank", models.TextField(blank=True, default="", verbose_name="领导层级")),
                ("duties", models.TextField(blank=True, default="", verbose_name="分管工作")),
                ("linked_places", models.TextField(blank=True, default="", verbose_name="联系点")),
                ("linked_villages", models.TextField(blank=True, default="", verbose_name="联系村（社区）")),
                (
                    "since",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="任职时间"),
                ),
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
                        to="registers.officer",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "县乡领导",
                "verbose_name_plural": "县级领导和乡镇领导名册",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="officer_open",
                    ),
                    models.Index(fields=["organization", "until"], name="registers_officer_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organization", "name"),
                        name="registers_officer_key",
                        violation_error_message="这个单位已有相同的记录，并且仍在册（在任）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leaving_reason", ""), ("until__isnull", True)),
                            models.Q(("until__isnull", False), models.Q(("leaving_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="registers_officer_ending",
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
                        name="registers_officer_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResidentUnit",
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
                    models.CharField(blank=True, default="", max_length=60, verbose_name="离任（撤销）原因"),
                ),
                ("name", models.TextField(blank=True, default="", verbose_name="单位名称")),
                ("nature", models.TextField(blank=True, default="", verbose_name="单位性质")),
                ("upper", models.TextField(blank=True, default="", verbose_name="上级党组织")),
                ("members_in_service", models.BigIntegerField(blank=True, null=True, verbose_name="在职党员数")),
                ("liaison", models.TextField(blank=True, default="", verbose_name="联络员")),
                ("phone", models.TextField(blank=True, default="", verbose_name="联系电话")),
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
                        to="registers.residentunit",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "驻区单位",
                "verbose_name_plural": "驻区单位名册",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="residentunit_open",
                    ),
                    models.Index(fields=["organization", "until"], name="registers_residentunit_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organization", "name"),
                        name="registers_residentunit_key",
                        violation_error_message="这个单位已有相同的记录，并且仍在册（在任）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leaving_reason", ""), ("until__isnull", True)),
                            models.Q(("until__isnull", False), models.Q(("leaving_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="registers_residentunit_ending",
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
                        name="registers_residentunit_reviewer",
                    ),
                ],
            },
        ),
    ]
