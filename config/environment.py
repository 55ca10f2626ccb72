"""Read variables from the environment and from ``.env``. The error for an invalid value names the variable."""

import logging
import os
import re
from ipaddress import ip_network

import environ
from django.core.exceptions import ImproperlyConfigured
from kombu.transport import TRANSPORT_ALIASES

ENGINES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
TRUE, FALSE = environ.Env.BOOLEAN_TRUE_STRINGS, ("false", "off", "n", "no", "0")


class Environment(environ.Env):
    """django-environ's ``Env``; an empty variable counts as not set.

    Raises ``ImproperlyConfigured`` for invalid values; ``manage.py`` shows it without a traceback.
    """

    def read_file(self, path):
        """Set variables from the lines ``NAME=value`` of ``path`` unless they are set; the file may be missing."""
        try:
            self.read_env(path, encoding="utf-8-sig")  # an editor may have put a byte-order mark at the beginning
        except UnicodeDecodeError as error:
            raise ImproperlyConfigured(f"Save {path} as UTF-8 (docs/deploy.md).") from error

    def get_value(self, var, cast=None, default=environ.Env.NOTSET, parse_default=False):
        written = os.environ.get(var, "").strip()
        if not written:
            os.environ.pop(var, None)
        if re.search(r"\s#", written):
            raise ImproperlyConfigured(
                f"{var} has a comment behind its value, which systemd takes for a part of it; "
                "give the comment a line of its own (docs/deploy.md)."
            )
        if cast is bool and written and written.lower() not in (*TRUE, *FALSE):
            raise _refusal(var, written, "on or off")
        try:
            return super().get_value(var, cast, default, parse_default)
        except ValueError as error:
            raise _refusal(var, written, "a whole number") from error

    def log_level(self, var, *, default):
        level = self.str(var, default=default).upper()
        if level not in logging.getLevelNamesMapping():
            raise _refusal(var, level, "DEBUG, INFO, WARNING, ERROR or CRITICAL")
        return level

    def networks(self, var, *, default):
        """Return the networks of a list of addresses or networks separated by commas, as strings."""
        networks = self.list(var, default=default)
        try:
            return [str(ip_network(network.strip(), strict=False)) for network in networks]
        except ValueError as error:
            raise _refusal(var, ",".join(networks), "addresses or networks such as 10.0.0.0/24") from error

    def database(self, var, *, default):
        database = self.db(var, default=default)
        if database.get("ENGINE") not in ENGINES or not database["NAME"]:
            raise ImproperlyConfigured(f"Write {var} like postgres://portal@127.0.0.1/portal (docs/deploy.md).")
        return database

    def broker(self, var, *, default):
        address = self.str(var, default=default)
        if address.partition(":")[0] not in TRANSPORT_ALIASES:
            raise ImproperlyConfigured(f"Write {var} like redis://127.0.0.1:6379/0 (docs/deploy.md).")
        return address

    def mail(self, var, *, default):
        try:
            return self.email_url(var, default=default)
        except ImproperlyConfigured as error:
            example = "smtp+tls://USER:PASSWORD@HOST:587"
            raise ImproperlyConfigured(f"Write {var} like {example} (docs/deploy.md).") from error


def _refusal(var, written, expected):
    return ImproperlyConfigured(f"{var} must be {expected}, not “{written}” (docs/deploy.md).")
