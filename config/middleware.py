from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import Http404
from django.views.defaults import page_not_found

NOT_FOUND = 404
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT")


class PlainAddressMiddleware:
    """Drop NULs from the parameters of an address: nobody types them, and PostgreSQL takes none in a text."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return self.get_response(request)


class NotFoundMiddleware:
    """Show people of a demonstration, which runs with DEBUG on, the portal's own page instead of Django's list."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.DEBUG and response.status_code == NOT_FOUND and not response.streaming:
            return page_not_found(request, Http404())
        return response


class TrustedProxyMiddleware:
    """Make ``REMOTE_ADDR`` the client's address, and drop forwarding headers that nobody vouches for.

    Lock-outs and the history rely on the address, secure redirects on ``X-Forwarded-Proto``;
    both may be claimed only by a peer listed in ``TRUSTED_PROXIES``. First of all middleware.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.trusted = [ip_network(entry, strict=False) for entry in settings.TRUSTED_PROXIES]

    def __call__(self, request):
        peer = parsed(request.META.get("REMOTE_ADDR"))
        if peer and self.trusts(peer):
            request.META["REMOTE_ADDR"] = str(self.client(peer, request.META.get("HTTP_X_FORWARDED_FOR", "")))
        else:
            for header in FORWARDED:
                request.META.pop(header, None)
        return self.get_response(request)

    def trusts(self, address):
        return any(address in network for network in self.trusted)

    def client(self, peer, forwarded_for):
        """Walk from the nearest hop outwards: the first address that is no proxy of ours is the client.

        Anything left of it, and anything that is no address, may have been made up by the client.
        """
        for hop in reversed(forwarded_for.split(",")):
            address = parsed(hop)
            if address is None:
                return peer
            peer = address
            if not self.trusts(address):
                return address
        return peer


def parsed(text):
    """The address in ``text``, an IPv4 one also when written as ``::ffff:1.2.3.4``; None if it is none."""
    try:
        address = ip_address((text or "").strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
