"""Addresses for tests of the shared parts: the style guide, one page per script, and the links of the frame."""

from django.http import HttpResponse
from django.template import Template
from django.template.context import RequestContext
from django.urls import path

from config import urls
from pages.styleguide import SampleForm, styleguide

BESIDE_SCRIPT = '{{% extends "base.html" %}}{{% load static %}}{{% block content %}}{}{{% endblock %}}' + (
    '{{% block scripts %}}<script src="{{% static "js/{}.js" %}}" defer></script>{{% endblock %}}'
)


def _page(content, script):
    template = BESIDE_SCRIPT.format(content, script)
    return lambda request: HttpResponse(Template(template).render(RequestContext(request, {"form": SampleForm()})))


urlpatterns = [
    path("styleguide/", styleguide),
    path("draft/", _page('{% include "_components/form.html" with autosave_url="/keep/" %}', "autosave")),
    path(
        "job/",
        _page('{% include "_components/progress.html" with percent=5 label="读取" poll_url="/poll/" %}', "progress"),
    ),
    *urls.urlpatterns,
]
