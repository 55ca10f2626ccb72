"""The five-year training of members, lectures, leaders in their branches, and what inspections found."""

from datetime import date, timedelta

from dashboards.demonstration.city import seeded
from dashboards.demonstration.plans import ENTRY
from training.models import BranchTraining, CyclePlan, InspectionFinding, LeaderLife, Lecture
from years.models import CYCLE_YEARS, TaskYear

WITHOUT_REPORT = 0.08  # share of the branches that report nothing
TOPICS = ["我的入党故事", "清贫精神代代传", "支部工作条例怎么学怎么用", "脱贫路上的党员", "网格里的一家人"]
LECTURERS = ["党组织书记", "党组织书记", "领导干部", "先进典型", "普通党员", "专家教师", ""]
FINDINGS = [
    "党员大会记录不全",
    "主题党日次数不足",
    "领导干部未参加所在支部活动",
    "组织生活会没有开展批评",
    "党费收缴公示不及时",
]


def build(city):
    """Write them for the whole city; counties differ in how far they have come."""
    city.store(CyclePlan, [_plan(city, county, number) for number, county in enumerate(city.counties)])
    city.store(BranchTraining, _reports(city))
    lectures, leaders, findings = [], [], []
    for county in city.counties:
        leaders += _leaders_of(city, county, county)
    for county, township, villages in city.each_township():
        lectures += _lectures(city, county, township, villages)
        leaders += _leaders_of(city, county, township)
        findings += _findings(city, county, township, villages)
    city.store(Lecture, lectures)
    city.store(LeaderLife, leaders)
    city.store(InspectionFinding, findings)


def _plan(city, county, number):
    """Return the plan of a county for the year; the sixth has just been entered and waits."""
    random = seeded("cycle plan", county.code)
    budget = random.randint(12, 40) * 10_000
    return {
        "organization_id": county.pk,
        "target": sum(city.members[township.pk] for township in city.townships[county.pk]) // CYCLE_YEARS,
        "classes": 4 * len(city.townships[county.pk]) + random.randint(0, 12),
        "compulsory": random.choice([True, True, True, True, False, None]),
        "teachers": random.randint(12, 60),
        "bases": random.choice([2, 3, 3, 4, 6, None]),
        "budget_yuan": budget,
        "spent_yuan": random.choice([None, *[budget * random.randint(20, 105) // 100] * 5]),
        **city.entry(county, county, random, confirmed=number != 5),
    }


def _reports(city):
    """Return the reports of this year, and those of last year for some branches, if it lies in the same cycle."""
    first_year = TaskYear.objects.cycle_first_year(city.on.year)
    county_of = {county.pk: county for county in city.counties}
    for county, township, villages in city.each_township():
        county_of |= dict.fromkeys([township.pk, *(village.pk for village in villages)], county)
    reports = []
    for branch in city.branches:
        random = seeded("members trained", branch["organization_id"], branch["name"])
        if not branch["members"] or random.random() < WITHOUT_REPORT:
            continue
        pace = seeded("pace", county_of[branch["organization_id"]].code).uniform(0.6, 1.25) + random.uniform(-0.2, 0.2)
        passed = (city.on.year - first_year + city.on.month / 12) / CYCLE_YEARS
        hours = seeded("hours", county_of[branch["organization_id"]].code).uniform(0.72, 1.02)
        report = _report(branch, passed * pace, hours, city.on, random)
        reports.append(report)
        if city.on.year > first_year and random.random() < 0.3:
            earlier = {"trained": report["trained"] * 6 // 10, "full_hours": None, "as_of": f"{city.on.year - 1}-12-31"}
            reports.append(report | dict.fromkeys(GROUPS) | earlier | {"year": city.on.year - 1})
    return reports


GROUPS = ("farmers", "migrants", "elderly", "new_members")


def _report(branch, share, hours, on, random):
    """Return the report of a branch about the end of a month of the year, most often a late one."""
    month = max(1, round((on.month - 1) * random.random() ** 0.5))
    as_of = date(on.year, month + 1, 1) - timedelta(days=1) if on.month > 1 else date(on.year, 1, 1)
    members = branch["members"]
    trained = round(members * min(1, share))
    is_rural = branch["domain"] == "农村"
    return {
        "organization_id": branch["organization_id"],
        "branch": branch["name"],
        "as_of": as_of.isoformat(),
        "members": members,
        "trained": trained,
        "full_hours": round(members * min(1, hours * random.uniform(0.85, 1.1))) if random.random() < 0.97 else None,
        "farmers": trained * 7 // 10 if is_rural else 0,
        "migrants": trained // 9 if random.random() < 0.8 else None,
        "elderly": trained // 5,
        "new_members": random.randint(0, min(3, trained)),
        **{name: branch[name] for name in ENTRY if name in branch},
    }


def _days(city, random, size):
    """Return up to ``size`` days of the year so far."""
    first_day = date(city.on.year, 1, 4)
    passed = (city.on - first_day).days
    return [first_day + timedelta(days=random.randrange(passed)) for _number in range(size)] if passed > 0 else []


def _lectures(city, county, township, villages):
    """Return the lectures of a township; some townships have held none."""
    random = seeded("lectures", township.code)
    return [
        {
            "organization_id": place.pk,
            "date": day.isoformat(),
            "activity": random.choice(["党课开讲啦", "党课开讲啦", "党课开讲啦", "学习身边榜样", ""]),
            "branch": f"{place.label}党支部",
            "lecturer": random.choice(LECTURERS),
            "topic": f"{random.choice(TOPICS)}（第{number + 1}讲）",
            "attended": random.randint(12, 90) if random.random() < 0.95 else None,
            **city.entry(township, county, random),
        }
        for number, (day, place) in enumerate(
            (day, random.choice([township, *villages])) for day in _days(city, random, random.choice([0, 1, 1, 2, 3]))
        )
    ]


def _leaders_of(city, county, unit):
    """Return how the leaders of a county or township took part in their branches; about one in five has not yet."""
    random = seeded("leaders in branches", unit.code)
    return [
        {
            "organization_id": unit.pk,
            "date": day.isoformat(),
            "name": name,
            "branch": f"{unit.label}{'组织部' if unit is county else '机关'}党支部",
            "role": random.choice(["普通党员", "普通党员", "讲党课", ""]),
            **city.entry(unit, county, random),
        }
        for name in city.leaders[unit.pk]
        for day in _days(city, random, random.choice([0, 1, 1, 1, 1]))
    ]


def _findings(city, county, township, villages):
    """Return what inspections found in some villages; most of it has been put right."""
    random = seeded("inspection", township.code)
    places = random.sample(villages, min(len(villages), random.choice([0, 0, 1, 2])))
    return [_finding(city, county, township, village, random) for village in places]


def _finding(city, county, township, village, random):
    found_on = city.by_now(1) - timedelta(days=random.randint(5, 150))
    due = found_on + timedelta(days=random.choice([60, 90, 120]))
    closed_on = due + timedelta(days=random.randint(-40, 25))
    is_closed = closed_on <= city.on and random.random() < 0.85
    return {
        "organization_id": village.pk,
        "branch": f"{village.label}党支部",
        "finding": random.choice(FINDINGS),
        "found_on": found_on.isoformat(),
        "measures": "乡镇党委约谈支部书记，逐项建立整改清单。",
        "due": due.isoformat() if random.random() < 0.95 else "",
        "closed_on": closed_on.isoformat() if is_closed else "",
        **city.entry(township, county, random),
    }
