"""Who may open what is set and handed down; ``tests/access.py`` explains the rows."""

ROWS = []
