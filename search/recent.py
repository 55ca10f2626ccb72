"""Recently viewed objects (最近查看): remembered when a page is shown, cleaned when the list is shown."""

from django.core.cache import cache

from search.models import RecentView
from search.providers import kind_called

KEPT = 20  # for each person
AGAIN = 60  # seconds after which the same page is remembered again


def is_newest(user, kind, key):
    """Whether this process has just remembered the same page of ``user``: a page that is reloaded is not written."""
    return cache.get(f"viewed-{user.pk}") == (kind.key, key)


def remember(user, kind, key, *, at):
    """Note that ``user`` opened the page of the object ``key`` of ``kind`` at the moment ``at``; one statement."""
    cache.set(f"viewed-{user.pk}", (kind.key, key), timeout=AGAIN)
    row = RecentView(person=user, kind=kind.key, key=key, viewed_at=at)
    RecentView.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["person", "kind", "key"], update_fields=["viewed_at"]
    )


def viewed_by(user):
    """Return ``(kind, hit)`` of what ``user`` viewed last, the newest first, at most ``KEPT``.

    Rows of objects that are gone or no longer visible to the user are deleted, and those after the newest ``KEPT``.
    """
    rows = list(RecentView.objects.visible_to(user))
    shown = rows[:KEPT]
    hits = {kind: _hits(user, kind, shown) for kind in {row.kind for row in shown}}
    entries = [(row, kind_called(row.kind), hits[row.kind].get(row.key)) for row in shown]
    stale = [row.pk for row, _kind, hit in entries if hit is None] + [row.pk for row in rows[KEPT:]]
    if stale:
        RecentView.objects.filter(pk__in=stale).delete()
    return [(kind, hit) for _row, kind, hit in entries if hit]


def _hits(user, key, rows):
    """Return ``{object key: hit}`` of those ``rows`` that are of the kind ``key``; none for a kind that is gone."""
    kind = kind_called(key)
    if kind is None or kind.seen is None:
        return {}
    seen = kind.seen(user, [row.key for row in rows if row.kind == key])
    return {hit.key: hit for hit in kind.tell(user, seen)}
