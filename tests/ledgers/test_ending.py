"""A row of a register leaves it on a day and for a reason, and this can be taken back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import AuditEntry
from governance.models import Grid
from ledgers import actions
from ledgers.models import CodeTable, PendingChange
from rectification.models import Secretary, WeakOrg
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 5, 31)


@pytest.fixture
def manager(county):
    return make_user(county, "manager")


@pytest.fixture
def secretary(village, editor):
    return Secretary.objects.create(
        organization=village, year=2026, entered_by=editor, name="张三", appointed="2024-05-10"
    )


def end(record, by, *, version=1, last_day=LAST_DAY, reason="调离"):
    return actions.end_term(record, by=by, version=version, last_day=last_day, reason=reason)


def test_record_is_in_force_until_its_last_day(secretary, editor):
    end(secretary, editor)

    assert Secretary.objects.in_force(on=LAST_DAY).exists()
    assert not Secretary.objects.in_force(on=date(2026, 6, 1)).exists()
    entry = AuditEntry.objects.get(action="ledger.record.changed")
    assert entry.changes == {"until": [None, "2026-05-31"], "leaving_reason": ["", "调离"]}


def test_confirmed_record_stays_in_force_until_a_manager_confirms_its_ending(secretary, editor, manager):
    actions.confirm_records(Secretary.objects.all(), by=manager)

    end(secretary, editor, version=2)

    assert Secretary.objects.confirmed().in_force(on=date(2026, 6, 1)).exists()
    actions.confirm_records(Secretary.objects.all(), by=manager)
    assert not Secretary.objects.confirmed().in_force(on=date(2026, 6, 1)).exists()
    assert Secretary.objects.get().leaving_reason == "调离"


def test_ending_that_waits_can_be_withdrawn(secretary, editor, manager):
    actions.confirm_records(Secretary.objects.all(), by=manager)
    end(secretary, editor, version=2)

    actions.withdraw_change(secretary, by=editor, version=Secretary.objects.get().version)

    assert Secretary.objects.get().until is None
    assert not PendingChange.objects.exists()


def test_ending_is_taken_back(secretary, editor):
    end(secretary, editor)

    actions.resume_term(secretary, by=editor, version=2)

    record = Secretary.objects.get()
    assert (record.until, record.leaving_reason, record.version) == (None, "", 3)


@pytest.mark.parametrize(("last_day", "refused"), [(date(2024, 5, 9), True), (date(2024, 5, 10), False)])
def test_last_day_is_not_before_the_first(secretary, editor, last_day, refused):
    if refused:
        with pytest.raises(ValidationError, match="任现职时间”（2024-05-10）晚于"):
            end(secretary, editor, last_day=last_day)
    else:
        end(secretary, editor, last_day=last_day)

    assert (Secretary.objects.get().until is None) is refused


def test_first_day_cannot_be_moved_after_the_last(secretary, editor, village):
    end(secretary, editor)

    with pytest.raises(ValidationError, match="晚于离任"):
        actions.change_record(
            secretary, by=editor, version=2, organization=village, year=2026, values={"appointed": "2026-06"},
            on=date(2026, 7, 1),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"last_day": None}, "填写离任"), ({"reason": ""}, "选择离任"), ({"reason": "ill"}, "“ill”不是 2026 年可用")],
)
def test_nobody_leaves_without_day_and_reason(secretary, editor, changes, message):
    with pytest.raises(ValidationError, match=message):
        end(secretary, editor, **changes)


@pytest.mark.parametrize(("valid_to", "refused"), [(date(2026, 12, 30), True), (date(2026, 12, 31), False)])
def test_reason_is_valid_in_the_year_of_the_last_day(secretary, editor, valid_to, refused):
    CodeTable.objects.filter(name="leaving_reasons", value="调离").update(valid_to=valid_to)

    if refused:
        with pytest.raises(ValidationError, match="“调离”不是 2026 年可用的离任"):
            end(secretary, editor)
    else:
        end(secretary, editor)

    assert (Secretary.objects.get().until is None) is refused


def test_city_adds_a_reason_and_the_form_offers_it(secretary, editor, client):
    CodeTable.objects.create(name="leaving_reasons", value="任职回避", order=99)
    client.force_login(editor)
    address = f"/ledgers/secretary/{secretary.pk}/"

    form = client.get(address + "end/").content.decode()
    client.post(address + "end/", {"version": 1, "last_day": "2026-05-31", "reason": "任职回避"})

    assert '<option value="任职回避">' in form
    assert "到 2026-05-31 为止（任职回避）" in client.get(address).content.decode()


def test_list_is_filtered_by_the_reason(secretary, editor, client):
    end(secretary, editor)
    client.force_login(editor)

    listed = {
        reason: len(client.get("/ledgers/secretary/", {"reason": reason, "year": "2026"}).context["rows"])
        for reason in ("调离", "退休")
    }

    assert listed == {"调离": 1, "退休": 0}


def test_nobody_leaves_twice(secretary, editor):
    end(secretary, editor)

    with pytest.raises(ValidationError, match="已登记于 2026-05-31"):
        end(secretary, editor, version=2)


def test_case_has_no_last_day(village, editor):
    case = WeakOrg.objects.create(organization=village, year=2026, entered_by=editor, problem="无书记")

    with pytest.raises(ValidationError, match="不是名册"):
        end(case, editor)


def test_ending_needs_the_right_to_enter(secretary, other_county):
    with pytest.raises(PermissionDenied):
        end(secretary, make_user(other_county, "editor"))


def test_ending_is_not_taken_back_once_a_successor_of_the_name_is_in_force(secretary, editor, village):
    end(secretary, editor)
    Secretary.objects.create(organization=village, year=2026, entered_by=editor, name="张三", appointed="2026-08")

    with pytest.raises(ValidationError, match="仍在册"):
        actions.resume_term(secretary, by=editor, version=2)


def test_pages_end_a_term_and_take_it_back(as_user, editor, secretary):
    client, address = as_user(editor), f"/ledgers/secretary/{secretary.pk}/"

    client.post(address + "end/", {"version": 1, "last_day": "2026年5月31日", "reason": "退休"})
    ended = client.get(address).content.decode()
    client.post(address + "resume/", {"version": 2})

    assert "到 2026-05-31 为止（退休）" in ended
    assert Secretary.objects.get().until is None


def test_page_keeps_what_was_typed_and_names_the_field(as_user, editor, secretary):
    page = as_user(editor).post(
        f"/ledgers/secretary/{secretary.pk}/end/", {"version": 1, "last_day": "", "reason": "退休"}
    )

    assert "请填写日期" in page.content.decode()
    assert '<option value="退休" selected>' in page.content.decode()


def test_page_exists_for_registers_only(as_user, editor, village):
    case = WeakOrg.objects.create(organization=village, year=2026, entered_by=editor, problem="无书记")

    assert as_user(editor).get(f"/ledgers/weak_org/{case.pk}/end/").status_code == 404


def test_a_grid_without_a_first_day_may_end_on_any_day(village, editor):
    grid = Grid.objects.create(organization=village, year=2026, entered_by=editor, grid_name="第一网格")

    end(grid, editor, last_day=date(2001, 1, 1), reason="撤销合并")

    assert Grid.objects.get().until == date(2001, 1, 1)


@pytest.mark.parametrize(("term", "names"), [("", ["张三", "李四"]), ("in_force", ["李四"]), ("ended", ["张三"])])
def test_list_of_the_year_shows_who_left_and_can_be_filtered(as_user, editor, secretary, village, term, names):
    Secretary.objects.create(organization=village, year=2026, entered_by=editor, name="李四", appointed="2026-06")
    end(secretary, editor)

    page = as_user(editor).get("/ledgers/secretary/", {"year": 2026, "term": term})

    assert [row["record"].name for row in page.context["rows"]] == names
    assert ("2026-05-31 离任（撤销）" in page.content.decode()) is ("张三" in names)
