"""Party organizations of villages, townships and county offices, leaders, and units located in communities."""

from dashboards.demonstration.city import month, phone, seeded
from dashboards.demonstration.people import person_name, person_names
from registers.models import Branch, Officer, ResidentUnit

OFFICES = [  # name, field, upper organization
    ("组织部", "机关", "直机关工委"), ("宣传部", "机关", "直机关工委"), ("政法委", "机关", "直机关工委"),
    ("民政局", "机关", "直机关工委"), ("财政局", "机关", "直机关工委"), ("农业农村局", "机关", "直机关工委"),
    ("人力资源和社会保障局", "机关", "直机关工委"), ("卫生健康委", "机关", "直机关工委"),
    ("住房和城乡建设局", "机关", "直机关工委"),
    ("第一中学", "学校", "教育工委"), ("实验小学", "学校", "教育工委"), ("城市建设投资公司", "国企", "国资委党委"),
]  # fmt: skip
COUNTY_POSTS = [
    ("党委书记", "主持全面工作"), ("副书记", "主持政府全面工作"), ("专职副书记", "党的建设、群团工作"),
    ("纪委书记", "纪检监察工作"), ("组织部部长", "组织、干部、人才工作"), ("宣传部部长", "宣传思想文化工作"),
    ("政法委书记", "政法、综治工作"), ("统战部部长", "统一战线工作"), ("常务副职", "财政、发展改革工作"),
    ("分管农业农村的领导", "农业农村、乡村振兴工作"), ("人大常委会主任", "人大工作"), ("政协主席", "政协工作"),
]  # fmt: skip
TOWNSHIP_POSTS = [
    ("党委书记", "主持全面工作"), ("副书记", "主持政府（办事处）全面工作"), ("人大负责人", "人大工作"),
    ("专职副书记", "党的建设、综治工作"), ("纪委书记", "纪检监察工作"), ("组织委员", "组织工作"),
    ("宣传委员", "宣传工作"),
]  # fmt: skip
UNITS = [  # ending of the name, nature, upper organization
    ("税务所", "机关", "税务局党委"), ("派出所", "机关", "公安局党委"), ("小学", "学校", "教育工委"),
    ("幼儿园", "学校", "教育工委"), ("卫生服务中心", "医院", "卫生健康委党委"), ("商贸公司", "企业", ""),
    ("物业公司", "企业", ""), ("供电所", "企业", "国资委党委"), ("文化站", "其他", "宣传部"),
]  # fmt: skip


def leader_names(unit):
    """The invented leaders of a county or township, in the order of their posts."""
    return person_names(f"{unit.code}-leader", len(COUNTY_POSTS if unit.level == "county" else TOWNSHIP_POSTS))


def build(city):
    """Write the three registers for the whole city."""
    branches, officers, units = [], [], []
    for county in city.counties:
        branches += [_office_branch(city, county, office) for office in OFFICES]
        officers += _county_officers(city, county)
    for county, township, villages in city.each_township():
        village_branches = [
            branch for village in villages for branch in _village_branches(city, county, township, village)
        ]
        branches += [*village_branches, *_township_branches(city, county, township)]
        city.members[township.pk] = sum(branch["members"] or 0 for branch in village_branches)
        officers += _township_officers(city, county, township, villages)
        communities = [village for village in villages if village.kind == "社区"]
        located = [unit for community in communities for unit in _resident_units(city, county, township, community)]
        city.resident_units += [unit | {"street_id": township.pk} for unit in located]
        units += located
    city.branches = [dict(branch) for branch in branches]  # storing writes times into the rows as the database has them
    city.store(Branch, branches)
    city.store(Officer, officers)
    city.store(ResidentUnit, units)


def _branch(members, random, **fields):
    """Return a branch with ``members``: it has a committee from seven members on, and groups from twenty-four on.

    A few lists leave the committee or the number of members blank.
    """
    return {
        "kind": "党支部",
        "members": members if random.random() < 0.99 else None,
        "has_committee": members >= 7 if random.random() < 0.98 else None,
        "groups": members // 12 if members >= 24 else 0,
        "since": month(random, 1955, 2012),
        **fields,
    }


def _village_branches(city, county, township, village):
    """Return the branch of a village, or two of a large one; the secretary of the village leads the first."""
    random = seeded("branch", village.code)
    name, appointed = city.secretaries.get(village.pk, ("", ""))
    members = random.randint(20, 95) if village.kind == "社区" else random.randint(8, 50)
    common = {
        "organization_id": village.pk,
        "domain": "社区" if village.kind == "社区" else "农村",
        "upper": f"{township.label}{'党工委' if township.kind == '街道' else '党委'}",
    }
    first = {"secretary": name, "secretary_since": appointed}
    if members <= 50:
        entry = city.entry(township, county, random)
        return [_branch(members, random, name=f"{village.label}党支部", **common, **first, **entry)]
    second = {
        "secretary": person_name(f"{village.code}-second"),
        "secretary_since": month(random, 2019, city.on.year - 1),
    }
    return [
        _branch(
            size, random, name=f"{village.label}{number}党支部", **common, **led, **city.entry(township, county, random)
        )
        for number, size, led in (("第一", members - members // 2, first), ("第二", members // 2, second))
    ]


def _township_branches(city, county, township):
    """Return the branches of the offices and the school of a township, and in some a joint branch of its firms."""
    random = seeded("branch", township.code)
    branches = [("机关党支部", "党支部", "机关", (18, 48)), ("中心小学党支部", "党支部", "学校", (5, 30))]
    if random.random() < 0.4:
        branches.append(("非公企业联合党支部", "联合党支部", "两新", (3, 12)))
    return [
        _branch(
            random.randint(*sizes),
            random,
            organization_id=township.pk,
            name=f"{township.label}{ending}",
            domain=domain,
            upper=f"{township.label}{'党工委' if township.kind == '街道' else '党委'}",
            secretary=person_name(f"{township.code}-{ending}"),
            secretary_since=month(random, 2019, city.on.year - 1),
            **city.entry(township, county, random),
        )
        | {"kind": kind}
        for ending, kind, domain, sizes in branches
    ]


def _office_branch(city, county, office):
    name, domain, upper = office
    random = seeded("branch", county.code, name)
    return _branch(
        random.randint(9, 50),
        random,
        organization_id=county.pk,
        name=f"{county.label}{name}党支部",
        domain=domain,
        upper=f"{county.label}{upper}",
        secretary=person_name(f"{county.code}-{name}"),
        secretary_since=month(random, 2019, city.on.year - 1),
        **city.entry(county, county, random),
    )


def _county_officers(city, county):
    """Return the leaders of a county; each is linked to some townships and to some of the weak villages."""
    names = leader_names(county)
    city.leaders[county.pk] = names
    townships = city.townships[county.pk]
    weak = [village for township in townships for village in city.weak[township.pk]]
    return [
        _officer(city, county, county, number, name, post, "县级领导")
        | {
            "linked_places": _labels(townships[number :: len(names)]),
            "linked_villages": _labels(weak[number :: len(names)]),
        }
        for number, (name, post) in enumerate(zip(names, COUNTY_POSTS, strict=True))
    ]


def _township_officers(city, county, township, villages):
    """Return the leaders of a township; each village is linked to one of them."""
    names = leader_names(township)
    city.leaders[township.pk] = names
    return [
        _officer(city, county, township, number, name, post, "乡镇领导")
        | {"linked_villages": _labels(villages[number :: len(names)])}
        for number, (name, post) in enumerate(zip(names, TOWNSHIP_POSTS, strict=True))
    ]


def _officer(city, county, unit, number, name, post, rank):
    random = seeded("officer", unit.code, number)
    return {
        "organization_id": unit.pk,
        "name": name,
        "post": post[0],
        "rank": rank,
        "duties": post[1],
        "since": month(random, 2019, city.on.year - 1),
        **city.entry(unit, county, random),
    }


def _resident_units(city, county, street, community):
    """Return one to four units that are located in a community of a street, one or two in a town."""
    random, committee = seeded("units", community.code), "党工委" if street.kind == "街道" else "党委"
    return [
        {
            "organization_id": community.pk,
            "name": f"{community.label}{ending}",
            "nature": nature,
            "upper": f"{county.label}{upper}" if upper else f"{street.label}{committee}",
            "members_in_service": random.randint(3, 60) if random.random() < 0.95 else None,
            "liaison": person_name(f"{community.code}-{ending}"),
            "phone": phone(random),
            **city.entry(street, county, random),
        }
        for ending, nature, upper in random.sample(UNITS, random.randint(1, 4 if street.kind == "街道" else 2))
    ]


def _labels(units):
    return "、".join(unit.label for unit in units)
