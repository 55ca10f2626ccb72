"""Breadcrumbs (面包屑) of the pages of figures, from the user's own unit down."""

from django.urls import reverse


def trail(organization, user, *, on, page=""):
    """Breadcrumbs from the figures of the user's own unit down to ``organization`` as it stood on the day ``on``.

    ``page`` names a page below the figures of the unit.
    """
    above = organization.ancestors_on(on) if organization.pk != user.organization_id else []
    units = [*(unit for unit in above if user.organization.contains(unit)), organization]
    crumbs = [
        {"label": unit.label, "url": reverse("indicators:unit", args=[unit.code], query={"on": on.isoformat()})}
        for unit in units
    ]
    return [*crumbs, {"label": page}] if page else [*crumbs[:-1], {"label": organization.label}]
