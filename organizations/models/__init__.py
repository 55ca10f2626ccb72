"""The tree of units over time, their other names, and the accounts of the people who work for them."""

from organizations.models.accounts import PASSWORD_LIFE, PasswordRecord, User
from organizations.models.contacts import Contact
from organizations.models.in_force import in_force_q, nearest_q, not_ended_q, placed_q
from organizations.models.names import OrganizationAlias
from organizations.models.placements import Placement
from organizations.models.units import Organization

__all__ = [
    "PASSWORD_LIFE",
    "Contact",
    "Organization",
    "OrganizationAlias",
    "PasswordRecord",
    "Placement",
    "User",
    "in_force_q",
    "nearest_q",
    "not_ended_q",
    "placed_q",
]
