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
                (
                    "signed_at",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="签收时间"),
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
                ("limit_hours", models.FloatField(blank=True, null=True, verbose_name="办理时长（小时）")),
                (
                    "finished_at",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="办结时间"),
                ),
                ("result", models.TextField(blank=True, default="", verbose_name="办理结果")),
                ("solved", models.BooleanField(blank=True, null=True, verbose_name="是否解决")),
                ("satisfied", models.BooleanField(blank=True, null=True, verbose_name="是否满意")),
                ("repeated", models.BooleanField(blank=True, null=True, verbose_name="是否重复诉求")),
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="appeal_open",
                    )
                ],
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
                    models.CharField(blank=True, default="", max_length=60, verbose_name="离任（撤销）原因"),
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="center_open",
                    ),
                    models.Index(fields=["organization", "until"], name="governance_center_unit"),
                ],
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
            name="Commissioner",
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
                ("unit", models.TextField(blank=True, default="", verbose_name="单位名称")),
                ("post", models.TextField(blank=True, default="", verbose_name="本单位职务")),
                (
                    "since",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="任职时间"),
                ),
                ("duties", models.BigIntegerField(blank=True, null=True, verbose_name="履职次数")),
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
                        to="governance.commissioner",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "兼职委员",
                "verbose_name_plural": "街道社区党组织兼职委员名册",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="commissioner_open",
                    ),
                    models.Index(fields=["organization", "until"], name="governance_commissioner_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organization", "unit"),
                        name="governance_commissioner_key",
                        violation_error_message="这个单位已有相同的记录，并且仍在册（在任）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leaving_reason", ""), ("until__isnull", True)),
                            models.Q(("until__isnull", False), models.Q(("leaving_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="governance_commissioner_ending",
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
                        name="governance_commissioner_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommunityCircle",
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
                ("minutes", models.FloatField(blank=True, null=True, verbose_name="到最近中心的分钟数")),
                ("inside", models.BooleanField(blank=True, null=True, verbose_name="是否在15分钟服务圈内")),
                ("center", models.TextField(blank=True, default="", verbose_name="最近的党群服务中心")),
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
                "verbose_name": "社区服务圈情况",
                "verbose_name_plural": "15分钟服务圈台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="communitycircle_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year"),
                        name="governance_communitycircle_key",
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
                        name="governance_communitycircle_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommunityWorker",
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
                ("post", models.TextField(blank=True, default="", verbose_name="岗位")),
                ("grade", models.TextField(blank=True, default="", verbose_name="岗位等级")),
                ("certificate", models.TextField(blank=True, default="", verbose_name="职业资格")),
                (
                    "since",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="入职时间"),
                ),
                ("pay", models.BooleanField(blank=True, null=True, verbose_name="薪酬待遇是否落实")),
                ("insurance", models.BooleanField(blank=True, null=True, verbose_name="社会保险是否落实")),
                ("checkup", models.BooleanField(blank=True, null=True, verbose_name="健康体检是否落实")),
                ("training", models.BooleanField(blank=True, null=True, verbose_name="教育培训是否落实")),
                ("leave", models.BooleanField(blank=True, null=True, verbose_name="带薪休假是否落实")),
                (
                    "appraised_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="年度考核时间"),
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
                        to="governance.communityworker",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "社区工作者",
                "verbose_name_plural": "社区工作者花名册",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["organization", "until"], name="governance_worker_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organization", "name"),
                        name="governance_communityworker_key",
                        violation_error_message="这个单位已有相同的记录，并且仍在册（在任）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leaving_reason", ""), ("until__isnull", True)),
                            models.Q(("until__isnull", False), models.Q(("leaving_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="governance_communityworker_ending",
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
                        name="governance_communityworker_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DemoCheck",
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
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="检查时间"),
                ),
                ("site", models.TextField(blank=True, default="", verbose_name="示范点名称")),
                ("result", models.TextField(blank=True, default="", verbose_name="检查结果")),
                ("finding", models.TextField(blank=True, default="", verbose_name="发现问题")),
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
                "verbose_name": "示范点检查",
                "verbose_name_plural": "示范点跟踪检查台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="democheck_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "date", "site"),
                        name="governance_democheck_key",
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
                        name="governance_democheck_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DemoSite",
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
                ("name", models.TextField(blank=True, default="", verbose_name="示范点名称")),
                ("rank", models.TextField(blank=True, default="", verbose_name="示范点级别")),
                (
                    "since",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="命名时间"),
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
                        to="governance.demosite",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "示范点",
                "verbose_name_plural": "示范点名册",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="demosite_open",
                    ),
                    models.Index(fields=["organization", "until"], name="governance_demosite_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organization", "name"),
                        name="governance_demosite_key",
                        violation_error_message="这个单位已有相同的记录，并且仍在册（在任）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leaving_reason", ""), ("until__isnull", True)),
                            models.Q(("until__isnull", False), models.Q(("leaving_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="governance_demosite_ending",
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
                        name="governance_demosite_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerGrid",
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
                ("department", models.TextField(blank=True, default="", verbose_name="网格条线")),
                ("name", models.TextField(blank=True, default="", verbose_name="原网格名称")),
                (
                    "counted_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="摸排时间"),
                ),
                ("merged_into", models.TextField(blank=True, default="", verbose_name="并入网格")),
                ("merged", models.BooleanField(blank=True, null=True, verbose_name="是否已整合")),
                (
                    "merged_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="整合时间"),
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
                        to="governance.formergrid",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "原有网格",
                "verbose_name_plural": "原有网格整合台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="formergrid_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "department", "name", "counted_on"),
                        name="governance_formergrid_key",
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
                        name="governance_formergrid_reviewer",
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
                    models.CharField(blank=True, default="", max_length=60, verbose_name="离任（撤销）原因"),
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="grid_open",
                    ),
                    models.Index(fields=["organization", "until"], name="governance_grid_unit"),
                ],
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
        migrations.CreateModel(
            name="InformationSystem",
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
                ("system", models.TextField(blank=True, default="", verbose_name="系统名称")),
                ("owner", models.TextField(blank=True, default="", verbose_name="主管单位")),
                ("kind", models.TextField(blank=True, default="", verbose_name="系统类别")),
                (
                    "listed_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="列入清单时间"),
                ),
                ("merged_into", models.TextField(blank=True, default="", verbose_name="并入平台")),
                (
                    "merged_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="整合完成时间"),
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
                        to="governance.informationsystem",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "信息系统",
                "verbose_name_plural": "信息系统整合台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="informationsystem_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "system", "listed_on"),
                        name="governance_informationsystem_key",
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
                        name="governance_informationsystem_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JointMeeting",
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
                    "held_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="会议时间"),
                ),
                ("topics", models.TextField(blank=True, default="", verbose_name="会议议题")),
                ("present", models.BigIntegerField(blank=True, null=True, verbose_name="到会单位数")),
                ("decisions", models.TextField(blank=True, default="", verbose_name="议定事项")),
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
                "verbose_name": "党建联席会议",
                "verbose_name_plural": "党建联席会议台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="jointmeeting_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "held_on", "topics"),
                        name="governance_jointmeeting_key",
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
                        name="governance_jointmeeting_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingDecision",
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
                    "met_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="会议时间"),
                ),
                ("decision", models.TextField(blank=True, default="", verbose_name="议定事项")),
                ("owner", models.TextField(blank=True, default="", verbose_name="责任单位")),
                (
                    "due",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="完成时限"),
                ),
                (
                    "done_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="完成时间"),
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
                        to="governance.meetingdecision",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "联席会议议定事项",
                "verbose_name_plural": "党建联席会议议定事项台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="meetingdecision_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "decision", "met_on"),
                        name="governance_meetingdecision_key",
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
                        name="governance_meetingdecision_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberReport",
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
                ("unit", models.TextField(blank=True, default="", verbose_name="单位名称")),
                ("expected", models.BigIntegerField(blank=True, null=True, verbose_name="应报到人数")),
                ("reported", models.BigIntegerField(blank=True, null=True, verbose_name="已报到人数")),
                ("services", models.BigIntegerField(blank=True, null=True, verbose_name="服务次数")),
                ("hours", models.FloatField(blank=True, null=True, verbose_name="服务时长（小时）")),
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
                "verbose_name": "在职党员报到",
                "verbose_name_plural": "在职党员到社区报到统计表",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="memberreport_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year", "unit"),
                        name="governance_memberreport_key",
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
                        name="governance_memberreport_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NeedProject",
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
                ("kind", models.TextField(blank=True, default="", verbose_name="清单类别")),
                ("content", models.TextField(blank=True, default="", verbose_name="内容")),
                (
                    "opened",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="提出时间"),
                ),
                ("matched_with", models.TextField(blank=True, default="", verbose_name="对接单位")),
                ("done", models.BooleanField(blank=True, null=True, verbose_name="是否完成")),
                (
                    "done_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="完成时间"),
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
                        to="governance.needproject",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "需求资源项目",
                "verbose_name_plural": "需求资源项目清单",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="needproject_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "kind", "content", "opened"),
                        name="governance_needproject_key",
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
                        name="governance_needproject_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PropertyDispute",
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
                ("estate", models.TextField(blank=True, default="", verbose_name="小区名称")),
                ("summary", models.TextField(blank=True, default="", verbose_name="矛盾概况")),
                (
                    "opened",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="受理时间"),
                ),
                ("measures", models.TextField(blank=True, default="", verbose_name="化解措施")),
                ("solved", models.BooleanField(blank=True, null=True, verbose_name="是否化解")),
                (
                    "solved_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="化解时间"),
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
                        to="governance.propertydispute",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "物业矛盾",
                "verbose_name_plural": "物业矛盾化解台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="propertydispute_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "estate", "summary", "opened"),
                        name="governance_propertydispute_key",
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
                        name="governance_propertydispute_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StreetItem",
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
                ("dimension", models.TextField(blank=True, default="", verbose_name="改革方面")),
                ("main_duty", models.TextField(blank=True, default="", verbose_name="三项主责")),
                ("item", models.TextField(blank=True, default="", verbose_name="改革事项")),
                ("dept", models.TextField(blank=True, default="", verbose_name="责任部门")),
                ("document_no", models.TextField(blank=True, default="", verbose_name="文件文号")),
                (
                    "listed_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="列入时间"),
                ),
                (
                    "due",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="完成时限"),
                ),
                ("status", models.TextField(blank=True, default="", verbose_name="进展状态")),
                (
                    "implemented_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="实施时间"),
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
                        to="governance.streetitem",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "街道改革事项",
                "verbose_name_plural": "街道管理体制改革事项台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="streetitem_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "item", "listed_on"),
                        name="governance_streetitem_key",
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
                        name="governance_streetitem_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitReport",
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
                ("unit", models.TextField(blank=True, default="", verbose_name="单位名称")),
                (
                    "reported_on",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="报到时间"),
                ),
                ("liaison_post", models.TextField(blank=True, default="", verbose_name="联络员职务")),
                ("projects", models.TextField(blank=True, default="", verbose_name="共建项目")),
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
                        to="governance.unitreport",
                        verbose_name="承接自",
                    ),
                ),
            ],
            options={
                "verbose_name": "单位报到",
                "verbose_name_plural": "驻区单位到社区报到台账",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["entered", "returned"])),
                        fields=["entered_by"],
                        name="unitreport_open",
                    ),
                    models.Index(fields=["organization", "until"], name="governance_unitreport_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("organization", "unit"),
                        name="governance_unitreport_key",
                        violation_error_message="这个单位已有相同的记录，并且仍在册（在任）。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leaving_reason", ""), ("until__isnull", True)),
                            models.Q(("until__isnull", False), models.Q(("leaving_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="governance_unitreport_ending",
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
                        name="governance_unitreport_reviewer",
                    ),
                ],
            },
        ),
    ]
