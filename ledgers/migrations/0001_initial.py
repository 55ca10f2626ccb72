import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import ledgers.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organizations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WaitingRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=10)),
                ("key", models.CharField(max_length=40)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("moment", models.DateTimeField()),
            ],
            options={
                "verbose_name": "待核实、退回的行",
                "verbose_name_plural": "待核实、退回的行",
                "db_table": "ledgers_waitingrow",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="LedgerLock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger_key", models.CharField(max_length=40, unique=True, verbose_name="台账类型")),
            ],
            options={
                "verbose_name": "写入锁",
                "verbose_name_plural": "写入锁",
            },
        ),
        migrations.CreateModel(
            name="LedgerYear",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name="年度")),
            ],
            options={
                "verbose_name": "台账年度",
                "verbose_name_plural": "台账年度",
            },
        ),
        migrations.CreateModel(
            name="CodeTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("weakness_types", "软弱涣散类型"),
                            ("org_life_kinds", "组织生活类型"),
                            ("training_topics", "培训专题"),
                            ("demand_categories", "诉求类别和办理时限"),
                            ("leaving_reasons", "离任、撤销原因"),
                            ("ladder_steps", "督办阶梯"),
                            ("speech_items", "讲话的任务条目"),
                        ],
                        max_length=30,
                        verbose_name="代码表",
                    ),
                ),
                ("value", models.CharField(max_length=60, verbose_name="标准值")),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="用空格或换行分开，文字包含其中一个就归入。",
                        verbose_name="表格里的写法",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="启用日期")),
                (
                    "valid_to",
                    models.DateField(blank=True, help_text="最后一个有效日。", null=True, verbose_name="停用日期"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                ("limit", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="办理时限")),
                (
                    "limit_unit",
                    models.CharField(
                        blank=True,
                        choices=[("hour", "小时"), ("working_day", "工作日")],
                        default="",
                        max_length=12,
                        verbose_name="时限单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "代码",
                "verbose_name_plural": "代码表",
                "ordering": ["name", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "value"),
                        name="ledgers_codetable_once",
                        violation_error_message="这张代码表里已有这个标准值。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="ledgers_codetable_valid_to_not_before_from",
                        violation_error_message="停用日期不能早于启用日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("limit__isnull", True), ("limit_unit", "")),
                            models.Q(("limit__isnull", False), models.Q(("limit_unit", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="ledgers_codetable_limit_has_unit",
                        violation_error_message="办理时限和时限单位要一起填写。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger_key", models.CharField(max_length=40, verbose_name="台账类型")),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="核实时间")),
                ("versions", models.JSONField(default=list, verbose_name="核实的记录")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核实人",
                    ),
                ),
            ],
            options={
                "verbose_name": "可撤回的核实",
                "verbose_name_plural": "可撤回的核实",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="DeletedRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger_key", models.CharField(max_length=40, verbose_name="台账类型")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("content", models.TextField(verbose_name="内容")),
                (
                    "deleted_at",
                    models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="删除时间"),
                ),
                (
                    "deleted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="删除人",
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
                "verbose_name": "最近删除的记录",
                "verbose_name_plural": "最近删除的记录",
                "ordering": ["-deleted_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="上传时间")),
                ("file", models.FileField(upload_to=ledgers.models.upload_path, verbose_name="原始文件")),
                ("file_name", models.CharField(max_length=255, verbose_name="文件名")),
                ("file_size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                ("digest", models.CharField(max_length=64, verbose_name="文件摘要")),
                ("asked_key", models.CharField(blank=True, default="", max_length=40, verbose_name="指定的台账类型")),
                ("ledger_key", models.CharField(blank=True, default="", max_length=40, verbose_name="台账类型")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="指定的年度")),
                ("money_unit", models.CharField(blank=True, default="", max_length=10, verbose_name="指定的金额单位")),
                ("mapping", models.JSONField(default=dict, verbose_name="列名对应")),
                ("overrides", models.JSONField(default=list, verbose_name="改正的单元格")),
                ("choices", models.JSONField(default=list, verbose_name="选定的单位")),
                ("accepted", models.JSONField(default=list, verbose_name="按原样接受的行")),
                ("same_as", models.JSONField(default=list, verbose_name="视为已有的行")),
                ("dropped", models.JSONField(default=list, verbose_name="不要的行")),
                (
                    "holders",
                    models.JSONField(
                        default=list,
                        help_text="[表, 行] 和接任时前任离任的时间、原因；两人都在任的没有时间和原因。",
                        verbose_name="岗位已有人的行",
                    ),
                ),
                ("year_agreed", models.BooleanField(default=False, verbose_name="已确认表中年度")),
                ("leavers", models.JSONField(default=list, verbose_name="登记离任（撤销）的记录")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "正在识别"),
                            ("previewed", "待确认"),
                            ("storing", "正在写入"),
                            ("stored", "已写入"),
                            ("refused", "无法处理"),
                            ("discarded", "已放弃"),
                            ("undoing", "正在撤销"),
                            ("undone", "已撤销"),
                        ],
                        default="uploaded",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="进度")),
                ("message", models.TextField(blank=True, default="", verbose_name="说明")),
                ("summary", models.JSONField(default=dict, verbose_name="识别结果")),
                ("new_count", models.PositiveIntegerField(default=0, verbose_name="新增")),
                ("changed_count", models.PositiveIntegerField(default=0, verbose_name="更新")),
                ("unchanged_count", models.PositiveIntegerField(default=0, verbose_name="无变化")),
                ("leaving_count", models.PositiveIntegerField(default=0, verbose_name="离任（撤销）")),
                ("held_count", models.PositiveIntegerField(default=0, verbose_name="有问题")),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[("good", "写入合格行"), ("all", "全部无误后再写入")],
                        default="",
                        max_length=4,
                        verbose_name="写入方式",
                    ),
                ),
                ("stored_at", models.DateTimeField(blank=True, null=True, verbose_name="写入时间")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                (
                    "token",
                    models.CharField(blank=True, default="", editable=False, max_length=32, verbose_name="占用标记"),
                ),
                ("lease_until", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="占用到")),
                ("attempts", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="尝试次数")),
                (
                    "continues",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="ledgers.importbatch",
                        verbose_name="留下问题行的导入",
                    ),
                ),
                (
                    "covers",
                    models.ForeignKey(
                        blank=True,
                        help_text="文件是这个单位及下级单位的全部名单。",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="全部名单的单位",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="导入单位",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤销人",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="导入人",
                    ),
                ),
                (
                    "within",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="范围",
                    ),
                ),
            ],
            options={
                "verbose_name": "导入批次",
                "verbose_name_plural": "导入批次",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="PendingChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger_key", models.CharField(max_length=40, verbose_name="台账类型")),
                ("record_id", models.BigIntegerField(verbose_name="记录编号")),
                ("values", models.JSONField(verbose_name="拟改值")),
                ("base_version", models.PositiveIntegerField(verbose_name="所依据的版本")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="修改时间")),
                ("sheet_name", models.CharField(blank=True, default="", max_length=100, verbose_name="来源工作表")),
                ("row_number", models.PositiveIntegerField(blank=True, null=True, verbose_name="来源行")),
                ("return_reason", models.TextField(blank=True, default="", verbose_name="退回原因")),
                (
                    "batch",
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="修改人",
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
                "verbose_name": "待核实的修改",
                "verbose_name_plural": "待核实的修改",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PreviousValues",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="序号")),
                ("content", models.TextField(verbose_name="内容")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="previous_values",
                        to="ledgers.importbatch",
                        verbose_name="导入批次",
                    ),
                ),
            ],
            options={
                "verbose_name": "更新前的值",
                "verbose_name_plural": "更新前的值",
                "ordering": ["number"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StagedChunk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="序号")),
                ("content", models.TextField(verbose_name="内容")),
                ("kinds", models.TextField(verbose_name="结果")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chunks",
                        to="ledgers.importbatch",
                        verbose_name="导入批次",
                    ),
                ),
            ],
            options={
                "verbose_name": "暂存行",
                "verbose_name_plural": "暂存行",
                "ordering": ["number"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TypeMemory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("headers", models.CharField(max_length=64, verbose_name="表头摘要")),
                ("ledger_key", models.CharField(max_length=40, verbose_name="台账类型")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="设定时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="设定人",
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
                "verbose_name": "记住的台账类型",
                "verbose_name_plural": "记住的台账类型",
            },
        ),
        migrations.CreateModel(
            name="ColumnMemory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger_key", models.CharField(max_length=40, verbose_name="台账类型")),
                ("header", models.CharField(max_length=200, verbose_name="表头")),
                (
                    "field",
                    models.CharField(
                        blank=True, help_text="空白表示不保存这一列。", max_length=60, verbose_name="对应的列"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="设定时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="设定人",
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
                "verbose_name": "列名对应",
                "verbose_name_plural": "列名对应",
                "ordering": ["organization", "ledger_key", "header"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "ledger_key", "header"), name="ledgers_columnmemory_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="importbatch",
            index=models.Index(fields=["state", "lease_until"], name="ledgers_batch_in_hand"),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["stored", "undoing", "undone"]), _negated=True),
                    ("stored_at__isnull", False),
                    _connector="OR",
                ),
                name="ledgers_batch_stored_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "undone"), _negated=True), ("undone_at__isnull", False), _connector="OR"
                ),
                name="ledgers_batch_undone_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="pendingchange",
            constraint=models.UniqueConstraint(fields=("ledger_key", "record_id"), name="ledgers_pendingchange_once"),
        ),
        migrations.AddConstraint(
            model_name="previousvalues",
            constraint=models.UniqueConstraint(fields=("batch", "number"), name="ledgers_previousvalues_once"),
        ),
        migrations.AddConstraint(
            model_name="stagedchunk",
            constraint=models.UniqueConstraint(fields=("batch", "number"), name="ledgers_stagedchunk_once"),
        ),
        migrations.AddConstraint(
            model_name="typememory",
            constraint=models.UniqueConstraint(fields=("organization", "headers"), name="ledgers_typememory_once"),
        ),
    ]
