"""The selections of units on the hand-down form (分解下达)."""

from django.db.models import Exists, OuterRef, TextChoices
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from tasks.models import Assignment

TOWNS = "乡镇"  # data


class Selection(TextChoices):
    ALL = "all", _("全部下级单位")
    WITH_STREETS = "with_streets", _("有街道的县（市、区）")
    STREETS = "streets", _("只限街道")
    TOWNS = "towns", _("只限乡镇")
    CHOSEN = "chosen", _("选定的单位")


def offered(place):
    """The selections for the units below ``place``, as choices of a form: a county tells its streets from its towns."""
    levels = {
        Organization.Level.CITY: [Selection.ALL, Selection.WITH_STREETS, Selection.CHOSEN],
        Organization.Level.COUNTY: [Selection.ALL, Selection.STREETS, Selection.TOWNS, Selection.CHOSEN],
    }
    selections = levels.get(place.level, [Selection.ALL, Selection.CHOSEN])
    return [(selection.value, selection.label) for selection in selections]


def suggested_for(task, place):
    """The selection that the title of ``task`` suggests: one about streets goes to the units that are or have some."""
    about_streets, about_towns = Organization.Kind.STREET in task.title, TOWNS in task.title
    if about_streets and place.level == Organization.Level.CITY:
        return Selection.WITH_STREETS
    if about_streets != about_towns and place.level == Organization.Level.COUNTY:
        return Selection.STREETS if about_streets else Selection.TOWNS
    return Selection.ALL


def candidates(selection, *, below, on, chosen=()):
    """Organizations that ``selection`` means, in tree order.

    ``ALL`` are the territorial units directly below ``below``, ``WITH_STREETS`` those of them with a
    street (街道) in force, ``STREETS`` and ``TOWNS`` those of them that are streets or are not, ``CHOSEN`` the units
    with pk in ``chosen`` anywhere below, departments too.
    """
    if Selection(selection) == Selection.CHOSEN:
        units = Organization.objects.descendants_of(below, on=on).in_force(on=on)
        return units.filter(pk__in=list(chosen))
    units = Organization.objects.children_of(below, on=on)
    if Selection(selection) == Selection.STREETS:
        return units.filter(kind=Organization.Kind.STREET)
    if Selection(selection) == Selection.TOWNS:
        return units.filter(kind__in=[Organization.Kind.TOWN, Organization.Kind.TOWNSHIP])
    if Selection(selection) == Selection.WITH_STREETS:
        streets = Organization.objects.in_force(on=on).filter(kind=Organization.Kind.STREET, parent=OuterRef("pk"))
        units = units.filter(Exists(streets))
    return units


def without_task(organizations, task):
    """Those of ``organizations`` that do not have ``task`` yet."""
    taken = Assignment.objects.filter(task=task, organization=OuterRef("pk"), withdrawn_on__isnull=True)
    return organizations.exclude(Exists(taken))
