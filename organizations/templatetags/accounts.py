"""Template filters for the pages about accounts."""

from django import template

from organizations.accounts.phones import masked
from organizations.models import User

register = template.Library()


@register.filter
def masked_phone(phone):
    """A masked work phone: ``138****5678``."""
    return masked(phone)


@register.filter
def role_label(role):
    """The Chinese label of the role with this key."""
    return User.Role(role).label
