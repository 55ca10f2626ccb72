"""The selections of units on the hand-down form (分解下达)."""

from django.db.models import Exists, OuterRef, TextChoices
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from tasks.models import Assignment


class Selection(TextChoices):
    ALL = "all", _("全部下级单位")
    WITH_STREETS = "with_streets", _("有街道的县（市、区）")
    CHOSEN = "chosen", _("选定的单位")


def candidates(selection, *, below, on, chosen=()):
    """Organizations that ``selection`` means, in tree order.

    ``ALL`` are the territorial units directly below ``below``, ``WITH_STREETS`` those of them with a
    street (街道) in force, ``CHOSEN`` the units with pk in ``chosen`` anywhere below, departments too.
    """
    if Selection(selection) == Selection.CHOSEN:
        units = Organization.objects.descendants_of(below, on=on).in_force(on=on)
        return units.filter(pk__in=list(chosen))
    units = Organization.objects.children_of(below, on=on)
    if Selection(selection) == Selection.WITH_STREETS:
        streets = Organization.objects.in_force(on=on).filter(kind=Organization.Kind.STREET, parent=OuterRef("pk"))
        units = units.filter(Exists(streets))
    return units


def without_task(organizations, task):
    """Those of ``organizations`` that do not have ``task`` yet."""
    taken = Assignment.objects.filter(task=task, organization=OuterRef("pk"), withdrawn_on__isnull=True)
    return organizations.exclude(Exists(taken))
