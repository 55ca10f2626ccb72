from django.apps import AppConfig


class DevelopmentConfig(AppConfig):
    name = "tests.development"
    verbose_name = "党员发展"

    def ready(self):
        from tests.development import waiting

        waiting.provide()
