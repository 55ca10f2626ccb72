"""Renders a piece of template the way a page would."""

import re

from django.template import Context, Template
from django.test import RequestFactory


def render(source, address="/", **context):
    """Text of ``source`` for a request to ``address``, with our tags loaded."""
    request = RequestFactory().get(address)
    return on_one_line(Template("{% load i18n portal %}" + source).render(Context({"request": request, **context})))


def on_one_line(html):
    """``html`` without the line breaks beside its tags, which only serve the readers of templates."""
    return re.sub(r"\s*\n\s*(?=<)", "", re.sub(r">\s*\n\s*", ">", html))
