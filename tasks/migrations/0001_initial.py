import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import ledgers.fields
import tasks.models.replies
import tasks.models.reports


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledgers", "0001_initial"),
        ("organizations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("name", models.CharField(max_length=20, verbose_name="简称")),
                ("heading", models.CharField(blank=True, max_length=300, verbose_name="标题")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="areas",
                        to="organizations.organization",
                        verbose_name="部署单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "领域",
                "verbose_name_plural": "领域",
                "ordering": ["organization", "-year", "number"],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "target",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="目标",
                    ),
                ),
                ("weight", models.DecimalField(decimal_places=2, default=1, max_digits=6, verbose_name="权重")),
                ("assigned_on", models.DateField(verbose_name="下达日期")),
                ("starts_on", models.DateField(verbose_name="起始日期")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="完成期限")),
                ("original_due_on", models.DateField(blank=True, null=True, verbose_name="原定期限")),
                ("responsible", models.CharField(blank=True, max_length=60, verbose_name="责任人")),
                (
                    "override_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="目标不等于上级目标的理由"),
                ),
                ("not_applicable_on", models.DateField(blank=True, null=True, verbose_name="核定不适用日期")),
                ("not_applicable_reason", models.CharField(blank=True, max_length=300, verbose_name="不适用理由")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="收回日期")),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="收回理由")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="签收日期")),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="核实办结日期")),
                ("completed_on", models.DateField(blank=True, null=True, verbose_name="申报办结日期")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("latest_report", models.BigIntegerField(editable=False, null=True, verbose_name="最近核实的填报")),
                ("latest_period", models.DateField(editable=False, null=True, verbose_name="最近核实的所属期")),
                (
                    "latest_progress",
                    models.DecimalField(
                        decimal_places=1, editable=False, max_digits=5, null=True, verbose_name="最近核实的进度（%）"
                    ),
                ),
                (
                    "latest_value",
                    models.DecimalField(
                        decimal_places=2, editable=False, max_digits=14, null=True, verbose_name="最近核实的累计数"
                    ),
                ),
                (
                    "latest_total",
                    models.DecimalField(
                        decimal_places=2, editable=False, max_digits=14, null=True, verbose_name="最近核实的台账总数"
                    ),
                ),
                ("claimed_on", models.DateField(editable=False, null=True, verbose_name="待核实的办结申报")),
                ("facts_on", models.DateField(editable=False, null=True, verbose_name="最近变动日期")),
                (
                    "handed_over_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_over",
                        to="tasks.assignment",
                        verbose_name="承接分解",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_assignments",
                        to="organizations.organization",
                        verbose_name="牵头部门",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="organizations.organization",
                        verbose_name="责任单位",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="tasks.assignment",
                        verbose_name="上级分解",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="tasks.assignment",
                        verbose_name="改派自",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签收人",
                    ),
                ),
                (
                    "supporting",
                    models.ManyToManyField(
                        blank=True,
                        related_name="supported_assignments",
                        to="organizations.organization",
                        verbose_name="配合部门",
                    ),
                ),
            ],
            options={
                "verbose_name": "任务分解",
                "verbose_name_plural": "任务分解",
                "ordering": ["task__order", "task_id", "organization__path"],
            },
        ),
        migrations.CreateModel(
            name="Directive",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("issuer", models.CharField(blank=True, max_length=100, verbose_name="发文人或单位")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="发文日期")),
                ("base_year", models.PositiveSmallIntegerField(verbose_name="文中“今年”")),
                ("text", models.TextField(verbose_name="全文")),
                ("file", models.FileField(blank=True, upload_to="directives/%Y/", verbose_name="原件")),
                ("file_name", models.CharField(blank=True, max_length=200, verbose_name="原件名")),
                (
                    "outline",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="提纲"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录入人",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="directives",
                        to="organizations.organization",
                        verbose_name="部署单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "部署文件",
                "verbose_name_plural": "部署文件",
                "ordering": ["-issued_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="序号")),
                ("item", models.CharField(blank=True, max_length=20, verbose_name="任务编号")),
                ("phrase", models.CharField(max_length=300, verbose_name="原文要求")),
                ("addressees", models.CharField(blank=True, max_length=100, verbose_name="责任对象")),
                ("proofs", models.JSONField(blank=True, default=list, verbose_name="由什么证明")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="没有证明的原因")),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="demands",
                        to="tasks.directive",
                        verbose_name="部署文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "原文要求",
                "verbose_name_plural": "原文要求",
                "ordering": ["directive", "number"],
            },
        ),
        migrations.CreateModel(
            name="DueChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old_due", models.DateField(blank=True, null=True, verbose_name="原期限")),
                ("new_due", models.DateField(blank=True, null=True, verbose_name="新期限")),
                ("changed_on", models.DateField(verbose_name="变更日期")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="due_changes",
                        to="tasks.assignment",
                        verbose_name="任务分解",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="决定人",
                    ),
                ),
            ],
            options={
                "verbose_name": "期限变更",
                "verbose_name_plural": "期限变更",
                "ordering": ["assignment", "changed_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="ExtensionRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="理由")),
                ("old_due", models.DateField(verbose_name="现期限")),
                ("new_due", models.DateField(verbose_name="申请延至")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "待审批"), ("approved", "已同意"), ("refused", "未同意")],
                        default="waiting",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("requested_on", models.DateField(verbose_name="申请日期")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="审批日期")),
                ("decision_note", models.CharField(blank=True, max_length=300, verbose_name="审批意见")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extension_requests",
                        to="tasks.assignment",
                        verbose_name="任务分解",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审批人",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请人",
                    ),
                ),
            ],
            options={
                "verbose_name": "延期申请",
                "verbose_name_plural": "延期申请",
                "ordering": ["-requested_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="FinishClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.TextField(verbose_name="完成情况")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "待核实"), ("confirmed", "已核定办结"), ("returned", "已退回")],
                        default="waiting",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("claimed_on", models.DateField(verbose_name="申报日期")),
                ("claimed_at", models.DateTimeField(auto_now_add=True, verbose_name="申报时间")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="核定日期")),
                ("decision_note", models.CharField(blank=True, max_length=300, verbose_name="核定意见")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finish_claims",
                        to="tasks.assignment",
                        verbose_name="任务分解",
                    ),
                ),
                (
                    "claimed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申报人",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核定人",
                    ),
                ),
            ],
            options={
                "verbose_name": "办结申报",
                "verbose_name_plural": "办结申报",
                "ordering": ["-claimed_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MonthlyReport",
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
                ("period", models.CharField(blank=True, default="", max_length=7, verbose_name="月份")),
                ("task", models.TextField(blank=True, default="", verbose_name="重点任务")),
                ("progress", models.FloatField(blank=True, null=True, verbose_name="进度")),
                ("measures", models.TextField(blank=True, default="", verbose_name="采取的主要措施")),
                ("problems", models.TextField(blank=True, default="", verbose_name="存在问题")),
                ("next_steps", models.TextField(blank=True, default="", verbose_name="下步打算")),
                (
                    "deadline",
                    ledgers.fields.PartialDateField(blank=True, default="", max_length=16, verbose_name="完成时限"),
                ),
                ("owner", models.TextField(blank=True, default="", verbose_name="责任人")),
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
                "verbose_name": "月报",
                "verbose_name_plural": "重点任务进展月报",
                "ordering": ["organization__path", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProgressReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period_start", models.DateField(verbose_name="所属期")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待核实"),
                            ("confirmed", "已核实"),
                            ("returned", "已退回"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="累计数"),
                ),
                (
                    "progress",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="累计进度（%）"
                    ),
                ),
                ("done", models.TextField(blank=True, verbose_name="本期做法")),
                ("problems", models.TextField(blank=True, verbose_name="存在问题")),
                ("next_steps", models.TextField(blank=True, verbose_name="下期打算")),
                ("same_as_last", models.BooleanField(default=False, verbose_name="与上期相同")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="数据来源")),
                ("indicator", models.CharField(blank=True, max_length=60, verbose_name="按台账计的指标")),
                (
                    "total",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="台账总数"
                    ),
                ),
                ("saved_at", models.DateTimeField(auto_now=True, verbose_name="保存时间")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提交时间")),
                ("submitted_on", models.DateField(blank=True, null=True, verbose_name="提交日期")),
                ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="核实时间")),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="核实日期")),
                ("return_reason", models.CharField(blank=True, max_length=300, verbose_name="退回理由")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="版本")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="tasks.assignment",
                        verbose_name="任务分解",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="填报人",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核实人",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提交人",
                    ),
                ),
            ],
            options={
                "verbose_name": "进展填报",
                "verbose_name_plural": "进展填报",
                "ordering": ["assignment", "-period_start"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                ("content_type", models.CharField(max_length=100, verbose_name="类型")),
                ("sha256", models.CharField(max_length=64, verbose_name="摘要")),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="上传时间")),
                ("file", models.FileField(upload_to=tasks.models.reports.evidence_path, verbose_name="文件")),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="tasks.progressreport",
                        verbose_name="进展填报",
                    ),
                ),
            ],
            options={
                "verbose_name": "佐证材料",
                "verbose_name_plural": "佐证材料",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("finished_on", models.DateField(verbose_name="原核实办结日期")),
                ("completed_on", models.DateField(verbose_name="原申报办结日期")),
                ("reopened_on", models.DateField(verbose_name="恢复日期")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reopenings",
                        to="tasks.assignment",
                        verbose_name="任务分解",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="决定人",
                    ),
                ),
            ],
            options={
                "verbose_name": "办结后恢复",
                "verbose_name_plural": "办结后恢复",
                "ordering": ["assignment", "reopened_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="内容")),
                ("written_on", models.DateField(verbose_name="反馈日期")),
                ("written_at", models.DateTimeField(auto_now_add=True, verbose_name="反馈时间")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="tasks.assignment",
                        verbose_name="任务分解",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="反馈人",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="反馈单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "反馈",
                "verbose_name_plural": "反馈",
                "ordering": ["assignment", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReplyFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                ("content_type", models.CharField(max_length=100, verbose_name="类型")),
                ("sha256", models.CharField(max_length=64, verbose_name="摘要")),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="上传时间")),
                ("file", models.FileField(upload_to=tasks.models.replies.reply_file_path, verbose_name="文件")),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="tasks.reply",
                        verbose_name="反馈",
                    ),
                ),
            ],
            options={
                "verbose_name": "反馈附件",
                "verbose_name_plural": "反馈附件",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ReportReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("returned", "退回"), ("recalled", "撤回")], max_length=10, verbose_name="方式"
                    ),
                ),
                ("submitted_on", models.DateField(verbose_name="提交日期")),
                ("closed_on", models.DateField(verbose_name="退回日期")),
                ("closed_at", models.DateTimeField(verbose_name="退回时间")),
                (
                    "progress",
                    models.DecimalField(decimal_places=1, max_digits=5, null=True, verbose_name="当时进度（%）"),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="returns",
                        to="tasks.progressreport",
                        verbose_name="进展填报",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提交人",
                    ),
                ),
            ],
            options={
                "verbose_name": "退回记录",
                "verbose_name_plural": "退回记录",
                "ordering": ["report", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReportRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="累计数")),
                (
                    "progress",
                    models.DecimalField(decimal_places=1, max_digits=5, null=True, verbose_name="累计进度（%）"),
                ),
                ("total", models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="台账总数")),
                ("done", models.TextField(blank=True, verbose_name="本期做法")),
                ("problems", models.TextField(blank=True, verbose_name="存在问题")),
                ("next_steps", models.TextField(blank=True, verbose_name="下期打算")),
                ("replaced_on", models.DateField(verbose_name="更正日期")),
                ("reason", models.CharField(max_length=300, verbose_name="更正理由")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="更正人",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="tasks.progressreport",
                        verbose_name="进展填报",
                    ),
                ),
            ],
            options={
                "verbose_name": "更正前版本",
                "verbose_name_plural": "更正前版本",
                "ordering": ["report", "id"],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("number", models.CharField(max_length=20, verbose_name="编号")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="排序")),
                ("title", models.CharField(max_length=200, verbose_name="任务名称")),
                ("short_title", models.CharField(blank=True, max_length=40, verbose_name="简称")),
                ("text", models.TextField(blank=True, verbose_name="任务原文")),
                ("phrases", models.JSONField(blank=True, default=list, verbose_name="要求")),
                ("quantities", models.JSONField(blank=True, default=list, verbose_name="数量要求")),
                ("addressees", models.JSONField(blank=True, default=list, verbose_name="责任对象")),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="完成期限")),
                (
                    "deadline_label",
                    models.CharField(
                        blank=True,
                        choices=[("stated", "原文"), ("derived", "推算"), ("set", "本级设定")],
                        max_length=10,
                        verbose_name="期限来源",
                    ),
                ),
                ("deadline_phrase", models.CharField(blank=True, max_length=100, verbose_name="期限原话")),
                (
                    "recurrence",
                    models.CharField(
                        choices=[
                            ("one_off", "一次性"),
                            ("yearly", "每年"),
                            ("half_yearly", "每半年"),
                            ("quarterly", "每季度"),
                            ("monthly", "每月"),
                            ("standing", "长期"),
                        ],
                        default="one_off",
                        max_length=12,
                        verbose_name="频次",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        choices=[("month", "按月"), ("quarter", "按季")],
                        default="month",
                        max_length=10,
                        verbose_name="填报周期",
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[("quantity", "数量"), ("percent", "完成率"), ("milestone", "节点")],
                        default="percent",
                        max_length=10,
                        verbose_name="计量方式",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="计量单位")),
                (
                    "target",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="目标总量",
                    ),
                ),
                ("indicator", models.CharField(blank=True, max_length=60, verbose_name="对应指标")),
                ("ledgers", models.JSONField(blank=True, default=list, verbose_name="另选台账")),
                ("departments", models.CharField(blank=True, max_length=200, verbose_name="其他牵头、配合部门")),
                ("is_headline", models.BooleanField(default=False, verbose_name="列入总览")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="tasks.area",
                        verbose_name="领域",
                    ),
                ),
                (
                    "directive",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="tasks.directive",
                        verbose_name="部署文件",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_tasks",
                        to="organizations.organization",
                        verbose_name="牵头部门",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issued_tasks",
                        to="organizations.organization",
                        verbose_name="部署单位",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="following",
                        to="tasks.task",
                        verbose_name="上年任务",
                    ),
                ),
                (
                    "supporting",
                    models.ManyToManyField(
                        blank=True,
                        related_name="supported_tasks",
                        to="organizations.organization",
                        verbose_name="配合部门",
                    ),
                ),
            ],
            options={
                "verbose_name": "重点任务",
                "verbose_name_plural": "重点任务",
                "ordering": ["-year", "order", "id"],
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="tasks.task",
                verbose_name="任务",
            ),
        ),
        migrations.CreateModel(
            name="TaskProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField(verbose_name="顺序")),
                ("area_number", models.CharField(blank=True, max_length=10, verbose_name="领域序号")),
                ("area_name", models.CharField(blank=True, max_length=60, verbose_name="领域名称")),
                ("area_heading", models.CharField(blank=True, max_length=300, verbose_name="领域标题")),
                ("number", models.CharField(max_length=20, verbose_name="编号")),
                ("title", models.CharField(max_length=200, verbose_name="任务名称")),
                ("text", models.TextField(verbose_name="原文")),
                ("start", models.PositiveIntegerField(default=0, verbose_name="起")),
                ("end", models.PositiveIntegerField(default=0, verbose_name="止")),
                ("phrases", models.JSONField(blank=True, default=list, verbose_name="要求")),
                ("quantities", models.JSONField(blank=True, default=list, verbose_name="数量要求")),
                ("addressees", models.JSONField(blank=True, default=list, verbose_name="责任对象")),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="完成期限")),
                (
                    "deadline_label",
                    models.CharField(
                        blank=True,
                        choices=[("stated", "原文"), ("derived", "推算"), ("set", "本级设定")],
                        max_length=10,
                        verbose_name="期限来源",
                    ),
                ),
                ("deadline_phrase", models.CharField(blank=True, max_length=100, verbose_name="期限原话")),
                ("deadlines", models.JSONField(blank=True, default=list, verbose_name="全部时间词")),
                (
                    "recurrence",
                    models.CharField(
                        choices=[
                            ("one_off", "一次性"),
                            ("yearly", "每年"),
                            ("half_yearly", "每半年"),
                            ("quarterly", "每季度"),
                            ("monthly", "每月"),
                            ("standing", "长期"),
                        ],
                        default="one_off",
                        max_length=12,
                        verbose_name="频次",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待确认"),
                            ("accepted", "已确认"),
                            ("dropped", "已舍弃"),
                            ("merged", "已并入"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="tasks.directive",
                        verbose_name="部署文件",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merged",
                        to="tasks.taskproposal",
                        verbose_name="并入",
                    ),
                ),
                (
                    "task",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proposal",
                        to="tasks.task",
                        verbose_name="形成的任务",
                    ),
                ),
            ],
            options={
                "verbose_name": "任务建议",
                "verbose_name_plural": "任务建议",
                "ordering": ["directive", "order", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.UniqueConstraint(
                fields=("organization", "year", "number"), name="tasks_area_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="demand",
            constraint=models.UniqueConstraint(
                fields=("directive", "number"),
                name="tasks_demand_number",
                violation_error_message="这份文件已有这个序号的要求。",
            ),
        ),
        migrations.AddConstraint(
            model_name="demand",
            constraint=models.CheckConstraint(
                condition=models.Q(("proofs", []), ("reason", ""), _connector="OR"),
                name="tasks_demand_has_reason_only_without_proof",
                violation_error_message="已经选了证明的，不再填写没有证明的原因。",
            ),
        ),
        migrations.AddConstraint(
            model_name="extensionrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")), fields=("assignment",), name="tasks_extension_one_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="extensionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("new_due__gt", models.F("old_due"))), name="tasks_extension_is_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="extensionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on__isnull", True), ("state", "waiting")),
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("decided_on__isnull", False)),
                    _connector="OR",
                ),
                name="tasks_extension_decided_iff_not_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="finishclaim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")), fields=("assignment",), name="tasks_claim_one_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="finishclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on__isnull", True), ("state", "waiting")),
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("decided_on__isnull", False)),
                    _connector="OR",
                ),
                name="tasks_claim_decided_iff_not_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="finishclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("decision_note", ""), _negated=True),
                    _connector="OR",
                ),
                name="tasks_claim_returned_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="monthlyreport",
            index=models.Index(
                condition=models.Q(("state__in", ["entered", "returned"])),
                fields=["entered_by"],
                name="monthlyreport_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthlyreport",
            constraint=models.UniqueConstraint(
                fields=("organization", "year", "period", "task"),
                name="tasks_monthlyreport_key",
                violation_error_message="这个单位本年度已有相同的记录。",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthlyreport",
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
                name="tasks_monthlyreport_reviewer",
            ),
        ),
        migrations.AddIndex(
            model_name="progressreport",
            index=models.Index(
                condition=models.Q(("state", "submitted")), fields=["assignment"], name="tasks_report_submitted"
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.UniqueConstraint(
                fields=("assignment", "period_start"), name="tasks_report_once_per_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("progress__isnull", True), models.Q(("progress__gte", 0), ("progress__lte", 100)), _connector="OR"
                ),
                name="tasks_report_progress_is_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__isnull", True), ("value__gte", 0), _connector="OR"),
                name="tasks_report_value_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"),
                    models.Q(("submitted_at__isnull", False), ("submitted_on__isnull", False)),
                    _connector="OR",
                ),
                name="tasks_report_submitted_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True),
                    models.Q(("reviewed_at__isnull", False), ("reviewed_on__isnull", False)),
                    _connector="OR",
                ),
                name="tasks_report_reviewed_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("return_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="tasks_report_returned_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(fields=("report", "sha256"), name="tasks_evidence_once_per_report"),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(("reopened_on__gte", models.F("finished_on"))), name="tasks_reopening_after_finish"
            ),
        ),
        migrations.AddConstraint(
            model_name="replyfile",
            constraint=models.UniqueConstraint(fields=("reply", "sha256"), name="tasks_reply_file_once_per_reply"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["year", "organization"], name="tasks_task_year_issuer"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                fields=("organization", "year", "number"), name="tasks_task_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deadline__isnull", True), models.Q(("deadline_label", ""), _negated=True), _connector="OR"
                ),
                name="tasks_task_deadline_has_label",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("target__isnull", True), ("target__gte", 0), _connector="OR"),
                name="tasks_task_target_not_negative",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["organization", "task"], name="tasks_assignment_of_unit"),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["facts_on"], name="tasks_assignment_facts_on"),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("finished_on__isnull", True), ("withdrawn_on__isnull", True)),
                fields=["due_on"],
                name="tasks_assignment_unfinished",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on__isnull", True)),
                fields=("task", "organization"),
                name="tasks_assignment_once_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__isnull", True), ("due_on__gte", models.F("starts_on")), _connector="OR"),
                name="tasks_assignment_starts_before_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("target__isnull", True), ("target__gte", 0), _connector="OR"),
                name="tasks_assignment_target_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__gte", 0)), name="tasks_assignment_weight_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("not_applicable_on__isnull", True),
                    models.Q(("not_applicable_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="tasks_assignment_not_applicable_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_on__isnull", True), models.Q(("withdrawn_reason", ""), _negated=True), _connector="OR"
                ),
                name="tasks_assignment_withdrawn_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("completed_on__isnull", True), ("finished_on__isnull", True)),
                    models.Q(("completed_on__isnull", False), ("finished_on__isnull", False)),
                    _connector="OR",
                ),
                name="tasks_assignment_finished_iff_completed",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("signed_by__isnull", True), ("signed_on__isnull", False), _connector="OR"),
                name="tasks_assignment_signer_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "merged"), ("merged_into__isnull", True), _connector="XOR"),
                name="tasks_proposal_merged_into_iff_merged",
            ),
        ),
    ]
