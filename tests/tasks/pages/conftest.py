import pytest


@pytest.fixture(autouse=True)
def standing_clock(today):
    """Open all pages on the same day, that of the fixture ``today``."""
