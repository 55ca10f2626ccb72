"""Two computations at once wait for each other and leave one known value each; none waits for a change."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction

from indicators import recomputing
from indicators.models import DirtyMark, IndicatorValue
from tests.factories import make_organization
from tests.indicators.worlds import make_grid

NOW = datetime(2026, 5, 31, 4, tzinfo=UTC)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets only one writer begin")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_leave_one_known_value_each():
    city = make_organization("上饶市")
    county = make_organization("弋阳县", parent=city)
    villages = [
        make_organization("湖塘村", parent=make_organization(f"第{number}镇", parent=county)) for number in range(4)
    ]
    for village in villages:
        make_grid(village, party_group=True)
    failures = []

    def work(number):
        try:
            recomputing.recompute_all(now=NOW + timedelta(seconds=number))
        except Exception as error:  # a thread swallows it otherwise
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work, args=[number]) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    known = IndicatorValue.objects.known_now().counts_of(county)["grids_with_party_group"]
    assert (known.numerator, known.denominator) == (4, 4)
    assert not DirtyMark.objects.exists()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets only one writer begin")
@pytest.mark.django_db(transaction=True)
def test_worker_does_not_wait_for_a_change_that_is_not_committed():
    county = make_organization("弋阳县", parent=make_organization("上饶市"))
    villages = [
        make_organization("湖塘村", parent=make_organization(f"第{number}镇", parent=county)) for number in range(2)
    ]
    for village in villages:
        make_grid(village)
    done = []

    def work():
        try:
            done.append(recomputing.recompute_marked(now=NOW))
        finally:
            connection.close()

    thread = Thread(target=work)
    with transaction.atomic():
        make_grid(villages[1], "第二网格")
        thread.start()
        thread.join(20)
        done_meanwhile = list(done)
        make_grid(villages[0], "第二网格")
    thread.join()

    assert done_meanwhile == [1]
    assert set(DirtyMark.objects.values_list("organization__name", "token")) == {("第0镇", ""), ("第1镇", "")}
