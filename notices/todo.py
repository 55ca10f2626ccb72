"""To-do entries of one person (待办). Apps provide them, this module collects and counts them.

An app registers with ``provide_todo`` in ``AppConfig.ready``. Every page shows the number of entries in its frame;
one query counts them for all apps, beside one for the rows of all ledgers. Only the page 待办 loads the entries.
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

NO_LIMIT = 9999  # days; entries without a deadline come last


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row of the page 待办.

    ``kind`` is one of the kinds that the app registered. ``urgency`` is the sort key, smallest first: the number
    of days left, then the order among entries with the same number. ``tag`` says the urgency in words, ``tone``
    is the colour of the tag. ``day_mark`` names a template to show beside the day; it gets ``year``.
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
    """What one app shows on the page: entries, and templates for parts of the page.

    ``parts`` maps the name of a part to a template: ``lead`` (the sentence above the list, which gets ``total``),
    ``more`` (a sentence after it), ``actions``, ``main`` (cards below the list), ``side`` (cards beside it). The
    templates get ``context`` as ``todo``.
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
    """Register the to-do entries of an app.

    ``kinds`` maps each kind of entry to its label. ``rows(user, on=…)`` returns a list of QuerySets, one row for
    each entry; an app that must count entries itself returns their number in it. ``waiting(user, on=…)`` returns the
    same entries as ``Waiting``, with one query for each kind.
    Raises ``ValueError`` when another app uses one of the kinds.
    """
    if taken := kinds.keys() & all_kinds().keys():
        raise ValueError(f"two apps call something that waits {sorted(taken)}")
    _providers.append(Provider(kinds, rows, waiting))


def all_kinds():
    """Return ``{kind: label}`` of all apps; messages come last."""
    return {kind: label for provider in [*_providers, _MESSAGES] for kind, label in provider.kinds.items()}


def gather(user, *, on):
    """Return the ``Waiting`` of each app for ``user`` on the day ``on``."""
    return [provider.waiting(user, on=on) for provider in [*_providers, _MESSAGES]]


def count_for(user, *, on):
    """Return the number of entries that ``gather`` would return: one query, and those that the apps' rules need."""
    rows = [rows for provider in [*_providers, _MESSAGES] for rows in provider.rows(user, on=on)]
    counted = sum(number for number in rows if isinstance(number, int))
    return counted + sum(count_each([queryset for queryset in rows if not isinstance(queryset, int)], user=user))


def badge(user):
    """Return the number beside 待办 in the frame. The page 待办 has already counted its entries."""
    if hasattr(user, "todo_total"):
        return user.todo_total
    return count_for(user, on=timezone.localdate())


def count_each(querysets, *, user):
    """Return the number of rows of each of ``querysets``, in one query."""
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
