"""A column that a reader may not see exists nowhere for that reader: not shown, exported, filtered, sorted, searched.

The joint review and the note of a secretary are seen in the own unit only (domain 6.7): the county and the township.
"""

from dataclasses import replace

import pytest
from django.urls import reverse

from ledgers import actions, declarations
from ledgers.declarations import Column, Ledger
from ledgers.masking import HIDDEN, seen_columns
from rectification.models import Secretary
from tests.development.models import Applicant
from tests.factories import make_user
from tests.ledgers.worlds import held_row, make_batch, prepared, store

pytestmark = pytest.mark.django_db
FIELDS = ("name", "education", "joint_review", "note")
NOTE = "曾受警告"
LIST = "/ledgers/secretary/"


@pytest.fixture
def city_manager(city):
    return make_user(city, "manager", is_staff=True, is_superuser=True)


@pytest.fixture
def for_city(as_user, city_manager, secretaries):
    return as_user(city_manager)


@pytest.fixture
def secretaries(village, editor):
    """王小明, who did not pass the joint review, and 李大方, who passed it; both of 湖塘村."""
    rows = [[village, "王小明", "高中", False, NOTE], [village, "李大方", "大专", True, "无"]]
    store(prepared("secretary", rows, fields=FIELDS), editor)
    return list(Secretary.objects.order_by("pk"))


def text_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8-sig")


def listed(response):
    return [row["record"].name for row in response.context["rows"]]


def fact(response, label):
    return next(str(cell["text"]) for cell in response.context["cells"] if str(cell["column"].label) == label)


def test_page_of_a_record_says_only_that_its_own_unit_sees_the_column(as_user, for_city, secretaries, editor):
    address = secretaries[0].get_absolute_url()
    for_the_city = for_city.get(address)
    for_the_county = as_user(editor).get(address)

    assert (fact(for_the_city, "县级联审"), fact(for_the_city, "备注")) == (str(HIDDEN), str(HIDDEN))
    assert (fact(for_the_county, "县级联审"), fact(for_the_county, "备注")) == ("否", NOTE)
    assert NOTE not in text_of(for_the_city)


@pytest.mark.parametrize(
    ("level", "shown"), [("city", HIDDEN), ("county", NOTE), ("township", NOTE), ("village", NOTE)]
)
def test_column_is_seen_by_the_county_the_township_and_the_village_of_the_record(
    as_user, secretaries, city, county, township, village, level, shown
):
    unit = {"city": city, "county": county, "township": township, "village": village}[level]

    page = as_user(make_user(unit, "viewer")).get(secretaries[0].get_absolute_url())

    assert fact(page, "备注") == str(shown)


def test_blank_is_hidden_like_a_filled_cell(for_city, secretaries):
    Secretary.objects.update(note="", joint_review=None)

    page = for_city.get(secretaries[0].get_absolute_url())

    assert (fact(page, "县级联审"), fact(page, "备注")) == (str(HIDDEN), str(HIDDEN))


def test_list_has_no_such_column(as_user, for_city, editor):
    page = text_of(for_city.get(LIST, {"year": 2026}))

    assert "县级联审" not in page
    assert NOTE not in page
    assert "县级联审：未填" in text_of(as_user(editor).get(LIST, {"year": 2026}))


@pytest.mark.parametrize("choice", ["true", "false", "blank"])
def test_list_cannot_be_filtered_by_it(for_city, choice):
    page = for_city.get(LIST, {"year": 2026, "mark_joint_review": choice})

    assert len(listed(page)) == 2


@pytest.mark.parametrize("sort", ["joint_review", "-joint_review", "note", "-note"])
def test_list_cannot_be_sorted_by_it(for_city, secretaries, sort):
    page = for_city.get(LIST, {"year": 2026, "sort": sort})

    assert listed(page) == [record.name for record in secretaries]


def test_search_does_not_look_into_it(as_user, for_city, editor):
    found_by_the_city = listed(for_city.get(LIST, {"year": 2026, "q": NOTE}))
    found_by_the_county = listed(as_user(editor).get(LIST, {"year": 2026, "q": NOTE}))

    assert (found_by_the_city, found_by_the_county) == ([], ["王小明"])


def test_export_has_no_such_column_and_cannot_be_narrowed_by_it(as_user, for_city, editor):
    address = reverse("ledgers:export", args=["secretary"])
    query = {"year": 2026, "format": "csv", "mark_joint_review": "false"}

    for_the_city, for_the_county = text_of(for_city.get(address, query)), text_of(as_user(editor).get(address, query))

    assert "县级联审" not in for_the_city
    assert NOTE not in for_the_city
    assert for_the_city.count("湖塘村") == 2
    assert "县级联审" in for_the_county
    assert NOTE in for_the_county
    assert for_the_county.count("湖塘村") == 1


def test_history_leaves_its_changes_out(as_user, for_city, secretaries, village, editor, county, city_manager):
    rows = [[village, "王小明", "本科", True, "已复核"]]
    store(prepared("secretary", rows, fields=FIELDS), editor)
    record_page, history = secretaries[0].get_absolute_url(), reverse("audit:history")

    for_the_city = [
        text_of(for_city.get(record_page)),
        text_of(for_city.get(history)),
        text_of(for_city.get(reverse("audit:export"), {"format": "csv"})),
    ]
    client = as_user(make_user(county, "manager"))
    for_the_county = [text_of(client.get(record_page)), text_of(client.get(history))]

    assert [page for page in for_the_city if "已复核" in page or NOTE in page] == []
    assert ["本科" in page for page in for_the_city] == [True, True, True]
    assert ["已复核" in page for page in for_the_county] == [True, True]


def test_form_of_the_city_leaves_it_out_and_keeps_its_value(for_city, secretaries):
    record = secretaries[0]
    address = reverse("ledgers:edit", args=["secretary", record.pk])
    form = for_city.get(address).context["form"]
    typed = {name: form[name].value() for name in form.fields} | {"education": "本科"}

    for_city.post(address, {name: "" if value is None else value for name, value in typed.items()} | {"note": "偷改"})

    record.refresh_from_db()
    assert {"joint_review", "note"}.isdisjoint(form.fields)
    assert (record.education, record.joint_review, record.note) == ("本科", False, NOTE)


def test_preview_of_the_county_shows_the_city_neither_values_nor_problems_of_it(as_user, city_manager, village, editor):
    problem = held_row(9, village.code, reason="invalid_mark", field="joint_review", candidates=[])
    problem.problems[0]["message"] = "“县级联审”里的“保留意见”看不出是“是”还是“否”。"
    preview = prepared("secretary", [[village, "王小明", "高中", False, NOTE]], fields=FIELDS, held=[problem])
    batch = make_batch(editor, preview)

    for_the_city = text_of(as_user(city_manager).get(batch.get_absolute_url()))
    for_the_county = text_of(as_user(editor).get(batch.get_absolute_url()))

    assert "保留意见" not in for_the_city
    assert NOTE not in for_the_city
    assert "保留意见" in for_the_county


def test_preview_of_a_file_of_the_city_hides_what_the_county_stored(as_user, secretaries, city_manager, village):
    batch = make_batch(city_manager, prepared("secretary", [[village, "王小明", "高中", True, "重报"]], fields=FIELDS))

    page = text_of(as_user(city_manager).get(batch.get_absolute_url()))

    assert "重报" in page
    assert str(HIDDEN) in page
    assert NOTE not in page


def test_admin_leaves_it_out(for_city, secretaries):
    pages = [
        reverse("admin:rectification_secretary_changelist"),
        reverse("admin:rectification_secretary_change", args=[secretaries[0].pk]),
    ]

    shown = [text_of(for_city.get(page)) for page in pages]

    assert [page for page in shown if "joint_review" in page or NOTE in page] == []


# Columns for accounts of some levels


def test_column_for_counties_is_hidden_from_city_and_township(as_user, city, county, township, village, editor):
    store(prepared("applicant", [[village, "王小明", "不予接收"]], fields=("applicant", "verdict")), editor)
    address = Applicant.objects.get().get_absolute_url()

    shown = [fact(as_user(make_user(unit, "viewer")).get(address), "审查结论") for unit in (city, county, township)]

    assert shown == [str(HIDDEN), "不予接收", str(HIDDEN)]


def test_new_record_has_no_field_for_a_column_of_another_level(as_user, county, township):
    offered = [
        "verdict" in as_user(make_user(unit, "editor")).get("/ledgers/applicant/new/").context["form"].fields
        for unit in (county, township)
    ]

    assert offered == [True, False]


def test_city_sees_all_columns_of_a_secretary_but_the_joint_review_and_the_note(city_manager):
    secretary = declarations.get("secretary")

    names = {column.field for column in seen_columns(secretary, city_manager)}

    assert set(secretary.fields) - names == {"joint_review", "note"}


def test_column_that_names_the_records_cannot_be_hidden():
    column = Column("name", "姓名", own_unit_only=True)
    declared = {"key": "x", "title": "x", "model": "x.X", "natural_key": ("place", "name"), "tenure": "case"}

    with pytest.raises(ValueError, match="names the records"):
        Ledger(columns=[column], **declared)
    assert Ledger(columns=[replace(column, own_unit_only=False)], **declared)


def test_waiting_change_of_a_hidden_column_is_shown_to_its_own_unit_only(as_user, for_city, village, editor, county):
    actions.confirm_records(Secretary.objects.all(), by=make_user(county, "manager"))
    store(prepared("secretary", [[village, "王小明", "新的备注"]], fields=("name", "note")), editor)
    address = Secretary.objects.get(name="王小明").get_absolute_url()

    for_the_city = for_city.get(address)
    for_the_county = as_user(editor).get(address)

    assert for_the_city.context["changed"] == []
    assert "改动的栏目只有本单位可以看到" in text_of(for_the_city)
    assert [line["after"] for line in for_the_county.context["changed"]] == ["新的备注"]
    assert "新的备注" not in text_of(for_the_city)
