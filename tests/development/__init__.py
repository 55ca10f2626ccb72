"""An app added the way CONTRIBUTING.md describes: a ledger, with its entries in 待办, digest and timeline.

``tests/ledgers/test_new_ledger.py`` and ``tests/notices`` use it to test that description.
"""
