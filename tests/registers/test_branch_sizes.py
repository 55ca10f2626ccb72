"""The sizes of branches are rules that ask a person to check, and never refuse (支部工作条例)."""

import pytest
from django.urls import reverse

from ledgers import actions
from ledgers.models import ImportBatch
from ledgers.pending_changes import PendingChange
from registers.models import Branch
from tests.ledgers.reading import build
from tests.ledgers.worlds import make_batch, prepared, store

FIELDS = ("name", "kind", "members", "has_committee")
JOINT = "党员不足 3 人的，一般与邻近单位成立联合党支部。请核对“党员数”和“党组织类型”。"
GENERAL = "党员超过 50 人的党支部，可以改设党总支。请核对“党员数”和“党组织类型”。"
COMMITTEE = "党员 7 人以上的党支部，应当选举产生 3 至 5 人的支委会。请核对“党员数”和“是否设支委会”。"
SECRETARY = "党员不足 7 人的党支部只设书记，不设支委会。请核对“党员数”和“是否设支委会”。"


@pytest.mark.parametrize(
    ("kind", "members", "has_committee", "warnings"),
    [
        ("党支部", 2, False, [JOINT]), ("党支部", 3, False, []), ("联合党支部", 2, False, []),
        ("党支部", 50, True, []), ("党支部", 51, True, [GENERAL]), ("联合党支部", 51, True, [GENERAL]),
        ("党总支", 51, True, []),
        ("党支部", 6, False, []), ("党支部", 7, False, [COMMITTEE]), ("联合党支部", 7, False, [COMMITTEE]),
        ("党支部", 6, True, [SECRETARY]), ("党支部", 7, True, []),
        ("党支部", 7, None, []), ("党支部", None, False, []), ("", 2, True, []),
    ],
)  # fmt: skip
def test_size_that_does_not_fit_the_kind_is_to_be_checked(kind, members, has_committee, warnings):
    branch = Branch(kind=kind, members=members, has_committee=has_committee)

    assert branch.warnings == warnings


def test_rows_of_a_file_are_read_with_the_warning(read):
    rows = [
        ["弋阳县漆工镇党支部名册（2026年）"],
        ["村", "党支部名称", "类型", "党员数", "是否设支委会"],
        ["湖塘村", "湖塘村党支部", "党支部", 23, "是"],
        ["程家村", "程家村党支部", "党支部", 23, "否"],
    ]

    reading = read(build.xlsx(rows), "名册.xlsx")

    assert list(build.fields(reading)) == [3, 4]
    warnings = reading.imported_sheets[0].warnings
    assert [(warning.row, warning.message) for warning in warnings] == [(4, COMMITTEE)]


@pytest.fixture
def branch(village, people):
    store(prepared("branch", [[village, "湖塘村党支部", "党支部", 23, False]], fields=FIELDS), people.county_editor)
    return Branch.objects.get()


def test_page_of_the_record_shows_what_to_check(branch, people, as_user):
    page = as_user(people.township_editor).get(branch.get_absolute_url()).content.decode()

    assert COMMITTEE in page


def test_page_of_a_record_with_a_waiting_change_shows_what_to_check_in_the_new_values(village, people, as_user):
    store(prepared("branch", [[village, "湖塘村党支部", "党支部", 23, True]], fields=FIELDS), people.county_editor)
    actions.confirm_records(Branch.objects.all(), by=people.county_manager)
    typed = {"organization": village.code, "name": "湖塘村党支部", "kind": "党支部", "members": "2", "version": 2}
    client = as_user(people.county_editor)
    client.post(reverse("ledgers:edit", args=["branch", Branch.objects.get().pk]), typed)

    page = client.get(Branch.objects.get().get_absolute_url()).content.decode()

    assert PendingChange.objects.exists()
    assert JOINT in page


def test_form_shows_what_to_check_in_the_stored_values(branch, people, as_user):
    address = reverse("ledgers:edit", args=["branch", branch.pk])

    assert COMMITTEE in as_user(people.county_editor).get(address).content.decode()


def test_form_with_an_error_shows_what_to_check_in_the_typed_values(village, people, as_user):
    typed = {"organization": village.code, "year": 2026, "name": "", "kind": "党支部", "members": "2"}

    page = as_user(people.county_editor).post(reverse("ledgers:add", args=["branch"]), typed).content.decode()

    assert JOINT in page


def test_branch_with_something_to_check_is_saved(village, people, as_user):
    typed = {"organization": village.code, "year": 2026, "name": "湖塘村党支部", "kind": "党支部", "members": "2"}

    response = as_user(people.county_editor).post(reverse("ledgers:add", args=["branch"]), typed)

    assert response.status_code == 302
    assert Branch.objects.get().members == 2


def test_preview_of_an_import_names_the_row_of_a_warning(village, people, as_user):
    preview = prepared("branch", [[village, "湖塘村党支部", "党支部", 23, False]], fields=FIELDS)
    preview.staged.sheets[0] |= {
        "warnings": [{"reason": "unusual", "message": COMMITTEE, "row": 5}], "warning_count": 1,
    }  # fmt: skip
    batch = make_batch(people.county_editor, preview)

    page = as_user(people.county_editor).get(batch.get_absolute_url()).content.decode()

    assert batch.state == ImportBatch.State.PREVIEWED
    assert f"第5行：{COMMITTEE}".replace(" ", "") in "".join(page.split())
