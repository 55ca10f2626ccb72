"""Template filters for the pages of tasks; those for all pages are in ``portal``."""

from django import template

from tasks import presentation

register = template.Library()
register.filter("filesize_text", presentation.size_text)
register.filter("plain", presentation.plain)
register.filter("short_period", presentation.short_period)
register.filter("reviewer_name", presentation.reviewer_name)
register.filter("verifier_name", presentation.verifier_name)
register.filter("reporting_title", presentation.reporting_title)
