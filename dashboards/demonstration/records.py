"""Ledger records of the demonstration, which match the figures that its townships and counties have reported."""

from dashboards.demonstration import cases, communities, leaders, plans, registers, villages
from dashboards.demonstration.city import City


def build(*, counties, staff, on):
    """Write the ledgers of the whole city on the day ``on``; later modules use what earlier ones add to the city."""
    city = City(counties=counties, staff=staff, on=on)
    for module in (leaders, registers, plans, cases, communities, villages):
        module.build(city)
