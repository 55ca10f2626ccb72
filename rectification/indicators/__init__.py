"""Populations and indicators of area 二 (农村基层党组织), a module for each subject."""

from rectification.indicators import villages

__all__ = ["villages"]
