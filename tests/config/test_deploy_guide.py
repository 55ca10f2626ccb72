import re
from pathlib import Path

from django.conf import settings
from django.db.backends.postgresql.features import DatabaseFeatures

GUIDE = Path(settings.BASE_DIR, "docs", "deploy.md").read_text()
NGINX = Path(settings.BASE_DIR, "docs", "deploy", "nginx")
ROW = re.compile(r"^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|", re.MULTILINE)
READ = re.compile(r"""(?:\benv(?:\.\w+)?|_required)\(\s*"([A-Z_]+)\"""")


def documented():
    return {name for row in ROW.findall(GUIDE) for name in re.findall("[A-Z_]+", row)}


def test_guide_names_exactly_the_variables_that_the_settings_read():
    read = set(READ.findall(Path(settings.BASE_DIR, "config", "settings.py").read_text()))

    assert documented() == read


def test_no_variable_in_the_documents_has_a_comment_behind_its_value():
    """systemd takes such a comment as part of the value; a shell does not."""
    documents = [path for path in Path(settings.BASE_DIR, "docs").rglob("*") if path.suffix in (".md", ".service")]

    lines = [line for path in documents for line in path.read_text().splitlines()]

    assert [line for line in lines if re.match(r"(Environment=)?[A-Z_]+=.*\s#", line)] == []


def test_guide_and_readme_ask_for_the_postgresql_that_django_supports():
    oldest = DatabaseFeatures.minimum_database_version[0]

    assert f"| PostgreSQL | {oldest} or newer |" in GUIDE
    assert f"PostgreSQL ({oldest} or newer" in Path(settings.BASE_DIR, "README.md").read_text()


def test_files_that_the_guide_names_exist():
    named = set(re.findall(r"docs/deploy/[\w./-]+\.\w+", GUIDE))

    assert {name for name in named if not Path(settings.BASE_DIR, name).exists()} == set()


def test_proxy_examples_accept_files_as_large_as_the_portal_does():
    limits = [int(re.search(r"client_max_body_size (\d+)m;", path.read_text())[1]) for path in NGINX.iterdir()]

    assert limits
    assert all(limit * 1024 * 1024 > settings.LEDGER_LIMITS["file_bytes"] for limit in limits)
