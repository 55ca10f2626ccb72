"""Service circles of communities, information systems that are merged, and demonstration sites with their checks."""

from datetime import date, timedelta

from dashboards.demonstration.city import seeded
from governance.models import CommunityCircle, DemoCheck, DemoSite, InformationSystem

SYSTEMS = [  # name, office, kind
    ("智慧党建平台", "组织部", "党建"),
    ("综治网格系统", "政法委", "综治"),
    ("一门式政务服务系统", "行政审批局", "政务"),
    ("社区民政服务系统", "民政局", "服务"),
    ("数字城管系统", "城市管理局", "其他"),
    ("就业服务系统", "人力资源和社会保障局", "服务"),
]


def build(city):
    """Write them for the whole city; counties differ in how many systems they have merged."""
    circles, sites, checks = [], [], []
    for county, township, villages in city.each_township():
        communities = [village for village in villages if village.kind == "社区"]
        circles += [circle for community in communities for circle in _circle(city, county, township, community)]
        random = seeded("demo site", township.code)
        if random.random() < 0.3:
            site = _site(city, county, random.choice(villages or [township]), random)
            sites.append(site)
            checks += _checks(city, county, site, random)
    systems = [_system(city, county, *system) for county in city.counties for system in SYSTEMS]
    city.store(CommunityCircle, circles)
    city.store(InformationSystem, systems)
    city.store(DemoSite, sites)
    city.store(DemoCheck, checks)


def _circle(city, county, township, community):
    """Return the sheet of a community; a few communities have none, and some leave the minutes blank."""
    random = seeded("circle", community.code)
    if random.random() < 0.06:
        return []
    minutes = random.choice([5, 8, 10, 10, 12, 12, 15, 15, 20, 25])
    return [
        {
            "organization_id": community.pk,
            "minutes": minutes if random.random() < 0.85 else None,
            "inside": minutes <= 15 if random.random() < 0.95 else None,
            "center": f"{community.label if minutes < 10 else township.label}党群服务中心",
            **city.entry(township, county, random),
        }
    ]


def _system(city, county, name, office, kind):
    random = seeded("system", county.code, name)
    is_merged = random.random() < seeded("systems", county.code).uniform(0.1, 0.9)
    listed_on = date(city.on.year - 1, random.randint(3, 9), 1)
    return {
        "organization_id": county.pk,
        "system": f"{county.label}{name}",
        "owner": f"{county.label}{office}",
        "kind": kind,
        "listed_on": listed_on.isoformat()[:7],
        "merged_into": "全市基层治理平台" if is_merged else "",
        "merged_on": (listed_on + timedelta(days=random.randint(30, 110))).isoformat() if is_merged else "",
        **city.entry(county, county, random),
    }


def _site(city, county, place, random):
    return {
        "organization_id": place.pk,
        "name": f"{place.label}党建示范点",
        "rank": random.choice(["省级", "市级", "市级", "县级", "县级", "县级"]),
        "since": f"{random.randint(city.on.year - 6, city.on.year - 1)}-{random.randint(1, 12):02d}",
        **city.entry(county, county, random),
    }


def _checks(city, county, site, random):
    """Return the checks of a site, about one in each half-year; some sites were left out in the last one."""
    days = [city.on - timedelta(days=random.randint(0, 150)), city.on - timedelta(days=random.randint(190, 330))]
    if random.random() < 0.25:
        days = days[1:]
    return [
        {
            "organization_id": site["organization_id"],
            "date": day.isoformat(),
            "site": site["name"],
            "result": random.choice(["合格", "合格", "合格", "预警", ""]),
            "finding": random.choice(["", "", "开放时间不足", "资料更新不及时"]),
            **city.entry(county, county, random),
            "year": day.year,
        }
        for day in days
    ]
