"""Open work of a unit that ends goes to its successor (承接): each app with such work registers how.

An app passes ``hand_over_with`` an object with three methods:

``preview(unit, *, successor, last_day)``
    sentences that say what will be handed over, or what stays behind when ``successor`` is None
``hand_over(unit, *, successor, last_day, by)``
    the change itself, with its history rows, inside the transaction that ends the unit
``take_back(unit, *, successor, on, by)``
    undoes it as far as nobody has worked on it since; called when the unit is reopened on the day ``on``
"""

_registered = []


def hand_over_with(handover):
    """Register ``handover``; called in ``AppConfig.ready``."""
    _registered.append(handover)


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
