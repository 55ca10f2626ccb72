import django.db.models.deletion
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
            name="JobRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="作业")),
                ("last_on", models.DateField(blank=True, null=True, verbose_name="所属日期")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="完成时间")),
                ("result", models.JSONField(blank=True, default=dict, verbose_name="结果")),
            ],
            options={
                "verbose_name": "后台作业",
                "verbose_name_plural": "后台作业",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="HeldLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.JSONField(verbose_name="内容")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收件人",
                    ),
                ),
            ],
            options={
                "verbose_name": "并入每日提醒的内容",
                "verbose_name_plural": "并入每日提醒的内容",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="日期")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("digest", "每日提醒"),
                            ("handed_down", "交办"),
                            ("signed", "签收"),
                            ("reminder", "催办"),
                            ("reply", "反馈"),
                            ("returned", "退回"),
                            ("confirmed", "核实"),
                            ("extension", "延期审批"),
                            ("paper", "公文"),
                        ],
                        default="digest",
                        max_length=20,
                        verbose_name="类型",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="主题")),
                ("items", models.JSONField(default=list, verbose_name="内容")),
                ("last_event", models.BigIntegerField(default=0, verbose_name="截至事件")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="生成时间")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="阅读时间")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收件人",
                    ),
                ),
            ],
            options={
                "verbose_name": "站内消息",
                "verbose_name_plural": "站内消息",
                "ordering": ["-day", "-id"],
            },
        ),
        migrations.CreateModel(
            name="OutboxMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.EmailField(max_length=254, verbose_name="收件地址")),
                ("reference", models.CharField(max_length=120, unique=True, verbose_name="邮件标识")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "待发送"),
                            ("sending", "发送中"),
                            ("sent", "已发送"),
                            ("failed", "发送失败"),
                            ("uncertain", "发送中断，未自动重发"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="尝试次数")),
                ("next_try_at", models.DateTimeField(verbose_name="下次发送")),
                ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="占用至")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="发出时间")),
                ("last_error", models.CharField(blank=True, max_length=300, verbose_name="最近错误")),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail",
                        to="notices.message",
                        verbose_name="消息",
                    ),
                ),
            ],
            options={
                "verbose_name": "待发邮件",
                "verbose_name_plural": "待发邮件",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("digest", "每日提醒"),
                            ("handed_down", "交办"),
                            ("signed", "签收"),
                            ("reminder", "催办"),
                            ("reply", "反馈"),
                            ("returned", "退回"),
                            ("confirmed", "核实"),
                            ("extension", "延期审批"),
                            ("paper", "公文"),
                        ],
                        max_length=20,
                        verbose_name="类型",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("mail", "立即提醒，同时发邮件"),
                            ("portal", "立即提醒，不发邮件"),
                            ("digest", "并入每日提醒"),
                        ],
                        default="mail",
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="message_preferences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "消息设置",
                "verbose_name_plural": "消息设置",
                "ordering": ["person", "kind"],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=20, verbose_name="事由类别")),
                ("subject_id", models.BigIntegerField(verbose_name="事由编号")),
                ("path", models.CharField(max_length=200, verbose_name="页面地址")),
                ("period_start", models.DateField(blank=True, null=True, verbose_name="所属期")),
                ("sent_at", models.DateTimeField(auto_now_add=True, verbose_name="催办时间")),
                ("sent_on", models.DateField(verbose_name="催办日期")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="内容")),
                ("reply_by", models.DateField(blank=True, null=True, verbose_name="反馈期限")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="责任单位",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="催办人",
                    ),
                ),
            ],
            options={
                "verbose_name": "催办",
                "verbose_name_plural": "催办",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="DeadlineEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=20, verbose_name="事由类别")),
                ("subject_id", models.BigIntegerField(verbose_name="事由编号")),
                ("path", models.CharField(max_length=200, verbose_name="页面地址")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("due_soon", "临期"),
                            ("overdue", "逾期"),
                            ("overdue_7", "逾期超过7天"),
                            ("overdue_15", "逾期超过15天"),
                            ("overdue_30", "逾期超过30天"),
                            ("report_due", "填报将截止"),
                            ("report_missing", "逾期未填报"),
                        ],
                        max_length=20,
                        verbose_name="事件",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="期限")),
                ("period_start", models.DateField(blank=True, null=True, verbose_name="所属期")),
                ("found_on", models.DateField(verbose_name="发现日期")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="责任单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "期限事件",
                "verbose_name_plural": "期限事件",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["found_on"], name="notices_event_found_on")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_id", "subject_kind", "stage", "due_on"), name="notices_event_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)), fields=["person"], name="notices_message_unread"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "digest")), fields=("person", "day"), name="notices_digest_once_a_day"
            ),
        ),
        migrations.AddIndex(
            model_name="outboxmail",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "sending"])),
                fields=["next_try_at"],
                name="notices_mail_unsent",
            ),
        ),
        migrations.AddConstraint(
            model_name="preference",
            constraint=models.UniqueConstraint(fields=("person", "kind"), name="notices_preference_once_a_kind"),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("period_start__isnull", False)),
                fields=("subject_id", "subject_kind", "period_start", "sent_on"),
                name="notices_reminder_of_report_once_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("period_start__isnull", True)),
                fields=("subject_id", "subject_kind", "sent_on"),
                name="notices_reminder_once_a_day",
            ),
        ),
    ]
