from tests.tasks import access_city, access_county

ROWS = [*access_county.ROWS, *access_city.ROWS]
