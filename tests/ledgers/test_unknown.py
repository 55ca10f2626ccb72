"""A blank is unknown and never no: stored, shown, filtered, typed and exported as what it is (domain 4.5)."""

import pytest
from django.urls import reverse

from governance.models import Grid
from ledgers import declarations
from ledgers.declarations import Kind
from ledgers.resources import model_of
from tests.factories import make_user
from tests.ledgers.conftest import BACKEND
from tests.ledgers.worlds import prepared, store

pytestmark = pytest.mark.django_db
FIELDS = ("grid_name", "party_group")
LIST = "/ledgers/grid/"


@pytest.fixture
def editor(client, county):
    user = make_user(county, "editor")
    client.force_login(user, backend=BACKEND)
    return user


@pytest.fixture
def grids(village, editor):
    """{name: grid} of three grids: with a Party group, without one, and one of which nobody said."""
    rows = [[village, "甲网格", True], [village, "乙网格", False], [village, "丙网格", None]]
    store(prepared("grid", rows, fields=FIELDS), editor)
    return {grid.grid_name: grid for grid in Grid.objects.all()}


def facts_of(page):
    """{label: text} of the facts on the page of a record."""
    return {cell["column"].label: cell["text"] for cell in page.context["cells"]}


def test_every_yes_or_no_column_may_stay_unknown():
    columns = [
        model_of(ledger)._meta.get_field(column.field)
        for ledger in declarations.all_ledgers()
        for column in ledger.stored_columns
        if column.kind == Kind.YES_NO
    ]

    assert [field for field in columns if not field.null or field.has_default()] == []


def test_blank_is_stored_as_unknown(grids):
    assert {name: grid.party_group for name, grid in grids.items()} == {"甲网格": True, "乙网格": False, "丙网格": None}


def test_list_shows_a_blank_as_a_dash(client, editor, village):
    rows = [[village, "王小明", True], [village, "李大方", False], [village, "赵小燕", None]]
    store(prepared("applicant", rows, fields=("applicant", "introduced")), editor)

    page = client.get("/ledgers/applicant/", {"year": 2026})

    texts = {row["record"].applicant: mark_of(row) for row in page.context["rows"]}
    assert texts == {"王小明": "是", "李大方": "否", "赵小燕": ""}
    assert "—" in page.content.decode()


def mark_of(row):
    return next(cell["text"] for cell in row["cells"] if cell["column"].field == "introduced")


@pytest.mark.parametrize(("choice", "name"), [("true", "甲网格"), ("false", "乙网格"), ("blank", "丙网格")])
def test_list_is_filtered_by_yes_by_no_and_by_blank(client, grids, choice, name):
    response = client.get(LIST, {"year": 2026, "mark_party_group": choice})

    assert [row["record"].grid_name for row in response.context["rows"]] == [name]


def test_filter_by_another_word_is_refused_with_a_message_and_shows_all(client, grids):
    response = client.get(LIST, {"year": 2026, "mark_party_group": "perhaps"})

    assert "没有“perhaps”这个选项" in response.content.decode()
    assert len(response.context["rows"]) == 3


def test_export_leaves_a_blank_cell_empty(client, grids):
    response = client.get(reverse("ledgers:export", args=["grid"]), {"year": 2026, "format": "csv"})

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    header, *rows = [line.split(",") for line in lines if line[:2] in ("序号", "1,", "2,", "3,")]
    name, mark = header.index("网格名称"), header.index("是否建立党小组")
    assert {row[name]: row[mark] for row in rows} == {"甲网格": "是", "乙网格": "否", "丙网格": ""}


def test_page_of_a_record_says_nothing_where_nothing_was_filled_in(client, grids):
    page = client.get(grids["丙网格"].get_absolute_url())

    assert facts_of(page)["是否建立党小组"] == ""


def test_form_offers_yes_no_and_blank_and_begins_with_what_is_stored(client, grids):
    forms = {
        name: client.get(reverse("ledgers:edit", args=["grid", grid.pk])).context["form"]["party_group"]
        for name, grid in grids.items()
    }

    assert [str(label) for _value, label in forms["丙网格"].field.choices] == ["未填", "是", "否"]
    assert {name: chosen(field) for name, field in forms.items()} == {"甲网格": "是", "乙网格": "否", "丙网格": "未填"}


def chosen(field):
    """The label of the chosen option of a drop-down."""
    [option] = [widget.data for widget in field.subwidgets if widget.data["selected"]]
    return str(option["label"])


def test_form_with_a_fault_keeps_the_chosen_answer(client, grids):
    grid = grids["丙网格"]

    page = client.post(
        reverse("ledgers:edit", args=["grid", grid.pk]),
        {"organization": "湖塘村", "year": 2026, "grid_name": "", "party_group": "False", "version": 1},
    )

    assert page.context["form"].errors.keys() == {"grid_name"}
    assert page.context["form"]["party_group"].value() == "False"


def test_answer_can_be_taken_back_to_unknown_and_the_history_says_so(client, grids):
    grid = grids["乙网格"]
    typed = {"organization": "湖塘村", "year": 2026, "grid_name": "乙网格", "party_group": "", "version": 1}

    client.post(reverse("ledgers:edit", args=["grid", grid.pk]), typed)

    grid.refresh_from_db()
    assert grid.party_group is None
    lines = client.get(grid.get_absolute_url()).context["history"][0]["lines"]
    assert [(str(line["before"]), str(line["after"])) for line in lines] == [("否", "未填")]
