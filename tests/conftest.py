import os
import shutil
from datetime import date
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection, connections
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from redis import Redis

from tests.append_only import without_triggers
from tests.factories import make_organization, make_user
from tests.processes import Worker, use_database_file


@pytest.fixture(scope="session", autouse=True)
def emptied_between_tests():
    """Remove the history's triggers while Django empties the tables after a test with real transactions."""
    execute_sql_flush = BaseDatabaseOperations.execute_sql_flush

    def flush(operations, statements):
        with without_triggers(operations.connection):
            execute_sql_flush(operations, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush)
        yield


@pytest.fixture(scope="session", autouse=True)
def no_messages_left():
    """Delete the messages that tests sent through a shared Redis at the end of the run."""
    yield
    if settings.CELERY_BROKER_URL.startswith("redis"):
        with Redis.from_url(settings.CELERY_BROKER_URL) as redis:
            prefix = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
            for key in redis.scan_iter(f"{prefix}*"):
                redis.delete(key)


@pytest.fixture(autouse=True)
def directives_read_here(monkeypatch):
    """Read directives in this process: a new interpreter for each costs the tests a third of a second.

    ``tasks/test_reading_child.py`` overrides this and tries the real one.
    """
    monkeypatch.setattr("tasks.reading_child._in_child", lambda function, *args, **options: function(*args, **options))


@pytest.fixture
def city(db):
    return make_organization("上饶市", code="361100000000")


@pytest.fixture
def county(city):
    return make_organization("弋阳县", parent=city, code="361126000000")


@pytest.fixture
def other_county(city, county):
    return make_organization("横峰县", parent=city, code="361125000000")


@pytest.fixture
def township(county):
    return make_organization("漆工镇", parent=county, code="361126104000")


@pytest.fixture
def village(township):
    return make_organization("湖塘村", parent=township, code="361126104203")


@pytest.fixture
def people(city, county, other_county, township):
    """One account for each kind of user of the portal."""
    return SimpleNamespace(
        city_viewer=make_user(city, "viewer", name="周敏"),
        city_manager=make_user(city, "manager", name="陈立"),
        county_manager=make_user(county, "manager", name="方圆"),
        county_editor=make_user(county, "editor", name="李娟"),
        other_county_editor=make_user(other_county, "editor", name="吴桐"),
        township_editor=make_user(township, "editor", name="何苗"),
    )


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium; without one the test is skipped, or fails where REQUIRE_BROWSER is set."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None and not os.environ.get("REQUIRE_BROWSER"):
        pytest.skip("no Chromium on this machine")
    # The driver keeps an event loop in this thread, and Django refuses database access beside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def as_user():
    """``as_user(people.county_editor)`` gives a client in which that user has signed in."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def today(monkeypatch):
    """Today on all pages: a Monday, two days before the cut-off day of November 2026."""
    day = date(2026, 11, 23)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: day)
    return day


@pytest.fixture(autouse=True)
def year_of_imports(monkeypatch):
    """The files of the tests are of 2026; in another year an import would ask whether that is meant."""
    monkeypatch.setattr("ledgers.models.ImportBatch.own_year", 2026)


@pytest.fixture
def shared_database(tmp_path):
    """A database that worker processes can reach too: on SQLite a file instead of the memory."""
    if connection.vendor != "sqlite":
        yield
        return
    before = use_database_file(tmp_path / "portal.sqlite3")
    yield
    connections["default"].close()
    connections["default"] = before


@pytest.fixture
def workers(shared_database, tmp_path):
    """``workers()`` makes another worker with access to the files of this test."""
    made = []

    def make():
        worker = Worker(tmp_path)
        worker.environment["PRIVATE_ROOT"] = str(tmp_path)
        made.append(worker)
        return worker

    yield make
    for worker in made:
        worker.stop()
