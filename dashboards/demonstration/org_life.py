"""Meetings of branches in the last three months; 弋阳县 brings its own by file (``imports``)."""

from datetime import timedelta

from dashboards.demonstration.city import seeded
from dashboards.demonstration.outcomes import SIGNING_IN
from training.models import OrgLife

KINDS = ["主题党日", "支部党员大会", "支部委员会", "党课", "组织生活会"]
TOPICS = ["学习党支部工作条例", "讨论年度组织生活计划", "开展志愿服务", "重温入党誓词", "学习身边榜样"]
DAYS = 75  # all of them lie in the last months


def build(city):
    """Write them for villages and communities: in some counties most branches meet, in others about half."""
    rows = []
    for county, township, villages in city.each_township():
        if county.code != SIGNING_IN:
            for village in villages:
                meetings = meetings_of(city, county, village)
                random = seeded("entry of meetings", village.code)
                rows += [meeting | city.entry(township, county, random) for meeting in meetings]
    city.store(OrgLife, rows)


def meetings_of(city, county, village):
    """Return the meetings of the branch of a village; some branches have been silent."""
    random = seeded("meetings of branch", village.code)
    if random.random() > seeded("meetings of branch", county.code).uniform(0.5, 0.95):
        return []
    secretary, _appointed = city.secretaries.get(village.pk, ("", ""))
    members = random.randint(8, 50)
    first_day = city.on.replace(month=1, day=1)
    days = sorted({max(first_day, city.on - timedelta(days=random.randint(1, DAYS))) for _meeting in range(2)})
    return [
        {
            "organization_id": village.pk,
            "date": min(day, city.on).isoformat(),
            "kind": random.choice(KINDS),
            "topic": random.choice(TOPICS),
            "host": secretary,
            "should": members,
            "attended": members - random.randint(0, members // 4),
            "leader_attended": random.choice([True, False, False, None]),
            "has_minutes": random.choice([True, True, True, None]),
        }
        for day in days[: random.choice([1, 2])]
    ]
