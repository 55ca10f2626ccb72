from tests.access import Row, signed_in

ROWS = [
    Row("schedule:month", signed_in(200)),
    Row("schedule:month", signed_in(200), query=lambda world: {"month": "2026-11", "only": "own"}),
]
