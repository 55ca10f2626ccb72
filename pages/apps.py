from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """What every page is made of: the frame, lists, forms, template tags."""

    name = "pages"
    verbose_name = _("页面")
