"""URLs of the portal. Most are in the ``urls.py`` of the apps."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config.health import healthz

handler500 = "config.busy.server_error"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("", include("organizations.urls")),
    path("", include("dashboards.urls")),
    path("history/", include("pages.urls")),
    path("lists/", include("pages.list_urls")),
    path("search/", include("search.urls")),
    path("guide/", include("guide.urls")),
    path("years/", include("years.urls")),
    path("calendar/", include("schedule.urls")),
    path("", include("notices.urls")),
    path("tasks/", include("tasks.urls")),
    path("supervision/", include("tasks.supervision_urls")),
    path("ledgers/", include("ledgers.urls")),
    path("figures/", include("indicators.urls")),
    path("workflows/", include("workflows.urls")),
    path("documents/", include("documents.urls")),
]

if settings.DEBUG:
    from pages.styleguide import styleguide

    urlpatterns.append(path("styleguide/", styleguide, name="styleguide"))
