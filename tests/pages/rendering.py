"""Renders a piece of a template as a page would."""

import re

from django.template import Context, Template
from django.test import RequestFactory


def render(source, address="/", **context):
    """Render the template ``source`` for a request to ``address``, with the portal's tags loaded."""
    request = RequestFactory().get(address)
    return on_one_line(Template("{% load i18n portal %}" + source).render(Context({"request": request, **context})))


def on_one_line(html):
    """``html`` without the line breaks next to its tags, which only make templates readable."""
    return re.sub(r"\s*\n\s*(?=<)", "", re.sub(r">\s*\n\s*", ">", html))
