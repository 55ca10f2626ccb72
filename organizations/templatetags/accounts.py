"""What account pages show of a person."""

from django import template

from organizations.accounts.phones import masked
from organizations.models import User

register = template.Library()


@register.filter
def masked_phone(phone):
    """A work phone as others see it: ``138****5678``."""
    return masked(phone)


@register.filter
def role_label(role):
    """The word for a role's key."""
    return User.Role(role).label
