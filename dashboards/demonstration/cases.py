"""Weak villages with their problems, and the projects of the collective economy."""

from datetime import date

from dashboards.demonstration.city import seeded
from dashboards.demonstration.people import person_name
from rectification.models import CollectiveEconomy, WeakOrg

MEASURES = {
    "班子不团结": "乡镇党委逐人谈话，明确分工和议事规则。",
    "书记不胜任": "选派机关干部担任第一书记，结对帮带。",
    "组织生活不正常": "按月制定计划，包村干部全程参加。",
    "村务公开不规范": "每月5日前公开，监督委员会核对。",
    "集体经济薄弱": "盘活闲置校舍，引进一个项目。",
}
SIGNS = ["群众有反映。", "上年考核靠后。", "工作推进慢。"]
PAIRED_UNITS = ["县民政局", "县农业农村局", "县财政局", "县司法局"]
PROJECTS = ["光伏电站", "冷链仓储", "果蔬大棚", "加工车间", "民宿改造"]


def build(city):
    """Write both: as many weak villages are rectified, and projects finished, as the plan says."""
    problems, projects = [], []
    for county in city.counties:
        supported = [village for township in city.townships[county.pk] for village in city.projects[township.pk]]
        finished = city.counted("2.3", county, supported)
        projects += [_project(city, county, village, village.pk in finished) for village in supported]
        position = 0
        for township in city.townships[county.pk]:
            rectified = city.counted("2.1", township, city.weak[township.pk])
            for village in city.weak[township.pk]:
                problems += _problems(city, county, township, village, position, village.pk in rectified)
                position += 1
    city.project_rows = {project["organization_id"]: project for project in projects}
    city.store(WeakOrg, problems)
    city.store(CollectiveEconomy, projects)


def _problems(city, county, township, village, position, is_rectified):
    """Return the one to three problems of a weak village, the ``position``-th of its county.

    A village is rectified when all of them are solved; in any other village at least the first is open.
    """
    random = seeded("2.1", village.code)
    leaders, township_leaders = city.leaders[county.pk], city.leaders[township.pk]
    linked = city.villages[township.pk].index(village)
    common = {
        "organization_id": village.pk,
        "listed_on": city.by_now(1).isoformat()[:7],
        "county_leader": leaders[position % len(leaders)],
        "township_leader": township_leaders[linked % len(township_leaders)],
        "first_secretary": person_name(f"{village.code}-first") if random.random() < 0.9 else "",
        "paired_unit": random.choice(PAIRED_UNITS),
        "start_on": city.by_now(1).isoformat()[:7],
        "deadline": date(city.on.year, 10, 31).isoformat(),
    }
    return [
        common | _problem(city, county, village, kind, random, is_rectified, is_first=number == 0)
        for number, kind in enumerate(random.sample(list(MEASURES), random.choice([1, 1, 2, 3])))
    ]


def _problem(city, county, village, kind, random, is_rectified, *, is_first):
    solved = is_rectified or (not is_first and random.random() < 0.5)
    solved_on = city.day_in_order("2.1", county, village) if is_rectified else city.by_now(3, 20)
    return {
        "weak_type": kind,
        "problem": f"{kind}，{random.choice(SIGNS)}",
        "measures": MEASURES[kind],
        "reviewed": random.choice([True, True, True, None]),
        "rectified": solved,
        "done_on": solved_on.isoformat() if solved else "",
        **city.entry(county, county, random, confirmed=is_rectified or is_first or random.random() < 0.75),
    }


def _project(city, county, village, is_finished):
    random = seeded("2.3", village.code)
    total = 10_000 * random.choice([50, 50, 60, 80])
    progress = 100 if is_finished else random.randint(20, 90)
    start = city.by_now(1)
    return {
        "organization_id": village.pk,
        "project": random.choice(PROJECTS),
        "batch": random.choice(["第一批", "第二批"]),
        "central_yuan": total * 6 // 10,
        "province_yuan": total * 3 // 10,
        "county_yuan": total // 10,
        "own_yuan": 0,
        "total_yuan": total,
        "spent_yuan": total * progress // 100,
        "progress": progress if is_finished or random.random() < 0.97 else None,
        "start_on": start.isoformat()[:7],
        "end_on": city.day_in_order("2.3", county, village).isoformat()[:7] if is_finished else "",
        "income_yuan": total * random.randint(3, 9) // 100 if is_finished else None,
        "inspected": random.choice([True, True, False, None]),
        **city.entry(county, county, random, confirmed=True if is_finished else None),
    }
