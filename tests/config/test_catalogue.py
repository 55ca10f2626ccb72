"""Our translations for Django and its packages: the compiled file has every entry of the source."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext as translated

FOLDER = Path(settings.BASE_DIR, "locale", "zh_Hans", "LC_MESSAGES")
ENTRY = re.compile(r'^msgid (".+")\nmsgstr (".+")$', re.MULTILINE)
ENTRIES = [tuple(map(ast.literal_eval, entry)) for entry in ENTRY.findall((FOLDER / "django.po").read_text())]


@pytest.mark.parametrize(("text", "chinese"), ENTRIES)
def test_compiled_catalogue_has_the_entries_of_its_source(text, chinese):
    with (FOLDER / "django.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext(text) == chinese


def test_own_translations_are_used():
    assert translated("Model name") == "名称"
