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
            name="BurdenItem",
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
                ("name", models.TextField(blank=True, default="", verbose_name="事项名称")),
                ("kind", models.TextField(blank=True, default="", verbose_name="类别")),
                ("issuer", models.TextField(blank=True, default="", verbose_name="要求单位")),
                ("basis", models.TextField(blank=True, default="", verbose_name="依据文件")),
                ("frequency", models.TextField(blank=True, default="", verbose_name="频次")),
                ("answered_by", models.TextField(blank=True, default="", verbose_name="填报层级")),
                ("asked", models.TextField(blank=True, default="", verbose_name="填报内容")),
                ("field_count", models.BigIntegerField(blank=True, null=True, verbose_name="填报项数")),
                ("replaces", models.TextField(blank=True, default="", verbose_name="替代的原有事项")),
                ("approved_by", models.TextField(blank=True, default="", verbose_name="批准人")),
                (
                    "since",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="开始时间"),
                ),
                (
                    "ends_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="终止时间"),
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
                        to="accountability.burdenitem",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "减负清单事项",
                "verbose_name_plural": "基层减负事项清单",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="burdenitem_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "name", "since"),
                        name="accountability_burdenitem_key",
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
                        name="accountability_burdenitem_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
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
                ("post", models.TextField(blank=True, default="", verbose_name="对象职务")),
                ("step", models.TextField(blank=True, default="", verbose_name="方式")),
                ("step_codes", models.TextField(blank=True, default="", editable=False, verbose_name="方式（归类）")),
                ("cause", models.TextField(blank=True, default="", verbose_name="事由")),
                ("signed_by", models.TextField(blank=True, default="", verbose_name="签发人")),
                (
                    "sent_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="发出时间"),
                ),
                (
                    "reply_due",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="回复时限"),
                ),
                (
                    "replied_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="回复时间"),
                ),
                ("result", models.TextField(blank=True, default="", verbose_name="结果")),
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
                "verbose_name": "提醒约谈",
                "verbose_name_plural": "提醒约谈台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="notice_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "sent_on", "step", "cause"),
                        name="accountability_notice_key",
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
                        name="accountability_notice_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyPaper",
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
                ("kind", models.TextField(blank=True, default="", verbose_name="类型")),
                ("name", models.TextField(blank=True, default="", verbose_name="名称")),
                ("item", models.TextField(blank=True, default="", verbose_name="对应任务")),
                (
                    "item_codes",
                    models.TextField(blank=True, default="", editable=False, verbose_name="对应任务（归类）"),
                ),
                ("document_no", models.TextField(blank=True, default="", verbose_name="文号")),
                (
                    "issued_on",
                    ledgers.fields.PartialDateField(
                        blank=True, default="", max_length=16, verbose_name="印发（开展）时间"
                    ),
                ),
                (
                    "reviewed_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="评估时间"),
                ),
                ("taken_up_by", models.TextField(blank=True, default="", verbose_name="学习借鉴单位")),
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
                "verbose_name": "制度文件和经验做法",
                "verbose_name_plural": "制度文件和经验做法台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="policypaper_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "name", "issued_on"),
                        name="accountability_policypaper_key",
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
                        name="accountability_policypaper_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewProblem",
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
                ("post", models.TextField(blank=True, default="", verbose_name="述职人职务")),
                (
                    "reviewed_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="评议年度"),
                ),
                ("grade", models.TextField(blank=True, default="", verbose_name="评议等次")),
                ("problem", models.TextField(blank=True, default="", verbose_name="评议指出的问题")),
                ("measures", models.TextField(blank=True, default="", verbose_name="整改措施")),
                (
                    "due",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="整改时限"),
                ),
                (
                    "closed_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="销号时间"),
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
                        to="accountability.reviewproblem",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "述职评议问题",
                "verbose_name_plural": "述职评议问题整改台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="reviewproblem_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "problem", "reviewed_on"),
                        name="accountability_reviewproblem_key",
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
                        name="accountability_reviewproblem_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportRequest",
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
                ("department", models.TextField(blank=True, default="", verbose_name="配合部门")),
                ("content", models.TextField(blank=True, default="", verbose_name="需配合事项")),
                (
                    "asked_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="提出时间"),
                ),
                (
                    "due",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="要求办结时间"),
                ),
                (
                    "promised_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="部门承诺时间"),
                ),
                (
                    "done_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="实际办结时间"),
                ),
                ("answer", models.TextField(blank=True, default="", verbose_name="答复情况")),
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
                        to="accountability.supportrequest",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "部门配合事项",
                "verbose_name_plural": "部门配合事项台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="supportrequest_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "department", "content", "asked_on"),
                        name="accountability_supportrequest_key",
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
                        name="accountability_supportrequest_reviewer",
                    ),
                ],
            },
        ),
    ]
