"""Who may open the pages of the papers; ``tests/access.py`` explains the table."""

from itertools import count

from tests.access import LOGIN, Row, expect, of_county, signed_in
from tests.documents.worlds import make_batch, make_draft, make_issued

READ = "whoever receives a paper, or stands above its unit, may read it"
_serials = count(1)


def draft(world):
    return {"pk": make_draft(world.county).pk}


def failed(world):
    return {"pk": make_draft(world.county, making="failed", message="模板不能生成文件。").pk}


def waiting(world):
    return {"pk": make_draft(world.county, making="waiting", content={}).pk}


def issued(world):
    return {"pk": make_issued(world.county, world.county_manager, serial=next(_serials)).pk}


def of_city(world):
    return {"pk": make_issued(world.city, world.city_manager, serial=next(_serials)).pk}


def batch(world):
    return {"pk": make_batch(world.city, world.city_manager, [world.county]).pk}


def circular(world):
    return {"key": "circular"}


def received(status=200):
    """The paper of the county: also its township may read it."""
    return of_county(status) | {"township_editor": status}


def of_own_unit(viewer, editor, manager):
    """A draft of the county: only the county itself knows of it."""
    roles = {"county_viewer": viewer, "county_editor": editor, "county_manager": manager}
    return expect(404, anonymous=LOGIN, **roles)


def writers(editor, manager):
    """Pages about papers of the own unit: cities and counties write them, townships do not."""
    editors = dict.fromkeys(("county_editor", "other_county_editor"), editor)
    managers = dict.fromkeys(("city_manager", "county_manager", "other_county_manager"), manager)
    return signed_in(403, **editors, **managers)


SHARED = "the templates and the kinds of papers are those of the user's own unit"
ROWS = [
    Row("documents:list", signed_in(200)),
    Row("documents:export", signed_in(200)),
    Row("documents:create", writers(200, 200)),
    Row("documents:detail", received(), kwargs=issued, any_role=READ),
    Row("documents:detail", of_own_unit(200, 200, 200), kwargs=draft, any_role=READ),
    Row("documents:detail", of_own_unit(200, 200, 200), kwargs=waiting, any_role=READ),
    Row("documents:detail", of_own_unit(200, 200, 200), kwargs=failed, any_role=READ),
    Row(
        "documents:detail",
        signed_in(200),
        kwargs=of_city,
        any_role=READ,
        shared="the city sends its papers to all counties and townships",
    ),
    Row("documents:status", received(), kwargs=issued, any_role=READ),
    Row("documents:download", received(), kwargs=issued, any_role=READ),
    Row("documents:remake", of_own_unit(403, 302, 302), kwargs=draft, method="post"),
    Row("documents:discard", of_own_unit(403, 302, 302), kwargs=draft, method="post"),
    Row("documents:issue", of_own_unit(403, 403, 200), kwargs=draft),
    Row(
        "documents:issue",
        of_own_unit(403, 403, 302),
        kwargs=draft,
        data=lambda world: {"prefix": "弋组通", "serial": "77", "signature": "中共弋阳县委组织部"},
        method="post",
    ),
    Row("documents:void", received(403) | {"county_manager": 200}, kwargs=issued),
    Row(
        "documents:void",
        received(403) | {"county_manager": 302},
        kwargs=issued,
        data=lambda world: {"reason": "数字有误"},
        method="post",
    ),
    Row("documents:templates", writers(403, 200)),
    Row("documents:numbering", writers(403, 200)),
    Row("documents:template-upload", writers(403, 200), kwargs=circular, shared=SHARED),
    Row("documents:template-download", writers(403, 200), kwargs=circular, shared=SHARED),
    Row("documents:template-reset", writers(403, 302), kwargs=circular, shared=SHARED, method="post"),
    Row("documents:batch-create", signed_in(403, city_manager=200)),
    Row("documents:batch", expect(404, anonymous=LOGIN, city_viewer=403, city_manager=200), kwargs=batch),
    Row("documents:batch-status", expect(404, anonymous=LOGIN, city_viewer=403, city_manager=200), kwargs=batch),
    Row(
        "documents:batch-retry",
        expect(404, anonymous=LOGIN, city_viewer=403, city_manager=302),
        kwargs=batch,
        method="post",
    ),
    Row("documents:batch-download", expect(404, anonymous=LOGIN, city_viewer=403, city_manager=200), kwargs=batch),
]
