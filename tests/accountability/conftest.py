from tests.ledgers.conftest import private_files, tree, whole_tree
from tests.ledgers.reading.conftest import places, read, units

__all__ = ["places", "private_files", "read", "tree", "units", "whole_tree"]
