"""An item of the list of burdens says what it costs, who approved it, and what in it is asked twice."""

import pytest
from django.urls import reverse

from accountability.models import BurdenItem
from tests.accountability.worlds import make_item
from tests.factories import make_organization

ENOUGH = {
    "approved_by": "县委副书记",
    "replaces": "新增",
    "frequency": "每月",
    "answered_by": "村（社区）",
    "field_count": 18,
}


def test_cells_of_an_item_are_fields_times_a_year_and_units(county, township, village):
    make_organization("上坊村", parent=township)
    item = BurdenItem(organization=county, **ENOUGH)

    assert item.warnings == ["每个填报单位每年 216 格（18 项 × 12 次），2 个单位合计 432 格。"]


def test_meeting_without_fields_counts_as_one_thing_each_time(county, township):
    item = BurdenItem(
        organization=county, **ENOUGH | {"frequency": "每周", "answered_by": "乡镇（街道）", "field_count": None}
    )

    assert item.warnings == ["每个填报单位每年 52 格（1 项 × 52 次），1 个单位合计 52 格。"]


@pytest.mark.parametrize("unknown", [{"frequency": "不定期"}, {"frequency": ""}, {"answered_by": ""}])
def test_cells_are_not_guessed(county, unknown):
    item = BurdenItem(organization=county, **ENOUGH | unknown)

    assert item.warnings == ["没有写明频次或填报层级，算不出每年要填多少格。"]


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("approved_by", "没有写明批准人。新增事项须经批准。"),
        ("replaces", "没有写明替代哪一项原有事项；确属新增的，请填“新增”。"),
    ],
)
def test_missing_approver_or_replaced_item_is_named(county, village, field, sentence):
    item = BurdenItem(organization=county, **ENOUGH | {field: ""})

    assert item.warnings[1:] == [sentence]


def test_field_that_a_ledger_of_the_portal_has_already_is_named(county, village):
    item = BurdenItem(organization=county, asked="任现职时间、家禽存栏数，备注", **ENOUGH)

    assert item.warnings[1:] == ["“任现职时间”在“村（社区）党组织书记备案台账”里已有，可以直接取用，不必再要求填报。"]


@pytest.fixture
def typed(county):
    names = BurdenItem.ledger().fields
    return dict.fromkeys(names, "") | {"organization": "弋阳县", "name": "人居环境月报"}


def test_new_item_cannot_be_entered_without_approver_and_replaced_item(typed, people, as_user):
    page = as_user(people.county_editor).post(reverse("ledgers:add", args=["burden_item"]), typed)

    assert set(page.context["form"].errors) == {"approved_by", "replaces"}
    assert page.context["form"]["name"].value() == "人居环境月报"
    assert not BurdenItem.objects.exists()


def test_new_item_with_both_is_entered(typed, people, as_user):
    data = typed | {"approved_by": "县委副书记", "replaces": "新增"}

    response = as_user(people.county_editor).post(reverse("ledgers:add", args=["burden_item"]), data)

    assert response.status_code == 302
    assert BurdenItem.objects.get().replaces == "新增"


def test_item_of_an_old_list_can_be_corrected_without_an_approver(county, typed, people, as_user):
    item = make_item(county, state="entered")
    data = typed | {"name": item.name, "version": item.version, "issuer": "县农业农村局"}

    response = as_user(people.county_editor).post(reverse("ledgers:edit", args=["burden_item", item.pk]), data)

    assert response.status_code == 302
    assert BurdenItem.objects.get().issuer == "县农业农村局"


def test_page_shows_the_cells_before_anybody_confirms(county, village, people, as_user):
    item = make_item(county, state="entered", **ENOUGH)

    page = as_user(people.county_manager).get(item.get_absolute_url()).content.decode()

    assert "每个填报单位每年 216 格（18 项 × 12 次），1 个单位合计 216 格。" in page
