#!/usr/bin/env python
"""Command line of the portal."""

import os
import sys
from pathlib import Path


def is_bare_checkout():
    """Whether nothing says how to run: no ``.env`` and neither SECRET_KEY nor DEBUG set.

    Commands then work as on a developer's machine. Servers started through
    ``config.wsgi`` or ``config.celery`` never pass here and refuse instead.
    """
    return not Path(__file__).with_name(".env").exists() and not {"SECRET_KEY", "DEBUG"} & os.environ.keys()


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if is_bare_checkout():
        os.environ["DEBUG"] = "on"
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
