from tests.access import Row, signed_in

ALIKE = "the guide is the same for all"

ROWS = [
    Row("guide:contents", signed_in(200)),
    Row("guide:chapter", signed_in(200), kwargs=lambda world: {"slug": "heshi"}, shared=ALIKE, any_role=ALIKE),
    Row("guide:picture", signed_in(200), kwargs=lambda world: {"name": "todo.png"}, shared=ALIKE, any_role=ALIKE),
]
