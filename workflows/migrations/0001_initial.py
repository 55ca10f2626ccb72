import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organizations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Taken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("workflow", models.CharField(max_length=20, verbose_name="流程")),
                ("record_id", models.BigIntegerField(verbose_name="记录编号")),
                ("number", models.PositiveIntegerField(verbose_name="序号")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("step", "办理"),
                            ("claim", "台账填报"),
                            ("limit", "期限变动"),
                            ("confirm", "核实"),
                            ("void", "作废"),
                        ],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("step", models.CharField(blank=True, default="", max_length=40, verbose_name="环节")),
                ("from_stage", models.CharField(blank=True, default="", max_length=40, verbose_name="原阶段")),
                ("to_stage", models.CharField(max_length=40, verbose_name="现阶段")),
                ("since", models.DateField(verbose_name="阶段起始")),
                ("due", models.DateField(blank=True, null=True, verbose_name="阶段期限")),
                ("claimed", models.BooleanField(default=False, verbose_name="待核实")),
                ("on", models.DateField(verbose_name="办理日期")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="办理时间")),
                ("values", models.JSONField(blank=True, default=dict, verbose_name="填报内容")),
                ("note", models.TextField(blank=True, default="", verbose_name="说明")),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="workflows.taken",
                        verbose_name="所针对的记录",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
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
                "verbose_name": "办理记录",
                "verbose_name_plural": "办理记录",
                "ordering": ["workflow", "record_id", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("workflow", "record_id", "number"), name="workflows_taken_chain"),
                    models.UniqueConstraint(
                        condition=models.Q(("act", "void")), fields=("about",), name="workflows_taken_void_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about__isnull", False), ("act__in", ["confirm", "void"])),
                            models.Q(("about__isnull", True), ("act__in", ["step", "claim", "limit"])),
                            _connector="OR",
                        ),
                        name="workflows_taken_is_about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("act__in", ["claim", "limit"]), ("by__isnull", True)),
                            models.Q(("act__in", ["step", "confirm", "void"]), ("by__isnull", False)),
                            _connector="OR",
                        ),
                        name="workflows_taken_by_somebody_or_ledger",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("act", "step"), models.Q(("step", ""), _negated=True)),
                            models.Q(models.Q(("act", "step"), _negated=True), ("step", "")),
                            _connector="OR",
                        ),
                        name="workflows_taken_step_has_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("since__lte", models.F("on"))), name="workflows_taken_since_is_past"
                    ),
                ],
            },
        ),
    ]
