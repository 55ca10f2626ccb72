"""Populations and indicators of area 二 (农村基层党组织), a module for each subject."""

from rectification.indicators import (
    economy,
    elections,
    first_secretaries,
    posts,
    surveys,
    township_teams,
    villages,
)

__all__ = ["economy", "elections", "first_secretaries", "posts", "surveys", "township_teams", "villages"]
