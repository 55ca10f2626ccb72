"""A progress report from the first draft to its confirmation."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import AuditEntry
from tasks import actions
from tasks.models import ProgressReport, ReportReturn
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

NOVEMBER = date(2026, 11, 1)
TODAY = date(2026, 11, 23)


@pytest.fixture
def assignment(county):
    return make_assignment(county)


@pytest.fixture
def draft(assignment, people):
    return actions.save_draft(
        assignment, NOVEMBER, by=people.county_editor, on=TODAY, version=0, progress=Decimal(60), done="逐村过堂。"
    )


@pytest.fixture
def submitted(draft, people):
    return actions.submit(draft, by=people.county_editor, on=TODAY)


def test_report_goes_from_draft_to_confirmed(submitted, people):
    report = actions.confirm(submitted, by=people.city_manager, on=date(2026, 11, 25))

    stored = ProgressReport.objects.get()
    assert (stored.state, stored.reviewer, stored.reviewed_on) == ("confirmed", people.city_manager, date(2026, 11, 25))
    assert stored.version == report.version == 3


def test_every_step_is_recorded(submitted, people):
    actions.confirm(submitted, by=people.city_manager, on=TODAY)

    rows = AuditEntry.objects.order_by("id").values_list("action", "organization_name")
    assert list(rows) == [("report.submitted", "弋阳县"), ("report.confirmed", "弋阳县")]


def test_percentage_of_a_quantity_is_computed_from_the_target(county, people):
    task = make_task(county.parent, measure="quantity", unit="村", target=31)
    assignment = make_assignment(county, task, target=31)

    report = actions.save_draft(
        assignment, NOVEMBER, by=people.county_editor, on=TODAY, version=0, value=Decimal(23), progress=Decimal(99)
    )

    assert report.progress == Decimal("74.2")


def test_second_of_two_editors_is_refused_and_nothing_is_overwritten(draft, assignment, people):
    colleague = make_user(assignment.organization, name="方圆")
    opened_at = draft.version
    actions.save_draft(assignment, NOVEMBER, by=people.county_editor, on=TODAY, version=opened_at, done="召开常委会。")

    with pytest.raises(actions.Conflict) as conflict:
        actions.save_draft(assignment, NOVEMBER, by=colleague, on=TODAY, version=opened_at, done="我的文字。")

    assert (conflict.value.report.done, conflict.value.typed["done"]) == ("召开常委会。", "我的文字。")
    assert ProgressReport.objects.get().done == "召开常委会。"


def test_two_editors_who_begin_the_same_report_do_not_overwrite_each_other(draft, assignment, people):
    colleague = make_user(assignment.organization, name="方圆")

    with pytest.raises(actions.Conflict, match="李娟 已于"):
        actions.save_draft(assignment, NOVEMBER, by=colleague, on=TODAY, version=0, done="我的文字。")


def test_same_draft_saved_again_is_not_a_conflict(draft, assignment, people):
    again = actions.save_draft(
        assignment, NOVEMBER, by=people.county_editor, on=TODAY, version=0, progress=Decimal(60), done="逐村过堂。"
    )

    assert again.pk == draft.pk


def test_saving_some_fields_of_a_draft_keeps_the_others(draft, assignment, people):
    report = actions.save_draft(
        assignment, NOVEMBER, by=people.county_editor, on=TODAY, version=draft.version, problems="缺人。"
    )

    assert (report.done, report.problems) == ("逐村过堂。", "缺人。")


@pytest.mark.parametrize("progress", [Decimal("-0.1"), Decimal("100.1")])
def test_percentage_outside_0_to_100_is_refused(assignment, people, progress):
    with pytest.raises(ValidationError, match="0 到 100"):
        actions.save_draft(assignment, NOVEMBER, by=people.county_editor, on=TODAY, version=0, progress=progress)


def test_report_without_percentage_cannot_be_submitted(assignment, people):
    draft = actions.save_draft(assignment, NOVEMBER, by=people.county_editor, on=TODAY, version=0, done="有进展。")

    with pytest.raises(ValidationError, match="累计进度"):
        actions.submit(draft, by=people.county_editor, on=TODAY)


def test_report_of_a_quantity_without_its_figure_cannot_be_submitted(county, people):
    assignment = make_assignment(county, make_task(county.parent, measure="quantity", target=None))
    draft = actions.save_draft(assignment, NOVEMBER, by=people.county_editor, on=TODAY, version=0, progress=Decimal(50))

    with pytest.raises(ValidationError, match="累计数"):
        actions.submit(draft, by=people.county_editor, on=TODAY)


@pytest.mark.parametrize(
    ("period_start", "message"), [(date(2026, 12, 1), "还没有开始"), (date(2026, 11, 2), "没有从")]
)
def test_report_is_possible_only_for_a_period_that_exists_and_has_begun(assignment, people, period_start, message):
    with pytest.raises(ValidationError, match=message):
        actions.save_draft(assignment, period_start, by=people.county_editor, on=TODAY, version=0)


@pytest.mark.parametrize(("starts_on", "refused"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True)])
def test_report_is_not_possible_for_periods_before_the_task_began(county, people, starts_on, refused):
    assignment = make_assignment(county, starts_on=starts_on)

    try:
        actions.save_draft(assignment, date(2026, 10, 1), by=people.county_editor, on=TODAY, version=0)
        outcome = False
    except ValidationError:
        outcome = True

    assert outcome is refused


def test_submitted_report_cannot_be_changed(submitted, assignment, people):
    with pytest.raises(ValidationError, match="请先撤回"):
        actions.save_draft(
            assignment, NOVEMBER, by=people.county_editor, on=TODAY, version=submitted.version, done="改"
        )


def test_confirmed_report_cannot_be_changed(submitted, assignment, people):
    report = actions.confirm(submitted, by=people.city_manager, on=TODAY)

    with pytest.raises(ValidationError, match="已经核实"):
        actions.save_draft(assignment, NOVEMBER, by=people.county_editor, on=TODAY, version=report.version, done="改")


def test_returned_report_can_be_changed_and_submitted_again(submitted, assignment, people):
    returned = actions.return_report(submitted, by=people.city_manager, on=TODAY, reason="数字与台账不符。")
    draft = actions.save_draft(
        assignment, NOVEMBER, by=people.county_editor, on=TODAY, version=returned.version, progress=Decimal(55)
    )
    again = actions.submit(draft, by=people.county_editor, on=date(2026, 11, 24))

    assert (again.state, again.return_reason) == ("submitted", "")
    assert ReportReturn.objects.get().reason == "数字与台账不符。"


def test_return_needs_a_reason(submitted, people):
    with pytest.raises(ValidationError, match="退回的理由"):
        actions.return_report(submitted, by=people.city_manager, on=TODAY, reason=" ")


def test_recalled_report_is_a_draft_again(submitted, people):
    report = actions.recall(submitted, by=people.county_editor, on=TODAY)

    assert (report.state, ReportReturn.objects.get().kind) == ("draft", "recalled")


def test_confirmed_or_returned_report_cannot_be_recalled(submitted, people):
    actions.confirm(submitted, by=people.city_manager, on=TODAY)

    with pytest.raises(ValidationError, match="待核实"):
        actions.recall(submitted, by=people.county_editor, on=TODAY)


@pytest.mark.parametrize("who", ["city_viewer", "county_manager", "county_editor", "other_county_editor"])
def test_only_a_manager_of_the_level_above_can_confirm(submitted, people, who):
    with pytest.raises(PermissionDenied):
        actions.confirm(submitted, by=getattr(people, who), on=TODAY)


def test_township_is_confirmed_by_its_county_and_not_by_the_city(township, people):
    report = make_report(make_assignment(township, make_task(township.parent.parent)), submitted_on=TODAY, progress=50)

    with pytest.raises(PermissionDenied):
        actions.confirm(report, by=people.city_manager, on=TODAY)

    assert actions.confirm(report, by=people.county_manager, on=TODAY).state == "confirmed"


@pytest.mark.parametrize("who", ["city_manager", "other_county_editor", "township_editor"])
def test_only_users_of_the_unit_can_report(assignment, people, who):
    with pytest.raises(PermissionDenied):
        actions.save_draft(assignment, NOVEMBER, by=getattr(people, who), on=TODAY, version=0)


def test_bulk_confirmation_names_the_reports_it_could_not_confirm(submitted, other_county, people):
    other = make_report(make_assignment(other_county), NOVEMBER, submitted_on=TODAY, progress=30)
    actions.recall(submitted, by=people.county_editor, on=TODAY)

    outcome = actions.confirm_many([submitted, other], by=people.city_manager, on=TODAY)

    assert [report.pk for report in outcome.done] == [other.pk]
    assert outcome.refused == [(submitted, "“弋阳县”现在不是待核实状态。")]


def test_bulk_return_gives_all_reports_the_same_reason(submitted, people):
    outcome = actions.return_many([submitted], by=people.city_manager, on=TODAY, reason="请补充说明。")

    assert [report.return_reason for report in outcome.done] == ["请补充说明。"]


@pytest.mark.parametrize(("progress", "finished"), [(Decimal("99.9"), None), (Decimal(100), date(2026, 11, 25))])
def test_confirmed_100_percent_finishes_the_assignment(assignment, people, progress, finished):
    report = make_report(assignment, NOVEMBER, submitted_on=TODAY, progress=progress)

    actions.confirm(report, by=people.city_manager, on=date(2026, 11, 25))

    assignment.refresh_from_db()
    assert (assignment.finished_on, assignment.completed_on) == (finished, finished and TODAY)


def test_correction_keeps_the_old_version_and_reopens_what_was_finished(assignment, people):
    report = make_report(assignment, NOVEMBER, submitted_on=TODAY, progress=100)
    actions.confirm(report, by=people.city_manager, on=TODAY)

    actions.correct(report, by=people.city_manager, on=date(2026, 12, 2), reason="多报一村。", progress=Decimal(90))

    assignment.refresh_from_db()
    assert assignment.finished_on is None
    assert [old.progress for old in report.revisions.all()] == [100]
