from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
    ]

    operations = [
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
    ]
