"""Populations and indicators of area 二 (农村基层党组织), a module for each subject."""

from rectification.indicators import elections, first_secretaries, posts, surveys, villages

__all__ = ["elections", "first_secretaries", "posts", "surveys", "villages"]
