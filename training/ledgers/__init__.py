"""Ledgers of area 一 (思想政治与组织生活), in the order of the speech."""

from training.ledgers import secretary_training, member_training, org_life, life_plan  # noqa: F401, I001
