from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("name", models.CharField(max_length=32, primary_key=True, serialize=False, verbose_name="进程")),
                ("at", models.DateTimeField(verbose_name="最近活动时间")),
            ],
            options={
                "verbose_name": "后台进程心跳",
                "verbose_name_plural": "后台进程心跳",
            },
        ),
    ]
