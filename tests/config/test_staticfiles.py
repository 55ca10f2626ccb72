import json

import pytest
from django.core.management import call_command


@pytest.fixture
def collect(settings, tmp_path):
    """Collect our static files as in production; returns the text of the joined stylesheet."""
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "config.staticfiles.JoinedStaticFilesStorage"}}

    def collect():
        call_command("collectstatic", verbosity=0, interactive=False)
        names = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"]
        return (settings.STATIC_ROOT / names["css/components.css"]).read_text()

    return collect


def test_parts_are_joined_into_one_stylesheet_in_production(collect):
    style = collect()

    assert "@import" not in style
    assert style.index(".btn {") < style.index(".card {") < style.index(".chosen b {")


def test_changed_part_is_in_the_stylesheet_after_the_next_collectstatic(collect, settings, tmp_path):
    collect()
    changed = tmp_path / "source/css/components/note.css"
    changed.parent.mkdir(parents=True)
    changed.write_text(".note {\n  color: var(--ink);\n}\n")
    settings.STATICFILES_DIRS = [tmp_path / "source", *settings.STATICFILES_DIRS]

    assert ".note {\n  color: var(--ink);\n}" in collect()
