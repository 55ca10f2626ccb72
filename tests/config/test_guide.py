"""The guides for users name what the portal has."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from ledgers import declarations
from tests.development.models import Applicant

DOCS = Path(settings.BASE_DIR) / "docs"
GUIDES = sorted((DOCS / "guide").glob("*.md"))
PICTURE = re.compile(r"!\[[^\]]*\]\(\.\./images/([^)]+)\)")
LARGEST = 150_000


def test_the_catalogue_of_the_guide_lists_each_ledger_once():
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| [村乡县市、]+ \|$", (DOCS / "guide" / "mulu.md").read_text(), re.M)

    declared = [ledger for ledger in declarations.all_ledgers() if ledger.key != Applicant.ledger().key]
    assert sorted(rows) == sorted(str(ledger.title) for ledger in declared)


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_pictures_and_guides_that_a_guide_links_to_exist(path):
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text())

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_readme_names_each_command_of_the_portal_once():
    root = Path(settings.BASE_DIR)
    section = (root / "README.md").read_text().partition("\n## Commands\n")[2].partition("\n## ")[0]
    named = [name for row in re.findall(r"^\| (`.*?) \|", section, re.M) for name in re.findall(r"`(\w+)`", row)]

    files = root.glob("*/management/commands/*.py")
    assert sorted(named) == sorted(path.stem for path in files if path.stem != "__init__")


def test_each_picture_is_shown_in_a_guide_and_small():
    shown = {name for path in GUIDES for name in PICTURE.findall(path.read_text())}

    assert {path.name for path in (DOCS / "images").iterdir()} == shown
    assert [path.name for path in (DOCS / "images").iterdir() if path.stat().st_size > LARGEST] == []
