"""Ledger records of the demonstration, as many in order as the plan of each task says."""

from dashboards.demonstration import (
    cases,
    communities,
    duties,
    economy,
    education,
    leaders,
    linking,
    org_life,
    plans,
    registers,
    services,
    township_teams,
    urban,
    villages,
)
from dashboards.demonstration.city import City

# Later modules use what earlier ones add to the city.
MODULES = (
    leaders,
    registers,
    plans,
    cases,
    communities,
    education,
    villages,
    economy,
    township_teams,
    urban,
    linking,
    services,
    duties,
    org_life,
)


def build(*, counties, staff, progress, on):
    """Write the ledgers of the whole city on the day ``on``; return the ``City``."""
    city = City(counties=counties, staff=staff, progress=progress, on=on)
    for module in MODULES:
        module.build(city)
    return city
