"""The way to a page of the dashboards (面包屑), from the own unit down."""

from django.urls import reverse


def trail(organization, user, *, page=""):
    """Breadcrumbs of the pages of progress, from the own unit down; ``page`` names one below the unit's own."""
    units = [organization]
    while units[0].pk != user.organization_id and units[0].parent_id:
        units.insert(0, units[0].parent)
    crumbs = [{"label": unit.label, "url": reverse("place", args=[unit.code])} for unit in units]
    return [*crumbs, {"label": page}] if page else [*crumbs[:-1], {"label": organization.label}]
