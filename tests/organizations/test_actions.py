from datetime import date

import pytest
from django.core.exceptions import ValidationError

from audit.models import AuditEntry
from organizations import actions
from organizations.actions import Below
from organizations.models import Organization
from tests.factories import make_organization, make_user

LAST = date(2025, 12, 31)
NEXT = date(2026, 1, 1)


@pytest.fixture
def office(city):
    return make_user(city, "manager", name="陈立")


@pytest.fixture
def neighbour(county, township):
    """Another township of the county."""
    return make_organization("弋江镇", parent=county, code="361126100000")


def history_row(action):
    return AuditEntry.objects.get(action=f"organization.{action}")


def test_new_unit_gets_the_next_path_its_kind_and_its_aliases(county, township, office):
    unit = actions.create(
        parent=county, code="361126200000", name="葛溪乡", level="township", aliases=["老葛溪"], by=office
    )

    assert (unit.path, unit.kind) == (county.path + "001", "乡")
    assert unit.aliases.get().name == "老葛溪"
    assert history_row("created").actor_name == "陈立"


def test_path_of_a_unit_that_moved_away_is_not_used_again(county, other_county, township, neighbour):
    actions.move(township, parent=other_county, since=NEXT)

    unit = actions.create(parent=county, code="361126200000", name="葛溪乡", level="township")

    assert unit.path == county.path + "002"


def test_path_that_occurs_in_the_history_is_not_used_again(county, other_county, township):
    old = township.path
    actions.rename(township, name="漆工新镇")
    actions.move(township, parent=other_county, since=NEXT)

    unit = actions.create(parent=county, code="361126200000", name="葛溪乡", level="township")

    assert unit.path != old


@pytest.mark.parametrize(
    ("level", "kind", "reason"),
    [("county", "县", "不能放在"), ("city", "市", "不能放在"), ("township", "村", "没有“村”这一类别")],
)
def test_unit_cannot_be_created_at_a_wrong_place_or_with_a_wrong_kind(county, level, kind, reason):
    with pytest.raises(ValidationError, match=reason):
        actions.create(parent=county, code="1", name="某单位", level=level, kind=kind)

    assert not Organization.objects.filter(code="1").exists()


def test_code_cannot_be_used_twice(county, township):
    with pytest.raises(ValidationError):
        actions.create(parent=county, code=township.code, name="某镇", level="township")


def test_department_of_a_city_is_created_once(city, county):
    first = actions.add_department(city, name="市民政局")
    again = actions.add_department(city, name="市民政局")
    other = actions.add_department(city, name="市财政局")

    assert first == again
    assert (first.level, first.kind, first.code) == ("city", "部门", "361100000000-01")
    assert other.code == "361100000000-02"


def test_scope_of_a_department_user_is_the_department(city, county):
    department = actions.add_department(city, name="市民政局")

    visible = Organization.objects.visible_to(make_user(department))

    assert list(visible) == [department]


def test_department_below_a_township_is_refused(township):
    with pytest.raises(ValidationError, match="没有“部门”这一类别"):
        actions.add_department(township, name="民政所")


def test_unit_cannot_be_created_below_a_department(city):
    department = actions.add_department(city, name="市民政局")

    with pytest.raises(ValidationError, match="不能放在"):
        actions.create(parent=department, code="1", name="某县", level="county")


def test_renamed_unit_keeps_its_old_name_as_an_alias(township, office):
    actions.rename(township, name="漆工新镇", by=office)

    found = Organization.objects.get(pk=township.pk)
    assert (found.name, found.initials) == ("漆工新镇", " qgxz")
    assert found.aliases.get().name == "漆工镇"
    assert history_row("renamed").changes == {"name": ["漆工镇", "漆工新镇"]}


def test_renaming_to_the_same_name_is_not_recorded(township):
    actions.rename(township, name="漆工镇")

    assert not AuditEntry.objects.exists()
    assert not township.aliases.exists()


def test_correction_records_only_what_changed(township):
    actions.correct(township, short_name="漆工", kind="镇")

    assert history_row("corrected").changes == {"short_name": ["", "漆工"]}


def test_correction_to_a_kind_of_another_level_is_refused(township):
    with pytest.raises(ValidationError, match="没有“社区”这一类别"):
        actions.correct(township, kind="社区")


def test_first_day_after_the_last_day_is_refused(township):
    actions.end(township, last_day=LAST)

    with pytest.raises(ValidationError, match="启用日期不能晚于停用日期"):
        actions.correct(township, valid_from=NEXT)


def test_given_aliases_replace_the_old_ones(township):
    actions.set_aliases(township, names=["甲", "乙"])

    actions.set_aliases(township, names=["乙", "丙 ", ""])

    assert {alias.name for alias in township.aliases.all()} == {"乙", "丙"}


def test_moving_a_unit_moves_everything_below_it(other_county, township, village):
    actions.move(township, parent=other_county, since=NEXT)

    village.refresh_from_db()
    moved = Organization.objects.get(pk=township.pk)
    assert moved.parent == other_county
    assert moved.path == other_county.path + "000"
    assert village.path == moved.path + "000"
    assert history_row("moved").changes == {"parent": ["361126000000", "361125000000"]}


@pytest.mark.parametrize("target", ["township", "village"])
def test_unit_cannot_move_below_itself(request, township, village, target):
    with pytest.raises(ValidationError, match="自己或它的下级"):
        actions.move(township, parent=request.getfixturevalue(target), since=NEXT)


def test_unit_cannot_move_below_a_unit_of_its_own_level(township, neighbour):
    with pytest.raises(ValidationError, match="不能放在"):
        actions.move(township, parent=neighbour, since=NEXT)


def test_unit_is_in_force_on_its_last_day_but_not_on_the_next(township):
    actions.end(township, last_day=LAST)

    assert township in Organization.objects.in_force(on=LAST)
    assert township not in Organization.objects.in_force(on=NEXT)


def test_unit_with_others_below_cannot_end_without_a_choice_for_them(township, village):
    with pytest.raises(ValidationError, match="之下还有 1 个有效单位"):
        actions.end(township, last_day=LAST)

    assert Organization.objects.get(pk=township.pk).valid_to is None


def test_units_below_can_end_on_the_same_day(township, village):
    actions.end(township, last_day=LAST, below=Below.END)

    village.refresh_from_db()
    assert village.valid_to == LAST
    assert AuditEntry.objects.filter(action="organization.ended").count() == 2


def test_units_below_can_move_to_the_successor(township, neighbour, village):
    actions.end(township, last_day=LAST, successor=neighbour, below=Below.MOVE)

    village.refresh_from_db()
    assert (village.parent, village.valid_to) == (neighbour, None)


def test_units_below_cannot_move_without_a_successor(township, village):
    with pytest.raises(ValidationError, match="请选择随之停用或划归承接单位"):
        actions.end(township, last_day=LAST, below=Below.MOVE)


def test_failed_ending_changes_nothing(township, neighbour, village):
    Organization.objects.filter(pk=village.pk).update(valid_from=NEXT)

    with pytest.raises(ValidationError, match="不能早于“湖塘村”的启用日期 2026-01-01"):
        actions.end(township, last_day=LAST, successor=neighbour, below=Below.END)

    assert not Organization.objects.exclude(valid_to=None).exists()
    assert not AuditEntry.objects.exists()


@pytest.fixture
def begun_in_july(township):
    Organization.objects.filter(pk=township.pk).update(valid_from=date(2025, 7, 1))
    return township


def test_unit_cannot_end_before_its_first_day(begun_in_july):
    with pytest.raises(ValidationError, match="不能早于“漆工镇”的启用日期 2025-07-01"):
        actions.end(begun_in_july, last_day=date(2025, 6, 30))


def test_unit_may_end_on_its_first_day(begun_in_july):
    assert actions.end(begun_in_july, last_day=date(2025, 7, 1)).valid_to == date(2025, 7, 1)


def test_unit_cannot_end_twice(township):
    actions.end(township, last_day=LAST)

    with pytest.raises(ValidationError, match="已于 2025-12-31 停用"):
        actions.end(township, last_day=LAST)


def test_successor_below_the_unit_is_refused(township, village):
    with pytest.raises(ValidationError, match="自己或它的下级"):
        actions.end(township, last_day=LAST, successor=village)


def test_successor_at_another_level_is_refused(township, other_county):
    with pytest.raises(ValidationError, match="不是同一层级"):
        actions.end(township, last_day=LAST, successor=other_county)


@pytest.mark.parametrize(
    "validity", [{"valid_to": LAST}, {"valid_from": date(2026, 1, 2)}], ids=["ends the same day", "begins too late"]
)
def test_successor_that_is_not_in_force_the_next_day_is_refused(township, neighbour, validity):
    Organization.objects.filter(pk=neighbour.pk).update(**validity)

    with pytest.raises(ValidationError, match="次日不是有效单位"):
        actions.end(township, last_day=LAST, successor=neighbour)


def test_merged_units_name_their_successor(county, township, neighbour, office):
    third = make_organization("曹溪镇", parent=county)

    actions.merge([township, third], into=neighbour, last_day=LAST, by=office)

    assert set(Organization.objects.filter(successor=neighbour)) == {township, third}
    assert history_row("merged").changes == {"merged": [None, "漆工镇、曹溪镇"]}


def test_failed_merge_changes_no_unit(county, township, neighbour):
    ended = make_organization("曹溪镇", parent=county, valid_to=LAST)

    with pytest.raises(ValidationError):
        actions.merge([township, ended], into=neighbour, last_day=LAST)

    assert Organization.objects.get(pk=township.pk).valid_to is None


def test_ended_unit_can_be_reopened(township, neighbour):
    actions.end(township, last_day=LAST, successor=neighbour)

    reopened = actions.reopen(township, on=date(2026, 1, 1))

    assert (reopened.valid_to, reopened.successor) == (None, None)


def test_unit_below_an_ended_one_cannot_be_reopened(township, village):
    actions.end(township, last_day=LAST, below=Below.END)

    with pytest.raises(ValidationError, match="请先恢复上级单位"):
        actions.reopen(village, on=date(2026, 1, 1))


def test_unit_created_by_mistake_can_be_deleted_and_the_deletion_is_recorded(village):
    actions.delete_mistake(village)

    assert not Organization.objects.filter(pk=village.pk).exists()
    assert history_row("deleted").object_label == "湖塘村"


@pytest.mark.parametrize("used", ["children", "account", "successor"])
def test_unit_in_use_cannot_be_deleted(township, neighbour, used):
    if used == "children":
        make_organization("湖塘村", parent=township)
    elif used == "account":
        make_user(township)
    else:
        actions.end(neighbour, last_day=LAST, successor=township)

    with pytest.raises(ValidationError, match="不能删除，只能停用"):
        actions.delete_mistake(township)


def test_tree_is_marked_as_demonstration(city):
    actions.mark_demonstration(city)

    assert Organization.objects.get(pk=city.pk).is_demonstration
