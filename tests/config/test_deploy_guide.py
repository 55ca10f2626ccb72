import re
from pathlib import Path

from django.conf import settings

GUIDE = Path(settings.BASE_DIR, "docs", "deploy.md").read_text()
NGINX = Path(settings.BASE_DIR, "docs", "deploy", "nginx")
ROW = re.compile(r"^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|", re.MULTILINE)
READ = re.compile(r"""(?:\benv(?:\.\w+)?|_required)\(\s*"([A-Z_]+)\"""")


def documented():
    return {name for row in ROW.findall(GUIDE) for name in re.findall("[A-Z_]+", row)}


def test_guide_names_every_variable_that_the_settings_read_and_no_other():
    read = set(READ.findall(Path(settings.BASE_DIR, "config", "settings.py").read_text()))

    assert documented() == read


def test_files_that_the_guide_names_exist():
    named = set(re.findall(r"docs/deploy/[\w./-]+\.\w+", GUIDE))

    assert {name for name in named if not Path(settings.BASE_DIR, name).exists()} == set()


def test_proxies_accept_files_as_large_as_the_portal_does():
    limits = [int(re.search(r"client_max_body_size (\d+)m;", path.read_text())[1]) for path in NGINX.iterdir()]

    assert limits
    assert all(limit * 1024 * 1024 > settings.LEDGER_LIMITS["file_bytes"] for limit in limits)
