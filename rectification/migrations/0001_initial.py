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
            name="WeakCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
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
                (
                    "listed_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="确定时间"),
                ),
                ("county_leader", models.TextField(blank=True, default="", verbose_name="联村县级领导")),
                ("township_leader", models.TextField(blank=True, default="", verbose_name="包村乡镇领导")),
                ("first_secretary", models.TextField(blank=True, default="", verbose_name="第一书记")),
                ("paired_unit", models.TextField(blank=True, default="", verbose_name="结对单位")),
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
                "verbose_name": "软弱涣散村",
                "verbose_name_plural": "软弱涣散村",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WeakOrg",
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
                    "settled_in",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="办结核实年度"
                    ),
                ),
                ("weak_type", models.TextField(blank=True, default="", verbose_name="软弱涣散类型")),
                (
                    "weak_type_codes",
                    models.TextField(blank=True, default="", editable=False, verbose_name="软弱涣散类型（归类）"),
                ),
                ("problem", models.TextField(blank=True, default="", verbose_name="主要问题")),
                ("measures", models.TextField(blank=True, default="", verbose_name="整顿措施")),
                (
                    "start_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="开始时间"),
                ),
                (
                    "deadline",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="完成时限"),
                ),
                ("reviewed", models.BooleanField(blank=True, null=True, verbose_name="是否“回头看”")),
                ("rectified", models.BooleanField(blank=True, null=True, verbose_name="是否整顿到位")),
                (
                    "done_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="销号时间"),
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
                    "head",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="rectification.weakcase",
                        verbose_name="所属",
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
                        to="rectification.weakorg",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "软弱涣散村党组织",
                "verbose_name_plural": "软弱涣散村党组织整顿台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CollectiveEconomy",
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
                    "settled_in",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="办结核实年度"
                    ),
                ),
                ("project", models.TextField(blank=True, default="", verbose_name="项目名称")),
                ("batch", models.TextField(blank=True, default="", verbose_name="批次")),
                (
                    "central_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="中央资金"
                    ),
                ),
                (
                    "province_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="省级资金"
                    ),
                ),
                (
                    "county_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="县级配套"
                    ),
                ),
                (
                    "own_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="自筹资金"
                    ),
                ),
                (
                    "total_yuan",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="总投资"),
                ),
                (
                    "spent_yuan",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="已使用"),
                ),
                ("progress", models.FloatField(blank=True, null=True, verbose_name="项目进度")),
                (
                    "start_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="开工时间"),
                ),
                (
                    "end_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="竣工时间"),
                ),
                (
                    "income_yuan",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="年收益"),
                ),
                ("inspected", models.BooleanField(blank=True, null=True, verbose_name="是否实地抽查")),
                ("risk", models.TextField(blank=True, default="", verbose_name="风险提示")),
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
                        to="rectification.collectiveeconomy",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "村级集体经济项目",
                "verbose_name_plural": "扶持壮大村级集体经济项目台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="collectiveeconomy_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "project", "start_on"),
                        name="rectification_collectiveeconomy_key",
                        violation_error_message="这个单位已有相同的记录，开始的时间也相同。",
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
                        name="rectification_collectiveeconomy_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FirstSecretary",
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
                ("gender", models.TextField(blank=True, default="", verbose_name="性别")),
                (
                    "birth",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="出生年月"),
                ),
                ("village_type", models.TextField(blank=True, default="", verbose_name="村类型")),
                ("sent_by", models.TextField(blank=True, default="", verbose_name="派出单位")),
                ("sent_by_level", models.TextField(blank=True, default="", verbose_name="派出单位层级")),
                ("post", models.TextField(blank=True, default="", verbose_name="职务职级")),
                (
                    "since",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="任职时间"),
                ),
                ("rotated", models.BooleanField(blank=True, null=True, verbose_name="是否轮换")),
                ("days_in_village", models.FloatField(blank=True, null=True, verbose_name="每月在村天数")),
                ("grade", models.TextField(blank=True, default="", verbose_name="考核等次")),
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
                        to="rectification.firstsecretary",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "驻村第一书记",
                "verbose_name_plural": "驻村第一书记花名册",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["organization", "until"], name="rectification_first_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organization", "name"),
                        name="rectification_firstsecretary_key",
                        violation_error_message="这个单位已有相同的记录，并且仍在册（在任）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leaving_reason", ""), ("until__isnull", True)),
                            models.Q(("until__isnull", False), models.Q(("leaving_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="rectification_firstsecretary_ending",
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
                        name="rectification_firstsecretary_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FundPayment",
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
                ("project", models.TextField(blank=True, default="", verbose_name="项目名称")),
                (
                    "paid_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="拨付时间"),
                ),
                (
                    "amount_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="拨付金额"
                    ),
                ),
                ("purpose", models.TextField(blank=True, default="", verbose_name="资金用途")),
                ("use_kind", models.TextField(blank=True, default="", verbose_name="用途类别")),
                ("permitted", models.BooleanField(blank=True, null=True, verbose_name="用途是否合规")),
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
                "verbose_name": "扶持资金拨付",
                "verbose_name_plural": "扶持资金拨付使用台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="fundpayment_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "paid_on", "project", "purpose"),
                        name="rectification_fundpayment_key",
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
                        name="rectification_fundpayment_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JointReview",
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
                ("batch", models.TextField(blank=True, default="", verbose_name="联审批次")),
                (
                    "reviewed_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="联审时间"),
                ),
                ("members", models.BigIntegerField(blank=True, null=True, verbose_name="在职人数")),
                ("reviewed", models.BigIntegerField(blank=True, null=True, verbose_name="联审人数")),
                ("unfit", models.BigIntegerField(blank=True, null=True, verbose_name="不符合人数")),
                ("cleared", models.BigIntegerField(blank=True, null=True, verbose_name="已清理人数")),
                (
                    "cleared_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="清理完成时间"),
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
            ],
            options={
                "verbose_name": "联审结果",
                "verbose_name_plural": "村“两委”成员县级联审台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="jointreview_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "batch", "reviewed_on"),
                        name="rectification_jointreview_key",
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
                        name="rectification_jointreview_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reserve",
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
                ("gender", models.TextField(blank=True, default="", verbose_name="性别")),
                (
                    "birth",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="出生年月"),
                ),
                ("age", models.BigIntegerField(blank=True, null=True, verbose_name="年龄")),
                ("party_member", models.BooleanField(blank=True, null=True, verbose_name="是否党员")),
                ("education", models.TextField(blank=True, default="", verbose_name="学历")),
                ("identity", models.TextField(blank=True, default="", verbose_name="人员类别")),
                ("mentor", models.TextField(blank=True, default="", verbose_name="培养联系人")),
                (
                    "since",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="确定时间"),
                ),
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
                        to="rectification.reserve",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "村级后备力量",
                "verbose_name_plural": "村级后备力量花名册",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="reserve_open",
                    ),
                    models.Index(fields=["organization", "until"], name="rectification_reserve_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organization", "name"),
                        name="rectification_reserve_key",
                        violation_error_message="这个单位已有相同的记录，并且仍在册（在任）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leaving_reason", ""), ("until__isnull", True)),
                            models.Q(("until__isnull", False), models.Q(("leaving_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="rectification_reserve_ending",
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
                        name="rectification_reserve_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Secretary",
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
                ("gender", models.TextField(blank=True, default="", verbose_name="性别")),
                (
                    "birth",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="出生年月"),
                ),
                ("education", models.TextField(blank=True, default="", verbose_name="学历")),
                (
                    "joined_party",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="入党时间"),
                ),
                (
                    "appointed",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="任现职时间"),
                ),
                ("source", models.TextField(blank=True, default="", verbose_name="人员来源")),
                ("director_too", models.BooleanField(blank=True, null=True, verbose_name="是否“一肩挑”")),
                ("phone", models.TextField(blank=True, default="", verbose_name="联系电话")),
                ("filed", models.BooleanField(blank=True, null=True, verbose_name="县级备案")),
                (
                    "filed_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="备案时间"),
                ),
                ("filing_number", models.TextField(blank=True, default="", verbose_name="备案文号")),
                ("joint_review", models.BooleanField(blank=True, null=True, verbose_name="县级联审")),
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
                        to="rectification.secretary",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "村党组织书记",
                "verbose_name_plural": "村（社区）党组织书记备案台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="secretary_open",
                    ),
                    models.Index(fields=["organization", "until"], name="rectification_secretary_unit"),
                    models.Index(fields=["name"], name="rectification_secretary_name"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organization", "name"),
                        name="rectification_secretary_key",
                        violation_error_message="这个单位已有相同的记录，并且仍在册（在任）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leaving_reason", ""), ("until__isnull", True)),
                            models.Q(("until__isnull", False), models.Q(("leaving_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="rectification_secretary_ending",
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
                        name="rectification_secretary_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpotCheck",
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
                    "settled_in",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="办结核实年度"
                    ),
                ),
                (
                    "visited_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="抽查时间"),
                ),
                ("team", models.TextField(blank=True, default="", verbose_name="抽查单位")),
                ("finding", models.TextField(blank=True, default="", verbose_name="发现问题")),
                (
                    "due",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="整改时限"),
                ),
                (
                    "closed_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="整改完成时间"),
                ),
                (
                    "contract_until",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="合同到期时间"),
                ),
                ("risk", models.TextField(blank=True, default="", verbose_name="风险提示")),
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
                        to="rectification.spotcheck",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "扶持项目实地抽查",
                "verbose_name_plural": "扶持项目实地抽查台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="spotcheck_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "finding", "visited_on"),
                        name="rectification_spotcheck_key",
                        violation_error_message="这个单位已有相同的记录，开始的时间也相同。",
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
                        name="rectification_spotcheck_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportedVillage",
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
                ("batch", models.TextField(blank=True, default="", verbose_name="批次")),
                (
                    "chosen_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="确定时间"),
                ),
                ("party_signed", models.BooleanField(blank=True, null=True, verbose_name="组织部门会签")),
                ("finance_signed", models.BooleanField(blank=True, null=True, verbose_name="财政部门会签")),
                ("agriculture_signed", models.BooleanField(blank=True, null=True, verbose_name="农业农村部门会签")),
                (
                    "plan_approved_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="方案批复时间"),
                ),
                (
                    "allocated_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="下达资金"
                    ),
                ),
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
                        to="rectification.supportedvillage",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "扶持村",
                "verbose_name_plural": "扶持村名单",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["organization", "until"], name="rectification_supported_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organization", "batch"),
                        name="rectification_supportedvillage_key",
                        violation_error_message="这个单位已有相同的记录，并且仍在册（在任）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leaving_reason", ""), ("until__isnull", True)),
                            models.Q(("until__isnull", False), models.Q(("leaving_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="rectification_supportedvillage_ending",
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
                        name="rectification_supportedvillage_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyResult",
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
                ("round", models.TextField(blank=True, default="", verbose_name="排查轮次")),
                (
                    "surveyed_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="排查时间"),
                ),
                ("result", models.TextField(blank=True, default="", verbose_name="排查结果")),
                ("problem", models.TextField(blank=True, default="", verbose_name="存在问题")),
                ("not_listed_because", models.TextField(blank=True, default="", verbose_name="未列入原因")),
                ("signed_by", models.TextField(blank=True, default="", verbose_name="签字领导")),
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
            ],
            options={
                "verbose_name": "排查结果",
                "verbose_name_plural": "村党组织拉网式排查台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="surveyresult_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "round", "surveyed_on"),
                        name="rectification_surveyresult_key",
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
                        name="rectification_surveyresult_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TownshipSheet",
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
                ("period", models.CharField(blank=True, default="", max_length=7, verbose_name="季度")),
                ("approved", models.BigIntegerField(blank=True, null=True, verbose_name="核定职数")),
                ("filled", models.BigIntegerField(blank=True, null=True, verbose_name="实配人数")),
                ("average_age", models.FloatField(blank=True, null=True, verbose_name="平均年龄")),
                ("young", models.BigIntegerField(blank=True, null=True, verbose_name="35岁以下人数")),
                ("women", models.BigIntegerField(blank=True, null=True, verbose_name="女性人数")),
                (
                    "from_secretaries",
                    models.BigIntegerField(blank=True, null=True, verbose_name="来自优秀村党组织书记"),
                ),
                ("from_selected", models.BigIntegerField(blank=True, null=True, verbose_name="来自选调生")),
                ("from_graduates", models.BigIntegerField(blank=True, null=True, verbose_name="来自大学生村官")),
                ("from_staff", models.BigIntegerField(blank=True, null=True, verbose_name="来自乡镇事业编制人员")),
                (
                    "secretary_settled",
                    models.BooleanField(blank=True, null=True, verbose_name="换届党委书记是否选配到位"),
                ),
                ("planned", models.BigIntegerField(blank=True, null=True, verbose_name="本年计划从村书记招录人数")),
                ("recruited", models.BigIntegerField(blank=True, null=True, verbose_name="本年已从村书记招录人数")),
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
                "verbose_name": "乡镇领导班子季度表",
                "verbose_name_plural": "乡镇领导班子季度表",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="townshipsheet_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "period"),
                        name="rectification_townshipsheet_key",
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
                        name="rectification_townshipsheet_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VillageIncome",
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
                (
                    "operating_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="经营性收入"
                    ),
                ),
                (
                    "other_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="其他收入"
                    ),
                ),
                (
                    "assets_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="资产总额"
                    ),
                ),
                (
                    "debts_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="负债总额"
                    ),
                ),
                ("households", models.BigIntegerField(blank=True, null=True, verbose_name="受益户数")),
                (
                    "dividend_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="分红金额"
                    ),
                ),
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
                "verbose_name": "村级集体经济收入",
                "verbose_name_plural": "村级集体经济收入台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="villageincome_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year"),
                        name="rectification_villageincome_key",
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
                        name="rectification_villageincome_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VillageProfile",
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
                ("poverty", models.TextField(blank=True, default="", verbose_name="贫困状况")),
                ("committee_members", models.BigIntegerField(blank=True, null=True, verbose_name="“两委”成员数")),
                (
                    "election_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="换届时间"),
                ),
                ("elected", models.BooleanField(blank=True, null=True, verbose_name="是否完成换届")),
                ("candidates_studied", models.BooleanField(blank=True, null=True, verbose_name="是否研究换届人选")),
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
                        to="rectification.villageprofile",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "村情",
                "verbose_name_plural": "村情和换届准备情况表",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["organization", "until"], name="rectification_profile_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organization",),
                        name="rectification_villageprofile_key",
                        violation_error_message="这个单位已有相同的记录，并且仍在册（在任）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leaving_reason", ""), ("until__isnull", True)),
                            models.Q(("until__isnull", False), models.Q(("leaving_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="rectification_villageprofile_ending",
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
                        name="rectification_villageprofile_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VillageVisit",
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
                ("leader", models.TextField(blank=True, default="", verbose_name="走访领导")),
                ("post", models.TextField(blank=True, default="", verbose_name="职务")),
                ("rank", models.TextField(blank=True, default="", verbose_name="领导层级")),
                (
                    "visited_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="走访时间"),
                ),
                ("found", models.BigIntegerField(blank=True, null=True, verbose_name="发现问题数")),
                ("solved", models.BigIntegerField(blank=True, null=True, verbose_name="解决问题数")),
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
            ],
            options={
                "verbose_name": "走访记录",
                "verbose_name_plural": "县级领导“村村到”台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="villagevisit_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "leader", "visited_on"),
                        name="rectification_villagevisit_key",
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
                        name="rectification_villagevisit_reviewer",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="weakcase",
            constraint=models.UniqueConstraint(fields=("organization", "listed_on"), name="rectification_weakcase_key"),
        ),
        migrations.AddIndex(
            model_name="weakorg",
            index=models.Index(
                condition=models.Q(("state__in", ["entered", "returned"])), fields=["entered_by"], name="weakorg_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="weakorg",
            constraint=models.UniqueConstraint(
                fields=("organization", "head", "problem"),
                name="rectification_weakorg_key",
                violation_error_message="这个单位已有相同的记录。",
            ),
        ),
        migrations.AddConstraint(
            model_name="weakorg",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="rectification_weakorg_reviewer",
            ),
        ),
    ]
