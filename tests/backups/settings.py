"""Settings of the other machine: production's, with the app that the tests' database has tables of."""

from config.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.development"]  # noqa: F405
