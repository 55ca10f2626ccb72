import pytest


@pytest.fixture(autouse=True)
def standing_clock(today):
    """Every page is opened on the same day."""
