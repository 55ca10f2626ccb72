"""``python -m tools.build_templates``: write the built-in Word templates anew after a change of their layout."""

import os
from importlib import import_module
from pathlib import Path

import django

TEMPLATES = {"dashboards/documents/circular.docx": "dashboards.documents.sheet:circular"}


def build(folder):
    """Write each template below ``folder``; the apps must be loaded."""
    for name, maker in TEMPLATES.items():
        module, function = maker.split(":")
        getattr(import_module(module), function)().save(str(Path(folder, name)))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    build(Path(__file__).parent.parent)
