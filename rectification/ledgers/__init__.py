"""Declarations of the ledgers of area 二 (农村基层党组织), one module for each."""
