"""The Celery application: jobs live in ``<app>/jobs.py``, since a task in this portal is a 任务."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="jobs")

# Times are Asia/Shanghai (settings.CELERY_TIMEZONE). ``expires`` keeps repeated jobs from piling
# up while no worker runs.
app.conf.beat_schedule = {
    "heartbeat": {"task": "config.jobs.heartbeat", "schedule": 30, "options": {"expires": 30}},
    "sweep-imports": {"task": "ledgers.jobs.sweep", "schedule": 60, "options": {"expires": 60}},
}
