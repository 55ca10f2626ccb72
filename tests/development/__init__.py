"""A ledger as CONTRIBUTING.md tells people to add one: model, declaration, a migration by Django, nothing else.

``tests/ledgers/test_new_ledger.py`` holds the house to its word with it.
"""
