from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from audit.models import AuditEntry
from organizations.accounts import actions
from organizations.models import User
from tests.factories import make_organization, make_user


@pytest.fixture
def manager(client, county):
    manager = make_user(county, "manager", name="方圆")
    client.force_login(manager)
    return manager


@pytest.fixture
def editor(township):
    return make_user(township, "editor", username="hemiao", name="何苗", work_phone="10008200012")


def page(client, name, *args, **query):
    return client.get(reverse(name, args=args, query=query or None)).content.decode()


def new(**values):
    return {"username": "wangfang", "name": "王芳", "role": "editor", "organization": "漆工镇"} | values


def edit_form(client, user):
    """The values in the form that edits ``user``, ready to be posted."""
    return client.get(reverse("account_edit", args=[user.pk])).context["form"].initial


def edit(client, user, **values):
    return client.post(reverse("account_edit", args=[user.pk]), edit_form(client, user) | values)


# The list


def test_list_shows_the_subtree_and_nothing_else(client, manager, editor, other_county, city):
    make_user(other_county, name="吴桐")
    make_user(city, name="陈立")

    shown = page(client, "accounts")

    assert "何苗" in shown
    assert "吴桐" not in shown
    assert "陈立" not in shown


@pytest.mark.parametrize(
    ("query", "is_listed"),
    [
        ({"q": "何"}, True),
        ({"q": "HEMIAO"}, True),
        ({"q": "方"}, False),
        ({"unit": "qgz"}, True),
        ({"unit": "漆工"}, True),
        ({"unit": "横峰"}, False),
        ({"role": "editor"}, True),
        ({"role": "viewer"}, False),
        ({"state": "new"}, True),
        ({"state": "disabled"}, False),
        ({"role": "no-such-role"}, True),
        ({"q": "\0"}, True),
    ],
)
def test_list_is_filtered_by_the_parameters_in_its_address(client, manager, editor, query, is_listed):
    assert ("hemiao" in page(client, "accounts", **query)) is is_listed


def test_phones_of_other_units_are_masked(client, manager, editor):
    shown = page(client, "accounts")

    assert "100****0012" in shown
    assert "10008200012" not in shown


def test_number_of_queries_does_not_grow_with_the_list(client, manager, township, django_assert_max_num_queries):
    for _number in range(30):
        make_user(township)
    page(client, "accounts")  # the first page of a session also stores the session

    with django_assert_max_num_queries(9):
        page(client, "accounts")


# Creating


def test_new_account_gets_a_one_time_password_shown_once(client, manager, township):
    client.post(reverse("account_create"), new())
    user = User.objects.get(username="wangfang")

    first = page(client, "account_slip", user.pk)
    second = client.get(reverse("account_slip", args=[user.pk]))

    shown = [word for word in first.split("<code>") if "</code>" in word][1].split("</code>")[0]
    assert user.check_password(shown)
    assert user.must_change_password
    assert user.organization == township
    assert second.status_code == 302


def test_password_of_another_account_is_not_shown(client, manager, township, editor):
    client.post(reverse("account_create"), new())

    response = client.get(reverse("account_slip", args=[editor.pk]))

    assert response.status_code == 302


def test_password_page_is_not_stored_by_the_browser(client, manager, township):
    client.post(reverse("account_create"), new())

    response = client.get(reverse("account_slip", args=[User.objects.get(username="wangfang").pk]))

    assert "no-store" in response["Cache-Control"]


def test_creation_is_recorded_without_the_password(client, manager, township):
    client.post(reverse("account_create"), new(role="manager"))

    entry = AuditEntry.objects.get(action="account.created")
    assert entry.changes == {"organization": [None, "漆工镇"], "role": [None, "manager"], "office": [None, ""]}
    assert (entry.actor_id, entry.organization_path) == (manager.pk, township.path)


@pytest.mark.parametrize("unit", ["漆工镇", "361126104000", "漆工镇 361126104000", "漆工"])
def test_unit_is_found_by_name_or_code(client, manager, township, unit):
    client.post(reverse("account_create"), new(organization=unit))

    assert User.objects.get(username="wangfang").organization == township


@pytest.mark.parametrize("unit", ["横峰县", "361125000000", "上饶市", "没有这个镇"])
def test_unit_above_or_outside_is_not_found(client, manager, township, other_county, unit):
    shown = client.post(reverse("account_create"), new(organization=unit)).content.decode()

    assert f"在您的管理范围内没有找到“{unit}”" in shown
    assert not User.objects.filter(username="wangfang").exists()


def test_name_that_two_units_share_asks_for_the_code(client, manager, county):
    other = make_organization("港口镇", parent=county)
    for parent in [make_organization("漆工镇", parent=county), other]:
        make_organization("湖塘村", parent=parent)

    shown = client.post(reverse("account_create"), new(organization="湖塘村")).content.decode()

    assert "“湖塘村”对应不止一个单位，请改填代码" in shown
    assert "弋阳县港口镇湖塘村 " in shown


def test_department_of_the_county_may_have_accounts(client, manager, county):
    department = make_organization("县民政局", parent=county, level="county", kind="部门")

    client.post(reverse("account_create"), new(organization="县民政局"))

    assert User.objects.get(username="wangfang").organization == department


def test_unit_that_has_ended_gets_no_accounts(client, manager, township):
    township.valid_to = date(2020, 1, 1)
    township.save()

    shown = client.post(reverse("account_create"), new(organization=township.code)).content.decode()

    assert "没有找到" in shown


@pytest.mark.parametrize("username", ["hemiao", "HeMiao", "he", "何苗", "a b c", "-abc", "x" * 31])
def test_login_name_that_is_taken_or_badly_written_is_refused(client, manager, editor, username):
    response = client.post(reverse("account_create"), new(username=username))

    assert response.status_code == 200
    assert "username" in response.context["form"].errors
    assert 'value="王芳"' in response.content.decode()


def test_two_managers_who_choose_the_same_login_name_at_once_get_a_message(manager, township):
    values = {"name": "王芳", "organization": township, "role": "editor", "office": "", "work_phone": "", "email": ""}
    actions.create_account(by=manager, username="wangfang", **values)

    with pytest.raises(ValidationError, match="刚被他人占用"):
        actions.create_account(by=manager, username="wangfang", **values)


def test_action_refuses_a_unit_outside_the_scope(manager, other_county):
    with pytest.raises(PermissionDenied):
        actions.create_account(by=manager, username="wangfang", name="王芳", organization=other_county, role="editor")


# Changing


def test_change_is_stored_and_recorded_with_old_and_new_values(client, manager, editor):
    edit(client, editor, role="manager", work_phone="10008200099")

    entry = AuditEntry.objects.get(action="account.changed")
    assert User.objects.get(pk=editor.pk).role == "manager"
    assert entry.changes == {"role": ["editor", "manager"], "work_phone": ["100****0012", "100****0099"]}


def test_form_sent_without_changes_records_nothing(client, manager, editor):
    edit(client, editor)

    assert not AuditEntry.objects.filter(action="account.changed").exists()


def test_account_cannot_be_moved_out_of_the_subtree(client, manager, editor, other_county):
    response = edit(client, editor, organization="横峰县")

    assert "没有找到" in response.content.decode()
    assert User.objects.get(pk=editor.pk).organization == editor.organization


def test_second_tab_does_not_undo_the_change_of_the_first(client, manager, editor):
    stale = edit_form(client, editor)
    edit(client, editor, role="viewer")

    response = client.post(reverse("account_edit", args=[editor.pk]), stale | {"office": "党建办"})

    assert "该账号刚被他人修改" in response.content.decode()
    assert 'value="党建办"' in response.content.decode()
    assert User.objects.get(pk=editor.pk).office == "组织部"


def test_manager_cannot_edit_their_own_account(client, manager):
    response = client.get(reverse("account_edit", args=[manager.pk]))

    assert response.status_code == 403


def test_manager_cannot_change_a_superuser(client, manager, county):
    admin = make_user(county, "manager", is_superuser=True, is_staff=True)

    for name in ["account_edit", "account_disable", "account_reset"]:
        assert client.post(reverse(name, args=[admin.pk])).status_code == 403


def test_manager_of_the_same_county_may_be_changed(client, manager, county):
    peer = make_user(county, "manager")

    assert edit(client, peer, role="editor").status_code == 302


def test_account_of_the_city_does_not_exist_for_the_county(client, manager, city):
    above = make_user(city, "manager")

    assert client.get(reverse("account_edit", args=[above.pk])).status_code == 404


def test_opening_an_account_is_recorded_as_a_view_of_personal_data(client, manager, editor):
    page(client, "account_edit", editor.pk)

    entry = AuditEntry.objects.get(action="data.viewed")
    assert (entry.actor_id, entry.object_id) == (manager.pk, str(editor.pk))


# Disabling, enabling, resetting


def test_disabling_asks_first(client, manager, editor):
    shown = page(client, "account_disable", editor.pk)

    assert "确认后将会" in shown
    assert User.objects.get(pk=editor.pk).is_active


def test_disabled_account_loses_its_session_at_once(client, manager, editor):
    theirs = type(client)()
    theirs.force_login(editor)

    client.post(reverse("account_disable", args=[editor.pk]))

    assert theirs.get(reverse("account")).status_code == 302


def test_phone_of_a_leaver_is_removed(client, manager, editor):
    client.post(reverse("account_disable", args=[editor.pk]))

    assert User.objects.get(pk=editor.pk).work_phone == ""


def test_enabled_account_starts_with_a_new_password_and_no_old_session(client, manager, editor):
    theirs = type(client)()
    theirs.force_login(editor)
    client.post(reverse("account_disable", args=[editor.pk]))

    client.post(reverse("account_enable", args=[editor.pk]))

    stored = User.objects.get(pk=editor.pk)
    assert stored.is_active
    assert not stored.check_password("pass-word-1")
    assert theirs.get(reverse("account")).status_code == 302


def test_reset_ends_sessions_and_asks_for_a_new_password(client, manager, editor):
    theirs = type(client)()
    theirs.force_login(editor)

    client.post(reverse("account_reset", args=[editor.pk]))

    assert User.objects.get(pk=editor.pk).must_change_password
    assert theirs.get(reverse("account")).status_code == 302


@pytest.mark.parametrize(
    ("active", "name", "message"),
    [
        (False, "account_disable", "该账号已经停用。"),
        (True, "account_enable", "该账号正在使用，无须启用。"),
        (False, "account_reset", "该账号已经停用，请先启用。"),
    ],
)
def test_second_click_gets_a_message(client, manager, editor, active, name, message):
    User.objects.filter(pk=editor.pk).update(is_active=active)

    response = client.post(reverse(name, args=[editor.pk]), follow=True)

    assert message in response.content.decode()


def test_every_step_is_recorded(client, manager, editor):
    for name in ["account_reset", "account_disable", "account_enable"]:
        client.post(reverse(name, args=[editor.pk]))

    told = AuditEntry.objects.filter(actor_id=manager.pk, object_id=str(editor.pk)).order_by("pk")
    steps = ["account.password_reset", "account.disabled", "account.enabled"]
    assert list(told.values_list("action", flat=True)) == steps
