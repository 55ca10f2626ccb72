"""Breadcrumbs (面包屑) of the dashboards, from the user's own unit down."""

from django.urls import reverse


def trail(organization, user, *, on, page=""):
    """Breadcrumbs from the user's own unit down to ``organization`` as the tree stood on the day ``on``.

    ``page`` names a page below the page of the unit.
    """
    units = [organization]
    if organization.pk != user.organization_id:
        above = organization.ancestors_on(on)
        units = [*(unit for unit in above if user.organization.contains(unit)), organization]
    crumbs = [{"label": unit.label, "url": reverse("place", args=[unit.code])} for unit in units]
    return [*crumbs, {"label": page}] if page else [*crumbs[:-1], {"label": organization.label}]
