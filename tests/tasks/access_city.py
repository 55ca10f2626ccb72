"""Who may open the pages for setting and handing down tasks; ``tests/access.py`` explains the rows.

The objects belong to the county: the city and the township below can read them, and only the manager of the county
can change what the county has set.
"""

from django.core.files.base import ContentFile

from tasks.actions import find_demands
from tests.access import Row, managers_only, of_township, signed_in
from tests.tasks.directing import SPEECH, make_accepted, make_directive
from tests.tasks.worlds import make_assignment, make_task

READ = "whoever a task or a directive reaches may read it"
TOOK = "whoever sees the table may take it along; it is on record"


def task(world):
    return {"pk": make_task(world.county).pk}


def handed_down(world):
    return {"pk": make_assignment(world.township).task_id}


def assignment(world):
    return {"pk": make_assignment(world.township).pk}


def directive(world):
    return {"pk": make_directive(world.county).pk}


def demand(world):
    demanding = make_directive(world.county)
    find_demands(demanding, by=world.county_manager)
    return {"pk": demanding.demands.first().pk}


def with_file(world):
    directive_with_file = make_directive(world.county)
    directive_with_file.file_name = "讲话.txt"
    directive_with_file.file.save("speech.txt", ContentFile(SPEECH.encode()))
    return {"pk": directive_with_file.pk}


def accepted(world):
    return {"pk": make_accepted(world.county).pk}


def proposal(world):
    return {"pk": make_directive(world.county).proposals.first().pk}


ISSUER = of_township(403, manager=200) | {"city_manager": 403}
ISSUER_CHANGES = of_township(403, manager=302) | {"city_manager": 403}
ABOVE = of_township(403, manager=200)

ROWS = [
    Row("tasks:list", signed_in(200)),
    Row("tasks:list_export", signed_in(200)),
    Row("tasks:detail", of_township(200), kwargs=task, any_role=READ),
    Row("tasks:detail_export", of_township(200), kwargs=task, any_role=TOOK),
    Row("tasks:remind", of_township(403, manager=302), kwargs=handed_down, method="post"),
    Row("tasks:create", managers_only(200)),
    Row("tasks:next_year", managers_only(200)),
    Row("tasks:bindings", managers_only(200)),
    Row("tasks:bind", ISSUER_CHANGES, kwargs=task, method="post"),
    Row("tasks:edit", ISSUER, kwargs=task),
    Row("tasks:hand_down", ISSUER, kwargs=task),
    Row("tasks:hold", ISSUER, kwargs=task),
    Row("tasks:hold", ISSUER_CHANGES, kwargs=task, method="post"),
    Row("tasks:directives", signed_in(200)),
    Row("tasks:directives_export", signed_in(200)),
    Row("tasks:directive_create", managers_only(200)),
    Row(
        "tasks:directive_create",
        managers_only(302),
        method="post",
        data=lambda world: {"text": SPEECH, "base_year": "2026"},
    ),
    Row("tasks:directive", of_township(200), kwargs=directive, any_role=READ),
    Row("tasks:directive_edit", ISSUER, kwargs=directive),
    Row("tasks:directive_delete", ISSUER, kwargs=directive),
    Row("tasks:directive_delete", ISSUER_CHANGES, kwargs=directive, method="post"),
    Row("tasks:directive_export", of_township(200), kwargs=directive, any_role=TOOK),
    Row("tasks:directive_file", of_township(200), kwargs=with_file, any_role=READ),
    Row("tasks:directive_accept", ISSUER_CHANGES, kwargs=directive, method="post"),
    Row("tasks:directive_level", ISSUER_CHANGES, kwargs=directive, method="post"),
    Row("tasks:directive_merge", ISSUER_CHANGES, kwargs=directive, method="post"),
    Row("tasks:directive_complete", ISSUER, kwargs=accepted),
    Row("tasks:directive_hand_down", ISSUER, kwargs=accepted),
    Row("tasks:directive_done", ISSUER, kwargs=accepted),
    Row("tasks:directive_withdraw", ISSUER, kwargs=accepted),
    Row("tasks:task_withdraw", ISSUER, kwargs=task),
    Row("tasks:demands", of_township(200), kwargs=directive, any_role=READ),
    Row("tasks:demands_export", of_township(200), kwargs=directive, any_role=TOOK),
    Row("tasks:demands_find", ISSUER_CHANGES, kwargs=directive, method="post"),
    Row("tasks:demand", ISSUER, kwargs=demand),
    Row("tasks:proposal", ISSUER, kwargs=proposal),
    Row("tasks:proposal_split", ISSUER, kwargs=proposal),
    Row("tasks:proposal_drop", ISSUER_CHANGES, kwargs=proposal, method="post"),
    Row("tasks:proposal_restore", ISSUER_CHANGES, kwargs=proposal, method="post"),
    Row("tasks:assignment_edit", ABOVE, kwargs=assignment),
    Row("tasks:assignment_reassign", ABOVE, kwargs=assignment),
    Row("tasks:assignment_withdraw", ABOVE, kwargs=assignment),
    Row("tasks:assignment_not_applicable", ABOVE, kwargs=assignment),
    Row("tasks:assignment_applicable", ABOVE, kwargs=assignment),
    Row("tasks:assignment_finish", ISSUER, kwargs=assignment),
]
