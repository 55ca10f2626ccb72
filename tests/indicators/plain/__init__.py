"""A plain Python computation for each indicator, by loops over lists of plain records: no ORM, no SQL.

The rules are written from the docstrings and the facts of the field, without looking at the conditions in SQL.
"""

from tests.indicators.plain import (  # noqa: F401 (each module registers its computations)
    accountability,
    development,
    economy,
    education,
    elections,
    life,
    linkage,
    neighbourhoods,
    posts,
    services,
    surveys,
    townships,
)
from tests.indicators.plain.rules import COMPUTATIONS  # noqa: F401
