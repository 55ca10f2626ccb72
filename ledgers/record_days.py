"""Conditions about the days of records. A partial date is a text: a day, or a month whose day is unknown, or blank."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from organizations.models import not_ended_q


def opened_q(field, *, by):
    """Records whose first day in the partial date ``field`` is not after the day ``by``.

    A blank means since ever; a month means from its first day.
    """
    return Q(**{f"{field}__lte": f"{by.isoformat()}T24:00"}) if field else Q()


def not_closed_q(field, *, before):
    """Records whose closing day in the partial date ``field`` is blank or not before the day ``before``.

    Only a month: closed at its end, as the day is unknown.
    """
    if not field:
        return Q()
    return Q(**{field: ""}) | Q(**{f"{field}__gte": before.isoformat()}) | Q(**{field: before.isoformat()[:7]})


def passed_q(field, *, by):
    """Records whose partial date in ``field`` came before the day ``by``: a month, once it is over; never a blank."""
    return ~not_closed_q(field, before=by)


def not_settled_q(*, before):
    """Cases that were not done, without a closing day, in a year before that of the day ``before``."""
    return Q(settled_in__isnull=True) | Q(settled_in__gte=before.year)


def held_q(first, last):
    """Lasting records that their unit had on a day from ``first`` to ``last``: once taken over, and until its end."""
    taken_over = Q(held_since__isnull=True) | Q(held_since__lte=last)
    return taken_over & not_ended_q(first, prefix="organization__")


def held_once_q(model, *, on):
    """Cases of ``model`` that count once on the day ``on``, though a successor took them over: the copy from its first
    day on, the record of the ended unit until then, or for ever where there is no copy.
    """
    copies = model.objects.filter(previous=OuterRef("pk"), held_since__lte=on)
    return (Q(held_since__isnull=True) | Q(held_since__lte=on)) & ~Exists(copies)


def happened_q(field, *, first, last):
    """Events whose day in the partial date ``field`` is between two days, with both; a month counts as its first day.

    An event without a day counts where the span covers its whole year.
    """
    month = Q(**{field: first.isoformat()[:7]}) if first.day == 1 else Q()
    on_a_day = (Q(**{f"{field}__gte": first.isoformat()}) | month) & opened_q(field, by=last)
    first_year = first.year if first == date(first.year, 1, 1) else first.year + 1
    last_year = last.year if last == date(last.year, 12, 31) else last.year - 1
    return on_a_day | Q(**{field: ""}, year__gte=first_year, year__lte=last_year)
