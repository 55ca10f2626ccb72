from tests.access import Row, of_county, signed_in
from tests.tasks.worlds import make_assignment, make_task

READ = "everybody who sees a unit may see how it stands"


def county_code(world):
    return {"code": world.county.code}


def _area(world):
    """An area (任务领域) of the city; its tasks are assigned to every unit below."""
    make_assignment(world.county, make_task(world.city))
    return {"number": 2}


ROWS = [
    Row("burden-own", signed_in(200)),
    Row("burden", of_county(200), kwargs=county_code, any_role=READ),
    Row("burden-export", of_county(200), kwargs=county_code, any_role=READ),
    Row("overview", signed_in(200)),
    Row("districts", signed_in(200)),
    Row("districts-export", signed_in(200)),
    Row("area", signed_in(200), kwargs=_area, shared="the year's areas are the same for all", any_role=READ),
    Row("area-timeline", signed_in(200), kwargs=_area, shared="the year's areas are the same for all", any_role=READ),
    Row("area-export", signed_in(200), kwargs=_area, shared="the year's areas are the same for all", any_role=READ),
    Row("place", of_county(200), kwargs=county_code, any_role=READ),
    Row("place-export", of_county(200), kwargs=county_code, any_role=READ),
    Row("place-assignments", of_county(200), kwargs=county_code, any_role=READ),
    Row("place-assignments-export", of_county(200), kwargs=county_code, any_role=READ),
]
