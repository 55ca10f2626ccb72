import pytest


@pytest.mark.parametrize("address", ["/login/?next=%00", "/login%00/", "/overview/?q=a%00b"])
def test_an_address_with_a_nul_is_refused(client, db, address):
    response = client.get(address)

    assert response.status_code == 400


def test_other_odd_signs_are_left_to_the_pages(client, db):
    assert client.get("/login/?next=%01%0A%22").status_code == 200
