"""Who may open the pages of the figures; ``tests/access.py`` explains the table."""

from tests.access import Row, of_county

READ = "whoever sees a unit may read its figures; the list masks the persons"


def unit(world):
    return {"code": world.county.code}


def gap(world):
    return {"key": "posts_filled", "code": world.county.code}


def persons(world):
    return {"key": "secretaries_filed", "code": world.county.code}


ROWS = [
    Row("indicators:unit", of_county(200), kwargs=unit, any_role=READ),
    Row("indicators:gap", of_county(200), kwargs=gap, any_role=READ),
    Row("indicators:gap", of_county(200), kwargs=persons, any_role=READ),
    Row("indicators:gap-export", of_county(200), kwargs=gap, any_role=READ),
]
