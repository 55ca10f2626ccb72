"""Grids, service centres, requests of residents, and the training of members."""

from datetime import date, datetime, time, timedelta

from dashboards.demonstration.city import month, phone, seeded
from dashboards.demonstration.people import person_name
from governance.models import Appeal, Center, Grid
from training.models import MemberTraining

NUMBERS = "一二三四五六"
DEMANDS = [  # kind, content, days until it must be answered, office in charge
    ("物业管理", "小区电梯停运，请求尽快维修。", 5, "住房和城乡建设局"),
    ("环境卫生", "巷口垃圾清运不及时。", 3, "城市管理局"),
    ("民生保障", "咨询临时救助的办理条件。", 2, "民政局"),
    ("道路交通", "路灯不亮，夜间出行不便。", 5, "城市管理局"),
    ("矛盾纠纷", "楼上漏水，邻里协商未果。", 10, "司法所"),
]
COURSES = ["习近平新时代中国特色社会主义思想", "党章和党的基本知识", "农村实用技术", "基层治理和应急处置"]


def build(city):
    """Write them for the whole city: as many communities are in order as the plan says."""
    grids, centers, demands, trainings = [], [], [], []
    for county, township, villages in city.each_township():
        communities = [village for village in villages if village.kind == "社区"]
        merged = city.counted("3.2", township, communities)
        for community in communities:
            grids += _grids(city, county, township, community, community.pk in merged)
        places = [township, *communities[2::3]]
        centers += [_center(city, county, township, place) for place in places]
        for village in villages:
            demands += _demands(city, county, township, village)
        trainings += _member_trainings(city, county, township)
    city.store(Grid, grids)
    city.store(Center, centers)
    city.store(Appeal, demands)
    city.store(MemberTraining, trainings)


def _grids(city, county, township, community, is_merged):
    """Return the grids of a community; once merged (整合), each has a Party group."""
    random = seeded("grids", community.code)
    return [
        _grid(city, county, township, community, number, random, is_merged) for number in range(random.randint(3, 6))
    ]


def _grid(city, county, township, community, number, random, is_merged):
    households = random.randint(180, 480)
    return {
        "organization_id": community.pk,
        "grid_name": f"第{NUMBERS[number]}网格",
        "grid_no": f"{community.code}{number + 1:03d}",
        "merged_from": "综治网格、城管网格、党建网格" if is_merged else "",
        "households": households if random.random() < 0.98 else None,
        "people": households * 26 // 10,
        "party_members": random.randint(6, 40),
        "grid_head": person_name(f"{community.code}-grid-{number}"),
        "phone": phone(random),
        "workers": random.randint(1, 2),
        "party_group": is_merged or random.choice([False, False, None]),
        **city.entry(township, county, random, confirmed=True if is_merged else None),
    }


def _center(city, county, township, place):
    random = seeded("center", place.code)
    return {
        "organization_id": place.pk,
        "center": f"{place.label}党群服务中心",
        "area_m2": random.randint(12, 90) * 10,
        "built": month(random, 2014, city.on.year - 1),
        "radius_min": random.choice([10, 12, 15, 15, 20]),
        "windows": random.randint(2, 8),
        "rooms": random.randint(3, 9),
        "staff": random.randint(2, 10),
        "online": random.choice([True, True, True, True, False, None]),
        "demo": random.random() < 0.08,
        "cost_yuan": random.randint(10, 120) * 10_000,
        "open_time": random.choice(["8:30—17:30", "9:00—20:00"]),
        **city.entry(township, county, random),
    }


def _demands(city, county, township, village):
    """Return the requests of a year: some in each community, one in some villages."""
    random = seeded("demands", village.code)
    size = random.randint(2, 5) if village.kind == "社区" else int(random.random() < 0.15)
    first_day = date(city.on.year, 1, 2)
    days = (city.on - first_day).days
    if days < 1:
        return []
    return [
        _demand(city, county, township, village, number, first_day + timedelta(days=random.randrange(days)), random)
        for number in range(size)
    ]


def _demand(city, county, township, village, number, received_on, random):
    """Return a request; most are answered in time, some late, and the newest are still in hand."""
    kind, content, limit, office = random.choice(DEMANDS)
    received = datetime.combine(received_on, time(random.randint(8, 11), random.choice([0, 15, 30, 45])))
    due = received + timedelta(days=limit)
    in_time = random.random() < 0.93
    days = random.randrange(limit) if in_time else limit + random.randint(1, 9)
    finished = datetime.combine(received_on + timedelta(days=days), time(random.randint(14, 17)))
    is_finished = finished.date() <= city.on
    return {
        "organization_id": village.pk,
        "no": f"{village.code}-{number + 1:02d}",
        "received_at": _minute(received),
        "kind": kind,
        "content": content,
        "dept": f"{county.label}{office}",
        "due_at": _minute(due),
        "finished_at": _minute(finished) if is_finished else "",
        "result": "已办理并答复。" if is_finished else "",
        "satisfied": random.choice([True] * 10 + [False, None]) if is_finished else None,
        **_outcome(received, finished if is_finished else None, seeded("outcome", village.code, number)),
        "overdue": not in_time if is_finished else True if due.date() < city.on else None,
        **city.entry(township, county, random),
    }


def _outcome(received, finished, random):
    """Return when the office took a request over, and what came of it; ``finished`` is None while it is in hand."""
    signed = received + timedelta(minutes=random.randint(5, 240))
    signed_at = _minute(signed) if random.random() < 0.9 else ""
    if finished is None:
        return {"signed_at": signed_at}
    return {
        "signed_at": signed_at,
        "solved": random.choice([True] * 12 + [False, False, None]),
        "repeated": random.choice([False] * 14 + [True, None]),
    }


def _minute(moment):
    return moment.isoformat(timespec="minutes")


def _member_trainings(city, county, township):
    """Return up to four classes of a township in a year; each is for a quarter of its members, who are only counted."""
    random = seeded("members", township.code)
    should = city.members[township.pk] // 4
    days = [date(city.on.year, first_month, random.randint(3, 26)) for first_month in (3, 5, 8, 10)]
    return [
        _member_training(city, county, township, day, course, should, random)
        for day, course in zip(days, random.sample(COURSES, len(COURSES)), strict=True)
        if day < city.on
    ]


def _member_training(city, county, township, day, course, should, random):
    attended = should * random.randint(70, 100) // 100
    return {
        "organization_id": township.pk,
        "date": day.isoformat(),
        "course": course,
        "form": random.choice(["集中授课", "现场教学", "网络培训"]),
        "should": should,
        "attended": attended,
        "rate": round(100 * attended / should, 1) if should else None,
        "hours": random.choice([8, 8, 16]),
        "cost_yuan": random.choice([None, 3000, 5000]),
        "teacher": person_name(f"{township.code}-{course}"),
        **city.entry(township, county, random),
    }
