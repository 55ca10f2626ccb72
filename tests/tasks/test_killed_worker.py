"""After ``kill -9`` in the middle of a job and a restart, every event and message exists exactly once."""

from collections import Counter
from datetime import timedelta
from email import message_from_bytes

import pytest
from django.utils import timezone

from notices import digest, messages
from notices.models import DeadlineEvent, JobRun, Message, OutboxMail
from tasks import scan
from tests.factories import make_organization, make_user
from tests.processes import wait_until
from tests.tasks.worlds import make_assignment, make_task

pytestmark = [
    pytest.mark.processes,
    pytest.mark.xdist_group("processes"),
    pytest.mark.django_db(transaction=True),  # the worker must see what the test writes
]

UNITS = 8
SAME_JOBS = """
import django; django.setup()
from notices.jobs import make_digests
from tasks.jobs import scan_deadlines
for _ in range(5):
    scan_deadlines()
    make_digests()
"""


@pytest.fixture
def worker(workers):
    return workers()


@pytest.fixture
def overdue(shared_database):
    """Assignments that were due eight days ago, each of a county with an editor who has a mail address."""
    today = timezone.localdate()
    city = make_organization("上饶市")
    task = make_task(city, year=today.year)
    dates = {"assigned_on": today - timedelta(40), "starts_on": today - timedelta(40), "due_on": today - timedelta(8)}
    for number in range(UNITS):
        county = make_organization(f"县{number}", parent=city)
        make_assignment(county, task, **dates)
        make_user(county, email=f"county{number}@example.org")


def events():
    found = DeadlineEvent.objects.filter(stage__startswith="overdue")
    return Counter(found.values_list("subject_id", "stage"))


def overdue_lines(message):
    """The lines about overdue tasks; the other lines depend on the day of the month on which the tests run."""
    return sorted(item["kind"] for item in message.items if item["kind"].startswith("overdue"))


def is_done(name):
    return JobRun.objects.filter(name=name, last_on=timezone.localdate()).exists()


def sent_mails(worker):
    """Message-IDs of the mails in the folder that replaces the mail server."""
    files = [path for path in worker.mails.glob("*") if path.is_file()] if worker.mails.exists() else []
    parts = [part for path in files for part in path.read_bytes().split(b"-" * 79) if part.strip()]
    return Counter(message_from_bytes(part.strip())["Message-ID"] for part in parts)


def test_events_are_found_once_when_a_worker_is_killed_during_the_scan(worker, overdue):
    worker.start(pause_at="tasks.scan:_scan_late:2")
    worker.wait_until_paused()
    worker.kill()

    worker.start()
    wait_until(lambda: is_done(scan.SCAN), f"the scan after the new start\n{worker.log}")
    worker.send("tasks.jobs.scan_deadlines")

    assert sorted(events().values()) == [1] * (2 * UNITS)


def test_messages_are_written_once_when_a_worker_is_killed_during_the_digest(worker, overdue):
    scan.scan_deadlines(on=timezone.localdate())
    worker.environment["SET_VALUE"] = "notices.digest:CHUNK:3"
    worker.start(pause_at="notices.messages:queue:2")
    worker.send("notices.jobs.make_digests")
    worker.wait_until_paused()
    worker.kill()
    written_before = Message.objects.count()

    worker.start()
    worker.send("notices.jobs.make_digests")
    worker.send("notices.jobs.make_digests")
    wait_until(lambda: is_done(digest.DIGEST), f"the digest after the new start\n{worker.log}")

    assert written_before == 3
    assert Message.objects.count() == OutboxMail.objects.count() == UNITS
    assert [overdue_lines(message) for message in Message.objects.all()] == [["overdue_7"]] * UNITS


def test_mails_are_sent_once_when_a_worker_is_killed_between_two(worker, overdue):
    scan.scan_deadlines(on=timezone.localdate())
    digest.make_digests(on=timezone.localdate())
    worker.start(pause_at="notices.outbox:_hand_over:4")
    worker.send("notices.jobs.deliver_mail")
    worker.wait_until_paused()
    worker.kill()
    sent_before = sum(sent_mails(worker).values())
    OutboxMail.objects.filter(state="waiting").update(lease_until=timezone.now())  # the lease expires

    worker.start()
    worker.send("notices.jobs.deliver_mail")
    wait_until(lambda: not OutboxMail.objects.exclude(state="sent").exists(), f"the mails\n{worker.log}")

    assert sent_before == 3
    assert sorted(sent_mails(worker).values()) == [1] * UNITS
    assert messages.HOST in next(iter(sent_mails(worker)))


def test_events_and_messages_are_written_once_when_two_processes_do_the_same_jobs(worker, overdue):
    twice = [worker.run_alongside(SAME_JOBS) for _ in range(2)]

    assert [process.wait(60) for process in twice] == [0, 0], worker.log
    assert sorted(events().values()) == [1] * (2 * UNITS)
    assert Message.objects.count() == OutboxMail.objects.count() == UNITS
