from tests.access import Row, signed_in


def words(world):
    return {"q": "弋阳", "kind": "unit"}


ROWS = [
    Row("search:results", signed_in(200)),
    Row("search:results", signed_in(200), query=words),
    Row("search:results", signed_in(200), query=lambda world: {"q": "弋阳"}),
]
