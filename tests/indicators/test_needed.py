"""Which columns must be filled for an indicator follows from its condition ``unknown``."""

from datetime import date

import pytest

from indicators import registry
from indicators.needed import needed_columns

ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("key", "columns"),
    [
        ("grids_with_party_group", [("grid", "party_group")]),  # a blank of the element itself
        ("villages_earning_50000", [("village_income", "operating_yuan")]),  # a blank in a subquery of a village
        ("candidates_studied", [("village_profile", "candidates_studied")]),  # yes or no, below a NOT
        ("workers_graded", [("community_worker", "grade")]),  # an empty text
        ("villages_visited", []),  # nothing is unknown: a village without a visit is not met
    ],
)
def test_columns_are_those_whose_blank_leaves_an_element_unknown(key, columns):
    needed = needed_columns(registry.get(key), on=ON)

    assert [(ledger.key, column.field) for ledger, column in needed] == columns
