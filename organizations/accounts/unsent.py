"""A form sent after the session ended waits in the login page, and is sent again by whoever signs in there.

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


def words(pairs):
    """What somebody typed in words, to be recognised; keys, numbers and names of buttons are not."""
    return [value for _name, value in pairs if not value.isascii()]
