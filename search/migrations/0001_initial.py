import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RecentView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="种类")),
                ("key", models.CharField(max_length=80, verbose_name="对象")),
                ("viewed_at", models.DateTimeField(verbose_name="查看时间")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recent_views",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "最近查看",
                "verbose_name_plural": "最近查看",
                "ordering": ["-viewed_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "kind", "key"), name="search_recentview_once")
                ],
            },
        ),
    ]
