from tests.access import Row, signed_in

ROWS = [
    Row("notices:todo", signed_in(200)),
    Row("notices:messages", signed_in(200)),
    Row("notices:messages_read", signed_in(302), method="post"),
]
