"""Records of the ledgers of area 三 (城市基层党建), a module for each subject."""

from governance.models.linkage import (
    Commissioner,
    JointMeeting,
    MeetingDecision,
    MemberReport,
    NeedProject,
    PropertyDispute,
    UnitReport,
)
from governance.models.neighbourhoods import CommunityWorker, FormerGrid, Grid
from governance.models.services import Appeal, Center, CommunityCircle, DemoCheck, DemoSite, InformationSystem
from governance.models.streets import StreetItem

__all__ = [
    "Appeal",
    "Center",
    "Commissioner",
    "CommunityCircle",
    "CommunityWorker",
    "DemoCheck",
    "DemoSite",
    "FormerGrid",
    "Grid",
    "InformationSystem",
    "JointMeeting",
    "MeetingDecision",
    "MemberReport",
    "NeedProject",
    "PropertyDispute",
    "StreetItem",
    "UnitReport",
]
