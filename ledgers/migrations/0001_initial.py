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
                ("same_as", models.JSONField(default=list, verbose_name="视为已有的行")),
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
            model_name="previousvalues",
            constraint=models.UniqueConstraint(fields=("batch", "number"), name="ledgers_previousvalues_once"),
        ),
        migrations.AddConstraint(
            model_name="stagedchunk",
            constraint=models.UniqueConstraint(fields=("batch", "number"), name="ledgers_stagedchunk_once"),
        ),
    ]
