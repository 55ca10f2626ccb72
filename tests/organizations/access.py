from tests.access import Row, of_county, signed_in

READ = "everybody who sees a unit may read the register"

ROWS = [
    Row("contact", signed_in(200)),
    Row(
        "contact",
        signed_in(403, city_manager=302),
        method="post",
        data=lambda world: {"name": "市委组织部组织科", "phone": "1000-8200001"},
    ),
    Row("home", signed_in(302)),
    Row("organizations", signed_in(302)),
    Row("unit", of_county(200), kwargs=lambda world: {"code": world.county.code}, any_role=READ),
    Row("unit-export", of_county(200), kwargs=lambda world: {"code": world.county.code}, any_role=READ),
]
