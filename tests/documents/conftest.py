from datetime import date

import pytest

from documents import kinds
from tests.indicators.worlds import make_grid
from tests.tasks.worlds import make_assignment, make_report, make_task


@pytest.fixture
def circular():
    return kinds.get("circular")


@pytest.fixture
def reported(city, county, other_county, village):
    """May 2026: a task of the city that 弋阳县 is late with, and grids of a village of this county."""
    task = make_task(city, measure="quantity", unit="个村", title="整顿软弱涣散村党组织")
    late = make_assignment(county, task, target=10, due_on=date(2026, 5, 20))
    make_report(late, date(2026, 4, 1), value=4, progress=40, reviewed_on=date(2026, 4, 26))
    early = make_assignment(other_county, task, target=10)
    make_report(early, date(2026, 4, 1), value=9, progress=90, reviewed_on=date(2026, 4, 26))
    make_grid(village, "第一网格", party_group=True)
    make_grid(village, "第二网格", party_group=False)
    return task


@pytest.fixture
def june(monkeypatch):
    """Today is 2 June 2026."""
    day = date(2026, 6, 2)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: day)
    return day
