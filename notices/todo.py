"""What waits for one person (待办): apps say what, this module counts and gathers it.

An app registers with ``provide_todo`` in ``AppConfig.ready``. The number at 待办 in the frame of every page
is one query whatever the number of apps; only the page itself asks for the entries.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notices.models import Message
from organizations.models import User

NO_LIMIT = 9999  # days: what has no limit of its own comes after all that has


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that waits, as a row of the page.

    ``kind`` is one of the kinds that its app registered. ``urgency`` is the number of days left and the order
    among those with as many: what is smaller stands first. ``tag`` says the same in words, ``tone`` is its
    colour. ``day_mark`` names a template that is shown beside the day, with ``year``.
    """

    kind: str
    urgency: tuple[int, int]
    tag: str
    title: str
    url: str
    day: date
    tone: str = ""
    note: str = ""
    day_mark: str = ""


@dataclass(frozen=True)
class Waiting:
    """What one app shows on the page: entries, and templates for places of it.

    ``parts`` maps a place to a template: ``lead`` (the sentence on how things stand, given ``total``), ``more``
    (a sentence after it), ``actions``, ``main`` (cards below the list), ``side`` (cards beside it). The
    templates are given ``context`` as ``todo``.
    """

    entries: list[Entry]
    parts: dict[str, str] = field(default_factory=dict)
    context: dict = field(default_factory=dict)


class Provider(NamedTuple):
    kinds: dict
    rows: Callable
    waiting: Callable


_providers = []


def provide_todo(kinds, *, rows, waiting):
    """Let an app say what waits for a person.

    ``kinds`` maps each kind of entry to its label. ``rows(user, on=…)`` gives QuerySets, one row for each entry;
    ``waiting(user, on=…)`` gives the same as ``Waiting``, each kind with one query.
    """
    if taken := kinds.keys() & all_kinds().keys():
        raise ValueError(f"two apps call something that waits {sorted(taken)}")
    _providers.append(Provider(kinds, rows, waiting))


def all_kinds():
    """``{kind: label}`` of all apps; messages come last."""
    return {kind: label for provider in [*_providers, _MESSAGES] for kind, label in provider.kinds.items()}


def gather(user, *, on):
    """What each app has waiting for ``user`` on the day ``on``."""
    return [provider.waiting(user, on=on) for provider in [*_providers, _MESSAGES]]


def count_for(user, *, on):
    """How many entries ``gather`` would find, in one query beside those that the apps' rules need."""
    rows = [queryset for provider in [*_providers, _MESSAGES] for queryset in provider.rows(user, on=on)]
    return sum(count_each(rows, user=user))


def badge(user):
    """The number at 待办; the page itself has counted already what it shows."""
    if hasattr(user, "todo_total"):
        return user.todo_total
    return count_for(user, on=timezone.localdate())


def count_each(querysets, *, user):
    """The number of rows of each of ``querysets``, in one query."""
    counts = []
    for rows in querysets:
        counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(total=Count("pk"))
        counts.append(Coalesce(Subquery(counted.values("total")), 0))
    return User.objects.filter(pk=user.pk).values_list(*counts)[0]


def _unread(user, *, on):
    return [Message.objects.visible_to(user).unread()]


def _waiting_messages(user, *, on):
    [unread] = _unread(user, on=on)
    return Waiting([_message_entry(message) for message in unread])


def _message_entry(message):
    return Entry(
        kind="message",
        urgency=(NO_LIMIT, -message.pk),
        tag=message.get_kind_display(),
        title=message.subject,
        url=f"{reverse('notices:messages')}#message-{message.pk}",
        day=message.day,
        note=message.items[0]["text"] if message.items else "",
    )


_MESSAGES = Provider({"message": _("未读消息")}, _unread, _waiting_messages)
