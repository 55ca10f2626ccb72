import logging
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import BigIntegerField
from django.http import Http404
from django.utils import timezone
from django.views.defaults import page_not_found

from config.busy import hurried, is_busy
from search import recent
from search.providers import viewed_on

log = logging.getLogger(__name__)
OK = 200
NOT_FOUND = 404
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT")


class PlainAddressMiddleware:
    """Keeps from views what databases refuse: NUL characters in the query string, and numbers of too many digits.

    No row has such a number, so the answer is 404.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if any(isinstance(value, int) and value > BigIntegerField.MAX_BIGINT for value in kwargs.values()):
            raise Http404


class NotFoundMiddleware:
    """Shows the portal's own 404 page also with DEBUG on, as in the demonstration, not Django's list of addresses."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.DEBUG and response.status_code == NOT_FOUND and not response.streaming:
            return page_not_found(request, Http404())
        return response


class RecentlyViewedMiddleware:
    """Remembers which object the page is about (最近查看), once the page has been made.

    Nobody waits for it: where the database is locked for longer than a moment, the object is not remembered.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        shown = request.method == "GET" and response.status_code == OK and request.user.is_authenticated
        viewed = viewed_on(request.resolver_match) if shown and request.resolver_match else None
        if viewed and not recent.is_newest(request.user, *viewed):
            self.remember(request.user, *viewed)
        return response

    def remember(self, user, kind, key):
        try:
            with hurried():
                recent.remember(user, kind, key, at=timezone.now())
        except (InterfaceError, OperationalError) as error:
            if not is_busy(error):
                raise
            log.warning("the view of %s %s could not be remembered", kind.key, key)


class TrustedProxyMiddleware:
    """Sets ``REMOTE_ADDR`` to the client's address and removes the forwarding headers of untrusted peers.

    Lock-outs and the history use the address; secure redirects use ``X-Forwarded-Proto``. Only peers in
    ``TRUSTED_PROXIES`` may set either. This middleware must be the first.
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
        """Return the client's address: reading from the right, the first one that is not a trusted proxy.

        The client may have invented what stands to the left of it. An entry that is not an address
        ends the search; the last address read is then the client's.
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
    """Return the address in ``text``, or None if it is not one; ``::ffff:1.2.3.4`` gives the IPv4 address."""
    try:
        address = ip_address((text or "").strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
