"""Reports of bound assignments: written from the values of the indicator until the freeze, with the texts of people."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from audit.models import AuditEntry
from governance.models import Grid
from indicators import recomputing
from indicators.actions.freezing import freeze
from indicators.counts import Counts
from tasks import actions, measured
from tasks.models import Assignment, ProgressReport, ReportRevision, Task
from tasks.presentation import figure_of
from tests.indicators.worlds import announce, make_grid
from tests.tasks.worlds import make_assignment, make_report, make_task
from years import periods
from years.models import TaskYear

GRIDS = "grids_with_party_group"
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
YEAR = TaskYear(year=2026)


def moment(month, day, hour=4):
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture
def assignment(city, county):
    """Bound, and begun in May: no report of April is written."""
    return make_assignment(county, make_task(city, indicator=GRIDS), assigned_on=MAY, starts_on=MAY)


@pytest.fixture
def grids(village):
    """Four grids of the village, three of them with a Party group."""
    return [make_grid(village, f"第{number}网格", party_group=number < 4) for number in (1, 2, 3, 4)]


def set_group(grid, has_group):
    Grid.objects.filter(pk=grid.pk).update(party_group=has_group)
    announce(grid)


def recompute(month, day, hour=4):
    recomputing.recompute_marked(now=moment(month, day, hour))


def figures(report):
    return report.value, report.progress, report.total


def progress_on(assignment, day):
    return Assignment.objects.with_status(on=day).get(pk=assignment.pk).status(on=day, year=YEAR).progress


def test_report_is_written_with_the_value_of_the_unit_and_counts_at_once(assignment, grids):
    recompute(5, 20)

    report = ProgressReport.objects.get(period_start=MAY)
    assert (report.state, report.indicator, report.reviewer, report.author) == ("confirmed", GRIDS, None, None)
    assert figures(report) == (3, Decimal(75), 4)
    assert (report.submitted_on, report.reviewed_on) == (date(2026, 5, 20), date(2026, 5, 20))
    assert progress_on(assignment, date(2026, 5, 20)) == 75


def test_quantity_in_the_unit_of_the_indicator_has_numerator_and_denominator(assignment, grids):
    Task.objects.update(measure="quantity", unit="个网格")
    Assignment.objects.update(target=9)

    recompute(5, 20)

    assert figures(ProgressReport.objects.get(period_start=MAY)) == (3, 75, 4)
    day = date(2026, 5, 20)
    status = Assignment.objects.with_status(on=day).get().status(on=day, year=YEAR)
    assert (status.value, status.target) == (3, 4)


def test_quantity_in_another_unit_has_the_counts_of_the_indicator_and_its_unit(assignment, grids):
    Task.objects.update(measure="quantity", unit="户")

    recompute(5, 20)

    report = ProgressReport.objects.get(period_start=MAY)
    assert figures(report) == (3, 75, 4)
    assert figure_of(report, Task.objects.get()) == "3 个网格"


@pytest.mark.parametrize(("met", "progress"), [(999, Decimal("99.9")), (1000, Decimal(100))])
def test_percentage_is_100_only_when_all_are_met(met, progress):
    assert measured.figures_of(Counts(numerator=met, denominator=1000)).progress == progress


def test_unit_without_any_element_reports_itself(assignment, people):
    recompute(5, 20)
    actions.write_reports(now=moment(5, 20))

    assert not ProgressReport.objects.exists()


def test_unbound_task_gets_no_report_although_its_title_fits(city, county, grids):
    make_assignment(county, make_task(city, title="深化社区网格化管理"))

    recompute(5, 20)

    assert not ProgressReport.objects.exists()


def test_second_recompute_without_a_change_writes_nothing(assignment, grids):
    recompute(5, 20)
    before = list(ProgressReport.objects.values())

    assert actions.write_reports(now=moment(5, 21)) == 0
    assert list(ProgressReport.objects.values()) == before


def test_changed_value_is_written_and_past_days_keep_theirs(assignment, grids):
    recompute(5, 20)
    set_group(grids[3], True)
    recompute(5, 22)

    assert progress_on(assignment, date(2026, 5, 22)) == 100
    assert [progress_on(assignment, date(2026, 5, day)) for day in (19, 20, 21)] == [None, 75, 75]


def test_only_what_stood_before_a_day_is_kept(assignment, grids):
    recompute(5, 20)
    set_group(grids[3], True)
    recompute(5, 22, hour=4)
    set_group(grids[0], False)
    set_group(grids[1], False)
    recompute(5, 22, hour=5)

    assert list(ReportRevision.objects.values_list("replaced_on", "progress")) == [(date(2026, 5, 22), 75)]
    assert progress_on(assignment, date(2026, 5, 22)) == 50
    assert progress_on(assignment, date(2026, 5, 21)) == 75


def test_population_that_became_empty_has_no_figure_and_past_days_keep_theirs(assignment, grids):
    recompute(5, 20)
    Grid.objects.all().delete()
    announce(grids[0])
    recompute(5, 22)

    assert figures(ProgressReport.objects.get()) == (None, None, None)
    assert progress_on(assignment, date(2026, 5, 22)) is None
    assert progress_on(assignment, date(2026, 5, 21)) == 75


def test_new_period_begins_without_a_change_of_the_value(assignment, grids):
    recompute(5, 20)

    actions.write_reports(now=moment(6, 1))

    assert list(ProgressReport.objects.order_by("period_start").values_list("period_start", "progress")) == [
        (MAY, 75),
        (JUNE, 75),
    ]


def test_quarter_has_the_value_of_its_newest_month(assignment, grids):
    Task.objects.update(period="quarter")
    recompute(5, 2)
    set_group(grids[3], True)
    recompute(5, 20)

    report = ProgressReport.objects.get()
    assert (report.period_start, report.progress) == (date(2026, 4, 1), 100)


def test_report_of_the_month_before_follows_corrections_until_the_freeze(assignment, grids):
    recompute(5, 20)
    set_group(grids[3], True)
    recompute(6, 3)

    assert ProgressReport.objects.get(period_start=MAY).progress == 100


def test_report_never_changes_after_the_freeze(assignment, grids):
    recompute(5, 20)
    freeze("2026-05", on=date(2026, 6, 6), now=moment(6, 6))
    set_group(grids[3], True)
    recompute(6, 8)
    actions.write_reports(now=moment(6, 9))

    progress = dict(ProgressReport.objects.values_list("period_start", "progress"))
    assert progress == {MAY: 75, JUNE: 100}


def test_freeze_itself_writes_the_last_value(assignment, grids):
    recompute(5, 20)
    set_group(grids[3], True)

    freeze("2026-05", on=date(2026, 6, 6), now=moment(6, 6))

    assert ProgressReport.objects.get(period_start=MAY).progress == 100


def test_recompute_that_is_killed_leaves_neither_value_nor_report(assignment, grids, monkeypatch):
    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(recomputing, "_end", killed)
    with pytest.raises(KeyboardInterrupt):
        recompute(5, 20)
    assert not ProgressReport.objects.exists()

    monkeypatch.undo()
    recompute(5, 20, hour=5)

    assert ProgressReport.objects.get(period_start=MAY).progress == 75


@pytest.mark.parametrize("state", [{}, {"submitted_on": date(2026, 5, 18)}])
def test_open_report_of_a_person_is_taken_over_with_its_texts(assignment, grids, state):
    make_report(assignment, MAY, progress=90, done="逐个网格走访。", **state)

    recompute(5, 20)

    report = ProgressReport.objects.get()
    assert (report.state, report.progress, report.done) == ("confirmed", 75, "逐个网格走访。")
    typed = AuditEntry.objects.get(action="report.taken_over").changes["progress"]
    assert [Decimal(str(value)) for value in typed] == [90, 75]


def test_submission_counts_as_waiting_until_the_system_took_over(assignment, grids):
    make_report(assignment, MAY, progress=100, submitted_on=date(2026, 5, 18))
    recompute(5, 20)

    claims = [
        Assignment.objects.from_reports(on=date(2026, 5, day)).get().status_claimed_on for day in (17, 18, 19, 20)
    ]

    assert claims == [None, date(2026, 5, 18), date(2026, 5, 18), None]


def test_report_that_was_confirmed_before_binding_stays(assignment, grids):
    make_report(assignment, MAY, progress=90, reviewed_on=date(2026, 5, 18))

    recompute(5, 20)

    assert ProgressReport.objects.get().progress == 90


def test_binding_writes_the_running_report_and_removing_it_leaves_the_report(city, county, people, grids, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: moment(5, 20))
    task = make_task(city)
    make_assignment(county, task, assigned_on=MAY, starts_on=MAY)
    recompute(5, 20)

    actions.bind({task: GRIDS}, by=people.city_manager)
    assert ProgressReport.objects.get().progress == 75

    task.refresh_from_db()
    actions.bind({task: ""}, by=people.city_manager)
    set_group(grids[3], True)
    recompute(5, 22)
    assert ProgressReport.objects.get().progress == 75


def test_unit_that_gets_a_bound_task_has_its_report_at_once(city, county, people, grids, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: moment(5, 20))
    recompute(5, 20)
    task = make_task(city, indicator=GRIDS)

    actions.hand_down(task, [county], by=people.city_manager, on=date(2026, 5, 20))

    assert ProgressReport.objects.get().progress == 75


# Texts


@pytest.fixture
def written(assignment, grids, monkeypatch):
    """The report of May, seen on 20 May."""
    monkeypatch.setattr(timezone, "now", lambda: moment(5, 20))
    recompute(5, 20)
    return ProgressReport.objects.get()


def save_texts(assignment, by, version=1, on=date(2026, 5, 20), **texts):
    return actions.save_texts(assignment, MAY, by=by, on=on, version=version, **texts)


def test_texts_survive_rewritten_figures(written, assignment, grids, people):
    save_texts(assignment, people.county_editor, done="逐个网格走访。")
    set_group(grids[3], True)
    recompute(5, 22)

    report = ProgressReport.objects.get()
    assert (report.progress, report.done, report.author) == (100, "逐个网格走访。", people.county_editor)


def test_rewritten_figures_are_no_conflict_for_who_writes(written, assignment, grids, people):
    save_texts(assignment, people.county_editor, done="一")
    set_group(grids[3], True)
    recompute(5, 20, hour=6)

    report = save_texts(assignment, people.county_editor, version=2, done="二")

    assert (report.done, ProgressReport.objects.get().progress) == ("二", 100)


def test_second_person_does_not_overwrite_the_texts_of_the_first(written, assignment, people):
    save_texts(assignment, people.county_editor, done="一")

    with pytest.raises(actions.Conflict):
        save_texts(assignment, people.county_manager, done="二")


def test_texts_can_be_written_before_the_report_is_there(assignment, grids, people, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: moment(6, 1, hour=0))
    recompute(5, 20)
    ProgressReport.objects.all().delete()

    report = actions.save_texts(
        assignment, JUNE, by=people.county_editor, on=date(2026, 6, 1), version=0, done="逐个网格走访。"
    )

    assert (report.progress, report.done) == (75, "逐个网格走访。")


def test_texts_are_closed_by_the_freeze(written, assignment, people):
    freeze("2026-05", on=date(2026, 6, 6), now=moment(6, 6))

    with pytest.raises(ValidationError, match="已经定格"):
        save_texts(assignment, people.county_editor, on=date(2026, 6, 6), done="晚了。")


def test_only_the_unit_writes_texts(written, assignment, people):
    with pytest.raises(PermissionDenied):
        save_texts(assignment, people.other_county_editor, done="别人的。")


def test_typed_figure_is_refused(assignment, grids, people, monkeypatch):
    recompute(5, 20)
    ProgressReport.objects.all().delete()

    with pytest.raises(ValidationError, match="数字由系统按台账填写"):
        actions.save_draft(
            assignment, MAY, by=people.county_editor, on=date(2026, 5, 20), version=0, progress=Decimal(99)
        )


def test_report_of_the_system_cannot_be_corrected_by_hand(written, people):
    with pytest.raises(ValidationError, match="请改台账里的记录"):
        actions.correct(written, by=people.city_manager, on=date(2026, 5, 21), reason="多报", progress=Decimal(50))


def test_bound_assignment_with_a_value_is_not_missing(written, assignment):
    period = periods.of(MAY, "month")

    assert assignment not in Assignment.objects.missing_reports(period, on=date(2026, 5, 20))
    assert assignment in Assignment.objects.owing(period, on=date(2026, 5, 20))
