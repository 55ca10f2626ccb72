from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Value, prefetch_related_objects
from django.db.models.functions import Coalesce, Concat, Left, Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.fields import BytewiseCharField
from audit.paths import AFTER_ALL, below_q
from organizations import resolving, tree
from organizations.models.in_force import in_force_q, nearest_q, placed_q
from organizations.models.names import OrganizationAlias, named_q
from organizations.models.placements import Placement
from organizations.pinyin import InitialsField


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
