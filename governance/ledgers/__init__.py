"""Ledgers of area 三 (城市基层治理), in the order of the speech."""

from governance.ledgers import grid, appeal, center  # noqa: F401, I001
