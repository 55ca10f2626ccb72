"""Addresses of the portal; each app keeps its own list."""

from django.contrib import admin
from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("", include("organizations.urls")),
    path("history/", include("audit.urls")),
]
