from tests.access import LOGIN, Row, expect, managers_only, of_county, signed_in
from tests.factories import make_user


def editor(world):
    return {"pk": world.county_editor.pk}


def disabled(world):
    return {"pk": make_user(world.county, is_active=False).pk}


def changed(world):
    return {"name": "李娟", "role": "editor", "organization": world.county.code, "seen": "旧"}


PASSWORD = {"old_password": "pass-word-1", "new_password1": "Nine-Lives-9", "new_password2": "Nine-Lives-9"}
NEW = {"username": "wangfang", "name": "王芳", "role": "editor"}

ROWS = [
    Row("login", expect(302, anonymous=200)),
    Row("logout", expect(LOGIN), method="post"),
    Row("account", signed_in(200)),
    Row("account", signed_in(302), method="post", data=lambda world: {"work_phone": "", "email": "a@example.com"}),
    Row("password_change", signed_in(200)),
    Row("password_change", signed_in(302), method="post", data=lambda world: PASSWORD),
    Row("accounts", managers_only(200)),
    Row("accounts_export", managers_only(200)),
    Row("account_create", managers_only(200)),
    # 200 is the form again: the county lies outside the other county's scope.
    Row(
        "account_create",
        managers_only(302, other_county_manager=200),
        method="post",
        data=lambda world: NEW | {"organization": world.county.code},
    ),
    Row("account_edit", of_county(403, manager=200), kwargs=editor),
    Row("account_edit", of_county(403, manager=200), kwargs=editor, method="post", data=changed),
    Row("account_slip", of_county(403, manager=302), kwargs=editor),
    Row("account_disable", of_county(403, manager=200), kwargs=editor),
    Row("account_disable", of_county(403, manager=302), kwargs=editor, method="post"),
    Row("account_reset", of_county(403, manager=302), kwargs=editor, method="post"),
    Row("account_enable", of_county(403, manager=302), kwargs=disabled, method="post"),
    Row("accounts_bulk", managers_only(200)),
    Row("accounts_bulk", managers_only(200), method="post"),
    Row("accounts_bulk_template", managers_only(200)),
    Row("accounts_bulk_create", managers_only(302), method="post", data=lambda world: {"table": "x"}),
    Row("accounts_bulk_done", managers_only(200)),
    Row("accounts_bulk_slips", managers_only(302), method="post"),
]
