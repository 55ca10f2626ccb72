from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from audit.fields import BytewiseCharField
from audit.paths import below_q
from organizations import tree
from organizations.models.in_force import nearest_q, placed_q


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

    unit = models.ForeignKey("Organization", models.CASCADE, related_name="placements", verbose_name=_("单位"))
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
