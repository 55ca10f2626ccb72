"""What the city decides about each of the fourteen tasks of the speech, beyond what the speech itself says."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

AREA_NAMES = {1: _("学习教育"), 2: _("整顿提升"), 3: _("城市治理"), 4: _("责任落实")}


@dataclass(frozen=True)
class Item:
    """How one task is measured: ``counted`` is the key of ``counts_of`` for its target, empty for a percentage."""

    short_title: object
    unit: object = ""
    counted: str = ""
    cascades: bool = False
    headline: bool = False
    period: str = "month"
    lead: str = "组织部"
    supporting: tuple = ()


ITEMS = {
    "1.1": Item(_("基层党组织书记集中轮训"), _("人"), "units", True, True),
    "1.2": Item(_("党员教育培训"), supporting=("宣传部",), period="quarter"),
    "1.3": Item(_("党的组织生活基本制度"), cascades=True),
    "2.1": Item(_("整顿软弱涣散村党组织"), _("个村"), "weak", True, True, supporting=("政法委", "民政局")),
    "2.2": Item(_("选优配强村党组织带头人"), _("人"), "units", True, True),
    "2.3": Item(_("发展壮大村级集体经济"), _("个项目"), "projects", True, supporting=("财政局", "农业农村局")),
    "2.4": Item(_("乡镇党委建设"), period="quarter", supporting=("人力资源和社会保障局",)),
    "3.1": Item(_("街道管理体制改革"), _("个街道"), "streets", supporting=("政法委", "民政局")),
    "3.2": Item(_("社区网格化管理"), _("个社区"), "communities", True, True, supporting=("政法委", "民政局")),
    "3.3": Item(_("各领域党组织互联互动"), period="quarter"),
    "3.4": Item(_("党群服务中心功能建设"), cascades=True, headline=True, supporting=("民政局",)),
    "4.1": Item(_("履行第一责任人职责")),
    "4.2": Item(_("减轻基层负担"), period="quarter"),
    "4.3": Item(_("提醒约谈问责和部门配合"), supporting=("民政局", "财政局", "人力资源和社会保障局"), period="quarter"),
}


def objects_of(township, villages, random):
    """Villages of one township: ``weak`` are listed as weak and lax, ``projects`` are supported with a project."""
    rural = [village for village in villages if village.kind == "村"]
    weak = [village for village in rural if random.random() < 0.05]
    return {"weak": weak, "projects": [village for village in rural if random.random() < 0.12]}


def counts_of(township, villages, random):
    """The counts on which the targets of one township rest, from its real villages: ``{"villages": 12, …}``."""
    urban = sum(village.kind == "社区" for village in villages)
    return {
        "units": len(villages),
        "communities": urban,
        "streets": int(township.kind == "街道"),
        **{name: len(chosen) for name, chosen in objects_of(township, villages, random).items()},
    }


def total(counts, key):
    return Decimal(sum(township[key] for township in counts))
