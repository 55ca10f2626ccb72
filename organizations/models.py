from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value, prefetch_related_objects
from django.db.models.functions import Coalesce, Concat, Left, Length
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.fields import BytewiseCharField
from audit.paths import AFTER_ALL, below_q
from organizations import resolving, tree
from organizations.pinyin import LENGTH as INITIALS_LENGTH
from organizations.pinyin import InitialsField

PASSWORD_LIFE = timedelta(days=90)  # assessments of grade 3 (等级保护) usually require this


def placed_q(on, *, prefix=""):
    """Return a ``Q`` for placements that hold on the day ``on``; ``since`` and ``until`` are both included."""
    begun = Q(**{f"{prefix}since__isnull": True}) | Q(**{f"{prefix}since__lte": on})
    return begun & (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": on}))


def nearest_q(on, *, prefix="", unit="unit__"):
    """Return a ``Q`` for one placement of each unit: of units that have ended the last, of those to come the first.

    ``unit`` is the prefix of the fields of the unit.
    """
    ended = Q(**{f"{prefix}until__lt": on, f"{prefix}until": F(f"{unit}valid_to")})
    coming = Q(**{f"{prefix}since__gt": on, f"{prefix}since": F(f"{unit}valid_from")})
    return placed_q(on, prefix=prefix) | ended | coming


def in_force_q(on, *, prefix=""):
    """Return a ``Q`` for units that exist on the day ``on``; ``valid_from`` and ``valid_to`` are both included."""
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on})
    return begun & not_ended_q(on, prefix=prefix)


def not_ended_q(on, *, prefix=""):
    """Return a ``Q`` for units that exist on the day ``on`` or begin later."""
    return Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on})


class OrganizationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The unit of ``user`` and all units below it. Every view starts here."""
        return self.filter(below_q(user.organization.path))

    in_scope_of = visible_to

    def in_force(self, *, on):
        return self.filter(in_force_q(on))

    def territory(self):
        """Cities, counties, townships and villages, without departments (部门)."""
        return self.exclude(kind=Organization.Kind.DEPARTMENT)

    def departments(self):
        return self.filter(kind=Organization.Kind.DEPARTMENT)

    def descendants_of(self, organization, *, on=None, include_self=False):
        """The units below ``organization`` in the newest tree, or as the tree stood on the day ``on``."""
        if on is None:
            units = self.filter(below_q(organization.path))
        else:
            units = self._with_path(_placed_below_q(organization, on) & placed_q(on, prefix="placements__"))
        return units if include_self else units.exclude(pk=organization.pk)

    def nearest_below(self, organization, *, on, include_self=False):
        """Like ``descendants_of``, with the ended units and the units to come that ``directly_below`` includes."""
        is_nearest = nearest_q(on, prefix="placements__", unit="")
        units = self._with_path(_placed_below_q(organization, on) & is_nearest)
        return units if include_self else units.exclude(pk=organization.pk)

    def ancestors_of(self, organization, *, on=None, include_self=False):
        """The units above ``organization``, the root first: in the newest tree, or on the day ``on``."""
        path = organization.path if on is None else organization.path_on(on)
        paths = [*tree.ancestor_paths(path), path] if include_self else tree.ancestor_paths(path)
        if on is None:
            return self.filter(path__in=paths).order_by("path")
        return self._with_path(Q(placements__path__in=paths))

    def children_of(self, organization, *, on):
        """Territorial units directly below ``organization`` on the day ``on``."""
        return self.directly_below(organization, on=on).territory().in_force(on=on)

    def directly_below(self, organization, *, on):
        """Units and departments directly below ``organization`` on the day ``on``.

        Units that have ended by then are included where they stood last, and units to come where they will stand first.
        """
        is_directly_below = Q(placements__depth=tree.depth(organization.path_on(on)) + 1)
        is_nearest = nearest_q(on, prefix="placements__", unit="")
        return self._with_path(_placed_below_q(organization, on) & is_directly_below & is_nearest)

    def moved_after(self, day):
        """Units that have moved after ``day``, with ``path_then`` and ``parent_code`` as of that day."""
        is_nearest = nearest_q(day, prefix="placements__", unit="")
        return self._with_path(is_nearest & Q(path_since__gt=day)).with_parent_code()

    def _with_path(self, placement_q):
        """Units with a placement that fulfils the condition, in the order of its path, which is their ``path_then``."""
        return self.filter(placement_q).annotate(path_then=F("placements__path")).order_by("path_then")

    def search(self, text):
        """Units whose name, alias, code or pinyin initials match ``text``; all of them when it is blank."""
        text = text.strip()
        if not text:
            return self
        aliases = OrganizationAlias.objects.filter(named_q(text)).values("organization")
        return self.filter(named_q(text) | Q(short_name__contains=text) | Q(code__startswith=text) | Q(pk__in=aliases))

    def highest_first(self, path="path"):
        """Order units by depth, then by path, for the results of a search; ``path_then`` is that of a day."""
        return self.order_by(Length(path), path)

    def with_parent_code(self):
        """Add ``parent_code`` to units with ``path_then``: the code of the unit above on that day, None for a root."""
        above = Left(OuterRef("path_then"), Length(OuterRef("path_then")) - tree.STEP)
        return self.annotate(parent_code=Subquery(Placement.objects.filter(path=above).values("unit__code")[:1]))

    def with_counts_below(self, *, on):
        """Add ``townships_below`` and ``villages_below``: territorial units in force on ``on`` below each unit.

        The units come from a question with a day, such as ``children_of``, which adds ``path_then``.
        """
        return self.annotate(
            townships_below=_count_below(Organization.Level.TOWNSHIP, on=on),
            villages_below=_count_below(Organization.Level.VILLAGE, on=on),
        )

    def counts_by_level(self):
        """Return ``{level: number of units}``; one query."""
        return dict(self.order_by().values_list("level").annotate(Count("pk")))

    def place_index(self, *, on=None):
        """Return the ``PlaceIndex`` of all units; this process keeps it until the tree changes."""
        return resolving.place_index(self.model, on=on)

    def resolve(self, name, *, within=None, level=None, on=None):
        """Find the unit called ``name``; return a ``Resolved`` with one ``unit``, several ``candidates``, or neither.

        The name may be an alias or an old name, or have a usual ending (村委会, 居民委员会, 街道办事处, 党支部 …).
        ``within`` is an organization that limits the search; ``on`` is the day on which the units exist.
        """
        return resolving.resolve(self.model, name, within=within, level=level, on=on)

    def roots(self):
        return self.filter(parent=None)

    def lock_tree(self):
        """Lock the roots: changes of the tree wait for each other, and two of them never use the same path."""
        return list(self.roots().select_for_update())


def _placed_below_q(organization, on):
    return below_q(organization.path_on(on), field="placements__path")


def named_q(text):
    """Return a ``Q``: the name contains ``text``, or its pinyin initials begin with it."""
    matches = Q(name__contains=text)
    if text.isascii() and text.isalnum():
        matches |= Q(initials__contains=f" {text.lower()[:INITIALS_LENGTH]}")
    return matches


def _count_below(level, *, on):
    """Return an expression that counts units of ``level`` below each row; it reads one index range for each row."""
    below = (
        Placement.objects.on(on)
        .filter(path__gt=OuterRef("path_then"), path__lt=Concat(OuterRef("path_then"), Value(AFTER_ALL)))
        .filter(in_force_q(on, prefix="unit__"), unit__level=level)
        .exclude(unit__kind=Organization.Kind.DEPARTMENT)
        .order_by()
        .values("unit__level")
        .annotate(total=Count("pk"))
        .values("total")
    )
    return Coalesce(Subquery(below), 0)


class Organization(models.Model):
    """A unit of the tree: city, county, township or village, or a department (部门) of a city or county.

    Units that are in use are never deleted. They end: ``valid_to`` is the last day in force, and ``successor``
    may name the unit that replaces them. Tables of earlier years therefore stay the same.
    """

    class Level(models.TextChoices):
        CITY = "city", _("市级")
        COUNTY = "county", _("县级")
        TOWNSHIP = "township", _("乡级")
        VILLAGE = "village", _("村级")

    class Kind(models.TextChoices):
        PREFECTURE = "市", _("市")
        DISTRICT = "区", _("区")
        COUNTY = "县", _("县")
        COUNTY_CITY = "县级市", _("县级市")
        TOWN = "镇", _("镇")
        TOWNSHIP = "乡", _("乡")
        STREET = "街道", _("街道")
        VILLAGE = "村", _("村")
        COMMUNITY = "社区", _("社区")
        DEPARTMENT = "部门", _("部门")
        OTHER = "其他", _("其他")

    code = models.CharField(_("代码"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=100, blank=True)
    level = models.CharField(_("层级"), max_length=10, choices=Level)
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级单位")
    )
    path = BytewiseCharField(_("路径"), max_length=30, unique=True, editable=False)
    path_since = models.DateField(_("路径起始日期"), null=True, editable=False)  # blank since ever; see ``path_on``
    initials = InitialsField(_("拼音首字母"))
    valid_from = models.DateField(_("启用日期"), null=True, blank=True)
    valid_to = models.DateField(_("停用日期"), null=True, blank=True, help_text=_("最后一个有效日。"))
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("承接单位")
    )
    is_demonstration = models.BooleanField(_("演示数据"), default=False, editable=False)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True, db_index=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("组织机构")
        verbose_name_plural = _("组织机构")
        ordering = ["path"]
        indexes = [models.Index(fields=["level", "path"], name="organizations_level_path")]
        constraints = [
            models.CheckConstraint(
                name="organizations_valid_to_not_before_from",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="organizations_successor_only_when_ended",
                condition=Q(successor__isnull=True) | Q(valid_to__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("unit", args=[self.code])

    @property
    def depth(self):
        """The number of units above; 0 for a root."""
        return tree.depth(self.path)

    @property
    def root_path(self):
        return self.path[: tree.STEP]

    @property
    def is_department(self):
        return self.kind == self.Kind.DEPARTMENT

    @property
    def label(self):
        """The name for pages: the short name, or the name if there is none."""
        return self.short_name or self.name

    def is_named(self, text):
        """Whether the name, short name, code or pinyin initials contain ``text``; for lists that are not a QuerySet."""
        words = (self.name, self.short_name, self.initials, self.code)
        return any(text.lower() in word.lower() for word in words)

    def path_on(self, day):
        """The path where the unit stood on ``day``: before its first day the first path, after its last day the last.

        No query unless the unit moved after that day; then one for each instance.
        """
        if self._has_not_moved_since(day):
            return self.path
        if "placements" not in getattr(self, "_prefetched_objects_cache", {}):
            prefetch_related_objects([self], "placements")
        placements = self.placements.all()
        begun = [placement.path for placement in placements if placement.since is None or placement.since <= day]
        return begun[-1] if begun else placements[0].path

    def ancestors_on(self, day):
        """The units above on ``day``, the root first; no query if the unit has not moved since and has its parents."""
        if not self._has_not_moved_since(day):
            return list(Organization.objects.ancestors_of(self, on=day))
        above, unit = [], self
        while unit.parent_id:
            unit = unit.parent
            above.insert(0, unit)
        return above

    def _has_not_moved_since(self, day):
        return self.path_since is None or self.path_since <= day

    def contains(self, other):
        """Whether ``other`` is this unit or a unit below it."""
        return other.path.startswith(self.path)

    def known_end(self, *, on, today):
        """``valid_to`` for a page of the day ``on``; None if the page shows a past day on which the unit still existed.

        Pages of today announce an end to come; those of past days stay as they were.
        """
        return self.valid_to if on >= today or (self.valid_to and self.valid_to < on) else None

    def is_in_force(self, *, on):
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or self.valid_to >= on)


class PlacementQuerySet(models.QuerySet):
    def on(self, day):
        """The placements that hold on ``day``: one for each unit that exists."""
        return self.filter(placed_q(day))

    def nearest(self, day):
        """One placement of each unit: where it stood on ``day``, has stood last before, or will stand first."""
        return self.filter(nearest_q(day))

    def below(self, path):
        """The placements of the unit with ``path`` and of all units below it; one index range."""
        return self.filter(below_q(path))

    def lasting(self, *, on):
        """The placements that hold on the day ``on`` or begin later."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=on))


class Placement(models.Model):
    """Where a unit stood in the tree (隶属) from ``since`` to ``until``, both included.

    A blank ``since`` means since ever, a blank ``until`` still. The placements of a unit follow each other without
    overlap, from its first day to its last. ``Organization.path`` is the newest path: it decides who may see the unit,
    and changes as soon as a move is entered, even if the move holds from a later day. A path never belongs to a second
    unit. ``organizations.placements`` writes the rows.
    """

    unit = models.ForeignKey(Organization, models.CASCADE, related_name="placements", verbose_name=_("单位"))
    path = BytewiseCharField(_("路径"), max_length=30, unique=True)
    depth = models.GeneratedField(
        expression=Length("path") / tree.STEP - 1, output_field=models.SmallIntegerField(), db_persist=True
    )
    since = models.DateField(_("起始日期"), null=True, blank=True)
    until = models.DateField(_("截止日期"), null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("隶属")
        verbose_name_plural = _("隶属")
        ordering = ["unit_id", F("since").asc(nulls_first=True)]
        indexes = [models.Index(fields=["depth", "path"], name="organizations_placement_depth")]
        constraints = [
            models.CheckConstraint(
                name="organizations_placement_until_not_before_since",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.UniqueConstraint(
                name="organizations_placement_open_once", fields=["unit"], condition=Q(until__isnull=True)
            ),
        ]

    def __str__(self):
        return f"{self.unit} {self.path}"


class OrganizationAlias(models.Model):
    """Another name (别名) or an old name (曾用名) of a unit; ledgers may use it."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="aliases", verbose_name=_("单位"))
    name = models.CharField(_("名称"), max_length=100)
    initials = InitialsField(_("拼音首字母"))

    class Meta:
        verbose_name = _("别名")
        verbose_name_plural = _("别名")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["organization", "name"], name="organizations_alias_once")]

    def __str__(self):
        return self.name


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
