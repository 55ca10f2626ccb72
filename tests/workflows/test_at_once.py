"""Several people press at the same moment, each in a transaction of its own: one succeeds, the others are told."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from tests.factories import make_organization, make_user
from tests.workflows.worlds import check_chain, make_applicant, make_people, press, rows_of, walk

PEOPLE = 4


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets only one writer begin")
@pytest.mark.django_db(transaction=True)
def test_of_people_pressing_at_the_same_moment_one_succeeds():
    county = make_organization("弋阳县", parent=make_organization("上饶市"))
    township = make_organization("漆工镇", parent=county)
    village = make_organization("湖塘村", parent=township)
    applicant = walk(make_applicant(village), "candidate", make_people(county, township))
    managers = [make_user(county, "manager") for _number in range(PEOPLE)]
    start, outcomes = Barrier(PEOPLE), []

    def work(by):
        start.wait()
        try:
            outcomes.append(press(applicant, "ask", by, seen=2).step)
        except ValidationError as error:
            outcomes.append(error.messages[0])
        except Exception as error:  # a thread swallows it otherwise
            outcomes.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work, args=[by]) for by in managers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    told = [outcome for outcome in outcomes if outcome != "ask"]
    assert len(told) == PEOPLE - 1
    assert all("没有重复办理" in str(sentence) for sentence in told)
    assert len(rows_of(applicant)) == 3
    check_chain(applicant)
