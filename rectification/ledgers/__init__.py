"""Ledgers of area 二 (农村基层党组织), in the order of the speech."""

from rectification.ledgers import weak_org, secretary, reserve, collective_economy  # noqa: F401, I001
