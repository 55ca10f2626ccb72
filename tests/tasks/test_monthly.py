"""An imported monthly report (月报) creates drafts of progress reports of the county."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from ledgers import actions
from tasks import monthly
from tasks.models import ProgressReport
from tests.factories import make_user
from tests.ledgers.worlds import prepared, store
from tests.tasks.worlds import make_assignment, make_report, make_task

pytestmark = pytest.mark.django_db
FIELDS = ("task", "progress", "measures", "problems", "next_steps")
ROW = ["整顿软弱涣散村党组织", 62.5, "逐村销号。", "进度不平衡。", "约谈提醒。"]


@pytest.fixture
def editor(county):
    return make_user(county, "editor", name="李娟")


def import_report(county, editor, *rows, period="2026-06"):
    found = prepared("monthly_report", [[county, *row] for row in rows], fields=FIELDS, period=period)
    return store(found, editor)


def test_row_creates_a_draft_for_its_month(county, editor):
    assignment = make_assignment(county)

    import_report(county, editor, ROW)

    report = ProgressReport.objects.get()
    assert (report.assignment, report.period_start, report.state) == (assignment, date(2026, 6, 1), "draft")
    assert (report.progress, report.done, report.problems) == (Decimal("62.5"), "逐村销号。", "进度不平衡。")
    assert (report.author, report.source) == (editor, "台账.xlsx 第 5 行")


def test_draft_from_an_import_of_the_city_has_no_author(city, county):
    make_assignment(county)

    import_report(county, make_user(city, "editor"), ROW)

    assert ProgressReport.objects.get().author is None


def test_submitted_report_is_not_changed(county, editor):
    report = make_report(make_assignment(county), date(2026, 6, 1), submitted_on=date(2026, 6, 20), progress=10)

    import_report(county, editor, ROW)

    report.refresh_from_db()
    assert (report.progress, report.state) == (10, "submitted")


def test_row_that_fits_two_assignments_creates_no_draft(city, county, editor):
    make_assignment(county, make_task(city))
    make_assignment(county, make_task(city))

    import_report(county, editor, ROW)

    assert ProgressReport.objects.count() == 0


def test_undone_import_creates_no_draft(county, editor):
    batch = import_report(county, editor, ROW)
    make_assignment(county)
    batch.state, batch.undone_by = "undoing", editor

    actions.undo_rows(batch, now=timezone.now())

    assert monthly.feed(batch, by=editor, on=date(2026, 7, 1)) == 0
    assert ProgressReport.objects.count() == 0
