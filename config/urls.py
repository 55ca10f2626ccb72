"""Addresses of the portal; each app keeps its own list."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("organizations.urls")),
    path("history/", include("audit.urls")),
]
