from notices.models import Message
from tests.access import Row, signed_in

ROWS = [
    Row("notices:todo", signed_in(200)),
    Row("notices:messages", signed_in(200)),
    Row("notices:ways", signed_in(200)),
    Row("notices:ways", signed_in(302), method="post", data=lambda world: dict.fromkeys(Message.EVENTS, "mail")),
    Row("notices:messages_read", signed_in(302), method="post"),
]
