from tests.ledgers.reading.conftest import places, read, units

__all__ = ["places", "read", "units"]
