from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ConfigConfig(AppConfig):
    """The running portal: settings, heartbeats, ``/healthz`` and the command that starts all processes."""

    name = "config"
    default_auto_field = "django.db.models.BigAutoField"


class PortalAdminConfig(AdminConfig):
    default_site = "config.admin_site.PortalAdminSite"
