"""Breadcrumbs (面包屑) of the dashboards, from the user's own unit down."""

from django.urls import reverse


def trail(organization, user, *, page=""):
    """Breadcrumbs from the user's own unit down to ``organization``; ``page`` names a page below its own page."""
    units = [organization]
    while units[0].pk != user.organization_id and units[0].parent_id:
        units.insert(0, units[0].parent)
    crumbs = [{"label": unit.label, "url": reverse("place", args=[unit.code])} for unit in units]
    return [*crumbs, {"label": page}] if page else [*crumbs[:-1], {"label": organization.label}]
