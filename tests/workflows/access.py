"""Who may open the pages of the workflows; ``tests/access.py`` explains the table."""

from django.utils import timezone

from tests.access import Row, of_township, signed_in
from tests.development.models import Applicant
from tests.factories import make_user
from tests.workflows.worlds import make_applicant, press, rows_of

KEY = {"key": "development"}


def workflow(world):
    return KEY


def _applicant(world, name, *, phase=""):
    found = Applicant.objects.filter(applicant=name).first()
    return found or make_applicant(world.village, name, phase=phase)


def fresh(world):
    """An applicant of 湖塘村 whom nobody has moved."""
    return KEY | {"pk": _applicant(world, "王小明").pk}


def proposing(world):
    return fresh(world) | {"step": "propose"}


def claimed(world):
    """An applicant of 湖塘村 whose stage is claimed; the step into it is the township's."""
    return KEY | {"pk": _applicant(world, "李大方", phase="积极分子").pk}


def moved(world):
    """An applicant of 湖塘村 whom the township proposed."""
    applicant = _applicant(world, "赵小军")
    if not rows_of(applicant):
        press(applicant, "propose", make_user(world.township, "editor"), on=timezone.localdate())
    return KEY | {"pk": applicant.pk}


ABOVE = {"county_manager": 200, "city_manager": 200}
TOWNSHIP = {"township_editor": 200}

ROWS = [
    Row("workflows:all", signed_in()),
    Row(
        "workflows:list",
        signed_in(),
        kwargs=workflow,
        shared="the list holds only records of the own scope",
        any_role="everybody reads",
    ),
    Row(
        "workflows:export",
        signed_in(),
        kwargs=workflow,
        shared="the file holds only records of the own scope",
        any_role="everybody reads",
    ),
    Row(
        "workflows:many",
        signed_in(302),
        kwargs=workflow,
        method="post",
        shared="touches only the own scope",
        any_role="without a chosen record it only says so",
    ),
    Row("workflows:record", of_township(200), kwargs=fresh, any_role="whoever is in scope may read"),
    Row("workflows:record", of_township(200), kwargs=claimed, any_role="whoever is in scope may read"),
    Row("workflows:step", of_township(403) | TOWNSHIP, kwargs=proposing),
    Row("workflows:claim", of_township(403) | TOWNSHIP, kwargs=claimed),
    Row("workflows:void", of_township(403) | ABOVE, kwargs=moved),
]
