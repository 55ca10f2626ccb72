import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import audit.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="序号")),
                (
                    "previous_digest",
                    models.CharField(blank=True, max_length=64, unique=True, verbose_name="上一封存摘要"),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("count", models.PositiveIntegerField(verbose_name="条数")),
                ("first_id", models.BigIntegerField(verbose_name="首条编号")),
                ("last_id", models.BigIntegerField(verbose_name="末条编号")),
                ("entries", models.TextField(verbose_name="记录编号")),
                ("sealed_at", models.DateTimeField(db_index=True, verbose_name="封存时间")),
            ],
            options={
                "verbose_name": "封存",
                "verbose_name_plural": "封存",
                "ordering": ["sequence"],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="时间")),
                ("actor_id", models.BigIntegerField(null=True, verbose_name="操作人编号")),
                ("actor_name", models.CharField(blank=True, max_length=100, verbose_name="操作人")),
                (
                    "organization_path",
                    audit.fields.BytewiseCharField(blank=True, max_length=60, verbose_name="单位路径"),
                ),
                ("organization_name", models.CharField(blank=True, max_length=100, verbose_name="单位")),
                ("action", models.CharField(max_length=60, verbose_name="操作")),
                ("object_type", models.CharField(blank=True, max_length=60, verbose_name="对象类型")),
                ("object_id", models.CharField(blank=True, max_length=40, verbose_name="对象编号")),
                ("object_label", models.CharField(blank=True, max_length=200, verbose_name="对象")),
                ("changes", models.JSONField(default=dict, verbose_name="变更")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("page", "页面"),
                            ("import", "导入"),
                            ("job", "后台任务"),
                            ("admin", "管理后台"),
                            ("command", "命令"),
                        ],
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=200, verbose_name="来源编号")),
                ("address", models.GenericIPAddressField(null=True, verbose_name="地址")),
            ],
            options={
                "verbose_name": "历史记录",
                "verbose_name_plural": "历史记录",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["organization_path", "source"], name="audit_entry_scope"),
                    models.Index(fields=["object_type", "object_id"], name="audit_entry_object"),
                    models.Index(fields=["actor_id"], name="audit_entry_actor"),
                    models.Index(fields=["action"], name="audit_entry_action"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonalValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_type", models.CharField(max_length=60, verbose_name="对象类型")),
                ("object_id", models.CharField(max_length=40, verbose_name="对象编号")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="摘要")),
                ("salt", models.CharField(max_length=32, verbose_name="随机数")),
                ("value", models.JSONField(verbose_name="值")),
            ],
            options={
                "verbose_name": "历史中的个人信息",
                "verbose_name_plural": "历史中的个人信息",
                "indexes": [models.Index(fields=["object_type", "object_id"], name="audit_personal_object")],
            },
        ),
        migrations.CreateModel(
            name="SealedEntry",
            fields=[
                ("entry_id", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="记录编号")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sealed_entries",
                        to="audit.seal",
                        verbose_name="封存",
                    ),
                ),
            ],
            options={
                "verbose_name": "封存明细",
                "verbose_name_plural": "封存明细",
                "ordering": ["entry_id"],
            },
        ),
    ]
