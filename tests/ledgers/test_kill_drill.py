"""Users import over HTTP while worker, web server and database sessions are killed: every import that the portal
confirmed is stored exactly once.

``KILL_DRILL_IMPORTS=120`` makes it long; ``KILL_DRILL_SEED`` repeats the moments of an earlier run.
"""

import http.client
import json
import os
import random
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Event
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from governance.models import Grid
from ledgers.models import ImportBatch
from tests.factories import make_user
from tests.ledgers.test_flow import workbook
from tests.processes import Web, wait_until

pytestmark = [
    pytest.mark.processes,
    pytest.mark.xdist_group("processes"),
    pytest.mark.django_db(transaction=True),
]
PEOPLE = 3
IMPORTS = int(os.environ.get("KILL_DRILL_IMPORTS", 6))
SEED = int(os.environ.get("KILL_DRILL_SEED", 0)) or random.randrange(1, 10**6)
STRIKES = IMPORTS // 2 + 1
ROWS = 20
TOKEN = "t" * 32
BUSY = 503


class Person:
    """A user with a browser who repeats every request that got no answer or a page that says busy."""

    def __init__(self, user, port, over):
        client = Client()
        client.force_login(user)
        self.name = user.username
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}; csrftoken={TOKEN}"
        self.port = port
        self.over = over
        self.confirmed = {}  # {batch id: name} of the imports that the portal confirmed
        self.statuses = set()

    def ask(self, method, path, body=None, content_type="application/x-www-form-urlencoded"):
        """Repeat the request until it is answered; returns status, redirect address and text.

        Raises ``TimeoutError`` when the drill is over.
        """
        headers = {"Host": "localhost", "Cookie": self.cookie, "Content-Type": content_type}
        while not self.over.is_set():
            server = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            with suppress(OSError, http.client.HTTPException):
                server.request(method, path, body, headers)
                answer = server.getresponse()
                text = answer.read().decode()
                self.statuses.add(answer.status)
                if answer.status != BUSY:
                    return answer.status, answer.getheader("Location", ""), text
            server.close()
            time.sleep(0.1)
        raise TimeoutError

    def import_one(self, number):
        """Upload a file, wait for its preview, confirm it, and look at the page that follows."""
        name = f"{self.name}第{number}次"
        path = self.read(name)
        while "多次失败" in self.ask("GET", path)[2]:  # three workers were killed while they read it
            path = self.read(name)
        body = urlencode({"csrfmiddlewaretoken": TOKEN, "mode": "good"})
        assert self.ask("POST", f"{path}confirm/", body)[:2] == (302, path)
        assert "确认之前不会写入任何数据" not in self.ask("GET", path)[2]
        self.confirmed[int(path.split("/")[-2])] = name

    def read(self, name):
        path = self.upload(name)
        while not json.loads(self.ask("GET", f"{path}status/")[2])["done"]:
            time.sleep(0.1)
        return path

    def upload(self, name):
        rows = [["漆工镇", "湖塘村", f"{name}第{row}网格", row, ""] for row in range(1, ROWS + 1)]
        file = SimpleUploadedFile(f"{name}.xlsx", workbook(*rows))
        body = encode_multipart(BOUNDARY, {"csrfmiddlewaretoken": TOKEN, "key": "auto", "files": file})
        status, path, text = self.ask("POST", reverse("ledgers:upload"), body, MULTIPART_CONTENT)
        assert status == 302, text
        return path


class Sessions:
    """All connections of other processes to PostgreSQL; killing them has the effect of a restarted server."""

    def kill(self):
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_terminate_backend(pid) {others}")

    def start(self):
        """Nothing to do: the processes open new connections when they need them."""


class Wreckers:
    """Kill the web server, the worker, both or their database sessions at random moments, and start them again."""

    def __init__(self, web, worker, chance):
        self.web = web
        self.worker = worker
        self.chance = chance
        self.choices = [[web], [worker], [web, worker]]
        if connection.vendor == "postgresql":
            self.choices += [[Sessions()]] * 2
        self.kills = 0

    def strike(self):
        wait_until(self.web.answers, "the web server")
        self.sweep()
        time.sleep(self.chance.uniform(0, 2))
        victims = self.chance.choice(self.choices)
        for victim in victims:
            victim.kill()
            self.kills += 1
        for victim in victims:
            victim.start()

    def sweep(self):
        """Let the leases of dead workers expire and send the sweep, as beat does every minute."""
        time.sleep(1)
        ImportBatch.objects.exclude(lease_until=None).update(lease_until=timezone.now() - timedelta(seconds=1))
        self.worker.send("ledgers.jobs.sweep")


@pytest.fixture
def portal(workers):
    worker = workers()
    web = Web(worker)
    web.start()
    worker.start()
    yield web, worker
    web.kill()


def test_confirmed_imports_are_stored_once_while_the_portal_is_killed_again_and_again(portal, village, county):
    web, worker = portal
    over = Event()
    people = [Person(make_user(county, username=f"drill{number}"), web.port, over) for number in range(PEOPLE)]
    wreckers = Wreckers(web, worker, random.Random(SEED))

    with ThreadPoolExecutor(PEOPLE) as pool:
        work = [pool.submit(people[number % PEOPLE].import_one, number) for number in range(IMPORTS)]
        try:
            for _ in range(STRIKES):
                wreckers.strike()
            wait_until(lambda: wreckers.sweep() or all(import_.done() for import_ in work), "all answers", 10 * IMPORTS)
        finally:
            over.set()
    confirmed = {pk: name for person in people for pk, name in person.confirmed.items()}
    wait_until(lambda: settled(confirmed, wreckers), f"the end of all imports, seed {SEED}\n{worker.log}")

    print(f"seed {SEED}: {len(confirmed)} imports confirmed, {wreckers.kills} kills")  # noqa: T201 - pytest -s shows it
    assert [import_.exception() for import_ in work] == [None] * IMPORTS
    assert set().union(*(person.statuses for person in people)) <= {200, 302, 503}
    assert dict(ImportBatch.objects.filter(pk__in=confirmed).values_list("pk", "state")) == dict.fromkeys(
        confirmed, "stored"
    )
    assert sorted(Grid.objects.values_list("import_batch", "grid_name")) == sorted(
        (pk, f"{name}第{row}网格") for pk, name in confirmed.items() for row in range(1, ROWS + 1)
    )
    for action in ("ledger.batch.confirmed", "ledger.batch.stored"):
        entries = AuditEntry.objects.filter(action=action).values_list("object_id", flat=True)
        assert sorted(entries, key=int) == [str(pk) for pk in sorted(confirmed)]


def settled(confirmed, wreckers):
    wreckers.sweep()
    return not ImportBatch.objects.filter(pk__in=confirmed, state__in=ImportBatch.WORKING).exists()
