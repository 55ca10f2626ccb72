"""The Celery application. Its tasks are called jobs and are in ``<app>/jobs.py``; "task" in this portal means 任务."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="jobs")

# Times are Asia/Shanghai (settings.CELERY_TIMEZONE). ``expires`` is in seconds; it drops repeated jobs that
# were queued while no worker was running.
app.conf.beat_schedule = {
    "heartbeat": {"task": "config.jobs.heartbeat", "schedule": 30, "options": {"expires": 30}},
    "seal-history": {"task": "audit.jobs.seal_history", "schedule": 300, "options": {"expires": 300}},
    "seal-history-thoroughly": {
        "task": "audit.jobs.seal_history",
        "schedule": crontab(hour=3, minute=40),
        "kwargs": {"thoroughly": True},
        "options": {"expires": 3000},
    },
    "sweep-imports": {"task": "ledgers.jobs.sweep", "schedule": 60, "options": {"expires": 60}},
    "purge-imports": {
        "task": "ledgers.jobs.purge",
        "schedule": crontab(hour=3, minute=20),
        "options": {"expires": 3000},
    },
    "sweep-indicators": {"task": "indicators.jobs.sweep", "schedule": 60, "options": {"expires": 60}},
    "recompute-indicators": {
        "task": "indicators.jobs.recompute_all",
        "schedule": crontab(hour=0, minute=20),
        "options": {"expires": 3000},
    },
    "sweep-documents": {"task": "documents.jobs.sweep", "schedule": 60, "options": {"expires": 60}},
    "clear-sessions": {
        "task": "config.jobs.clear_sessions",
        "schedule": crontab(hour=3, minute=30),
        "options": {"expires": 3000},
    },
    "write-bound-reports": {
        "task": "tasks.jobs.write_reports",
        "schedule": crontab(hour=0, minute=3),
        "options": {"expires": 3000},
    },
    # Runs every hour but writes each event once: it does no harm when beat starts late or runs twice.
    "scan-deadlines": {
        "task": "tasks.jobs.scan_deadlines",
        "schedule": crontab(minute=5),
        "options": {"expires": 3000},
    },
    "watch-periods": {"task": "tasks.jobs.watch_periods", "schedule": crontab(minute=10), "options": {"expires": 3000}},
    "make-digests": {
        "task": "notices.jobs.make_digests",
        "schedule": crontab(minute="15,45", hour="8-18"),
        "options": {"expires": 1500},
    },
    "deliver-mail": {"task": "notices.jobs.deliver_mail", "schedule": 60, "options": {"expires": 60}},
}
