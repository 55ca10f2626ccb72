"""Hand over the open work of a unit that ends to its successor (承接). Apps with such work register here.

An app passes ``hand_over_with`` an object with three methods:

``preview(unit, *, successor, last_day)``
    returns sentences that say what will be handed over, or what stays with the unit when ``successor`` is None
``hand_over(unit, *, successor, last_day, by)``
    makes the change and writes its history rows, inside the transaction that ends the unit
``take_back(unit, *, successor, on, by)``
    undoes the change, except for work that the successor has continued; called when the unit is reopened
    on the day ``on``

An app whose work must be settled before a unit ends registers a function with ``refuse_with``.
"""

from django.core.exceptions import ValidationError

_registered = []
_refusing = []


def hand_over_with(handover):
    """Register ``handover``; call this in ``AppConfig.ready``."""
    _registered.append(handover)


def refuse_with(function):
    """Register ``function(unit, last_day=day)``; call this in ``AppConfig.ready``.

    It returns sentences that say what must be settled before ``unit`` may end after ``last_day``, in the unit and in
    all units below it, which end or move with it; an empty list if nothing must.
    """
    _refusing.append(function)


def check_settled(unit, *, last_day):
    """Raise ``ValidationError`` if an app says that something must be settled before ``unit`` ends."""
    problems = [problem for function in _refusing for problem in function(unit, last_day=last_day)]
    if problems:
        raise ValidationError(problems)


def preview(unit, *, successor, last_day):
    return [
        sentence
        for handover in _registered
        for sentence in handover.preview(unit, successor=successor, last_day=last_day)
    ]


def hand_over(unit, *, successor, last_day, by):
    for handover in _registered:
        handover.hand_over(unit, successor=successor, last_day=last_day, by=by)


def take_back(unit, *, successor, on, by):
    for handover in _registered:
        handover.take_back(unit, successor=successor, on=on, by=by)
