from tests.access import Row, signed_in


def year(world):
    return {"year": 2026}


ALIKE = "a year is measured alike for all"

ROWS = [
    Row("years:chosen", signed_in(302)),
    Row("years:year", signed_in(200), kwargs=year, shared=ALIKE, any_role=ALIKE),
    Row("years:verify", signed_in(403, city_manager=302), kwargs=year, method="post", shared=ALIKE),
]
