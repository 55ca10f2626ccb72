"""Records of the ledgers of area 二 (农村基层党组织), a module for each subject."""

from rectification.models.economy import CollectiveEconomy, FundPayment, SpotCheck, SupportedVillage, VillageIncome
from rectification.models.posts import FirstSecretary, Reserve, Secretary, VillageProfile
from rectification.models.surveys import JointReview, SurveyResult, VillageVisit
from rectification.models.township_teams import TownshipSheet
from rectification.models.weak_villages import WeakCase, WeakOrg

__all__ = [
    "CollectiveEconomy",
    "FirstSecretary",
    "FundPayment",
    "JointReview",
    "Reserve",
    "Secretary",
    "SpotCheck",
    "SupportedVillage",
    "SurveyResult",
    "TownshipSheet",
    "VillageIncome",
    "VillageProfile",
    "VillageVisit",
    "WeakCase",
    "WeakOrg",
]
