"""Ledgers of area 二 (农村基层党组织), a module each."""
