"""What refers to a unit: every foreign key of the portal that points at organizations, found from the models."""

from typing import NamedTuple

from audit.paths import below_q
from organizations.models import Organization, OrganizationAlias

OWN = {Organization, OrganizationAlias}


class Reference(NamedTuple):
    label: str
    count: int


def references_to(organization, *, below=False):
    """Kinds of rows that name ``organization`` (or also units ``below`` it), with their numbers; none are left out.

    One query for each foreign key to organizations that the portal has.
    """
    totals = {}
    for relation in _relations():
        label = str(relation.related_model._meta.verbose_name_plural)
        totals[label] = totals.get(label, 0) + _count(relation, organization, below)
    return [Reference(label, count) for label, count in totals.items() if count]


def is_referred_to(organization):
    """Whether anything names the unit: rows of other tables, units below it, or units that it succeeds."""
    if organization.children.exists() or organization.predecessors.exists():
        return True
    return any(_count(relation, organization, False) for relation in _relations())


def _relations():
    return [each for each in Organization._meta.get_fields(include_hidden=True) if _is_reference(each)]


def _is_reference(field):
    """Foreign keys from other tables; a many-to-many shows up through its own table."""
    return (field.one_to_many or field.one_to_one) and field.auto_created and field.related_model not in OWN


def _count(relation, organization, below):
    name = relation.field.name
    rows = relation.related_model._base_manager
    found = below_q(organization.path, field=f"{name}__path") if below else {}
    return rows.filter(found).count() if below else rows.filter(**{name: organization}).count()
