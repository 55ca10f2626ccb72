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
        ("rectification", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TrainingClass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("class_name", models.TextField(blank=True, default="", verbose_name="培训班次")),
                (
                    "start_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="开始时间"),
                ),
                (
                    "end_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="结束时间"),
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
                "verbose_name": "培训班次",
                "verbose_name_plural": "培训班次",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SecretaryTraining",
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
                ("name", models.TextField(blank=True, default="", verbose_name="姓名")),
                ("domain", models.TextField(blank=True, default="", verbose_name="领域")),
                ("post", models.TextField(blank=True, default="", verbose_name="职务")),
                ("days", models.FloatField(blank=True, null=True, verbose_name="天数")),
                ("topics", models.TextField(blank=True, default="", verbose_name="培训内容")),
                (
                    "topics_codes",
                    models.TextField(blank=True, default="", editable=False, verbose_name="培训内容（归类）"),
                ),
                ("place", models.TextField(blank=True, default="", verbose_name="培训地点")),
                ("passed", models.BooleanField(blank=True, null=True, verbose_name="考核是否合格")),
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
                    "name_record",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="rectification.secretary",
                        verbose_name="书记备案",
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
                    "head",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="training.trainingclass",
                        verbose_name="所属",
                    ),
                ),
            ],
            options={
                "verbose_name": "书记轮训记录",
                "verbose_name_plural": "基层党组织书记集中轮训台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BranchTraining",
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
                ("branch", models.TextField(blank=True, default="", verbose_name="党组织名称")),
                (
                    "as_of",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="统计截止时间"),
                ),
                ("members", models.BigIntegerField(blank=True, null=True, verbose_name="党员数")),
                ("trained", models.BigIntegerField(blank=True, null=True, verbose_name="周期内累计轮训人数")),
                ("full_hours", models.BigIntegerField(blank=True, null=True, verbose_name="本年学满32学时人数")),
                ("farmers", models.BigIntegerField(blank=True, null=True, verbose_name="农民党员轮训人数")),
                ("migrants", models.BigIntegerField(blank=True, null=True, verbose_name="流动党员轮训人数")),
                ("elderly", models.BigIntegerField(blank=True, null=True, verbose_name="老年党员轮训人数")),
                ("new_members", models.BigIntegerField(blank=True, null=True, verbose_name="新党员轮训人数")),
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
                "verbose_name": "党支部党员轮训情况",
                "verbose_name_plural": "党支部党员轮训累计台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="branchtraining_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "branch"),
                        name="training_branchtraining_key",
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
                        name="training_branchtraining_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CyclePlan",
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
                ("target", models.BigIntegerField(blank=True, null=True, verbose_name="计划培训党员数")),
                ("classes", models.BigIntegerField(blank=True, null=True, verbose_name="计划办班期数")),
                ("compulsory", models.BooleanField(blank=True, null=True, verbose_name="是否安排必修课")),
                ("teachers", models.BigIntegerField(blank=True, null=True, verbose_name="师资人数")),
                ("bases", models.BigIntegerField(blank=True, null=True, verbose_name="培训基地数")),
                (
                    "budget_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="经费预算"
                    ),
                ),
                (
                    "spent_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="已支出经费"
                    ),
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
                "verbose_name": "党员培训年度计划",
                "verbose_name_plural": "党员教育培训五年规划年度计划",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="cycleplan_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year"),
                        name="training_cycleplan_key",
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
                        name="training_cycleplan_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionFinding",
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
                ("branch", models.TextField(blank=True, default="", verbose_name="被巡察党组织")),
                ("finding", models.TextField(blank=True, default="", verbose_name="发现问题")),
                (
                    "found_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="反馈时间"),
                ),
                ("measures", models.TextField(blank=True, default="", verbose_name="整改措施")),
                (
                    "due",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="整改时限"),
                ),
                (
                    "closed_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="整改完成时间"),
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
                        to="training.inspectionfinding",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "组织生活巡察问题",
                "verbose_name_plural": "组织生活巡察整改台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="inspectionfinding_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "branch", "finding", "found_on"),
                        name="training_inspectionfinding_key",
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
                        name="training_inspectionfinding_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaderLife",
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
                    "date",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="参加时间"),
                ),
                ("name", models.TextField(blank=True, default="", verbose_name="领导姓名")),
                ("post", models.TextField(blank=True, default="", verbose_name="职务")),
                ("branch", models.TextField(blank=True, default="", verbose_name="所在党支部")),
                ("role", models.TextField(blank=True, default="", verbose_name="参加方式")),
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
                "verbose_name": "领导干部参加组织生活记录",
                "verbose_name_plural": "领导干部参加所在支部组织生活台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="leaderlife_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "date", "name", "branch"),
                        name="training_leaderlife_key",
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
                        name="training_leaderlife_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lecture",
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
                    "date",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="开展时间"),
                ),
                ("activity", models.TextField(blank=True, default="", verbose_name="活动类别")),
                ("branch", models.TextField(blank=True, default="", verbose_name="开展党组织")),
                ("lecturer", models.TextField(blank=True, default="", verbose_name="主讲人类别")),
                ("topic", models.TextField(blank=True, default="", verbose_name="党课题目")),
                ("attended", models.BigIntegerField(blank=True, null=True, verbose_name="参加人数")),
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
                "verbose_name": "党课",
                "verbose_name_plural": "“党课开讲啦”和“学习身边榜样”活动台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="lecture_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "date", "branch", "topic"),
                        name="training_lecture_key",
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
                        name="training_lecture_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LifePlan",
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
                ("members", models.BigIntegerField(blank=True, null=True, verbose_name="党员人数")),
                ("plan", models.TextField(blank=True, default="", verbose_name="年度组织生活计划")),
                ("secretary", models.TextField(blank=True, default="", verbose_name="支部书记")),
                ("review", models.TextField(blank=True, default="", verbose_name="审核结果")),
                (
                    "reviewed_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="审核时间"),
                ),
                ("reviewer", models.TextField(blank=True, default="", verbose_name="审核单位")),
                ("review_comment", models.TextField(blank=True, default="", verbose_name="审核意见")),
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
                "verbose_name": "组织生活计划",
                "verbose_name_plural": "党支部年度组织生活计划",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="lifeplan_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "secretary"),
                        name="training_lifeplan_key",
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
                        name="training_lifeplan_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberTraining",
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
                    "date",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="培训时间"),
                ),
                ("course", models.TextField(blank=True, default="", verbose_name="培训内容")),
                (
                    "course_codes",
                    models.TextField(blank=True, default="", editable=False, verbose_name="培训内容（归类）"),
                ),
                ("form", models.TextField(blank=True, default="", verbose_name="培训形式")),
                ("should", models.BigIntegerField(blank=True, null=True, verbose_name="应训人数")),
                ("attended", models.BigIntegerField(blank=True, null=True, verbose_name="实训人数")),
                ("rate", models.FloatField(blank=True, null=True, verbose_name="参训率")),
                ("hours", models.FloatField(blank=True, null=True, verbose_name="学时")),
                (
                    "cost_yuan",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="经费"),
                ),
                ("teacher", models.TextField(blank=True, default="", verbose_name="授课人")),
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
                "verbose_name": "党员培训记录",
                "verbose_name_plural": "党员教育培训台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="membertraining_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "date", "course"),
                        name="training_membertraining_key",
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
                        name="training_membertraining_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrgLife",
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
                    "date",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="开展时间"),
                ),
                ("kind", models.TextField(blank=True, default="", verbose_name="活动类型")),
                (
                    "kind_codes",
                    models.TextField(blank=True, default="", editable=False, verbose_name="活动类型（归类）"),
                ),
                ("topic", models.TextField(blank=True, default="", verbose_name="主题")),
                ("host", models.TextField(blank=True, default="", verbose_name="主持人")),
                ("should", models.BigIntegerField(blank=True, null=True, verbose_name="应到人数")),
                ("attended", models.BigIntegerField(blank=True, null=True, verbose_name="实到人数")),
                ("leader_attended", models.BooleanField(blank=True, null=True, verbose_name="领导干部是否参加")),
                ("recorder", models.TextField(blank=True, default="", verbose_name="记录人")),
                ("has_minutes", models.BooleanField(blank=True, null=True, verbose_name="有无会议记录")),
                ("minutes", models.TextField(blank=True, default="", verbose_name="会议记录要点")),
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
                "verbose_name": "组织生活记录",
                "verbose_name_plural": "党的组织生活台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="orglife_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "date", "kind", "topic"),
                        name="training_orglife_key",
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
                        name="training_orglife_reviewer",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="trainingclass",
            constraint=models.UniqueConstraint(
                fields=("organization", "class_name", "start_on", "end_on"), name="training_trainingclass_key"
            ),
        ),
        migrations.AddIndex(
            model_name="secretarytraining",
            index=models.Index(
                condition=models.Q(("state__in", ["entered", "returned"])),
                fields=["entered_by"],
                name="secretarytraining_open",
            ),
        ),
        migrations.AddIndex(
            model_name="secretarytraining",
            index=models.Index(fields=["name"], name="training_secretarytraining_nm"),
        ),
        migrations.AddConstraint(
            model_name="secretarytraining",
            constraint=models.UniqueConstraint(
                fields=("organization", "head", "name"),
                name="training_secretarytraining_key",
                violation_error_message="这个单位已有相同的记录。",
            ),
        ),
        migrations.AddConstraint(
            model_name="secretarytraining",
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
                name="training_secretarytraining_reviewer",
            ),
        ),
    ]
