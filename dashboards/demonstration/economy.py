"""The collective economy of all villages: who is supported, the money, checks on the spot, and two years' incomes."""

from datetime import date, timedelta

from dashboards.demonstration.city import seeded
from rectification.models import FundPayment, SpotCheck, SupportedVillage, VillageIncome

USES = [  # purpose, kind, whether it is permitted
    ("项目主体工程款", "产业项目", True),
    ("购置加工设备", "设施设备", True),
    ("厂房建设进度款", "设施设备", True),
    ("入股合作社", "入股投资", True),
]
FORBIDDEN = ("归还村级旧债", "", False)
FINDINGS = ["分红方案没有公示。", "经营合同缺少违约条款。", "设备有闲置。", "收益没有及时入账。", "没有建立管护制度。"]
RISKS = ["销路依赖单一客户。", "租金低于周边行情。", "自然灾害风险较大，尚未投保。"]
TEAMS = ["组织部、财政局、农业农村局联合抽查组", "农业农村局", "财政局"]
INCOMES = [0, 18_000, 42_000, 65_000, 88_000, 120_000, 210_000, 460_000]  # yuan a year


def build(city):
    """Write the records: the money follows the projects, and counties differ in what they check and earn."""
    villages, payments, checks, incomes = [], [], [], []
    for county, township, places in city.each_township():
        for village in places:
            if project := city.project_rows.get(village.pk):
                villages.append(_supported(city, county, village, project))
                payments += _payments(city, county, village, project)
                checks += _checks(city, county, village, project)
            if village.kind == "村":
                incomes += _incomes(city, county, township, village)
    city.store(SupportedVillage, villages)
    city.store(FundPayment, payments)
    city.store(SpotCheck, checks)
    city.store(VillageIncome, incomes)


def _chosen_on(city, project):
    """The first batch was chosen last year, the second one in this March."""
    return date(city.on.year - 1, 4, 10) if project["batch"] == "第一批" else city.by_now(3, 12)


def _supported(city, county, village, project):
    random = seeded("supported", village.code)
    chosen_on = _chosen_on(city, project)
    approved_on = chosen_on + timedelta(days=random.randint(15, 60))
    has_plan = approved_on <= city.on and random.random() < 0.95
    return {
        "organization_id": village.pk,
        "batch": project["batch"],
        "chosen_on": chosen_on.isoformat(),
        "party_signed": True,
        "finance_signed": random.choice([True] * 12 + [False, None]),
        "agriculture_signed": random.choice([True] * 15 + [None]),
        "plan_approved_on": approved_on.isoformat() if has_plan else "",
        "allocated_yuan": project["total_yuan"],
        **city.entry(county, county, random),
    }


def _payments(city, county, village, project):
    """Return one to three payments, which make what the project has spent."""
    random = seeded("payments", village.code)
    parts = random.choice([1, 2, 2, 3])
    amount = project["spent_yuan"] // parts // 100 * 100
    amounts = [amount] * (parts - 1) + [project["spent_yuan"] - amount * (parts - 1)]
    first = city.by_now(3, 15)
    steps = (city.on - first).days
    days = sorted(first + timedelta(days=random.randint(0, steps)) for _part in amounts)
    return [
        _payment(city, county, village, project, day, number, amount, random)
        for number, (day, amount) in enumerate(zip(days, amounts, strict=True), 1)
    ]


def _payment(city, county, village, project, day, number, amount, random):
    purpose, kind, permitted = FORBIDDEN if random.random() < 0.015 else random.choice(USES)
    return {
        "organization_id": village.pk,
        "project": project["project"],
        "paid_on": day.isoformat(),
        "amount_yuan": amount,
        "purpose": f"{purpose}（第{number}笔）",
        "use_kind": kind if random.random() < 0.9 else "",
        "permitted": permitted if random.random() < 0.85 else None,
        **city.entry(county, county, random),
    }


def _checks(city, county, village, project):
    """Return the findings of the check of a village of the first batch, one row without any, or nothing yet."""
    random = seeded("check", village.code)
    diligence = seeded("check", county.code).uniform(0.5, 1)
    first = city.by_now(4, 8)
    if project["batch"] != "第一批" or random.random() > diligence:
        return []
    visited_on = first + timedelta(days=random.randint(0, (city.on - first).days))
    common = {
        "organization_id": village.pk,
        "visited_on": visited_on.isoformat(),
        "team": random.choice(TEAMS),
        "contract_until": f"{city.on.year + random.randint(1, 9)}-{random.randint(1, 12):02d}",
        "risk": random.choice([*RISKS, "", ""]),
    }
    found = random.sample(FINDINGS, random.choice([0, 0, 1, 1, 2])) or ["未发现问题"]
    return [common | _finding(city, county, text, visited_on, random) for text in found]


def _finding(city, county, text, visited_on, random):
    fields = {"finding": text, **city.entry(county, county, random)}
    if text not in FINDINGS:
        return fields
    due = visited_on + timedelta(days=45)
    closed_on = visited_on + timedelta(days=random.randint(7, 60))
    is_closed = closed_on <= city.on and random.random() < 0.9
    return fields | {"due": due.isoformat(), "closed_on": closed_on.isoformat() if is_closed else ""}


def _incomes(city, county, township, village):
    """Return the income of last year and that of this year so far; some villages have filed only one or neither."""
    random = seeded("income", village.code)
    wealth = seeded("income", county.code).randint(0, 2)  # how many of the lowest incomes are rare in the county
    earned = random.choice(INCOMES + INCOMES[wealth:] * 2) * random.randint(80, 125) // 100
    assets = random.randint(30, 600) * 10_000
    debts = random.choice([0, 0, 0, assets // 10])
    households = random.choice([None, 0, random.randint(5, 160)])
    rows = []
    if random.random() < 0.97:
        rows.append(_income(village, city.on.year - 1, earned, assets, debts, households, random))
    if city.on.month >= 4 and random.random() < 0.86:
        so_far = earned * random.randint(85, 130) * city.on.timetuple().tm_yday // 36_500
        grown = assets * random.choice([95, 99, 100, 100, 102, 106]) // 100
        rows.append(_income(village, city.on.year, so_far, grown, debts, households, random))
    return [row | city.entry(township, county, random) | {"year": row["year"]} for row in rows]


def _income(village, year, earned, assets, debts, households, random):
    return {
        "organization_id": village.pk,
        "operating_yuan": earned if random.random() < 0.98 else None,
        "other_yuan": random.randint(0, 12) * 5_000,
        "assets_yuan": assets if random.random() < 0.94 else None,
        "debts_yuan": debts,
        "households": households,
        "dividend_yuan": None if households is None else households * random.choice([0, 50, 100, 200]),
        "year": year,
    }
