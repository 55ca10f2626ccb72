"""An app added the way CONTRIBUTING.md describes: a ledger with a figure, and entries in 待办, digest and timeline.

``tests/ledgers/test_new_ledger.py``, ``tests/dashboards/test_new_figure.py`` and ``tests/notices`` use it to test that
description.
"""
