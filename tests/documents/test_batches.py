"""Papers of all units below at once: one archive, whatever happens to the workers."""

import io
import time
import zipfile
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from docx import Document as WordFile

from documents import jobs, kinds, worker
from documents.actions import batches
from documents.models import BatchPaper, Document
from files.errors import FileError
from tests.documents.worlds import CONTENT
from tests.factories import make_organization, make_user
from tests.processes import wait_until

JUNE = date(2026, 6, 2)
SWEEP_EVERY = 10  # seconds


def ask(city, by):
    return batches.ask(kinds.get("circular"), city, "2026-05", by=by, on=JUNE)


def make_all(batch):
    for paper in batch.papers.all():
        worker.make(BatchPaper, paper.pk, on=JUNE)


def test_archive_has_the_paper_of_each_county(city, county, other_county, township, people, as_user):
    batch = ask(city, people.city_manager)
    make_all(batch)

    answer = as_user(people.city_manager).get(reverse("documents:batch-download", args=[batch.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()

    assert names == ["001 弋阳县 月度通报 2026-05.docx", "002 横峰县 月度通报 2026-05.docx"]
    assert Document.objects.count() == 0


def test_unit_without_writers_below_is_refused(db):
    city = make_organization("鹰潭市")

    with pytest.raises(ValidationError, match="没有写这种公文的单位"):
        ask(city, make_user(city, "manager"))


def test_failed_paper_is_named_and_can_be_tried_again(city, county, other_county, people, as_user, monkeypatch):
    batch = ask(city, people.city_manager)
    with monkeypatch.context() as patch:
        patch.setattr(worker, "word_file", _refuse)
        worker.make(BatchPaper, batch.papers.first().pk, on=JUNE)
    make_all(batch)
    page = as_user(people.city_manager).get(batch.get_absolute_url()).content.decode()

    batches.retry(batch, by=people.city_manager)
    make_all(batch)

    assert ("已生成 1 / 2 份，失败 1 份" in page, "弋阳县：模板坏了" in page) == (True, True)
    assert set(batch.papers.values_list("making", flat=True)) == {"made"}


def _refuse(*args):
    raise FileError("template", "模板坏了")


def test_progress_is_told_to_the_script(city, county, other_county, people, as_user):
    batch = ask(city, people.city_manager)
    worker.make(BatchPaper, batch.papers.first().pk, on=JUNE)

    answer = as_user(people.city_manager).get(reverse("documents:batch-status", args=[batch.pk])).json()

    assert (answer["percent"], answer["done"]) == (50, False)


def test_two_workers_make_a_paper_once(city, county, people, monkeypatch):
    paper = ask(city, people.city_manager).papers.first()
    store = worker.store

    def disturbed(*args):
        worker.make(BatchPaper, paper.pk, on=JUNE)  # the message has come twice
        store(*args)

    monkeypatch.setattr(worker, "store", disturbed)
    worker.make(BatchPaper, paper.pk, on=JUNE)

    assert BatchPaper.objects.values_list("making", "attempts").get(pk=paper.pk) == ("made", 1)


def test_worker_that_lost_its_claim_leaves_no_file_behind(city, county, people, monkeypatch):
    paper = ask(city, people.city_manager).papers.first()
    store, stored = worker.store, []

    def too_late(paper, claimed, *rest):
        BatchPaper.objects.update(token="of another worker")
        stored.append(paper.file.storage)
        store(paper, claimed, *rest)

    before = set(paper.file.storage.listdir("documents")[1]) if paper.file.storage.exists("documents") else set()
    monkeypatch.setattr(worker, "store", too_late)
    worker.make(BatchPaper, paper.pk, on=JUNE)

    assert BatchPaper.objects.get(pk=paper.pk).making == "waiting"
    assert set(stored[0].listdir("documents")[1]) == before


class Killed(BaseException):
    """The worker process was killed: nothing after this is run."""


def killed_at(paper_number):
    """A ``store`` whose worker is killed when it holds the paper of this number."""
    store, begun = worker.store, []

    def store_or_die(*args):
        begun.append(args)
        if len(begun) == paper_number:
            raise Killed
        store(*args)

    return store_or_die


def told_percent(client, batch):
    return client.get(reverse("documents:batch-status", args=[batch.pk])).json()["percent"]


def test_hundred_papers_are_finished_although_a_worker_is_killed_among_them(db, monkeypatch, as_user):
    """Only counting is left out: each Word file is filled from the template in a process of its own."""
    city = make_organization("上饶市")
    for number in range(100):
        make_organization(f"第{number}县", parent=city)
    manager, woken = make_user(city, "manager"), []
    batch, client = ask(city, manager), as_user(manager)
    monkeypatch.setattr(worker, "counted_content", lambda paper, on: CONTENT)
    monkeypatch.setattr(jobs, "wake", woken.append)

    with monkeypatch.context() as patch:
        patch.setattr(worker, "store", killed_at(31))
        with pytest.raises(Killed):
            make_all(batch)
    after_the_kill = told_percent(client, batch)
    lease_runs_out()
    rounds = []
    while batch.papers.exclude(making="made").exists():
        woken.clear()
        jobs.sweep()
        for paper in woken:
            worker.make(BatchPaper, paper.pk, on=JUNE)
        rounds.append(len(woken))
    answer = client.get(reverse("documents:batch-download", args=[batch.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        texts = [WordFile(io.BytesIO(archive.read(name))).paragraphs[0].text for name in archive.namelist()]

    assert (after_the_kill, rounds, told_percent(client, batch)) == (30, [50, 20], 100)
    assert texts == [CONTENT["title"]] * 100
    assert sorted(batch.papers.values_list("attempts", flat=True)) == [1] * 99 + [2]


def lease_runs_out():
    BatchPaper.objects.exclude(lease_until=None).update(lease_until=timezone.now() - timedelta(seconds=1))


def wait_for_all(running):
    """Wait until all papers are made; repeats the sweep, as beat does, in case a message is lost."""
    sent = time.monotonic()

    def all_made():
        nonlocal sent
        if time.monotonic() - sent > SWEEP_EVERY:
            sent = time.monotonic()
            running.send("documents.jobs.sweep")
        return not BatchPaper.objects.exclude(making="made").exists()

    wait_until(all_made, f"all papers\n{running.log}")


@pytest.mark.processes
@pytest.mark.xdist_group("processes")
@pytest.mark.django_db(transaction=True)
def test_batch_is_finished_by_the_next_worker_after_one_is_killed(shared_database, workers):
    city = make_organization("上饶市")
    counties = [make_organization(f"第{number}县", parent=city) for number in range(4)]
    batch, running = ask(city, make_user(city, "manager")), workers()

    running.start(pause_at="documents.worker:store:3")
    running.send("documents.jobs.sweep")
    running.wait_until_paused()
    running.kill()
    left = batch.papers.filter(making="made").count()
    lease_runs_out()
    running.start()
    running.send("documents.jobs.sweep")
    wait_for_all(running)

    attempts = sorted(batch.papers.values_list("attempts", flat=True))
    assert (left, len(counties), attempts) == (2, 4, [1, 1, 1, 2])
