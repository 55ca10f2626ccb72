import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import documents.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organizations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("month", models.CharField(max_length=7, verbose_name="月份")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="提出时间")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
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
                "verbose_name": "批量生成",
                "verbose_name_plural": "批量生成",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="DocumentTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("file", models.FileField(upload_to=documents.models.stored_path, verbose_name="文件")),
                ("file_name", models.CharField(max_length=255, verbose_name="文件名")),
                ("size", models.PositiveIntegerField(verbose_name="大小（字节）")),
                ("sha256", models.CharField(max_length=64, verbose_name="文件摘要")),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="上传时间")),
                ("replaced_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="单位",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
            ],
            options={
                "verbose_name": "公文模板",
                "verbose_name_plural": "公文模板",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("month", models.CharField(max_length=7, verbose_name="月份")),
                ("on", models.DateField(verbose_name="数字截至")),
                ("content", models.JSONField(default=dict, editable=False, verbose_name="内容")),
                (
                    "file",
                    models.FileField(
                        blank=True, default="", upload_to=documents.models.stored_path, verbose_name="文件"
                    ),
                ),
                ("sha256", models.CharField(blank=True, default="", max_length=64, verbose_name="文件摘要")),
                (
                    "making",
                    models.CharField(
                        choices=[("waiting", "正在生成"), ("made", "已生成"), ("failed", "生成失败")],
                        default="waiting",
                        max_length=10,
                        verbose_name="文件",
                    ),
                ),
                ("message", models.TextField(blank=True, default="", verbose_name="说明")),
                (
                    "token",
                    models.CharField(blank=True, default="", editable=False, max_length=32, verbose_name="占用标记"),
                ),
                ("lease_until", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="占用到")),
                ("attempts", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="尝试次数")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("remark", models.TextField(blank=True, default="", max_length=1000, verbose_name="补充内容")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("issued", "已印发"), ("void", "作废")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="拟稿时间")),
                ("number", models.CharField(blank=True, default="", max_length=60, verbose_name="文号")),
                ("number_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="文号年份")),
                ("serial", models.PositiveIntegerField(blank=True, null=True, verbose_name="顺序号")),
                ("signature", models.CharField(blank=True, default="", max_length=100, verbose_name="落款")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="印发日期")),
                ("voided_on", models.DateField(blank=True, null=True, verbose_name="作废日期")),
                ("void_reason", models.CharField(blank=True, default="", max_length=200, verbose_name="作废原因")),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签发人",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="拟稿人",
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
                (
                    "voided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="作废人",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.documenttemplate",
                        verbose_name="模板",
                    ),
                ),
            ],
            options={
                "verbose_name": "公文",
                "verbose_name_plural": "公文",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="BatchPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("month", models.CharField(max_length=7, verbose_name="月份")),
                ("on", models.DateField(verbose_name="数字截至")),
                ("content", models.JSONField(default=dict, editable=False, verbose_name="内容")),
                (
                    "file",
                    models.FileField(
                        blank=True, default="", upload_to=documents.models.stored_path, verbose_name="文件"
                    ),
                ),
                ("sha256", models.CharField(blank=True, default="", max_length=64, verbose_name="文件摘要")),
                (
                    "making",
                    models.CharField(
                        choices=[("waiting", "正在生成"), ("made", "已生成"), ("failed", "生成失败")],
                        default="waiting",
                        max_length=10,
                        verbose_name="文件",
                    ),
                ),
                ("message", models.TextField(blank=True, default="", verbose_name="说明")),
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
                        verbose_name="单位",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="documents.documentbatch",
                        verbose_name="批量生成",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.documenttemplate",
                        verbose_name="模板",
                    ),
                ),
            ],
            options={
                "verbose_name": "批量生成的公文",
                "verbose_name_plural": "批量生成的公文",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Numbering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "prefix",
                    models.CharField(
                        help_text="例如“饶组通”，文号写作：饶组通〔2026〕3号。",
                        max_length=20,
                        verbose_name="发文机关代字",
                    ),
                ),
                ("signature", models.CharField(help_text="发文机关的全称。", max_length=100, verbose_name="落款")),
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
                "verbose_name": "文号设置",
                "verbose_name_plural": "文号设置",
                "ordering": ["-year"],
            },
        ),
        migrations.AddConstraint(
            model_name="documenttemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)),
                fields=("kind", "organization"),
                name="documents_template_one_current",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["making", "lease_until"], name="documents_document_in_hand"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                fields=("organization", "number_year", "serial"), name="documents_document_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("issued_on__isnull", True), ("serial__isnull", True), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True),
                        ("issued_on__isnull", False),
                        ("number_year__isnull", False),
                        ("serial__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="documents_document_number_iff_issued",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "void"), models.Q(("void_reason", ""), _negated=True), ("voided_on__isnull", False)
                    ),
                    models.Q(
                        models.Q(("state", "void"), _negated=True), ("void_reason", ""), ("voided_on__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="documents_document_reason_iff_void",
            ),
        ),
        migrations.AddIndex(
            model_name="batchpaper",
            index=models.Index(fields=["making", "lease_until"], name="documents_batchpaper_in_hand"),
        ),
        migrations.AddConstraint(
            model_name="batchpaper",
            constraint=models.UniqueConstraint(fields=("batch", "organization"), name="documents_batchpaper_unit_once"),
        ),
        migrations.AddConstraint(
            model_name="numbering",
            constraint=models.UniqueConstraint(fields=("organization", "year"), name="documents_numbering_once"),
        ),
    ]
