import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from organizations.models import Organization
from tests.append_only import without_triggers
from tests.factories import make_user

DATA = Path(__file__).parent.parent / "data" / "ledgers"
TREE = Path(__file__).parents[2] / "data" / "organizations.csv"
BACKEND = "organizations.accounts.backends.AccountBackend"
SAMPLES = sorted(DATA.glob("*.expected.json"))


def expected(path):
    """The content of the answer file at ``path``, and the path of the ledger that it describes."""
    answer = json.loads(path.read_text(encoding="utf-8"))
    return answer, DATA / answer["file"]


@pytest.fixture(scope="module")
def whole_tree(django_db_setup, django_db_blocker):
    """The real tree of units, loaded once for a module and rolled back after it."""
    with django_db_blocker.unblock():
        call_command("load_organizations", str(TREE), verbosity=0)
        yield
        with without_triggers(connection), connection.cursor() as cursor:
            cursor.execute("DELETE FROM audit_auditentry")
            cursor.execute("DELETE FROM organizations_organizationalias")
        for level in ("village", "township", "county", "city"):
            Organization.objects.filter(level=level).delete()


@pytest.fixture
def tree(whole_tree, db):
    """``{code: unit}`` of the real tree."""
    return lambda code: Organization.objects.get(code=code)


@pytest.fixture
def city_editor(tree):
    return make_user(tree("361100000000"), "editor")


@pytest.fixture
def editor(county):
    return make_user(county, "editor")


@pytest.fixture
def manager(county):
    return make_user(county, "manager", name="方圆")


@pytest.fixture
def as_user(client):
    """Return a function that logs a user in and returns the client."""

    def login(user):
        client.force_login(user, backend=BACKEND)
        return client

    return login


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    """Keep the uploads of each test in a folder of its own."""
    settings.PRIVATE_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }
