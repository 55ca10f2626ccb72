"""An app as CONTRIBUTING.md tells people to add one: a ledger, and what it has to say in 待办, digest and timeline.

``tests/ledgers/test_new_ledger.py`` and ``tests/notices`` hold the house to its word with it.
"""
