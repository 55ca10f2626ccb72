import pytest
from django.urls import reverse

from tests.factories import make_user


@pytest.mark.parametrize("text", ["%00", "he%00miao", "%01%0A%22"])
def test_control_characters_in_an_address_do_not_break_the_search(client, city, text):
    client.force_login(make_user(city, "manager"), backend="organizations.accounts.backends.AccountBackend")

    assert client.get(f"{reverse('accounts')}?q={text}").status_code == 200


def test_search_ignores_nul_characters(client, city):
    client.force_login(
        make_user(city, "manager", name="何苗"), backend="organizations.accounts.backends.AccountBackend"
    )

    assert "何苗" in client.get(f"{reverse('accounts')}?q=何%00苗").content.decode()
