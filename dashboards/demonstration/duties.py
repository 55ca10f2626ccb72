"""Problems of last year's reviews, items asked of the base, notices, requests to departments, and papers."""

from datetime import date, timedelta

from accountability.models import BurdenItem, Notice, PolicyPaper, ReviewProblem, SupportRequest
from dashboards.demonstration.city import seeded

PROBLEMS = [
    ("基层党建经费投入不足。", "纳入年度预算，按季拨付。"),
    ("深入联系点指导不够。", "每季度到联系点一次，列出清单。"),
    ("村级后备力量储备不足。", "逐村摸底，每村确定一至两名。"),
    ("党群服务中心利用率不高。", "调整开放时间，整合功能室。"),
    ("对软弱涣散村整顿督促不够。", "按月调度，逐个问题销号。"),
    ("抓党建与抓发展结合不紧。", "与产业项目同部署、同检查。"),
]
ITEMS = [  # name, kind, issuer, content, fields, frequency, level
    ("人居环境整治月报", "报表", "农业农村局", "村名、问题数、整改数", 12, "每月", "村（社区）"),
    ("党建工作季度调度会", "会议", "组织部", "", None, "每季度", "乡镇（街道）"),
    ("网格巡查台账", "台账", "政法委", "网格名称、网格长、巡查次数", 9, "每周", "村（社区）"),
    ("安全生产周报", "报表", "应急管理局", "隐患数、整改数", 6, "每周", "乡镇（街道）"),
    ("民生实事进度表", "报表", "发展和改革委员会", "项目名称、总投资、项目进度", 15, "每月", "乡镇（街道）"),
    ("卫生创建评比", "评比", "卫生健康委", "", 40, "每年", "村（社区）"),
    ("综治工作检查", "检查", "政法委", "", None, "每半年", "乡镇（街道）"),
    ("信访矛盾排查表", "报表", "信访局", "事项类别、件数", 5, "每月", "村（社区）"),
    ("农房安全排查台账", "台账", "住房和城乡建设局", "户数、房屋结构、评定等级", 14, "一次性", "村（社区）"),
    ("防汛值班情况", "报表", "水利局", "值班安排、雨情", 4, "不定期", "乡镇（街道）"),
]
CAUSES = [
    "软弱涣散村整顿进度滞后。", "书记集中轮训未按计划开展。", "集体经济项目未按期开工。", "连续两月未报送进展。",
    "“三会一课”开展不经常。",
]  # fmt: skip
STEPS = [("提醒函", "县委组织部部长"), ("提醒函", "县委组织部部长"), ("约谈", "县委副书记"), ("通报", "县委副书记")]
REQUESTS = [  # department, content
    ("财政局", "按期拨付村级集体经济扶持资金。"), ("人力资源和社会保障局", "安排社区工作者招聘计划。"),
    ("民政局", "核定新建小区的社区归属。"), ("农业农村局", "指导集体资产清产核资。"),
    ("团委", "组织青年志愿者参加社区服务。"), ("妇联", "共建儿童之家。"), ("总工会", "组建新就业群体工会。"),
]  # fmt: skip
PAPERS = [  # kind, name, item, share of the counties that have it
    ("制度", "不忘初心、牢记使命长效机制", "不忘初心制度", 0.8),
    ("方案", "贯彻农村基层组织工作条例工作方案", "农村基层组织工作条例", 0.7),
    ("方案", "发展壮大村级集体经济实施方案", "2.3 村级集体经济", 0.75),
    ("制度", "社区工作者管理和考核激励办法", "3.2 社区工作者", 0.6),
    ("经验做法", "楼栋议事会化解物业矛盾", "3.3 物业服务", 0.4),
    ("经验做法", "集体经济联营分红做法", "村级集体经济", 0.4),
    ("活动", "学习身边榜样活动", "学习身边榜样", 0.5),
    ("活动", "“党课开讲啦”活动", "党课开讲啦", 0.5),
]
TOWNSHIP_NOTES = ["屋场会议事做法", "党员积分管理做法", "流动党员联络做法"]


def build(city):
    """Write them for counties and townships; uneven, with blanks, and fewer in counties that do less."""
    problems, items, notices, requests, papers = [], [], [], [], []
    for county in city.counties:
        random = seeded("duties", county.code)
        diligence = random.uniform(0.7, 0.98)  # how much of what falls due the county does in time
        units = [county, *city.townships[county.pk]]
        for unit in units:
            problems += _problems(city, county, unit, diligence)
        items += _items(city, county)
        notices += _notices(city, county, units[1:], diligence)
        requests += _requests(city, county, units, diligence)
        papers += _papers(city, county)
    for model, rows in (
        (ReviewProblem, problems),
        (BurdenItem, items),
        (Notice, notices),
        (SupportRequest, requests),
        (PolicyPaper, papers),
    ):
        city.store(model, rows)


def _problems(city, county, unit, diligence):
    """Return the problems that the secretary of ``unit`` was told at the review of last year."""
    random = seeded("review", unit.code)
    post = "县（市、区）委书记" if unit == county else "乡镇（街道）党（工）委书记"
    grade = random.choice(["好", "好", "较好", "较好", "较好", "一般"])
    return [
        {
            "organization_id": unit.pk,
            "post": post,
            "reviewed_on": str(city.on.year - 1),
            "grade": grade,
            "problem": problem,
            "measures": measures if random.random() < 0.9 else "",
            **_closing(city, random, diligence),
            **city.entry(unit, county, random),
        }
        for problem, measures in random.sample(PROBLEMS, random.choice([1, 2, 2, 3]))
    ]


def _closing(city, random, diligence):
    """Return limit and day of closing: in time, late, or still open."""
    due = date(city.on.year, random.choice([3, 5, 6, 6, 8, 9, 9, 10, 12]), random.choice([20, 25, 30]))
    closed = due + timedelta(days=random.randint(-25, 0) if random.random() < diligence else random.randint(3, 60))
    return {
        "due": due.isoformat() if random.random() < 0.95 else "",
        "closed_on": closed.isoformat() if closed <= city.on else "",
    }


def _items(city, county):
    """Return what a county asks of its base: some since last year, some ended by now, some new."""
    random = seeded("burden", county.code)
    rows, thoroughness = [], random.uniform(0.75, 1)
    for name, kind, issuer, asked, size, frequency, level in random.sample(ITEMS, random.randint(6, len(ITEMS))):
        is_new = random.random() < 0.2
        year = city.on.year if is_new else city.on.year - 1
        since = city.by_now(random.randint(1, 6)) if is_new else date(year, random.randint(1, 11), 1)
        ends = date(city.on.year, 3, 31) if not is_new and random.random() < 0.35 else None
        approved = is_new or random.random() < thoroughness
        rows.append(
            {
                "organization_id": county.pk,
                "name": name,
                "kind": kind,
                "issuer": f"{county.label}{issuer}",
                "basis": f"县办发〔{year}〕{random.randint(3, 60)}号" if random.random() < 0.95 else "",
                "frequency": frequency,
                "answered_by": level,
                "asked": asked,
                "field_count": size,
                "replaces": random.choice(["新增", "替代原周报"]) if is_new else "",
                "approved_by": "县委常委、办公室主任" if approved else "",
                "since": since.isoformat(),
                "ends_on": ends.isoformat() if ends else "",
                **city.entry(county, county, random),
                "year": year,
            }
        )
    return rows


def _day(city, random):
    """Return a day of the year until the day of the demonstration."""
    first = date(city.on.year, 1, 1)
    return first + timedelta(days=random.randint(0, (city.on - first).days))


def _notices(city, county, townships, diligence):
    random = seeded("notices", county.code)
    rows = []
    for township in random.sample(townships, min(len(townships), random.randint(2, 6))):
        sent = _day(city, random)
        step, signed_by = random.choice(STEPS)
        due = sent + timedelta(days=14) if step != "通报" else None
        replied = sent + timedelta(
            days=random.randint(5, 14) if random.random() < diligence else random.randint(16, 40)
        )
        is_replied = due is not None and replied <= city.on
        rows.append(
            {
                "organization_id": township.pk,
                "post": "乡镇（街道）党（工）委书记",
                "step": step,
                "cause": random.choice(CAUSES),
                "signed_by": signed_by,
                "sent_on": sent.isoformat(),
                "reply_due": due.isoformat() if due else "",
                "replied_on": replied.isoformat() if is_replied else "",
                "result": "已整改。" if is_replied else "",
                **city.entry(county, county, random),
            }
        )
    return rows


def _requests(city, county, units, diligence):
    random = seeded("requests", county.code)
    asking = random.sample(units, min(len(units), random.randint(4, 9)))
    return [_request(city, county, unit, random, diligence) for unit in asking]


def _request(city, county, unit, random, diligence):
    department, content = random.choice(REQUESTS)
    asked = _day(city, random)
    due = asked + timedelta(days=30)
    done = asked + timedelta(days=random.randint(6, 30) if random.random() < diligence else random.randint(33, 70))
    is_done = done <= city.on
    return {
        "organization_id": unit.pk,
        "department": f"{county.label}{department}",
        "content": content,
        "asked_on": asked.isoformat(),
        "due": due.isoformat() if random.random() < 0.93 else "",
        "promised_on": due.isoformat() if random.random() < 0.6 else "",
        "done_on": done.isoformat() if is_done else "",
        "answer": "已办理。" if is_done else "",
        **city.entry(unit, county, random),
    }


def _papers(city, county):
    """Return the papers of a county, and the practice notes of a few of its townships."""
    random = seeded("papers", county.code)
    townships = city.townships[county.pk]
    rows = [
        _paper(city, county, county, random, kind, name, item)
        | {"document_no": f"县办发〔{city.on.year}〕{random.randint(1, 80)}号" if kind in {"制度", "方案"} else ""}
        for kind, name, item, share in PAPERS
        if random.random() < share
    ]
    for township in random.sample(townships, min(len(townships), random.randint(1, 3))):
        takers = [other.label for other in random.sample(townships, min(len(townships), 2)) if other != township]
        note = _paper(city, county, township, random, "经验做法", random.choice(TOWNSHIP_NOTES), "")
        rows.append(note | {"taken_up_by": "、".join(takers) if random.random() < 0.6 else ""})
    return rows


def _paper(city, county, unit, random, kind, name, item):
    issued = _day(city, random)
    reviewed = issued + timedelta(days=120)
    is_reviewed = kind == "制度" and reviewed <= city.on and random.random() < 0.5
    return {
        "organization_id": unit.pk,
        "kind": kind,
        "name": name,
        "item": item,
        "issued_on": issued.isoformat(),
        "reviewed_on": reviewed.isoformat() if is_reviewed else "",
        **city.entry(unit, county, random),
    }
