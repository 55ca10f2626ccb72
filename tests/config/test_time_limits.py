"""Everything has a time limit: connections to broker, database and mail server, and every job."""

import json
import socket

from django.core.mail import get_connection

from config.celery import app
from tests.config.processes import run_code

REDELIVERED_AFTER = 60 * 60  # seconds: the visibility timeout of Celery's transport for Redis

PUBLISH = """
import json, time, django
django.setup()
from kombu.exceptions import OperationalError
from config.jobs import heartbeat
began = time.monotonic()
try:
    heartbeat.delay()
except OperationalError:
    print(json.dumps(time.monotonic() - began))
"""

CONNECT = """
import json, time, django
django.setup()
from django.db import OperationalError, connection
began = time.monotonic()
try:
    connection.ensure_connection()
except OperationalError:
    print(json.dumps(time.monotonic() - began))
"""


def test_sending_to_a_broker_that_never_answers_fails_within_seconds(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        seconds = run_code(PUBLISH, tmp_path, CELERY_BROKER_URL=f"redis://127.0.0.1:{silent.getsockname()[1]}/0")

    assert json.loads(seconds) < 6


def test_connecting_to_a_database_that_never_answers_fails_within_seconds(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgres://portal:portal@127.0.0.1:{silent.getsockname()[1]}/portal"
        seconds = run_code(CONNECT, tmp_path, DATABASE_URL=url)

    assert json.loads(seconds) < 6


def test_database_url_may_set_other_limits(tmp_path):
    code = "from django.conf import settings; print(settings.DATABASES['default']['OPTIONS']['connect_timeout'])"

    printed = run_code(code, tmp_path, DATABASE_URL="postgres://portal@127.0.0.1/portal?connect_timeout=7")

    assert int(printed) == 7


def test_time_limit_of_every_job_ends_before_redis_redelivers_its_message():
    app.loader.import_default_modules()
    jobs = [job for name, job in app.tasks.items() if not name.startswith("celery.")]

    limits = [
        (job.soft_time_limit or app.conf.task_soft_time_limit, job.time_limit or app.conf.task_time_limit)
        for job in jobs
    ]

    assert len(limits) > 10
    assert all(soft < hard < REDELIVERED_AFTER for soft, hard in limits)


def test_longer_time_limits_are_set_only_for_jobs_that_exist():
    app.loader.import_default_modules()

    assert set(app.conf.task_annotations) <= set(app.tasks)


def test_mail_server_gets_ten_seconds_for_each_answer():
    assert get_connection("django.core.mail.backends.smtp.EmailBackend").timeout == 10
