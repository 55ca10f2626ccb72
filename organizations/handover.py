"""Hand over the open work of a unit that ends to its successor (承接). Apps with such work register here.

An app passes ``hand_over_with`` an object with three methods:

``preview(unit, *, successor, last_day)``
    returns sentences that say what will be handed over, or what stays with the unit when ``successor`` is None
``hand_over(unit, *, successor, last_day, by)``
    makes the change and writes its history rows, inside the transaction that ends the unit
``take_back(unit, *, successor, on, by)``
    undoes the change, except for work that the successor has continued; called when the unit is reopened
    on the day ``on``
"""

_registered = []


def hand_over_with(handover):
    """Register ``handover``; call this in ``AppConfig.ready``."""
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
