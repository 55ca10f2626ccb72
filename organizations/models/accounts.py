from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from organizations import tree
from organizations.models.units import Organization

PASSWORD_LIFE = timedelta(days=90)  # assessments of grade 3 (等级保护) usually require this


class UserQuerySet(models.QuerySet):
    def with_unit(self):
        """Load the organization too, and add ``sees_demonstration``: whether its tree contains invented data."""
        root = Organization.objects.filter(path=Left(OuterRef("organization__path"), tree.STEP), is_demonstration=True)
        return self.select_related("organization").annotate(sees_demonstration=Exists(root))

    def visible_to(self, user):
        """Accounts of the unit of ``user`` and of all units below it."""
        return self.filter(below_q(user.organization.path, field="organization__path"))

    def managers_of(self, organization):
        """Accounts in use that manage ``organization``."""
        return self.filter(organization=organization, role=User.Role.MANAGER, is_active=True)

    def search(self, text):
        """Accounts whose login name or name contains ``text``; all of them when it is blank."""
        text = text.strip()
        matches = Q(username__icontains=text) | Q(name__contains=text)
        return self.filter(matches) if text else self


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username, password=None, *, organization, **fields):
        """Create a superuser; ``organization`` may be a primary key, which Django's command passes."""
        if not isinstance(organization, Organization):
            organization = Organization.objects.get(pk=organization)
        fields = {"role": User.Role.MANAGER, **fields, "organization": organization}
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An account: a person with a role over the subtree of one organization."""

    class Role(models.TextChoices):
        VIEWER = "viewer", _("查看")
        EDITOR = "editor", _("填报")
        MANAGER = "manager", _("管理")

    username = models.CharField(
        _("账号"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("这个账号已经有人使用。")},
    )
    name = models.CharField(_("姓名"), max_length=60)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="users", verbose_name=_("所属单位"))
    office = models.CharField(_("部门科室"), max_length=60, blank=True)
    role = models.CharField(_("角色"), max_length=10, choices=Role, default=Role.VIEWER)
    work_phone = models.CharField(_("工作电话"), max_length=30, blank=True)
    email = models.EmailField(_("工作邮箱"), blank=True)
    is_active = models.BooleanField(_("启用"), default=True)
    is_staff = models.BooleanField(_("可进入管理后台"), default=False)
    must_change_password = models.BooleanField(_("下次登录须改密码"), default=False)
    password_changed_at = models.DateTimeField(_("密码修改时间"), null=True, blank=True, editable=False)
    date_joined = models.DateTimeField(_("创建时间"), default=timezone.now, editable=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name", "organization"]

    class Meta:
        verbose_name = _("账号")
        verbose_name_plural = _("账号")
        ordering = ["organization__path", "username"]

    def __str__(self):
        return f"{self.name}（{self.username}）"

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def set_password(self, raw_password):
        super().set_password(raw_password)
        self.password_changed_at = timezone.now()

    def password_is_due(self, *, now):
        """Whether the user must change the password first: after a reset, and 90 days after the last change."""
        return self.must_change_password or (self.password_changed_at or self.date_joined) + PASSWORD_LIFE <= now

    @property
    def can_edit(self):
        """Whether the user may enter and submit data (填报)."""
        return self.role in {self.Role.EDITOR, self.Role.MANAGER}

    @property
    def can_manage(self):
        """Whether the user may confirm data of lower units, hand out tasks and manage accounts (管理)."""
        return self.role == self.Role.MANAGER

    @property
    def manages_tree(self):
        """Whether the user may change what all units of the tree share: a manager of a root unit, or a superuser."""
        return self.is_superuser or (self.can_manage and self.organization.parent_id is None)

    def units_matching(self, text):
        """Return the units of the user's subtree whose name, alias, code or pinyin initials match ``text``."""
        return Organization.objects.visible_to(self).search(text)


class PasswordRecord(models.Model):
    """The hash of a current or old password of an account. The last five may not be used again."""

    user = models.ForeignKey(User, models.CASCADE, related_name="password_records", verbose_name=_("账号"))
    password = models.CharField(_("密码摘要"), max_length=128)
    at = models.DateTimeField(_("时间"), default=timezone.now)

    class Meta:
        verbose_name = _("用过的密码")
        verbose_name_plural = _("用过的密码")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.user} {self.at:%Y-%m-%d}"
