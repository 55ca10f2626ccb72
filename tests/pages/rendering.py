"""Renders a piece of template the way a page would."""

from django.template import Context, Template
from django.test import RequestFactory


def render(source, address="/", **context):
    """Text of ``source`` for a request to ``address``, with our tags loaded."""
    request = RequestFactory().get(address)
    return Template("{% load i18n portal %}" + source).render(Context({"request": request, **context}))
