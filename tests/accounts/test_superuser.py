"""The command that creates the first administrator."""

import pytest
from django.core.management import CommandError, call_command

from organizations.models import User
from tests.factories import make_organization

pytestmark = pytest.mark.django_db


def create(**options):
    call_command("createsuperuser", interactive=False, username="admin", name="系统管理员", verbosity=0, **options)
    return User.objects.get(username="admin")


def test_the_organization_is_named_by_its_code():
    make_organization()
    city = make_organization()

    assert create(organization=city.code).organization == city


def test_organization_may_be_left_out_when_there_is_one_city():
    city = make_organization()

    assert create().organization == city


def test_an_unknown_code_is_named_and_nothing_is_created():
    with pytest.raises(CommandError, match="没有代码为“999”的单位"):
        create(organization="999")

    assert not User.objects.exists()


def test_organization_must_be_named_when_there_are_several_cities():
    make_organization()
    make_organization()

    with pytest.raises(CommandError, match="--organization"):
        create()
