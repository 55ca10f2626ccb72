"""Surveys, visits and joint reviews of villages, their profiles, and the first secretaries sent to them."""

from datetime import date, timedelta

from dashboards.demonstration.city import month, phone, seeded
from dashboards.demonstration.people import person_name
from dashboards.demonstration.registers import COUNTY_POSTS
from rectification.models import FirstSecretary, JointReview, SurveyResult, VillageProfile, VillageVisit

SLOW_VISITORS, UNDECIDED = (3, 8), 5  # positions of counties: two visit few villages, one leaves suspects undecided
OFFICES = ["财政局", "农业农村局", "民政局", "教育局", "审计局", "水利局", "市场监督管理局", "卫生健康委"]
LEVELS = [("市", "市"), ("县", "县"), ("县", "县"), ("县", "县")]
REASONS = ["经县委研究，问题轻微，已自行整改。", "经复核，不属于软弱涣散情形。", "已调整书记，列入跟踪观察。"]
FINDINGS = ["组织生活不经常。", "班子配合不够。", "村务公开不及时。", "无集体经济收入。"]
SHARES = {"surveyed": 0.93, "visited": 0.86, "visited slowly": 0.38, "reviewed": 0.9}


def build(city):
    """Write the five ledgers for the whole city; the first rounds are over by April, visits go on all year."""
    rows = {model: [] for model in (SurveyResult, VillageVisit, JointReview, VillageProfile, FirstSecretary)}
    for position, county in enumerate(city.counties):
        election_on = date(city.on.year, 12, 10 + position)
        for township in city.townships[county.pk]:
            weak = {village.pk for village in city.weak[township.pk]}
            for village in city.villages[township.pk]:
                place = Place(city, county, township, village, position, village.pk in weak)
                rows[SurveyResult] += place.results()
                rows[VillageVisit] += place.visits()
                profile = place.profile(election_on)
                rows[VillageProfile] += profile
                rows[JointReview] += place.reviews(profile)
                rows[FirstSecretary] += place.first_secretaries(profile)
    for model, records in rows.items():
        city.store(model, records)


class Place:
    """One village with its county and township; ``position`` counts the counties."""

    def __init__(self, city, county, township, village, position, is_weak):
        self.city, self.county, self.township, self.village = city, county, township, village
        self.position, self.is_weak = position, is_weak
        self.random = seeded("village", village.code)

    def _record(self, unit, **values):
        entry = self.city.entry(unit, self.county, self.random)
        return {"organization_id": self.village.pk, **values, **entry}

    def _day(self, first_month, last_month):
        """A day between two months of the year, or None if it has not come yet."""
        first = date(self.city.on.year, first_month, 1)
        day = first + timedelta(days=self.random.randrange(30 * (last_month - first_month + 1)))
        return day if day <= self.city.on else None

    def results(self):
        """Return the result of the first round of the survey; some villages are missed, listed ones never."""
        random, day = self.random, self._day(2, 3)
        if day is None or not (self.is_weak or random.random() < SHARES["surveyed"]):
            return []
        is_suspected = not self.is_weak and random.random() < 0.04
        is_decided = self.position != UNDECIDED and random.random() < 0.9
        result = "列入" if self.is_weak else "疑似" if is_suspected else "正常"
        return [
            self._record(
                self.township,
                round=f"{self.city.on.year}年第一轮",
                surveyed_on=day.isoformat(),
                result=result,
                problem=random.choice(FINDINGS) if result != "正常" else "",
                not_listed_because=random.choice(REASONS) if is_suspected and is_decided else "",
                signed_by=self.city.leaders[self.township.pk][0] if random.random() < 0.9 else "",
            )
        ]

    def visits(self):
        """Return the visit of a county-level leader, which two counties put off."""
        random, day = self.random, self._day(2, 11)
        share = SHARES["visited slowly" if self.position in SLOW_VISITORS else "visited"]
        if day is None or random.random() > share:
            return []
        number = random.randrange(len(COUNTY_POSTS))
        found = random.choice([0, 1, 1, 2, 3, None])
        return [
            self._record(
                self.county,
                leader=self.city.leaders[self.county.pk][number],
                post=COUNTY_POSTS[number][0],
                rank="县级领导",
                visited_on=day.isoformat(),
                found=found,
                solved=random.choice([found, found, found - 1, None]) if found else found,
            )
        ]

    def profile(self, election_on):
        """Return the profile of the village; a few are missing, and blanks occur."""
        random, on = self.random, self.city.on
        if random.random() < 0.02:
            return []
        is_over = election_on <= on and random.random() < 0.9
        is_rural = self.village.kind == "村"
        return [
            self._record(
                self.township,
                poverty=random.choices(["非贫困村", "脱贫村", "贫困村", ""], (84, 12, 2, 2))[0] if is_rural else "",
                committee_members=None if random.random() < 0.03 else random.randint(5, 7),
                election_on=election_on.isoformat() if random.random() < 0.95 else "",
                elected=is_over,
                candidates_studied=random.choice([True] * 6 + [False, False, None]),
            )
        ]

    def reviews(self, profile):
        """Return the joint review of the committees in spring; very few members are unfit, most of them removed."""
        random, day = self.random, self._day(3, 4)
        members = profile[0]["committee_members"] if profile else None
        if day is None or not members or random.random() > SHARES["reviewed"]:
            return []
        unfit = int(random.random() < 0.01)
        cleared = random.choice([1, 1, 1, 0, None]) if unfit else 0
        cleared_on = min(day + timedelta(days=random.randint(5, 60)), self.city.on) if cleared else None
        return [
            self._record(
                self.county,
                batch=f"{self.city.on.year}年第一批",
                reviewed_on=day.isoformat(),
                members=members,
                reviewed=members if random.random() < 0.95 else members - 1,
                unfit=unfit,
                cleared=cleared,
                cleared_on=cleared_on.isoformat() if cleared_on else "",
            )
        ]

    def first_secretaries(self, profile):
        """Return the first secretary of a poor, lifted or weak village; a few posts are vacant or changed hands."""
        random = self.random
        poverty = profile[0]["poverty"] if profile else ""
        is_owed = self.is_weak or poverty in {"贫困村", "脱贫村"}
        if not is_owed or random.random() < 0.06:
            return []
        level, prefix = random.choice(LEVELS)
        secretary = self._record(
            self.county,
            name=person_name(f"{self.village.code}-first"),
            gender=random.choice("男男女"),
            birth=month(random, 1972, 1993),
            village_type=poverty if poverty in {"贫困村", "脱贫村"} else "软弱涣散村",
            sent_by=f"{prefix}{random.choice(OFFICES)}",
            sent_by_level=level,
            post=random.choice(["科员", "副科长", "四级主任科员", "股长"]),
            since=month(random, self.city.on.year - 2, self.city.on.year - 1),
            rotated=random.choice([False, False, False, None]),
            days_in_village=random.choice([18, 20, 21, 22, 22, 23, None]),
            grade=random.choice(["优秀", "合格", "合格", ""]),
            phone=phone(random),
        )
        left_on = self._day(3, 9)
        if left_on is None or random.random() > 0.05:
            return [secretary]
        return [secretary, self._predecessor(secretary, left_on)]

    def _predecessor(self, secretary, left_on):
        """Return the one who left this year, and let ``secretary`` begin on the next day."""
        predecessor = secretary | {
            "name": person_name(f"{self.village.code}-first-before"),
            "phone": "",
            "until": left_on - timedelta(days=1),
            "leaving_reason": "transferred",
        }
        secretary |= {"since": left_on.isoformat(), "rotated": True}
        return predecessor
