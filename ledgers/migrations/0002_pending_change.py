import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledgers", "0001_initial"),
        ("organizations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                "constraints": [
                    models.UniqueConstraint(fields=("ledger_key", "record_id"), name="ledgers_pendingchange_once")
                ],
            },
        ),
    ]
