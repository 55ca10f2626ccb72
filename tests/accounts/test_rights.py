"""The actions on accounts check the rights: which role at which unit may do what."""

import pytest
from django.core.exceptions import PermissionDenied

from organizations.accounts import actions, rights
from organizations.models import User
from tests.factories import make_user


@pytest.fixture
def accounts(city, county, other_county, township):
    return {
        "city manager": make_user(city, "manager"),
        "county manager": make_user(county, "manager"),
        "county editor": make_user(county, "editor"),
        "county viewer": make_user(county, "viewer"),
        "neighbour": make_user(other_county, "manager"),
        "township manager": make_user(township, "manager"),
    }


@pytest.fixture
def account(county):
    """An editor of the county office."""
    return make_user(county, "editor", username="wangfang", name="王芳")


def values_of(account, **values):
    return {field: getattr(account, field) for field in actions.FIELDS} | values


def create(by, account):
    actions.create_account(by=by, **values_of(account, username="liufang", name="刘芳"))


def change(by, account):
    actions.change_account(account, by=by, seen=actions.fingerprint(account), **values_of(account, office="组织科"))


def disable(by, account):
    actions.disable(account, by=by)


def enable(by, account):
    User.objects.filter(pk=account.pk).update(is_active=False)
    actions.enable(account, by=by)


def reset_password(by, account):
    actions.reset_password(account, by=by)


MAY = ["city manager", "county manager"]
MAY_NOT = ["county editor", "county viewer", "neighbour", "township manager"]
ACTIONS = [create, change, disable, enable, reset_password]


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("who", MAY)
def test_manager_of_the_unit_or_above_may_change_its_accounts(accounts, account, who, action):
    action(accounts[who], account)

    assert rights.may_manage_account(accounts[who], account)


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("who", MAY_NOT)
def test_everybody_else_is_refused_with_the_reason(accounts, account, who, action):
    with pytest.raises(PermissionDenied, match="管理"):
        action(accounts[who], account)

    assert not rights.may_manage_account(accounts[who], account)


@pytest.mark.parametrize("action", [change, disable, enable, reset_password])
def test_manager_may_change_neither_their_own_account_nor_a_superuser(county, accounts, action):
    administrator = make_user(county, "manager", is_superuser=True)

    for account in (accounts["county manager"], administrator):
        with pytest.raises(PermissionDenied, match="自己的账号或系统管理员"):
            action(accounts["county manager"], account)


def test_account_is_not_moved_out_of_the_scope(accounts, account, city):
    moved = values_of(account, organization=city)

    with pytest.raises(PermissionDenied, match="不在您的管理范围内"):
        actions.change_account(account, by=accounts["county manager"], seen=actions.fingerprint(account), **moved)
