"""The work of streets and communities: the street reform, former grids, and the staff of communities."""

from dashboards.demonstration.city import month, seeded
from dashboards.demonstration.people import person_names
from governance.models.neighbourhoods import CommunityWorker, FormerGrid
from governance.models.streets import StreetItem

ITEMS = [  # dimension, main duty, item, department
    ("明责", "抓党建", "制定街道职责清单", "组织部"),
    ("明责", "抓治理", "建立职责准入制度", "政法委"),
    ("赋权", "抓治理", "赋予规划参与权和综合管理权", "住房和城乡建设局"),
    ("赋权", "抓党建", "赋予派驻人员考核建议权", "组织部"),
    ("扩能", "抓服务", "整合内设机构和服务窗口", "民政局"),
    ("扩能", "抓治理", "执法力量下沉街道", "城市管理局"),
]
NOT_STARTED, *UNDER_WAY, DONE = ["未启动", "已起草", "已印发", "已实施"]
DEPARTMENTS = ["综治", "城管", "应急", "民政", "党建"]
POSTS = [
    ("正职", 7, 12),
    ("副职", 4, 10),
    ("一般", 1, 8),
    ("一般", 1, 8),
    ("一般", 1, 6),
]  # post, lowest, highest grade
CERTIFICATES = ["助理社会工作师", "社会工作师", "高级社会工作师", "未取得", ""]
BENEFITS = ("pay", "insurance", "checkup", "training", "leave")


def build(city):
    """Write them for the whole city: as many streets and communities are in order as the plan says."""
    items, former, workers = [], [], []
    for county in city.counties:
        streets = [township for township in city.townships[county.pk] if township.kind == "街道"]
        in_order = city.counted("3.1", county, streets)
        for street in streets:
            items += _items(city, county, street, street.pk in in_order)
    for county, township, villages in city.each_township():
        communities = [village for village in villages if village.kind == "社区"]
        merged = city.counted("3.2", township, communities)
        for community in communities:
            former += _former_grids(city, county, township, community, community.pk in merged)
            workers += _workers(city, county, township, community)
    city.store(StreetItem, items)
    city.store(FormerGrid, former)
    city.store(CommunityWorker, workers)


def diligence(county, matter):
    """How far the county has come in a matter, from 0.4 to 1: counties differ, and each in its own matters."""
    return 0.4 + 0.6 * seeded("diligence", county.code, matter).random()


def _items(city, county, street, is_in_order):
    """Return the items of a street; one in order has carried out an item in each dimension, others not in the last."""
    random = seeded("items", street.code)
    return [
        _item(city, county, street, entry, random, is_carried_out=is_in_order and number % 2 == 0)
        for number, entry in enumerate(ITEMS)
    ]


def _item(city, county, street, entry, random, *, is_carried_out):
    dimension, duty, item, office = entry
    stage = random.choice([NOT_STARTED, *UNDER_WAY] if dimension == "扩能" else [*UNDER_WAY, DONE])
    stage = DONE if is_carried_out else stage
    day = city.day_in_order("3.1", county, street)
    return {
        "organization_id": street.pk,
        "dimension": dimension,
        "main_duty": duty if random.random() < 0.9 else "",
        "item": item,
        "dept": f"{county.label}{office}",
        "listed_on": f"{city.on.year - 1}-12",
        "due": f"{city.on.year}-{random.choice([6, 9, 12]):02d}",
        "status": stage if stage == DONE or random.random() < 0.95 else "",
        "implemented_on": day.isoformat() if stage == DONE else "",
        **city.entry(street, county, random, confirmed=True if is_carried_out else None),
    }


def _former_grids(city, county, township, community, is_merged):
    """Return the former grids of a community; of one that is not in order, the first is known to be left."""
    random = seeded("former", community.code)
    departments = random.sample(DEPARTMENTS, random.randint(3, 5))
    rows = []
    for number, department in enumerate(departments):
        state = is_merged or (number > 0 and random.choice([True, True, False, None]))
        day = city.day_in_order("3.2", county, community).isoformat() if state else ""
        rows.append(
            {
                "organization_id": community.pk,
                "department": department,
                "name": f"{department}网格",
                "counted_on": f"{city.on.year - 1}-11",
                "merged_into": "第一网格" if state else "",
                "merged": state,
                "merged_on": day if is_merged or random.random() < 0.8 else "",
                **city.entry(township, county, random, confirmed=True if is_merged or number == 0 else None),
            }
        )
    return rows


def _workers(city, county, township, community):
    random = seeded("workers", community.code)
    posts = POSTS[: random.randint(2, 4)]
    names = person_names(f"{community.code}-worker", len(posts))
    return [
        _worker(city, county, township, community, name, post, random) for name, post in zip(names, posts, strict=True)
    ]


def _worker(city, county, township, community, name, post, random):
    """Return a worker: whether a benefit is realised depends on the county; some lists leave it blank."""
    title, lowest, highest = post
    share = diligence(county, "benefits")
    is_graded = random.random() < diligence(county, "grades")
    appraised = random.choice([f"{city.on.year - 1}-12", f"{city.on.year - 1}-12", f"{city.on.year - 2}-12", ""])
    return {
        "organization_id": community.pk,
        "name": name,
        "gender": random.choice("男女"),
        "birth": month(random, 1968, 2000),
        "education": random.choice(["高中", "大专", "大专", "本科", "研究生"]),
        "post": title,
        "grade": f"{random.randint(lowest, highest)}级" if is_graded else random.choice(["未定级", ""]),
        "certificate": random.choice(CERTIFICATES),
        "since": month(random, 2008, city.on.year - 1),
        **{name: random.random() < share if random.random() < 0.95 else None for name in BENEFITS},
        "appraised_on": appraised,
        **city.entry(township, county, random),
    }
