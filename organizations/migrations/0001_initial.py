import django.contrib.auth.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import audit.fields
import organizations.pinyin


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organization",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="代码")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("short_name", models.CharField(blank=True, max_length=100, verbose_name="简称")),
                (
                    "level",
                    models.CharField(
                        choices=[("city", "市级"), ("county", "县级"), ("township", "乡级"), ("village", "村级")],
                        max_length=10,
                        verbose_name="层级",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("市", "市"),
                            ("区", "区"),
                            ("县", "县"),
                            ("县级市", "县级市"),
                            ("镇", "镇"),
                            ("乡", "乡"),
                            ("街道", "街道"),
                            ("村", "村"),
                            ("社区", "社区"),
                            ("部门", "部门"),
                            ("其他", "其他"),
                        ],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                (
                    "path",
                    audit.fields.BytewiseCharField(editable=False, max_length=30, unique=True, verbose_name="路径"),
                ),
                ("path_since", models.DateField(editable=False, null=True, verbose_name="路径起始日期")),
                (
                    "initials",
                    organizations.pinyin.InitialsField(
                        blank=True, editable=False, max_length=168, verbose_name="拼音首字母"
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="启用日期")),
                (
                    "valid_to",
                    models.DateField(blank=True, help_text="最后一个有效日。", null=True, verbose_name="停用日期"),
                ),
                ("is_demonstration", models.BooleanField(default=False, editable=False, verbose_name="演示数据")),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True, verbose_name="更新时间")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="organizations.organization",
                        verbose_name="上级单位",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="organizations.organization",
                        verbose_name="承接单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "组织机构",
                "verbose_name_plural": "组织机构",
                "ordering": ["path"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="科室或姓名，例如“市委组织部组织科”。", max_length=60, verbose_name="联系人"
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        help_text="办公电话。没有登录的人也看得到，不要填个人手机。",
                        max_length=60,
                        verbose_name="联系电话",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="例如“工作日 9:00—17:00”。", max_length=200, verbose_name="说明"
                    ),
                ),
                (
                    "organization",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact",
                        to="organizations.organization",
                        verbose_name="最上级单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "平台联系人",
                "verbose_name_plural": "平台联系人",
                "ordering": ["organization__path"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "这个账号已经有人使用。"},
                        max_length=60,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="账号",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("office", models.CharField(blank=True, max_length=60, verbose_name="部门科室")),
                (
                    "role",
                    models.CharField(
                        choices=[("viewer", "查看"), ("editor", "填报"), ("manager", "管理")],
                        default="viewer",
                        max_length=10,
                        verbose_name="角色",
                    ),
                ),
                ("work_phone", models.CharField(blank=True, max_length=30, verbose_name="工作电话")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="工作邮箱")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("is_staff", models.BooleanField(default=False, verbose_name="可进入管理后台")),
                ("must_change_password", models.BooleanField(default=False, verbose_name="下次登录须改密码")),
                (
                    "password_changed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="密码修改时间"),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="创建时间"),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="users",
                        to="organizations.organization",
                        verbose_name="所属单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "账号",
                "verbose_name_plural": "账号",
                "ordering": ["organization__path", "username"],
            },
        ),
        migrations.CreateModel(
            name="OrganizationAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                (
                    "initials",
                    organizations.pinyin.InitialsField(
                        blank=True, editable=False, max_length=168, verbose_name="拼音首字母"
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="organizations.organization",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "别名",
                "verbose_name_plural": "别名",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PasswordRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="密码摘要")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="password_records",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "用过的密码",
                "verbose_name_plural": "用过的密码",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", audit.fields.BytewiseCharField(max_length=30, unique=True, verbose_name="路径")),
                (
                    "depth",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.Length("path"), "/", models.Value(3)
                            ),
                            "-",
                            models.Value(1),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="起始日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="截止日期")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="organizations.organization",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "隶属",
                "verbose_name_plural": "隶属",
                "ordering": ["unit_id", models.OrderBy(models.F("since"), nulls_first=True)],
            },
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(fields=["level", "path"], name="organizations_level_path"),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from__isnull", True),
                    ("valid_to__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="organizations_valid_to_not_before_from",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(("successor__isnull", True), ("valid_to__isnull", False), _connector="OR"),
                name="organizations_successor_only_when_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationalias",
            constraint=models.UniqueConstraint(fields=("organization", "name"), name="organizations_alias_once"),
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["depth", "path"], name="organizations_placement_depth"),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True), ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="organizations_placement_until_not_before_since",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)), fields=("unit",), name="organizations_placement_open_once"
            ),
        ),
    ]
