"""Heads and lines: several rows about one case or class, whose common values stand once."""

from datetime import UTC, date, datetime
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from audit import personal
from audit.models import AuditEntry
from ledgers import actions
from ledgers.models import ImportBatch, PendingChange
from organizations import actions as unit_actions
from rectification.models import WeakCase, WeakOrg
from tests.factories import make_organization, make_user
from tests.ledgers.conftest import BACKEND
from tests.ledgers.worlds import prepared, store
from training.models import SecretaryTraining, TrainingClass

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 1)
COLUMNS = ("problem", "listed_on", "county_leader", "note")
TRAINED = ("name", "class_name", "start_on", "end_on", "days")


@pytest.fixture
def manager(county):
    return make_user(county, "manager")


@pytest.fixture
def other_village(township):
    return make_organization("马山村", parent=township, level="village", kind="村")


def problems(*rows):
    """The preview of ``rows`` of (village, problem, listing day, county leader, note)."""
    return prepared("weak_org", [list(row) for row in rows], fields=COLUMNS)


def two(village, leader="张三", note=None):
    return problems((village, "无书记", "2026-01", leader, note), (village, "账目不清", "2026-01", leader, note))


def kinds(preview):
    return {name: number for name, number in preview.counts.items() if number}


def undo(batch, by):
    batch.refresh_from_db()
    batch.state, batch.undone_by = ImportBatch.State.UNDOING, by
    return actions.undo_rows(batch, now=timezone.now())


def leaders():
    """The county leader that counts, by problem."""
    return {line.problem: line.county_leader for line in WeakOrg.objects.order_by("pk")}


def change(line, by, **values):
    line = WeakOrg.objects.select_related("organization").get(pk=line.pk)
    options = {"organization": line.organization, "year": line.year, "on": TODAY}
    return actions.change_record(line, by=by, version=line.seen_version, values=values, **options)


def confirm_all(manager):
    actions.confirm_records(WeakOrg.objects.all(), by=manager)


# Storing


def test_rows_of_one_village_share_one_case(village, other_village, editor):
    rows = [(village, "无书记"), (village, "账目不清"), (other_village, "无书记")]

    store(problems(*((place, problem, "2026-01", "张三", None) for place, problem in rows)), editor)

    assert [str(case.organization) for case in WeakCase.objects.order_by("pk")] == ["湖塘村", "马山村"]
    assert [case.lines.count() for case in WeakCase.objects.order_by("pk")] == [2, 1]


def test_same_file_again_changes_nothing(village, editor):
    store(two(village), editor)

    assert kinds(two(village)) == {"unchanged": 2}


def test_same_file_again_changes_nothing_while_changes_wait(village, editor, manager):
    store(two(village), editor)
    confirm_all(manager)
    store(two(village, "李四"), editor)

    assert kinds(two(village, "李四")) == {"unchanged": 2}


def test_blank_of_one_row_takes_the_value_of_the_other(village, editor):
    rows = (village, "无书记", "2026-01", "张三", None), (village, "账目不清", None, None, None)

    store(problems(*rows), editor)

    assert WeakCase.objects.count() == 1
    assert leaders() == {"无书记": "张三", "账目不清": "张三"}
    assert kinds(problems(*rows)) == {"unchanged": 2}


def test_rows_that_contradict_each_other_are_held_back_with_both_values(village, other_village, editor):
    found = problems(
        (village, "无书记", "2026-01", "张三", None),
        (village, "账目不清", "2026-01", "李四", None),
        (other_village, "无书记", "2026-01", "李四", None),
    )
    batch = store(found, editor)

    held = [row[4][0] for outcome, row in batch.staged_rows() if ord(outcome) >= 0x100]
    assert kinds(found) == {"new": 1, "held_back": 2}
    assert [problem["field"] for problem in held] == ["county_leader"] * 2
    assert held[0]["message"] == (
        "第 5 行与第 6 行属于同一“软弱涣散村”，但“联村县级领导”不一致：一行是“张三”，另一行是“李四”。"
        "请改为一致，或只保留正确的一行。"
    )


def test_two_dates_that_fit_give_the_more_exact_one(village, editor):
    store(problems((village, "无书记", "2026-01", "", None), (village, "账目不清", "2026-01-05", "", None)), editor)

    assert WeakCase.objects.get().listed_on == "2026-01-05"


def test_later_row_of_the_same_village_joins_its_open_case(village, editor):
    store(two(village), editor)
    store(problems((village, "场所破旧", None, None, None)), editor)

    assert WeakCase.objects.get().lines.count() == 3
    assert leaders()["场所破旧"] == "张三"


def test_village_listed_again_in_another_year_has_another_case(village, editor):
    store(two(village), editor)
    store(problems((village, "场所破旧", "2027-02", "李四", None)), editor)

    assert list(WeakCase.objects.order_by("pk").values_list("listed_on", flat=True)) == ["2026-01", "2027-02"]


def test_closed_case_takes_no_new_problem(village, editor):
    line = WeakOrg.objects.create(
        organization=village, year=2026, entered_by=editor, problem="无书记", listed_on="2026-01", done_on="2026-03-01"
    )
    store(problems((village, "场所破旧", "2026-04", None, None)), editor)

    assert WeakCase.objects.exclude(pk=line.head_id).get().listed_on == "2026-04"


def test_class_belongs_to_the_county_and_is_shared_by_its_villages(village, other_village, county, editor):
    rows = [
        [village, "张三", "第一期", "2026-03-02", "2026-03-05", 4],
        [other_village, "李四", "第一期", "2026-03-02", "2026-03-05", 2],
    ]

    store(prepared("secretary_training", rows, fields=TRAINED), editor)

    training = TrainingClass.objects.get()
    assert (training.organization, training.lines.count()) == (county, 2)
    assert sorted(SecretaryTraining.objects.values_list("days", flat=True)) == [2, 4]


def test_row_with_another_end_goes_to_another_class_and_the_empty_one_is_gone(village, editor):
    def rows(end):
        return prepared("secretary_training", [[village, "张三", "第一期", "2026-03-02", end, 3]], fields=TRAINED)

    store(rows("2026-03-04"), editor)
    store(rows("2026-03-05"), editor)

    assert TrainingClass.objects.get().end_on == SecretaryTraining.objects.get().end_on == "2026-03-05"


# Changes that wait


def test_value_of_the_head_waits_beside_confirmed_lines_and_counts_for_all_when_one_is_confirmed(
    village, editor, manager
):
    store(two(village), editor)
    confirm_all(manager)
    store(two(village, "李四"), editor)
    before = leaders()

    actions.confirm_records(WeakOrg.objects.filter(problem="无书记"), by=manager)

    assert before == {"无书记": "张三", "账目不清": "张三"}
    assert leaders() == {"无书记": "李四", "账目不清": "李四"}


def test_change_of_the_head_beside_the_other_lines_is_settled_by_the_line_that_is_confirmed(village, editor, manager):
    store(two(village), editor)
    confirm_all(manager)
    for line in WeakOrg.objects.all():
        change(line, editor, county_leader="李四")

    actions.confirm_records(WeakOrg.objects.filter(problem="无书记"), by=manager)

    assert not PendingChange.objects.exists()
    assert not WeakOrg.objects.waiting().exists()
    other = AuditEntry.objects.filter(action="ledger.change.confirmed").exclude(note="").get()
    assert other.note == "同一件事的另一行已核实同样的修改。"


def test_other_values_of_a_line_still_wait_when_the_change_of_its_head_is_confirmed(village, editor, manager):
    store(two(village), editor)
    confirm_all(manager)
    first, second = WeakOrg.objects.order_by("pk")
    change(first, editor, county_leader="李四")
    change(second, editor, county_leader="李四", note="已约谈")

    actions.confirm_records(WeakOrg.objects.filter(pk=first.pk), by=manager)

    assert WeakOrg.objects.waiting().get() == second


def test_new_row_of_a_confirmed_case_does_not_change_it_before_it_is_confirmed(village, editor, manager):
    store(two(village), editor)
    confirm_all(manager)

    store(problems((village, "场所破旧", "2026-01", "李四", None)), editor)

    assert set(leaders().values()) == {"张三"}
    assert [pending.values for pending in PendingChange.objects.all()] == [{"county_leader": "李四"}]
    assert kinds(problems((village, "场所破旧", "2026-01", "李四", None))) == {"unchanged": 1}
    confirm_all(manager)
    assert set(leaders().values()) == {"李四"}
    assert not PendingChange.objects.exists()


def test_edit_of_an_unconfirmed_line_waits_where_the_case_has_confirmed_lines(village, editor, manager):
    store(two(village), editor)
    actions.confirm_records(WeakOrg.objects.filter(problem="无书记"), by=manager)

    change(WeakOrg.objects.get(problem="账目不清"), editor, county_leader="李四")

    assert set(leaders().values()) == {"张三"}
    confirm_all(manager)
    assert set(leaders().values()) == {"李四"}
    assert set(WeakOrg.objects.values_list("state", flat=True)) == {"confirmed"}


def test_nobody_confirms_the_value_of_a_head_that_they_entered(village, editor, manager):
    store(two(village), editor)
    actions.confirm_records(WeakOrg.objects.filter(problem="无书记"), by=manager)
    change(WeakOrg.objects.get(problem="账目不清"), manager, county_leader="李四")

    with pytest.raises(ValidationError, match="不能由您核实"):
        confirm_all(manager)


def test_returned_line_waits_again_when_a_value_of_its_confirmed_case_is_edited(village, editor, manager):
    store(two(village), editor)
    actions.confirm_records(WeakOrg.objects.filter(problem="无书记"), by=manager)
    actions.return_records(WeakOrg.objects.filter(problem="账目不清"), by=manager, reason="请核对")

    change(WeakOrg.objects.get(problem="账目不清"), editor, county_leader="李四")

    assert WeakOrg.objects.get(problem="账目不清").state == "entered"


# Edits


def test_edit_of_one_line_changes_all_lines_of_the_case(village, editor):
    store(two(village), editor)

    change(WeakOrg.objects.first(), editor, county_leader="李四")

    assert leaders() == {"无书记": "李四", "账目不清": "李四"}
    entry = next(iter(personal.in_clear([AuditEntry.objects.latest("pk")])))
    assert entry.changes == {"county_leader": ["张三", "李四"]}


def test_form_opened_before_another_line_changed_the_case_is_refused(village, editor):
    store(two(village), editor)
    seen = WeakOrg.objects.get(problem="账目不清")
    change(WeakOrg.objects.get(problem="无书记"), editor, county_leader="李四")

    with pytest.raises(ValidationError, match="已被别人修改"):
        actions.change_record(
            seen, by=editor, version=seen.seen_version, organization=village, year=2026, values={"note": "x"}, on=TODAY
        )


def test_case_cannot_get_the_opening_of_another_one(village, editor):
    store(two(village), editor)
    store(problems((village, "场所破旧", "2027-02", None, None)), editor)

    with pytest.raises(ValidationError, match="已有相同的“湖塘村 2026-01”"):
        change(WeakOrg.objects.get(problem="场所破旧"), editor, listed_on="2026-01")


def test_title_of_a_class_is_corrected_for_everybody_in_it(village, other_village, editor):
    rows = [[place, "张三", "第1期", "2026-03-02", "2026-03-05", 4] for place in (village, other_village)]
    store(prepared("secretary_training", rows, fields=TRAINED), editor)
    line = SecretaryTraining.objects.select_related("organization").first()

    values = {"class_name": "第一期"}
    options = {"organization": line.organization, "year": 2026, "on": TODAY}
    actions.change_record(line, by=editor, version=line.seen_version, values=values, **options)

    assert {training.class_name for training in SecretaryTraining.objects.all()} == {"第一期"}
    assert TrainingClass.objects.count() == 1


def test_same_problem_of_the_case_cannot_be_entered_twice(village, editor):
    store(two(village), editor)

    values = {"problem": "无书记", "listed_on": "2026-01"}

    with pytest.raises(ValidationError, match="已有相同的记录"):
        actions.add_record(WeakOrg, by=editor, organization=village, year=2026, values=values, on=TODAY)


# Undo, deletion, restoring


def test_undo_takes_the_case_away_with_its_lines(village, editor):
    batch = store(two(village), editor)

    undo(batch, editor)

    assert (WeakOrg.objects.count(), WeakCase.objects.count()) == (0, 0)


def test_undo_keeps_the_case_that_has_other_lines(village, editor):
    store(two(village), editor)
    batch = store(problems((village, "场所破旧", "2026-01", "李四", None)), editor)

    undo(batch, editor)

    assert WeakCase.objects.get().lines.count() == 2
    assert not PendingChange.objects.exists()


def test_undo_puts_the_values_of_the_case_back_one_batch_after_the_other(village, editor):
    batches = [store(two(village, leader), editor) for leader in ("张三", "李四", "王五")]

    undo(batches[2], editor)
    after_one = set(leaders().values())
    undo(batches[1], editor)

    assert (after_one, set(leaders().values())) == ({"李四"}, {"张三"})
    assert WeakCase.objects.get().version == 1


def test_undo_leaves_a_value_of_the_case_that_somebody_changed_since(village, editor):
    store(
        problems((village, "无书记", "2026-01", "张三", None), (village, "账目不清", "2026-01", "张三", None)), editor
    )
    batch = store(problems((village, "无书记", "2026-01", "李四", "甲")), editor)
    change(WeakOrg.objects.get(problem="账目不清"), editor, county_leader="王五")

    undo(batch, editor)

    assert set(leaders().values()) == {"王五"}
    assert WeakOrg.objects.get(problem="无书记").note == ""


def test_undo_drops_the_values_that_wait(village, editor, manager):
    store(two(village), editor)
    confirm_all(manager)
    batch = store(two(village, "李四"), editor)

    undo(batch, editor)

    assert not PendingChange.objects.exists()
    assert kinds(two(village)) == {"unchanged": 2}


def test_case_disappears_with_its_last_line_and_comes_back_with_it(village, editor):
    store(problems((village, "无书记", "2026-01", "张三", None)), editor)
    line = WeakOrg.objects.select_related("organization").get()

    deleted = actions.delete_record(line, by=editor, version=line.seen_version)
    left = WeakCase.objects.count()
    actions.bring_back_record(deleted, by=editor, now=timezone.now())

    assert left == 0
    assert leaders() == {"无书记": "张三"}


def test_purge_takes_the_names_of_the_case_out_of_the_history(village, editor, manager):
    store(two(village), editor)
    line = WeakOrg.objects.first()
    change(line, editor, county_leader="李四")

    assert actions.purge_personal(WeakOrg.ledger(), line.pk, by=manager, reason="本人要求") == 2


# The end of a unit


def test_successor_gets_a_case_of_its_own_with_the_open_lines(village, other_village, editor, manager):
    store(two(village), editor)
    confirm_all(manager)

    unit_actions.merge([village], into=other_village, last_day=date(2026, 6, 30), by=manager)

    case = WeakCase.objects.get(organization=other_village)
    assert (case.county_leader, case.listed_on, case.lines.count()) == ("张三", "2026-01", 2)
    assert WeakCase.objects.get(organization=village).lines.count() == 2


# Pages


def test_form_says_that_a_column_of_the_case_is_one_for_all_lines(client, village, editor):
    store(two(village), editor)
    client.force_login(editor, backend=BACKEND)

    page = client.get(reverse("ledgers:edit", args=["weak_org", WeakOrg.objects.first().pk])).content.decode()

    assert page.count("与同一“软弱涣散村”的其他行共有，改动后各行一并改变。") == 5


def test_page_of_a_line_links_to_the_others_of_its_case(client, village, other_village, editor):
    store(two(village), editor)
    store(two(other_village), editor)
    client.force_login(editor, backend=BACKEND)
    first, second = WeakOrg.objects.filter(organization=village).order_by("pk")

    page = client.get(first.get_absolute_url()).content.decode()
    rows = client.get(first.head.get_absolute_url()).context["rows"]

    assert f'<a href="{second.get_absolute_url()}">' in page
    assert [row["record"] for row in rows] == [first, second]


@pytest.mark.parametrize("head", ["999999", "99999999999999999", "x", ""])
def test_list_of_a_case_that_does_not_exist_is_no_error(client, village, editor, head):
    client.force_login(editor, backend=BACKEND)

    assert client.get(reverse("ledgers:records", args=["weak_org"]), {"head": head}).status_code == 200


# Two at once


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets only one writer begin")
@pytest.mark.django_db(transaction=True)
def test_two_people_who_enter_problems_of_one_village_at_once_make_one_case():
    county = make_organization("弋阳县", parent=make_organization("上饶市"))
    village = make_organization("湖塘村", parent=make_organization("漆工镇", parent=county))
    editor, failures = make_user(county, "editor"), []

    def work(number):
        try:
            values = {"problem": f"问题{number}", "listed_on": "2026-01"}
            actions.add_record(WeakOrg, by=editor, organization=village, year=2026, values=values, on=TODAY)
        except Exception as error:  # a thread swallows it otherwise
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert WeakCase.objects.get().lines.count() == 4


# Cases that are done without a closing day


@pytest.fixture
def settled(manager, monkeypatch):
    """``settled(year)`` confirms all in ``year`` and returns the years in which problems first counted as solved."""

    def confirm(year):
        monkeypatch.setattr(timezone, "now", lambda: datetime(year, 12, 31, 15, 59, tzinfo=UTC))  # before midnight here
        confirm_all(manager)
        return _settled_years()

    return confirm


def _settled_years():
    return list(WeakOrg.objects.order_by("pk").values_list("settled_in", flat=True))


def test_year_of_the_first_confirmation_that_a_problem_is_solved_stays(village, editor, settled):
    rows = [[village, "无书记", True, None], [village, "账目不清", None, None]]
    store(prepared("weak_org", rows, fields=("problem", "rectified", "note")), editor)
    first = settled(2026)
    change(WeakOrg.objects.get(problem="无书记"), editor, note="甲")
    change(WeakOrg.objects.get(problem="账目不清"), editor, rectified=True)

    assert first == [2026, None]
    assert settled(2027) == [2026, 2027]


def test_problem_that_is_no_longer_solved_is_open_again(village, editor, settled):
    store(prepared("weak_org", [[village, "无书记", True]], fields=("problem", "rectified")), editor)
    settled(2026)
    change(WeakOrg.objects.get(), editor, rectified=False)

    assert settled(2027) == [None]
