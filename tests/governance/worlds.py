"""A street with two communities in a district, and confirmed records of the urban ledgers in one line each."""

from types import SimpleNamespace

from governance.models.linkage import (
    Commissioner,
    JointMeeting,
    MeetingDecision,
    MemberReport,
    NeedProject,
    PropertyDispute,
    UnitReport,
)
from governance.models.neighbourhoods import CommunityWorker, FormerGrid
from governance.models.streets import StreetItem
from registers.models import ResidentUnit
from tests.factories import make_organization
from tests.indicators.worlds import make_record


def make_district(city):
    """A district with the street 水南街道, its communities 甲社区 and 乙社区, a town and its village."""
    district = make_organization("信州区", parent=city, kind="区")
    street = make_organization("水南街道", parent=district, kind="街道")
    town = make_organization("沙溪镇", parent=district, kind="镇")
    return SimpleNamespace(
        district=district,
        street=street,
        first=make_organization("甲社区", parent=street, kind="社区"),
        second=make_organization("乙社区", parent=street, kind="社区"),
        town=town,
        village=make_organization("丙村", parent=town, kind="村"),
    )


def make_item(street, dimension, item="制定清单", **values):
    return make_record(StreetItem, street, dimension=dimension, item=item, **values)


def make_former_grid(community, name="第一网格", **values):
    return make_record(FormerGrid, community, department="综治", name=name, **values)


def make_worker(community, name="李明", **values):
    return make_record(CommunityWorker, community, name=name, **values)


def make_meeting(place, held_on, **values):
    return make_record(JointMeeting, place, held_on=held_on, topics="共建", **values)


def make_decision(place, decision="开放停车位", **values):
    return make_record(MeetingDecision, place, decision=decision, **({"met_on": "2026-03-18"} | values))


def make_commissioner(place, unit="财政局", **values):
    return make_record(Commissioner, place, unit=unit, **values)


def make_resident_unit(place, name="财政局", **values):
    return make_record(ResidentUnit, place, name=name, **values)


def make_unit_report(place, unit="财政局", **values):
    return make_record(UnitReport, place, unit=unit, **({"reported_on": "2026-04"} | values))


def make_member_report(place, unit="财政局", **values):
    return make_record(MemberReport, place, unit=unit, **values)


def make_need(place, content="充电桩", **values):
    return make_record(NeedProject, place, content=content, **({"kind": "需求", "opened": "2026-03"} | values))


def make_dispute(place, summary="电梯停运", **values):
    return make_record(PropertyDispute, place, summary=summary, **({"opened": "2026-03"} | values))
