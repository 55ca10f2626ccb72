from tests.access import Row, of_county, signed_in

READ = "everybody who sees a unit may read the register"

ROWS = [
    Row("home", signed_in(302)),
    Row("organizations", signed_in(302)),
    Row("unit", of_county(200), kwargs=lambda world: {"code": world.county.code}, any_role=READ),
    Row("unit-export", of_county(200), kwargs=lambda world: {"code": world.county.code}, any_role=READ),
]
