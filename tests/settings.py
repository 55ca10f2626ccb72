"""Settings of the test run: production's, with a key and a data folder for each test process.

``DATABASE_URL`` and ``CELERY_BROKER_URL`` choose the services, as everywhere. Nothing is left
behind in ``var/``, and test processes that run side by side share neither folders nor messages.
"""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="portal-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("HTTPS", "off")
os.environ |= {"DEBUG": "off", "EMAIL_URL": "memorymail://", "VAR_DIR": _folder}
os.environ.pop("PRIVATE_ROOT", None)

from config.settings import *  # noqa: E402, F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.development"]  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
STATIC_ROOT.mkdir()  # noqa: F405 - WhiteNoise warns about a missing one at every request
if CELERY_BROKER_URL.startswith("redis"):  # noqa: F405
    CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] = f"{os.path.basename(_folder)}:"  # noqa: F405
