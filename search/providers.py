"""What the search in the masthead finds, and what it calls recently viewed. Apps provide it, as they do to-do entries.

An app registers each kind of objects with ``provide_search`` in ``AppConfig.ready``; no page of this app knows one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One object as the results show it, in words that the reader may see.

    ``key`` names the object among those of its kind. ``place`` says where it belongs, ``note`` what it is; ``tag`` is a
    state in words, and ``tone`` the colour of the tag.
    """

    key: str
    title: str
    url: str
    place: str = ""
    note: str = ""
    tag: str = ""
    tone: str = "idle"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of objects that can be found, such as tasks.

    ``order``: kinds with smaller numbers come first. ``find(user, text)`` returns the rows that match, among those in
    the scope of ``user``, as a QuerySet or list. ``tell(user, rows)`` returns the ``Hit`` of each of a few rows, in
    their order; a row that the user may not see any more has none.

    With ``pages`` the kind takes part in the recently viewed objects: it maps the URL name of a page about one object
    to a function that returns the key of the object from the arguments of the address. ``seen(user, keys)`` returns
    the rows with these keys for ``tell``.
    """

    key: str
    label: str
    order: int
    find: Callable
    tell: Callable
    pages: dict[str, Callable] = field(default_factory=dict)
    seen: Callable | None = None


_kinds = {}


def provide_search(kind):
    """Register ``kind``. Raises ``ValueError`` when another kind has the same key."""
    if kind.key in _kinds:
        raise ValueError(f"two kinds of search results are called {kind.key}")
    _kinds[kind.key] = kind


def all_kinds():
    """Return the kinds in the order of the page."""
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def kind_called(key):
    """Return the kind with this key; ``None`` if there is none."""
    return _kinds.get(key)


def viewed_on(match):
    """Return the kind and the key of the object that the page at ``match`` is about, or ``None``."""
    for kind in _kinds.values():
        if match.view_name in kind.pages:
            return kind, kind.pages[match.view_name](match.kwargs)
    return None
