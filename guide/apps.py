from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuideConfig(AppConfig):
    name = "guide"
    verbose_name = _("使用说明")

    def ready(self):
        from guide.search import GUIDE
        from search.providers import provide_search

        provide_search(GUIDE)
