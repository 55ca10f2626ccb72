"""Secretaries of villages with their training, and the reserves for their posts."""

from datetime import date, timedelta

from dashboards.demonstration.city import month, phone, seeded
from dashboards.demonstration.people import person_name, person_names
from rectification.models import Reserve, Secretary
from training.models import SecretaryTraining

SOURCES = ["本村", "本村", "本村", "选派", "回引"]
SCHOOLING = ["初中", "高中", "高中", "大专", "大专", "本科"]
IDENTITIES = ["返乡创业人员", "退役军人", "致富带头人", "大学毕业生", "村民小组长"]
LEAVING = ["届满", "调离", "辞职", "退休"]  # data


def build(city):
    """Write them for the whole city: as many secretaries are trained, and filed, as the plan says."""
    secretaries, reserves, trainings = [], [], []
    for county, township, villages in city.each_township():
        classes = _classes(city, county)
        rural = [village for village in villages if village.kind == "村"]
        trained = city.counted("1.1", township, villages) if classes else set()
        filed = city.counted("2.2", township, villages)
        for village in villages:
            random = seeded("secretary", village.code)
            is_trained, is_filed = village.pk in trained, village.pk in filed
            if not (is_trained or is_filed) and random.random() < 0.12:
                secretaries += _last_holder(city, county, township, village)
                continue  # the post is vacant
            rows = _secretaries(city, county, township, village, random, is_trained, is_filed)
            secretaries += rows
            city.secretaries[village.pk] = (rows[0]["name"], rows[0]["appointed"])
            if classes and rows[0]["appointed"] < f"{city.on.year}":
                trainings += _trainings(city, county, township, village, random, is_trained, classes)
        for village in rural:
            reserves += _reserves(city, county, township, village, village.pk in filed)
    city.store(Secretary, secretaries)
    city.store(SecretaryTraining, trainings)
    city.store(Reserve, reserves)


def _secretaries(city, county, township, village, random, is_trained, is_filed):
    """Return the secretary in office; some came this year, then the predecessor follows."""
    secretary = {
        "organization_id": village.pk,
        "name": person_name(village.code),
        "gender": random.choice("男男女"),
        "birth": month(random, 1966, 1992),
        "education": random.choice(SCHOOLING),
        "joined_party": month(random, 1995, 2015),
        "appointed": month(random, 2018, city.on.year - 1),
        "source": random.choice(SOURCES),
        "director_too": random.choice([True, True, True, True, False, None]),
        "phone": phone(random),
        "filed": True if is_filed else random.choice([False, False, None]),
        "joint_review": random.choice([True, True, True, None]),
        **city.entry(township, county, random, confirmed=True if is_trained or is_filed else None),
    }
    secretary |= _filing(county, village, secretary)
    if is_trained or is_filed or city.on.month < 3 or random.random() > 0.3:
        return [secretary]
    came_on = city.on - timedelta(days=random.randint(10, 50))
    predecessor = secretary | {
        "name": person_name(f"{village.code}-before"),
        "phone": "",
        "filed": True,
        "until": came_on - timedelta(days=1),
        "leaving_reason": random.choice(LEAVING),
        **city.entry(township, county, random, confirmed=True),
    }
    newcomer = secretary | {"appointed": came_on.isoformat(), "filed_on": "", "filing_number": ""}
    return [newcomer | _filing(county, village, newcomer), predecessor]


def _last_holder(city, county, township, village):
    """Return the secretary who left a post that is vacant now, some of them long ago; a few registers forget them."""
    random = seeded("last holder", village.code)
    if random.random() < 0.2:
        return []
    return [
        {
            "organization_id": village.pk,
            "name": person_name(f"{village.code}-last"),
            "appointed": month(random, 2012, 2017),
            "filed": True,
            "until": city.on - timedelta(days=random.randint(5, 160)),
            "leaving_reason": random.choice(LEAVING),
            **city.entry(township, county, random, confirmed=True),
        }
    ]


def _filing(county, village, secretary):
    """Return the number and the day of filing; some lists say only that a secretary was filed."""
    random = seeded("filing", village.code)
    if not secretary["filed"] or random.random() < 0.15:
        return {}
    number = f"{county.label}组备〔{secretary['appointed'][:4]}〕{random.randint(1, 60)}号"
    return {"filed_on": secretary["appointed"], "filing_number": number}


def _classes(city, county):
    """Return (number, first day, days) of the classes of a county that are over; about one every six weeks."""
    random = seeded("classes", county.code)
    planned = [
        (number, date(city.on.year, 1, 8) + timedelta(days=42 * number), random.randint(3, 5)) for number in range(8)
    ]
    return [(number, start, days) for number, start, days in planned if start + timedelta(days=days) < city.on]


def _trainings(city, county, township, village, random, is_trained, classes):
    """Return the class that a secretary attended; of those who do not count as trained, half have attended none."""
    outcome = "trained" if is_trained else random.choice(["none", "none", "none", "short", "waiting", "failed", "open"])
    if outcome == "none":
        return []
    day = city.day_in_order("1.1", county, village)
    number, start, days = max((entry for entry in classes if entry[1] <= day), default=classes[0])
    if outcome == "short":
        days = 2
    return [
        {
            "organization_id": village.pk,
            "name": person_name(village.code),
            "domain": "社区" if village.kind == "社区" else "农村",
            "post": "党组织书记",
            "class_name": f"{county.label}村（社区）党组织书记轮训班第{number + 1}期",
            "start_on": start.isoformat(),
            "end_on": (start + timedelta(days=days - 1)).isoformat(),
            "days": days,
            "place": "县委党校",
            "passed": {"failed": False, "open": None}.get(outcome, True),
            **city.entry(township, county, random, confirmed=outcome != "waiting"),
        }
    ]


def _reserves(city, county, township, village, is_filed):
    """Return one or two reserves of a village; some of the villages whose post is not in order have none."""
    random = seeded("reserve", village.code)
    size = random.choice([1, 2, 2]) if is_filed else random.choice([0, 0, 1])
    names = person_names(f"{village.code}-reserve", size)
    return [_reserve(city, county, township, village, name, random, is_filed and name == names[0]) for name in names]


def _reserve(city, county, township, village, name, random, is_needed):
    return {
        "organization_id": village.pk,
        "name": name,
        "gender": random.choice("男男女"),
        "birth": month(random, 1980, 2001),
        "party_member": random.choice([True, True, False, None]),
        "education": random.choice(SCHOOLING[1:]),
        "identity": random.choice(IDENTITIES),
        "mentor": city.secretaries.get(village.pk, ("",))[0],
        "since": month(random, 2021, city.on.year - 1),
        "phone": phone(random),
        **city.entry(township, county, random, confirmed=True if is_needed else None),
    }
