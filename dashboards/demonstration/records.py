"""Ledger records of the demonstration, which match the figures reported for its villages."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from django.utils import timezone

from audit.paths import below_q
from dashboards.demonstration.people import COUNTY, person_name
from dashboards.demonstration.plan import objects_of
from organizations.models import Organization
from rectification.models import CollectiveEconomy, Secretary, WeakOrg
from tasks.models import Assignment
from training.models import SecretaryTraining

BATCH = 1000
WEAK_TYPES = ["班子不团结", "书记不胜任", "组织生活不正常", "村务公开不规范", "集体经济薄弱"]
MEASURES = {
    "班子不团结": "乡镇党委逐人谈话，明确分工和议事规则。",
    "书记不胜任": "选派机关干部担任第一书记，结对帮带。",
    "组织生活不正常": "按月制定计划，包村干部全程参加。",
    "村务公开不规范": "每月5日前公开，监督委员会核对。",
    "集体经济薄弱": "盘活闲置校舍，引进一个项目。",
}
PROJECTS = ["光伏电站", "冷链仓储", "果蔬大棚", "加工车间", "民宿改造"]
SOURCES = ["本村", "本村", "本村", "选派", "回引"]
SCHOOLING = ["初中", "高中", "高中", "大专", "大专", "本科"]


class Records:
    """Writes the ledgers: the editor of each county enters records, its manager confirms all but the newest."""

    def __init__(self, *, counties, staff, on):
        self.staff, self.on = staff, on
        self.counties = {county.pk: county for county in counties}
        self.townships = list(Organization.objects.filter(parent__in=counties).territory().order_by("path"))
        self.villages = defaultdict(list)
        for village in Organization.objects.filter(level="village").territory().order_by("path"):
            self.villages[village.parent_id].append(village)

    def build(self):
        objects = {
            township.pk: objects_of(township, self.villages[township.pk], _random("counts", township.code))
            for township in self.townships
        }
        WeakOrg.objects.bulk_create(self._about(objects, "weak", "2.1", self._weak_org), batch_size=BATCH)
        CollectiveEconomy.objects.bulk_create(self._about(objects, "projects", "2.3", self._project), batch_size=BATCH)
        Secretary.objects.bulk_create(self._of_villages(self._secretary), batch_size=BATCH)
        trained = self._of_villages(self._training)
        SecretaryTraining.objects.bulk_create([record for record in trained if record], batch_size=BATCH)

    def _about(self, objects, kind, number, make):
        """One record for each village that the task ``number`` is about; as many are done as the township reported."""
        done = self._reported(number)
        return [
            make(village, township, position < done.get(township.pk, 0), _random(number, village.code))
            for township in self.townships
            for position, village in enumerate(objects[township.pk][kind])
        ]

    def _reported(self, number):
        """``{township pk: confirmed value}`` of one task."""
        assignments = Assignment.objects.filter(
            task__number=number, organization__in=self.townships, parent__isnull=False
        )
        rows = assignments.with_status(on=self.on).order_by().values_list("organization_id", "status_value")
        return {pk: int(value or 0) for pk, value in rows}

    def _of_villages(self, make):
        """Records of the villages of the county whose people sign in."""
        county = next(county for county in self.counties.values() if county.code == COUNTY)
        inside = Organization.objects.filter(below_q(county.path), level="village").territory().order_by("path")
        townships = {township.pk: township for township in self.townships}
        return [make(village, townships[village.parent_id], _random("village", village.code)) for village in inside]

    def _entered(self, township, random):
        """Fields that say who entered and confirmed a record; one in twelve is new and not confirmed."""
        editor = self.staff[township.parent_id, "editor"]
        moment = timezone.now() - timedelta(days=random.randint(20, 200))
        fields = {"year": self.on.year, "entered_by": editor, "created_at": moment, "updated_at": moment}
        if random.random() < 1 / 12:
            return fields
        manager = self.staff[township.parent_id, "manager"]
        return fields | {"state": "confirmed", "confirmed_by": manager, "confirmed_at": moment + timedelta(days=3)}

    def _weak_org(self, village, township, done, random):
        kind = random.choice(WEAK_TYPES)
        limit = date(self.on.year, 10, 31)
        return WeakOrg(
            organization=village,
            weak_type=kind,
            problem=f"{kind}，{random.choice(['群众有反映。', '上年考核靠后。', '工作推进慢。'])}",
            listed_on=f"{self.on.year}-02",
            county_leader=person_name(f"{village.code}-1"),
            township_leader=person_name(f"{village.code}-2"),
            first_secretary=person_name(f"{village.code}-3") if random.random() < 0.9 else "",
            paired_unit=random.choice(["县民政局", "县农业农村局", "县财政局", "县司法局"]),
            measures=MEASURES[kind],
            start_on=f"{self.on.year}-03",
            deadline=limit.isoformat(),
            reviewed=True,
            rectified=done,
            done_on=min(self.on, limit - timedelta(days=random.randint(0, 60))).isoformat() if done else "",
            **self._entered(township, random),
        )

    def _project(self, village, township, done, random):
        total = 10_000 * random.choice([50, 50, 60, 80])
        progress = 100 if done else random.randint(20, 90)
        return CollectiveEconomy(
            organization=village,
            project=random.choice(PROJECTS),
            batch=random.choice(["第一批", "第二批"]),
            central_yuan=total * 6 // 10,
            province_yuan=total * 3 // 10,
            county_yuan=total // 10,
            own_yuan=0,
            total_yuan=total,
            spent_yuan=total * progress // 100,
            progress=progress,
            start_on=f"{self.on.year}-03",
            end_on=f"{self.on.year}-{random.randint(6, 12):02d}" if done else "",
            income_yuan=total * random.randint(3, 9) // 100 if done else None,
            inspected=random.random() < 0.5,
            **self._entered(township, random),
        )

    def _secretary(self, village, township, random):
        return Secretary(
            organization=village,
            name=person_name(village.code),
            gender=random.choice("男男女"),
            birth=f"{random.randint(1966, 1992)}-{random.randint(1, 12):02d}",
            education=random.choice(SCHOOLING),
            joined_party=f"{random.randint(1995, 2015)}-{random.randint(1, 12):02d}",
            appointed=f"{random.randint(2018, self.on.year - 1)}-{random.randint(1, 12):02d}",
            source=random.choice(SOURCES),
            director_too=random.random() < 0.8,
            phone=f"1000{random.randint(0, 9_999_999):07d}",
            filed=random.random() < 0.95,
            joint_review=True,
            **self._entered(township, random),
        )

    def _training(self, village, township, random):
        """Most secretaries have been to a class of three to five days."""
        if random.random() < 0.15 or self.on.month < 4:
            return None
        start = date(self.on.year, random.randint(3, self.on.month - 1), random.choice([5, 12, 19]))
        days = random.randint(3, 5)
        return SecretaryTraining(
            organization=village,
            name=person_name(village.code),
            domain="农村" if village.kind == "村" else "社区",
            post="党组织书记",
            class_name=f"村（社区）党组织书记培训班第{start.month}期",
            start_on=start.isoformat(),
            end_on=(start + timedelta(days=days - 1)).isoformat(),
            days=days,
            place="县委党校",
            passed=random.random() < 0.97,
            **self._entered(township, random),
        )


def _random(*seed):
    return Random("-".join(seed))  # noqa: S311 (no secret)
