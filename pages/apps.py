from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """The shared parts of all pages: frame, lists, export, form fields, template tags."""

    name = "pages"
    verbose_name = _("页面")
