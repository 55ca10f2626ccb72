"""Every change of a ledger sends a signal with the places and years whose figures may have changed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from governance.models import Grid
from ledgers import actions, signals
from tests.factories import make_organization, make_user
from tests.ledgers.worlds import prepared, store

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 30)


@pytest.fixture
def signalled_places():
    """The places of every signal that is sent, in order."""
    signalled = []

    def listen(sender, places, **signal):
        assert sender is Grid
        signalled.append(places)

    signals.changed.connect(listen)
    yield signalled
    signals.changed.disconnect(listen)


def grid(village, editor):
    return actions.add_record(
        Grid, by=editor, organization=village, year=2026, values={"grid_name": "第一网格"}, on=TODAY
    )


def test_adding_and_deleting_a_record_signal_its_place(signalled_places, village, editor):
    record = grid(village, editor)
    actions.delete_record(record, by=editor, version=1)

    assert signalled_places == [{(village.pk, 2026)}] * 2


def test_moving_a_record_signals_both_places(signalled_places, village, township, editor):
    record, other = grid(village, editor), make_organization("上坊村", parent=township)

    actions.change_record(record, by=editor, version=1, organization=other, year=2025, values={}, on=TODAY)

    assert signalled_places[-1] == {(village.pk, 2026), (other.pk, 2025)}


def test_confirming_records_signals_their_places(signalled_places, village, county, editor):
    grid(village, editor)

    actions.confirm_records(Grid.objects.all(), by=make_user(county, "manager"))
    with pytest.raises(ValidationError):
        actions.confirm_records(Grid.objects.all(), by=make_user(county, "manager"))

    assert signalled_places == [{(village.pk, 2026)}] * 2


def test_storing_and_undoing_a_batch_signal_the_changed_places(signalled_places, village, editor):
    batch = store(prepared("grid", [[village, "第一网格", 1]], fields=("grid_name", "households")), editor)
    store(prepared("grid", [[village, "第一网格", 1]], fields=("grid_name", "households")), editor)
    batch.state, batch.undone_by = "undoing", editor
    actions.undo_rows(batch, now=timezone.now())

    assert signalled_places == [{(village.pk, 2026)}, set(), {(village.pk, 2026)}]
