"""The linkage of Party organizations in streets: meetings, commissioners, reporting units, needs and disputes."""

from datetime import date, timedelta

from dashboards.demonstration.city import month, seeded
from dashboards.demonstration.urban import diligence
from governance.models.linkage import (
    Commissioner,
    JointMeeting,
    MeetingDecision,
    MemberReport,
    NeedProject,
    PropertyDispute,
    UnitReport,
)

TOPICS = ["老旧小区改造", "暑期托管服务", "停车位共享", "文明创建", "困难群众帮扶", "楼院环境整治"]
DECISIONS = ["开放机关停车位", "共建楼院花坛", "开办假期托管班", "安装楼道扶手", "设立便民缝补点", "清理飞线充电"]
POSTS = ["副局长", "党支部书记", "副校长", "副经理", "办公室主任"]
NEEDS = ["增设充电桩", "楼道照明维修", "老人助餐", "健康义诊", "活动室桌椅", "法律咨询"]
RESOURCES = ["会议室开放", "篮球场开放", "专业志愿者", "培训师资"]
DISPUTES = ["电梯停运维修责任不清", "物业费收缴争议", "停车位不足", "公共收益公示不全", "垃圾清运不及时"]
OWNERS = ["派出所", "供电所", "卫生服务中心", "物业公司", "社区居委会"]
QUARTERS = [1, 4, 7, 10]  # their first months


def build(city):
    """Write them for the streets and communities of the whole city."""
    rows = {model: [] for model in (JointMeeting, MeetingDecision, Commissioner, NeedProject, PropertyDispute)}
    for county, township, villages in city.each_township():
        communities = [village for village in villages if village.kind == "社区"]
        streets = [township] if township.kind == "街道" else []
        rows[Commissioner] += [row for place in streets for row in _commissioners(city, county, place)]
        for place in [*streets, *communities]:
            meetings = _meetings(city, county, township, place)
            rows[JointMeeting] += meetings
            rows[MeetingDecision] += _decisions(city, county, township, meetings)
        for community in communities:
            rows[NeedProject] += _needs(city, county, township, community)
            rows[PropertyDispute] += _disputes(city, county, township, community)
    rows[UnitReport], rows[MemberReport] = _reports(city)
    for model, records in rows.items():
        city.store(model, records)


def _after(city, day, random, most):
    """Return a day some days after ``day`` as text; blank if it has not come yet."""
    later = day + timedelta(days=random.randint(5, most))
    return later.isoformat() if later <= city.on else ""


def _a_day(city, random):
    """Return a day of the year that has come."""
    first = date(city.on.year, 1, 1)
    return first + timedelta(days=random.randint(0, (city.on - first).days))


def _meetings(city, county, township, place):
    """Return the meetings of a street or community: most meet each quarter, in some counties fewer."""
    random = seeded("meetings", place.code)
    share = diligence(county, "meetings")
    days = [date(city.on.year, first_month + random.randint(0, 2), random.randint(1, 28)) for first_month in QUARTERS]
    topics = random.sample(TOPICS, len(days))
    return [
        {
            "organization_id": place.pk,
            "held_on": day.isoformat(),
            "topics": topic,
            "present": random.choice([random.randint(4, 15), random.randint(4, 15), None]),
            **city.entry(township, county, random),
        }
        for day, topic in zip(days, topics, strict=True)
        if day <= city.on and random.random() < share
    ]


def _decisions(city, county, township, meetings):
    """Return a decision of every second meeting, with a limit of some weeks."""
    rows = []
    for meeting in meetings[::2]:
        random = seeded("decisions", township.code, meeting["organization_id"], meeting["held_on"])
        day = date.fromisoformat(meeting["held_on"])
        due = (day + timedelta(days=random.choice([30, 60, 90]))).isoformat()
        rows.append(
            {
                "organization_id": meeting["organization_id"],
                "met_on": meeting["held_on"],
                "decision": random.choice(DECISIONS),
                "owner": random.choice(OWNERS),
                "due": due if random.random() < 0.95 else "",
                "done_on": _after(city, day, random, 80) if random.random() < 0.9 else "",
                **city.entry(township, county, random),
            }
        )
    return rows


def _commissioners(city, county, street):
    """Return the commissioners of a street; a few streets have none yet."""
    random = seeded("commissioners", street.code)
    units = [unit for unit in city.resident_units if unit["street_id"] == street.pk]
    chosen = random.sample(units, min(len(units), random.choice([0, 2, 3, 4, 5])))
    return [
        {
            "organization_id": street.pk,
            "unit": unit["name"],
            "post": random.choice(POSTS),
            "since": month(random, city.on.year - 3, city.on.year - 1),
            "duties": random.choice([None, 0, 2, 3, 6]),
            **city.entry(street, county, random),
        }
        for unit in chosen
    ]


def _reports(city):
    """Return the units that have reported to their communities, and the numbers of their members who have."""
    streets = {street.pk: (county, street) for county, street, _villages in city.each_township()}
    communities = {village.pk: village for _county, _street, villages in city.each_township() for village in villages}
    units, members = [], []
    for unit in city.resident_units:
        county, street = streets[unit["street_id"]]
        random = seeded("reports", unit["organization_id"], unit["name"])
        place = {"organization_id": unit["organization_id"], "unit": unit["name"]}
        if random.random() < 0.5 + diligence(county, "units") / 2:
            this_year = city.day_in_order("3.3", county, communities[unit["organization_id"]]).isoformat()
            since = random.choice([this_year, month(random, city.on.year - 3, city.on.year - 1)])
            fields = {"reported_on": since, "projects": random.choice(NEEDS)}
            units.append(place | fields | city.entry(street, county, random))
        if random.random() < 0.9:
            numbers = _members(unit["members_in_service"], diligence(county, "members"), random)
            members.append(place | numbers | city.entry(street, county, random))
    return units, members


def _members(size, share, random):
    """Return the numbers of a unit with ``size`` members; some units give none."""
    if size is None or random.random() < 0.05:
        return {"expected": size, "reported": None}
    reported = min(size, round(size * share * random.uniform(0.8, 1.2)))
    return {
        "expected": size,
        "reported": reported,
        "services": reported * random.randint(1, 4),
        "hours": reported * random.choice([4, 10, 20, 50]),
    }


def _needs(city, county, township, community):
    random = seeded("needs", community.code)
    entries = [("需求", content) for content in random.sample(NEEDS, random.randint(1, 3))]
    entries += [("资源", content) for content in random.sample(RESOURCES, random.randint(0, 1))]
    return [_need(city, county, township, community, kind, content, random) for kind, content in entries]


def _need(city, county, township, community, kind, content, random):
    day = _a_day(city, random)
    done_on = _after(city, day, random, 120) if random.random() < diligence(county, "needs") else ""
    return {
        "organization_id": community.pk,
        "kind": kind,
        "content": content,
        "opened": day.isoformat(),
        "matched_with": random.choice([*OWNERS, ""]),
        "done": True if done_on else random.choice([False, False, None]),
        "done_on": done_on,
        **city.entry(township, county, random),
    }


def _disputes(city, county, township, community):
    random = seeded("disputes", community.code)
    return [
        _dispute(city, county, township, community, summary, random)
        for summary in random.sample(DISPUTES, random.choice([0, 0, 1, 1, 2]))
    ]


def _dispute(city, county, township, community, summary, random):
    day = _a_day(city, random)
    solved_on = _after(city, day, random, 100) if random.random() < diligence(county, "disputes") else ""
    return {
        "organization_id": community.pk,
        "estate": f"{community.label}{random.choice(['花园', '家园', '新村'])}",
        "summary": summary,
        "opened": day.isoformat(),
        "measures": random.choice(["召开居民议事会协商。", "社区、物业、业主代表三方会商。", ""]),
        "solved": True if solved_on else random.choice([False, False, None]),
        "solved_on": solved_on,
        **city.entry(township, county, random),
    }
