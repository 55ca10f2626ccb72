"""A form that came too late is sent again: after the session ended it waits in the login page, and one of a page
that was opened before somebody signed in anew is shown once more.

It only ever lies in the browser: the portal keeps nothing of somebody it does not know.
"""

import json

from django.conf import settings

LARGEST = 1_000_000  # characters; the login page sends them back
UNTYPED = {"csrfmiddlewaretoken"}


def packed(request):
    """What ``request`` carried, as text for one hidden field; empty for what must not or cannot wait.

    Passwords never wait in a page, and a form that no page of ours has sent has nobody to come back to.
    """
    if settings.CSRF_COOKIE_NAME not in request.COOKIES:
        return ""
    pairs = [[name, value] for name, values in request.POST.lists() for value in values if name not in UNTYPED]
    text = json.dumps(pairs, ensure_ascii=False)
    has_password = any("password" in name for name, _value in pairs)
    return "" if has_password or len(text) > LARGEST else text


def unpacked(text):
    """``[(name, value)]`` of what ``packed`` gave; nothing for anything else."""
    try:
        return [(name, value) for name, value in json.loads(text) if isinstance(name, str) and isinstance(value, str)]
    except (ValueError, TypeError, RecursionError):
        return []


def file_names(request):
    """Files cannot wait in a page; people are told which to choose again."""
    return [file.name for _name, files in request.FILES.lists() for file in files]


def is_of_our_page(request):
    """The browser says that the form was sent from a page of this portal, not from somewhere else."""
    own = request.build_absolute_uri("/")
    origin = request.headers.get("Origin")
    return f"{origin}/" == own if origin else request.headers.get("Referer", "").startswith(own)


def words(pairs):
    """What somebody typed in words, to be recognised; keys, numbers and names of buttons are not."""
    return [value for _name, value in pairs if not value.isascii()]
