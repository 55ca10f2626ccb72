import pytest
from django.http import HttpResponse

from config.middleware import TrustedProxyMiddleware


@pytest.fixture
def seen(rf, settings):
    """A function that gives the request from ``peer`` with ``headers`` as views get it behind trusted proxies."""
    settings.TRUSTED_PROXIES = ["127.0.0.1", "10.0.0.0/24"]

    def pass_through(peer, **headers):
        request = rf.get("/", REMOTE_ADDR=peer, **headers)
        TrustedProxyMiddleware(lambda request: HttpResponse())(request)
        return request

    return pass_through


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "client"),
    [
        ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("::ffff:127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "2001:db8::7", "2001:db8::7"),
        # Two trusted proxies, one behind the other.
        ("127.0.0.1", "203.0.113.7, 10.0.0.9", "203.0.113.7"),
        # The client invented the first entry.
        ("127.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "garbage, 203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "garbage", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        # The user's own machine lies in a trusted network.
        ("10.0.0.9", "10.0.0.7", "10.0.0.7"),
    ],
)
def test_address_comes_from_trusted_proxies(seen, peer, forwarded_for, client):
    request = seen(peer, HTTP_X_FORWARDED_FOR=forwarded_for)

    assert request.META["REMOTE_ADDR"] == client


@pytest.mark.parametrize("peer", ["203.0.113.7", "10.0.1.9", "not-an-address", ""])
def test_untrusted_clients_cannot_claim_another_address(seen, peer):
    request = seen(peer, HTTP_X_FORWARDED_FOR="127.0.0.1")

    assert request.META["REMOTE_ADDR"] == peer


def test_only_trusted_proxies_can_say_that_the_client_used_https(seen, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert seen("127.0.0.1", HTTP_X_FORWARDED_PROTO="https").is_secure()
    assert not seen("203.0.113.7", HTTP_X_FORWARDED_PROTO="https").is_secure()


def test_address_is_checked_before_any_other_middleware_uses_it(settings):
    assert settings.MIDDLEWARE[0] == "config.middleware.TrustedProxyMiddleware"


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [True, False])
def test_missing_page_has_the_portals_own_look_with_and_without_debug(client, settings, debug):
    settings.DEBUG = debug

    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "没有找到这个页面" in answer.content.decode()
    assert "URLconf" not in answer.content.decode()
