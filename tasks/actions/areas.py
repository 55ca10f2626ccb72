"""Short names of the areas (领域), as tables and the map show them."""

from django.db import transaction

from audit import actions as audit
from tasks.actions import rights
from tasks.models import Area


@transaction.atomic
def rename_area(area, *, by, name):
    """Give ``area`` another short name; its heading keeps the words of the directive."""
    area = Area.objects.select_for_update().get(pk=area.pk)
    rights.check_may_issue(by, area.organization)
    old, area.name = area.name, name.strip()
    if area.name == old:
        return area
    area.full_clean()
    area.save(update_fields=["name"])
    audit.record("area.renamed", target=area, by=by, changes={"name": [old, area.name]})
    return area


@transaction.atomic
def open_area(*, organization, year, name, by):
    """Add an area to ``year``, numbered after the existing ones."""
    rights.check_may_issue(by, organization)
    last = Area.objects.filter(organization=organization, year=year).order_by("-number").first()
    area = Area(organization=organization, year=year, number=last.number + 1 if last else 1, name=name.strip())
    area.full_clean()
    area.save(force_insert=True)
    audit.record("area.opened", target=area, by=by)
    return area
