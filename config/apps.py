from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The running portal itself: heartbeats, health, the command that starts everything."""

    name = "config"
    default_auto_field = "django.db.models.BigAutoField"
