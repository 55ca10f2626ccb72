"""The title of each page says first what it is about, and last that it belongs to the portal."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR) / "templates"
TITLE = re.compile(r"{% block title %}(.*?){% endblock(?: title)? %}", re.DOTALL)
ELSEWHERE = {"base.html", "bare.html", "admin/base_site.html", "styleguide/index.html"}  # frames; a page about frames
PAGES = [
    name
    for path in sorted(ROOT.rglob("*.html"))
    if (name := path.relative_to(ROOT).as_posix()) not in ELSEWHERE and TITLE.search(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("name", PAGES)
def test_title_ends_with_the_name_of_the_portal(name):
    title = TITLE.search((ROOT / name).read_text(encoding="utf-8"))[1].strip()

    assert title.endswith(" · {{ block.super }}"), title


def test_there_are_titles():
    assert {"ledgers/records.html", "dashboards/districts.html", "tasks/report.html"} <= set(PAGES)
