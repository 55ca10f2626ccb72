"""Keep the data of a form that could not be accepted, to send it again after one more click.

This happens when the session has ended, and when the page was opened before the last login (its CSRF token is
old). The data are in a hidden field of the next page: the portal stores nothing for users who are not signed in.
"""

import json

from django.conf import settings

LARGEST = 1_000_000  # characters; the login page sends them back
UNTYPED = {"csrfmiddlewaretoken"}


def packed(request):
    """Return the POST data as text for one hidden field.

    The text is empty when the form contains a password, is larger than ``LARGEST``, or comes from a browser
    without the portal's CSRF cookie: then no page of the portal has sent it.
    """
    if settings.CSRF_COOKIE_NAME not in request.COOKIES:
        return ""
    pairs = [[name, value] for name, values in request.POST.lists() for value in values if name not in UNTYPED]
    text = json.dumps(pairs, ensure_ascii=False)
    has_password = any("password" in name for name, _value in pairs)
    return "" if has_password or len(text) > LARGEST else text


def unpacked(text):
    """Return ``[(name, value)]`` for a text made by ``packed``; an empty list for any other text."""
    try:
        return [(name, value) for name, value in json.loads(text) if isinstance(name, str) and isinstance(value, str)]
    except (ValueError, TypeError, RecursionError):
        return []


def file_names(request):
    """Return the names of the uploaded files: they cannot be kept, and the user has to choose them again."""
    return [file.name for _name, files in request.FILES.lists() for file in files]


def is_of_our_page(request):
    """Whether the form was sent from a page of this portal, by the header ``Origin`` or ``Referer``."""
    own = request.build_absolute_uri("/")
    origin = request.headers.get("Origin")
    return f"{origin}/" == own if origin else request.headers.get("Referer", "").startswith(own)


def words(pairs):
    """Return the values with Chinese text, by which users recognise their form; keys and numbers are left out."""
    return [value for _name, value in pairs if not value.isascii()]
