from tests.access import Row, signed_in


def year(world):
    return {"year": 2026}


def a_day(world):
    return {"first": "2026-02-18", "kind": "off", "day": "2026-02-18"}


ALIKE = "a year is measured alike for all"

ROWS = [
    Row("years:chosen", signed_in(302)),
    Row("years:year", signed_in(200), kwargs=year, shared=ALIKE, any_role=ALIKE),
    Row("years:settings", signed_in(403, city_manager=200), kwargs=year, shared=ALIKE),
    Row("years:days", signed_in(403, city_manager=200), kwargs=year, shared=ALIKE),
    Row("years:days", signed_in(403, city_manager=200), kwargs=year, data=a_day, method="post", shared=ALIKE),
    Row("years:day_remove", signed_in(403, city_manager=302), kwargs=year, data=a_day, method="post", shared=ALIKE),
    Row("years:verify", signed_in(403, city_manager=302), kwargs=year, method="post", shared=ALIKE),
]
