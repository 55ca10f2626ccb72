"""Who may open the pages of the registers; ``tests/access.py`` explains the table."""

from registers.models import Branch
from tests.access import Row, editors_and_managers, of_township, signed_in
from tests.ledgers.worlds import prepared, store


def register(key):
    return lambda world: {"key": key}


def branch(world):
    """A branch of 湖塘村, entered by the county."""
    store(prepared("branch", [[world.village, "湖塘村党支部"]], fields=("name",)), world.county_editor)
    return {"key": "branch", "pk": Branch.objects.latest("pk").pk}


ROWS = [
    *(
        Row(
            f"ledgers:{page}",
            signed_in(),
            kwargs=register(key),
            shared="only rows of the own scope",
            any_role="everybody reads",
        )
        for key in ("branch", "officer", "resident_unit")
        for page in ("records", "template", "export")
    ),
    *(
        Row("ledgers:add", editors_and_managers(), kwargs=register(key), shared="a blank form")
        for key in ("branch", "officer", "resident_unit")
    ),
    Row("ledgers:record", of_township(200), kwargs=branch, any_role="whoever is in scope may read"),
    Row("ledgers:edit", of_township(403, editor=200, manager=200) | {"township_editor": 200}, kwargs=branch),
]
