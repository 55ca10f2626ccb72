import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.config.processes import free_port

COMPLETE = {
    "DEBUG": "off",
    "SECRET_KEY": "k7Qz-2f" * 10,
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "postgres://portal@127.0.0.1/portal",
    "CELERY_BROKER_URL": "redis://127.0.0.1/0",
}


@pytest.fixture
def run(tmp_path):
    """Run ``python`` with only the given variables set; returns the process with its output and errors."""

    def python(*arguments, **variables):
        environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **variables}
        return subprocess.run(
            [sys.executable, *arguments],
            env=environment,
            cwd=settings.BASE_DIR,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    return python


@pytest.mark.parametrize("forgotten", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_refuses_to_start_without(run, forgotten):
    result = run("manage.py", "check", **(COMPLETE | {forgotten: ""}))

    assert result.returncode == 1
    assert f"Set {forgotten}" in result.stdout
    assert "Traceback" not in result.stdout


def test_data_folder_that_cannot_be_written_is_named_in_a_sentence(run, tmp_path):
    (tmp_path / "file").touch()

    result = run("manage.py", "check", DEBUG="on", VAR_DIR=str(tmp_path / "file" / "var"))

    assert result.returncode == 1
    assert f"VAR_DIR {tmp_path / 'file' / 'var'} cannot be written" in result.stdout
    assert "Traceback" not in result.stdout


WHERE = "from django.core.files.storage import default_storage as s; print(s.path('ledgers/x'))"


def test_empty_setting_for_the_upload_folder_means_the_default_folder(run, tmp_path):
    result = run("manage.py", "shell", "-v0", "-c", WHERE, DEBUG="on", PRIVATE_ROOT="")

    assert result.stdout.strip() == str(tmp_path / "private" / "ledgers" / "x")


@pytest.mark.parametrize("folder", [".", "ledgers", ".."])
def test_uploads_among_the_code_are_refused(run, folder):
    result = run("manage.py", "check", DEBUG="on", PRIVATE_ROOT=folder)

    assert result.returncode == 1
    assert "would mix uploads with the code" in result.stdout


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", "portal", "Write DATABASE_URL like postgres://"),
        ("DATABASE_URL", "mysql://127.0.0.1/portal", "Write DATABASE_URL like postgres://"),
        ("DATABASE_URL", "postgres://", "Write DATABASE_URL like postgres://"),
        ("CELERY_BROKER_URL", "rediss-of-ours", "Write CELERY_BROKER_URL like redis://"),
        ("EMAIL_URL", "smtp.example", "Write EMAIL_URL like smtp+tls://"),
        ("WEB_THREADS", "four", "WEB_THREADS must be a whole number, not “four”"),
        ("DEMO", "maybe", "DEMO must be on or off, not “maybe”"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL, not “LOUD”"),
        ("TRUSTED_PROXIES", "proxy.example", "TRUSTED_PROXIES must be addresses or networks"),
    ],
)
def test_value_that_cannot_be_used_is_named_in_a_sentence(run, name, value, sentence):
    result = run("manage.py", "check", **({"DEBUG": "on"} | {name: value}))

    assert result.returncode == 1
    assert sentence in result.stdout
    assert "Traceback" not in result.stdout


@pytest.mark.parametrize("name", ["AUDIT_SEAL_KEY", "SECRET_KEY", "DATABASE_URL"])
def test_comment_behind_a_value_is_refused(run, name):
    result = run("manage.py", "check", **(COMPLETE | {name: f"{COMPLETE.get(name, 'k7Qz-2f')}   # another one"}))

    assert result.returncode == 1
    assert f"{name} has a comment behind its value" in result.stdout
    assert "Traceback" not in result.stdout


def test_key_may_contain_a_hash_sign(run):
    assert run("manage.py", "check", **(COMPLETE | {"AUDIT_SEAL_KEY": "#k7Qz#-2f"})).returncode == 0


def test_empty_variable_counts_as_not_set(run):
    empty = dict.fromkeys(["PORT", "WEB_THREADS", "DATABASE_URL", "CELERY_BROKER_URL", "LOG_LEVEL"], "")

    assert run("manage.py", "check", DEBUG="on", **empty).returncode == 0


def test_database_that_cannot_be_reached_is_explained_in_a_sentence(run):
    result = run("manage.py", "portal", DEBUG="on", PORT=str(free_port()), DATABASE_URL="postgres://x@127.0.0.1:1/x")

    assert result.returncode == 1
    assert "连不上数据库" in result.stdout
    assert "Traceback" not in result.stdout


def test_web_server_refuses_to_start_without_configuration(run):
    result = run("-c", "import config.wsgi")

    assert result.returncode != 0
    assert "Set SECRET_KEY" in result.stdout


def test_production_settings_pass_the_deployment_checks(run):
    result = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **COMPLETE)

    assert result.returncode == 0, result.stdout


def test_production_has_no_demonstration_unless_it_is_switched_on(run):
    result = run(
        "manage.py", "shell", "-v0", "-c", "from django.conf import settings; print(settings.DEMO)", **COMPLETE
    )

    assert result.stdout.strip() == "False"
