from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ConfigConfig(AppConfig):
    """The running portal itself: heartbeats, health, the command that starts everything."""

    name = "config"
    default_auto_field = "django.db.models.BigAutoField"


class PortalAdminConfig(AdminConfig):
    default_site = "config.admin_site.PortalAdminSite"
