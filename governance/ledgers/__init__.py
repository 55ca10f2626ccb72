"""Ledgers of area 三 (城市基层治理), a module each."""
