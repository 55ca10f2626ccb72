"""The demonstration (演示): a real tree, the speech's tasks, invented people and progress.

Everything is generated from names and numbers by a seeded generator, so that two
portals that load it on the same day show the same figures.
"""
