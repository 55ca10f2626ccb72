"""Declarations of the ledgers of area 三 (城市基层治理), one module for each."""
