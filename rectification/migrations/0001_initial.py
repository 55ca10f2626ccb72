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
                "indexes": [models.Index(fields=["organization", "until"], name="rectification_reserve_unit")],
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
                ("weak_type", models.TextField(blank=True, default="", verbose_name="软弱涣散类型")),
                (
                    "weak_type_codes",
                    models.TextField(blank=True, default="", editable=False, verbose_name="软弱涣散类型（归类）"),
                ),
                ("problem", models.TextField(blank=True, default="", verbose_name="主要问题")),
                (
                    "listed_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="确定时间"),
                ),
                ("county_leader", models.TextField(blank=True, default="", verbose_name="联村县级领导")),
                ("township_leader", models.TextField(blank=True, default="", verbose_name="包村乡镇领导")),
                ("first_secretary", models.TextField(blank=True, default="", verbose_name="第一书记")),
                ("paired_unit", models.TextField(blank=True, default="", verbose_name="结对单位")),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "problem", "listed_on"),
                        name="rectification_weakorg_key",
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
                        name="rectification_weakorg_reviewer",
                    ),
                ],
            },
        ),
    ]
