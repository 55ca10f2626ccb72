"""After ``kill -9`` at any point a batch is stored completely or not at all, and another worker finishes it."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from governance.models import Grid
from ledgers import actions
from ledgers.models import ImportBatch
from tests.factories import make_organization, make_user
from tests.ledgers.conftest import DATA
from tests.ledgers.worlds import make_batch, prepared, store
from tests.processes import wait_until

pytestmark = [
    pytest.mark.processes,
    pytest.mark.xdist_group("processes"),
    pytest.mark.django_db(transaction=True),  # the worker must see what the test writes
]
FIELDS = ("grid_name", "households")
SWEEP_EVERY = 10  # seconds


@pytest.fixture
def village(shared_database):
    city = make_organization("上饶市")
    county = make_organization("信州区", parent=city, code="361102000000")
    township = make_organization("水南街道", parent=county, kind="街道")
    return make_organization("东瓦窑村", parent=township)


@pytest.fixture
def editor(village):
    return make_user(village.parent.parent)


def grids(village, count, households):
    return prepared("grid", [[village, f"第{number}网格", households] for number in range(count)], fields=FIELDS)


def ready_to_store(village, editor):
    """A confirmed batch, not yet stored, that changes two records and adds two."""
    store(grids(village, 2, 1), editor)
    batch = make_batch(editor, grids(village, 4, 9))
    ImportBatch.objects.filter(pk=batch.pk).update(state="storing", mode="good")
    return batch


def households():
    return sorted(Grid.objects.values_list("households", flat=True))


def lease_runs_out():
    ImportBatch.objects.exclude(lease_until=None).update(lease_until=timezone.now() - timedelta(seconds=1))


def wait_for(batch, state, worker):
    """Wait until the batch is in ``state``; repeats the sweep, as beat does, in case a message is lost."""
    sent = time.monotonic()

    def arrived():
        nonlocal sent
        if time.monotonic() - sent > SWEEP_EVERY:
            sent = time.monotonic()
            worker.send("ledgers.jobs.sweep")
        return ImportBatch.objects.get(pk=batch.pk).state == state

    wait_until(arrived, f"the batch as {state}\n{worker.log}")


def kill_at(worker, place):
    worker.start(pause_at=place)
    worker.send("ledgers.jobs.sweep")
    worker.wait_until_paused()
    worker.kill()
    lease_runs_out()


@pytest.mark.parametrize("place", ["ledgers.batch_writer:upsert:1", "ledgers.batch_writer:insert_rows:1"])
def test_worker_killed_while_storing_stores_nothing_and_the_next_one_stores_all(place, workers, village, editor):
    batch, worker = ready_to_store(village, editor), workers()

    kill_at(worker, place)
    left = households()
    worker.start()
    worker.send("ledgers.jobs.sweep")
    wait_for(batch, "stored", worker)

    assert left == [1, 1]
    assert households() == [9, 9, 9, 9]
    assert ImportBatch.objects.get(pk=batch.pk).counts == {"new": 2, "changed": 2, "unchanged": 0, "held_back": 0}


def test_worker_killed_while_undoing_removes_nothing_and_the_next_one_undoes_it(workers, village, editor):
    store(grids(village, 2, 1), editor)
    batch, worker = store(grids(village, 4, 9), editor), workers()
    ImportBatch.objects.filter(pk=batch.pk).update(state="undoing", undone_by=editor)

    kill_at(worker, "ledgers.batch_writer:upsert:1")
    left = households()
    worker.start()
    worker.send("ledgers.jobs.sweep")
    wait_for(batch, "undone", worker)

    assert left == [9, 9, 9, 9]
    assert households() == [1, 1]


def test_file_is_read_by_the_next_worker_after_one_is_killed_while_reading(workers, village, editor):
    file, worker = next(DATA.glob("05*.ods")), workers()
    batch = actions.upload(data=file.read_bytes(), file_name=file.name, by=editor)

    kill_at(worker, "ledgers.actions:stage_rows:1")
    left = ImportBatch.objects.values_list("state", "attempts", "chunks").get(pk=batch.pk)
    worker.start()
    worker.send("ledgers.jobs.sweep")
    wait_for(batch, "previewed", worker)

    assert left == ("uploaded", 1, None)
    assert ImportBatch.objects.get(pk=batch.pk).row_count > 100


def test_same_file_uploaded_twice_at_once_stores_every_row_once(workers, village, editor):
    batches = [make_batch(editor, grids(village, 300, 9)) for _ in range(2)]
    ImportBatch.objects.update(state="storing", mode="good")
    pair = [workers().start(), workers().start()]

    pair[0].send("ledgers.jobs.sweep")
    for batch in batches:
        wait_for(batch, "stored", pair[0])

    assert Grid.objects.count() == 300
    counts = sorted(ImportBatch.objects.values_list("new_count", "unchanged_count"))
    assert counts == [(0, 300), (300, 0)]
