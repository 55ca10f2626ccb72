"""Records of the ledgers of area 一 (学习教育), a module for each subject."""

from training.models.classes import MemberTraining, SecretaryTraining, TrainingClass
from training.models.education import BranchTraining, CyclePlan
from training.models.party_life import InspectionFinding, LeaderLife, Lecture, LifePlan, OrgLife

__all__ = [
    "BranchTraining",
    "CyclePlan",
    "InspectionFinding",
    "LeaderLife",
    "Lecture",
    "LifePlan",
    "MemberTraining",
    "OrgLife",
    "SecretaryTraining",
    "TrainingClass",
]
