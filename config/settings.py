"""Settings of the portal. Every value that differs between machines comes from an environment variable.

``docs/deploy.md`` lists the variables. With ``DEBUG`` on, each has a default that works on any machine.
With ``DEBUG`` off, a required variable that is not set stops the start with an error.
"""

import os
import sys
import tomllib
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from config.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]

env = Environment()
env.read_file(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
# Whether the first start fills an empty database with the demonstration city and its accounts.
DEMO = env.bool("DEMO", default=DEBUG)
# An empty VAR_DIR counts as not set, not as the current folder.
VAR_DIR = Path(env("VAR_DIR", default="") or BASE_DIR / "var").resolve()
try:
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    writable = os.access(VAR_DIR, os.W_OK | os.X_OK)
except OSError:
    writable = False
if not writable:
    raise ImproperlyConfigured(f"VAR_DIR {VAR_DIR} cannot be written; name a folder that can.")


def _development_key():
    """Return the secret key of this machine. It is kept in a file: sessions stay valid after a restart."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


def _required(name, development):
    """Return the variable ``name``. With DEBUG on it may be missing; ``development()`` gives its value then."""
    if not env.str(name, default=""):
        if DEBUG:
            return development()
        raise ImproperlyConfigured(f"Set {name} (docs/deploy.md): it has no default when DEBUG is off.")
    return env.str(name)


SECRET_KEY = _required("SECRET_KEY", _development_key)
ALLOWED_HOSTS = [host.strip() for host in _required("ALLOWED_HOSTS", lambda: "*").split(",") if host.strip()]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Addresses or networks of the proxies in front of the portal. X-Forwarded-* headers of others are ignored.
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES", default=["127.0.0.1", "::1"])
# Key of the seals of the history. Keep it when SECRET_KEY changes: old seals cannot be verified without it.
AUDIT_SEAL_KEY = env.str("AUDIT_SEAL_KEY", default="") or SECRET_KEY

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "audit",
    "pages",
    "organizations",
    "search",
    "guide",
    "years",
    "schedule",
    "notices",
    "ledgers",
    "indicators",
    "registers",
    "workflows",
    "tasks",
    "training",
    "rectification",
    "governance",
    "accountability",
    "documents",
    "backups",
    "dashboards",
    "config.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "import_export",
]

MIDDLEWARE = [
    "config.middleware.TrustedProxyMiddleware",
    "config.middleware.PlainAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.busy.PatientSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "audit.middleware.AuditContextMiddleware",
    "organizations.accounts.middleware.IdleSessionMiddleware",
    "organizations.accounts.middleware.UnsentMiddleware",
    "organizations.accounts.middleware.PasswordDueMiddleware",
    "config.middleware.RecentlyViewedMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "config.middleware.NotFoundMiddleware",
    "config.busy.BusyMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.navigation.frame",
            ],
        },
    },
]

DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a writer waits for the lock when it begins, and does not fail later
        "timeout": 30,  # seconds
        # FULL: a committed change survives a power cut; each commit costs one write to the disk.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        # For queries with many small subqueries, compiling took six times as long as running them.
        "options": "-c jit=off",
        # Limits for a server that accepts connections but never answers, or whose machine is gone.
        "connect_timeout": 2,  # seconds
        "tcp_user_timeout": 10_000,  # milliseconds until the server must confirm data that was sent
        "keepalives_idle": 30,  # seconds of silence before TCP checks that the server is still there
        **DATABASES["default"].get("OPTIONS", {}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organizations.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "organizations.accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "organizations.accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "organizations.accounts.passwords.CharacterClassesValidator"},
    {"NAME": "organizations.accounts.passwords.AccountNameValidator"},
    {"NAME": "organizations.accounts.passwords.RecentPasswordsValidator", "OPTIONS": {"count": 5}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
CSRF_FAILURE_VIEW = "organizations.accounts.views.entrance.csrf_failed"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours: 15 minutes
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the lock-out page says when it ends
AXES_USERNAME_CALLABLE = "organizations.accounts.lockout.typed_name"
AXES_LOCKOUT_CALLABLE = "organizations.accounts.views.entrance.locked_out"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # the history records the logins
AXES_VERBOSE = False

SESSION_COOKIE_AGE = env.int("SESSION_IDLE_SECONDS", default=30 * 60)
SESSION_COOKIE_HTTPONLY = True

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文"))]
LOCALE_PATHS = [BASE_DIR / "locale"]  # Chinese translations that Django and other packages lack
TIME_ZONE = "Asia/Shanghai"  # every "today" in the portal is a day on this calendar
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
PRIVATE_ROOT = Path(env("PRIVATE_ROOT", default="") or VAR_DIR / "private").resolve()  # uploads, not served
_in_var = PRIVATE_ROOT.is_relative_to(VAR_DIR) and PRIVATE_ROOT != VAR_DIR
if BASE_DIR.is_relative_to(PRIVATE_ROOT) or (PRIVATE_ROOT.is_relative_to(BASE_DIR) and not _in_var):
    raise ImproperlyConfigured(f"PRIVATE_ROOT {PRIVATE_ROOT} would mix uploads with the code; name another folder.")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(PRIVATE_ROOT)}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.staticfiles.JoinedStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if not DEBUG:
    # Switch HTTPS off only behind a proxy on the same machine or in a closed test network.
    HTTPS = env.bool("HTTPS", default=True)
    SECURE_SSL_REDIRECT = HTTPS
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SESSION_COOKIE_SECURE = HTTPS
    CSRF_COOKIE_SECURE = HTTPS
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
    SECURE_HSTS_PRELOAD = HTTPS
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Limits for one ledger file, and for the process that reads it.
LEDGER_LIMITS = {
    "file_bytes": env.int("LEDGER_MAX_MEGABYTES", default=30) * 1024 * 1024,
    "unpacked_bytes": env.int("LEDGER_MAX_UNPACKED_MEGABYTES", default=200) * 1024 * 1024,
    "sheets": env.int("LEDGER_MAX_SHEETS", default=200),
    "rows": env.int("LEDGER_MAX_ROWS", default=200_000),
    "columns": env.int("LEDGER_MAX_COLUMNS", default=256),
    "cells": env.int("LEDGER_MAX_CELLS", default=4_000_000),
    "merges": env.int("LEDGER_MAX_MERGES", default=60_000),
}
LEDGER_READING_SECONDS = env.int("LEDGER_READING_SECONDS", default=180)
LEDGER_READING_MEGABYTES = env.int("LEDGER_READING_MEGABYTES", default=1024)

EMAIL_CONFIG = env.mail("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)  # seconds for each answer of the mail server
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="portal@localhost")
PORTAL_URL = env("PORTAL_URL", default="http://127.0.0.1:8000")  # the beginning of all links in e-mail

CELERY_BROKER_URL = env.broker("CELERY_BROKER_URL", default="filesystem://localhost")
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CONCURRENCY = env.int("WORKER_CONCURRENCY", default=2)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# At the soft limit a job gets an exception; a minute later it is killed. The longest ordinary job, a hundred
# mails that all run into EMAIL_TIMEOUT, takes 17 minutes. Storing 100,000 rows can take many minutes on a slow disk,
# and the time of the nightly sealing grows with the history. These two get a longer limit. It must stay below one
# hour: after that Redis gives a message that was not acknowledged to a second worker.
CELERY_TASK_SOFT_TIME_LIMIT, CELERY_TASK_TIME_LIMIT = 20 * 60, 21 * 60  # seconds
_long = {"soft_time_limit": 50 * 60, "time_limit": 51 * 60}
CELERY_TASK_ANNOTATIONS = {"ledgers.jobs.work_on": _long, "audit.jobs.seal_history": _long}
# A page waits a few seconds at most to send a message. When that fails, the next sweep finds the work.
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0}
if CELERY_BROKER_URL.startswith(("redis:", "rediss:")):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "socket_connect_timeout": 2,
        "socket_timeout": 2,
        "socket_keepalive": True,
    }
if CELERY_BROKER_URL.startswith("filesystem:"):
    _broker = VAR_DIR / "broker"
    for _name in ("queue", "control", "processed"):
        (_broker / _name).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker / "queue"),
        "data_folder_out": str(_broker / "queue"),
        "control_folder": str(_broker / "control"),
        "processed_folder": str(_broker / "processed"),
        "polling_interval": 0.1,
    }
    # Remote control needs one more folder to poll, and a killed worker leaves its folder behind.
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")

# The web server that ``manage.py portal`` starts.
HOST = env("HOST", default="127.0.0.1")
PORT = env("PORT", default="8000")
WEB_WORKERS = env.int("WEB_WORKERS", default=1)
WEB_THREADS = env.int("WEB_THREADS", default=4)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"unless_health": {"()": "config.logs.UnlessHealth"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "stream": sys.stderr}},
    "loggers": {
        "django": {"handlers": []},  # with Django's own handler every line would appear twice with DEBUG on
        "django.request": {"filters": ["unless_health"]},
    },
    "root": {"handlers": ["console"], "level": env.log_level("LOG_LEVEL", default="INFO" if DEBUG else "WARNING")},
}
