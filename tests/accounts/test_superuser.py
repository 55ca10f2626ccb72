"""Creating the first administrator on the command line."""

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


def test_the_only_tree_needs_no_naming():
    city = make_organization()

    assert create().organization == city


def test_an_unknown_code_is_named_and_nothing_is_created():
    with pytest.raises(CommandError, match="没有代码为“999”的单位"):
        create(organization="999")

    assert not User.objects.exists()


def test_of_several_trees_one_must_be_named():
    make_organization()
    make_organization()

    with pytest.raises(CommandError, match="--organization"):
        create()
