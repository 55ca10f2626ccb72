"""Breadcrumbs (面包屑) of the papers; ``label`` names the page itself, which has no link."""

from django.urls import reverse
from django.utils.translation import gettext as _


def in_documents(label):
    return [{"label": _("公文"), "url": reverse("documents:list")}, {"label": label}]


def below_document(document, label):
    return [*in_documents("")[:-1], {"label": document.title, "url": document.get_absolute_url()}, {"label": label}]


def in_templates(label):
    above = {"label": _("模板和文号"), "url": reverse("documents:templates")}
    return [*in_documents("")[:-1], above, {"label": label}]
