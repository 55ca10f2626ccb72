"""Declarations of the ledgers of area 四 (责任落实), one module for each."""
