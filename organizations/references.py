"""Find the rows that refer to a unit through any foreign key to ``Organization``."""

from typing import NamedTuple

from django.db.models import CASCADE, Q

from audit.paths import below_q
from organizations.models import Organization, OrganizationAlias, Placement

OWN = {Organization, OrganizationAlias, Placement}


class Reference(NamedTuple):
    label: str
    count: int


def references_to(organization, *, below=False):
    """Return a ``Reference`` for each kind of rows that refer to ``organization``, or with ``below`` to its subtree.

    One query for each foreign key to ``Organization``.
    """
    totals = {}
    for relation in _relations():
        label = str(relation.related_model._meta.verbose_name_plural)
        totals[label] = totals.get(label, 0) + _count(relation, organization, below)
    return [Reference(label, count) for label, count in totals.items() if count]


def is_referred_to(organization):
    """Whether anything refers to the unit: rows of other tables, units below it, or units that it succeeds."""
    if organization.children.exists() or organization.predecessors.exists():
        return True
    return any(_count(relation, organization, False) for relation in _relations())


def _relations():
    return [field for field in Organization._meta.get_fields(include_hidden=True) if _is_reference(field)]


def _is_reference(field):
    """Whether ``field`` is a foreign key from another table; those of many-to-many tables are included.

    Rows that are deleted with the unit, as computed values are, belong to it and do not keep it. A model without a
    table of its own only reads the rows of others.
    """
    is_foreign_key = (field.one_to_many or field.one_to_one) and field.auto_created
    has_table = is_foreign_key and field.related_model._meta.managed
    return has_table and field.related_model not in OWN and not _goes_with_unit(field)


def _goes_with_unit(field):
    return field.on_delete is CASCADE and not field.related_model._meta.auto_created


def _count(relation, organization, below):
    name = relation.field.name
    condition = below_q(organization.path, field=f"{name}__path") if below else Q(**{name: organization})
    return relation.related_model._base_manager.filter(condition).count()
