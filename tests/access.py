"""Building blocks of the tables in ``tests/<app>/access.py``, which say who may open what.

Each app says in its own table what every kind of user gets at each of its addresses::

    # tests/tasks/access.py
    from tests.access import Row, managers_only, of_county, signed_in

    ROWS = [
        Row("tasks:list", signed_in(200)),
        Row("tasks:create", managers_only(200)),
        Row("tasks:detail", of_county(200), kwargs=lambda world: {"pk": make_task(world.county).pk}),
        Row("tasks:submit", of_county(403, editor=302, manager=302), kwargs=..., method="post"),
    ]

``tests/test_access.py`` gathers the tables of all apps, opens every address as every kind
of user and fails when an address of the resolver is in no table. Rules:

* A name may stand in several rows, one per method or per state of its object.
* ``kwargs``, ``query`` and ``data`` are called with the world below before anybody is signed
  in; they make the objects they need, even if those of other rows exist already, and
  do not change the users of the world. The changes of one user are rolled back before the
  next user is tested.
* An address with ``kwargs`` shows an object: the accounts of the other county must get 404,
  and somebody inside the scope must get 403, unless the row says why not in ``shared`` (the
  object belongs to all) or ``any_role`` (everybody who sees it may do this).
* ``LOGIN`` means "sent to the login page"; every other redirect is 302.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

from tests.factories import make_organization, make_user

LOGIN = "login"
ROLES = (
    "anonymous",
    "city_viewer",
    "city_manager",
    "county_viewer",
    "county_editor",
    "county_manager",
    "township_editor",
    "other_county_editor",
    "other_county_manager",
)
VIEWERS = ("city_viewer", "county_viewer")
EDITORS = ("county_editor", "township_editor", "other_county_editor")
MANAGERS = ("city_manager", "county_manager", "other_county_manager")


@dataclass(frozen=True)
class Row:
    """What each role gets at the address ``name``: ``expected`` maps every role to a status or ``LOGIN``.

    ``kwargs``, ``query`` and ``data`` take the world and return a dictionary; ``data`` is
    posted. ``debug_only`` marks an address that only exists where DEBUG is on.
    """

    name: str
    expected: dict
    kwargs: Callable | None = None
    query: Callable | None = None
    data: Callable | None = None
    method: str = "get"
    shared: str = ""
    any_role: str = ""
    debug_only: bool = False

    def __str__(self):
        return f"{self.method.upper()} {self.name}"


def expect(status, **by_role):
    """``status`` for everybody but those named: ``expect(200, anonymous=LOGIN, city_viewer=403)``."""
    if unknown := by_role.keys() - set(ROLES):
        raise ValueError(f"unknown roles: {sorted(unknown)}")
    return dict.fromkeys(ROLES, status) | by_role


def public(status=200):
    """Open to all, signed in or not."""
    return expect(status)


def signed_in(status=200, **by_role):
    """Open to everybody who is signed in."""
    return expect(status, anonymous=LOGIN, **by_role)


def editors_and_managers(status=200, **by_role):
    """Viewers are refused."""
    return signed_in(status, **dict.fromkeys(VIEWERS, 403), **by_role)


def managers_only(status=200, **by_role):
    """Viewers and editors are refused."""
    return signed_in(status, **dict.fromkeys((*VIEWERS, *EDITORS), 403), **by_role)


def of_county(viewer=200, *, editor=None, manager=None):
    """The object belongs to ``world.county``: only the city and the county see it."""
    editor, manager = editor or viewer, manager or viewer
    return expect(404, anonymous=LOGIN, **_inside(viewer, editor, manager))


def of_township(viewer=200, *, editor=None, manager=None):
    """The object belongs to ``world.township`` (漆工镇) or a village of it."""
    editor, manager = editor or viewer, manager or viewer
    return expect(404, anonymous=LOGIN, township_editor=editor, **_inside(viewer, editor, manager))


def _inside(viewer, editor, manager):
    return {
        "city_viewer": viewer,
        "city_manager": manager,
        "county_viewer": viewer,
        "county_editor": editor,
        "county_manager": manager,
    }


def make_world():
    """The units of ``tests/conftest.py`` with one account for each role, under the role's name."""
    city = make_organization("上饶市", code="361100000000")
    county = make_organization("弋阳县", parent=city, code="361126000000")
    other_county = make_organization("横峰县", parent=city, code="361125000000")
    township = make_organization("漆工镇", parent=county, code="361126104000")
    return SimpleNamespace(
        city=city,
        county=county,
        other_county=other_county,
        township=township,
        village=make_organization("湖塘村", parent=township, code="361126104203"),
        city_viewer=make_user(city, "viewer", name="周敏"),
        city_manager=make_user(city, "manager", name="陈立"),
        county_viewer=make_user(county, "viewer", name="沈平"),
        county_editor=make_user(county, "editor", name="李娟"),
        county_manager=make_user(county, "manager", name="方圆"),
        township_editor=make_user(township, "editor", name="何苗"),
        other_county_editor=make_user(other_county, "editor", name="吴桐"),
        other_county_manager=make_user(other_county, "manager", name="郑岚"),
    )
