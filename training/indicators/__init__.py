"""Populations and indicators of area 一 (学习教育), a module for each subject."""

from django.utils.translation import gettext_lazy as _

from indicators.registry import declare_area
from training.indicators import education, life_plans, party_life, secretaries

__all__ = ["education", "life_plans", "party_life", "secretaries"]

declare_area(1, _("学习教育"))
