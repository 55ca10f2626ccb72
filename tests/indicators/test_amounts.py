"""An amount that is cut off at a limit, on both databases alike."""

import pytest

from indicators.amounts import at_most
from registers.models import Branch
from tests.factories import make_organization
from tests.indicators.worlds import make_branch


@pytest.mark.parametrize(
    ("members", "groups", "expected"),
    [(3, 4, 3), (4, 4, 4), (5, 4, 4), (None, 4, None), (3, None, None), (None, None, None)],
)
def test_amount_is_cut_off_at_its_limit_and_a_blank_stays_blank(db, members, groups, expected):
    make_branch(make_organization(), members=members, groups=groups)

    assert Branch.objects.values_list(at_most("members", "groups"), flat=True).get() == expected
