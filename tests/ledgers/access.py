"""Who may open the pages of the ledgers; ``tests/access.py`` explains the table."""

import io
from datetime import date

from django.utils import timezone
from openpyxl import Workbook

from governance.models import Grid
from ledgers import actions
from ledgers.models import ImportBatch
from rectification.models import Reserve
from tests.access import Row, editors_and_managers, managers_only, of_county, of_township, signed_in
from tests.ledgers.worlds import held_row, make_batch, prepared, store

KEY = {"key": "grid"}


def ledger(world):
    return KEY


def record(world):
    """A grid of 湖塘村, entered by the county."""
    fields = ("grid_name", "households", "phone")
    store(prepared("grid", [[world.village, "第一网格", 320, "10012346721"]], fields=fields), world.county_editor)
    return KEY | {"pk": Grid.objects.get(grid_name="第一网格").pk}


def changed(world):
    """A confirmed grid of 湖塘村, beside which a change by the editor of the county waits."""
    fields = ("grid_name", "households")
    store(prepared("grid", [[world.village, "第四网格", 320]], fields=fields), world.county_editor)
    grids = Grid.objects.filter(grid_name="第四网格")
    if grids.filter(state="entered").exists():
        actions.confirm_records(grids, by=world.county_manager)
    store(prepared("grid", [[world.village, "第四网格", 321]], fields=fields), world.county_editor)
    return KEY | {"pk": grids.get().pk}


def changed_version(world):
    return {"version": Grid.objects.get(pk=changed(world)["pk"]).version}


def confirmed(world):
    """A confirmed grid of 湖塘村."""
    place = record(world)
    grids = Grid.objects.filter(pk=place["pk"])
    if grids.filter(state="entered").exists():
        actions.confirm_records(grids, by=world.county_manager)
    return place


def confirmed_version(world):
    return Grid.objects.get(pk=confirmed(world)["pk"]).version


def ended(world):
    """A grid of 湖塘村 that was abolished."""
    place = record(world)
    Grid.objects.filter(pk=place["pk"]).update(until=date(2026, 5, 31), leaving_reason="撤销合并")
    return place


def reserves(world):
    return {"key": "reserve"}


def reserve(world):
    """A reserve of 湖塘村, entered by the county."""
    batch = store(prepared("reserve", [[world.village, "李明"]], fields=("name",)), world.county_editor)
    return {"key": "reserve", "pk": Reserve.objects.get(import_batch=batch).pk}


def deleted(world):
    """A grid of 湖塘村 that the county deleted."""
    preview = Grid.objects.select_related("organization").get(pk=record(world)["pk"])
    return KEY | {"pk": actions.delete_record(preview, by=world.county_editor, version=preview.version).pk}


def version(world):
    return {"version": 1}


def previewed(world):
    preview = prepared(
        "grid", [[world.village, "第二网格", 1]], fields=("grid_name", "households"), held=[held_row(9, "")]
    )
    return make_batch(world.county_editor, preview)


def batch(world):
    return {"pk": previewed(world).pk}


def covering(world):
    """A batch that is the full list of the county, without the grid that is stored there."""
    record(world)
    preview = prepared("grid", [[world.village, "第二网格", 1]], fields=("grid_name", "households"))
    return {"pk": make_batch(world.county_editor, preview, covers=world.county_editor.organization).pk}


def workbook(world):
    """A batch with a real workbook as its file."""
    content = io.BytesIO()
    Workbook().save(content)
    preview = prepared("grid", [], fields=("grid_name",), name="Sheet", held=[held_row(9, "")])
    return {"pk": make_batch(world.county_editor, preview, data=content.getvalue()).pk}


def held(world):
    return batch(world) | {"sheet": 0, "number": 9}


def stored(world):
    preview = prepared("grid", [[world.village, "第三网格", 1]], fields=("grid_name", "households"))
    return {"pk": store(preview, world.county_editor).pk}


def refused(world):
    done = make_batch(
        world.county_editor, state=ImportBatch.State.REFUSED, message="打不开。", uploaded_at=timezone.now()
    )
    return {"pk": done.pk}


WORK = of_county(403, editor=302, manager=302)
LOOK = of_county(200)
# The file has unmasked names of persons; everywhere else the city sees them masked.
FILE = of_county(200) | {"city_viewer": 403, "city_manager": 403}
# Reserves are seen by the county and their own township only.
CLOSED = of_township(200) | {"city_viewer": 404, "city_manager": 404}
NO_CITY = signed_in() | {"city_viewer": 404, "city_manager": 404}

ROWS = [
    Row("ledgers:list", signed_in()),
    Row(
        "ledgers:records",
        signed_in(),
        kwargs=ledger,
        shared="the list holds only rows of the own scope",
        any_role="everybody reads",
    ),
    Row("ledgers:template", signed_in(), kwargs=ledger, shared="a blank form", any_role="everybody reads"),
    Row(
        "ledgers:export",
        signed_in(),
        kwargs=ledger,
        shared="the file holds only rows of the own scope",
        any_role="everybody reads",
    ),
    Row("ledgers:add", editors_and_managers(), kwargs=ledger, shared="a blank form"),
    Row(
        "ledgers:decide", managers_only(302), kwargs=ledger, method="post", shared="touches only rows of the own scope"
    ),
    Row("ledgers:confirmed", managers_only(200), kwargs=ledger, shared="lists only what the user has confirmed"),
    Row(
        "ledgers:list-columns",
        signed_in(302),
        kwargs=ledger,
        method="post",
        shared="columns of the user's own list",
        any_role="everybody chooses the own columns",
    ),
    Row(
        "ledgers:send-back",
        of_township(403, manager=302),
        kwargs=confirmed,
        data=lambda world: {"reason": "数字有误", "version": confirmed_version(world)},
        method="post",
    ),
    Row("ledgers:record", of_township(200), kwargs=record, any_role="whoever is in scope may read"),
    Row("ledgers:edit", of_township(403, editor=200, manager=200) | {"township_editor": 200}, kwargs=record),
    Row("ledgers:delete", of_township(403, editor=200, manager=200) | {"township_editor": 200}, kwargs=record),
    Row("ledgers:delete", WORK | {"township_editor": 302}, kwargs=record, data=version, method="post"),
    Row("ledgers:end-term", of_township(403, editor=200, manager=200) | {"township_editor": 200}, kwargs=record),
    Row("ledgers:resume-term", WORK | {"township_editor": 302}, kwargs=ended, data=version, method="post"),
    Row("ledgers:record", of_township(200), kwargs=changed, any_role="whoever is in scope may read"),
    Row(
        "ledgers:withdraw",
        of_township(403) | {"county_editor": 302},
        kwargs=changed,
        data=changed_version,
        method="post",
    ),
    Row("ledgers:records", NO_CITY, kwargs=reserves, shared="only rows of the own scope", any_role="everybody reads"),
    Row("ledgers:template", NO_CITY, kwargs=reserves, shared="a blank form", any_role="everybody reads"),
    Row("ledgers:export", NO_CITY, kwargs=reserves, shared="only rows of the own scope", any_role="everybody reads"),
    Row("ledgers:record", CLOSED, kwargs=reserve, any_role="whoever is in scope may read"),
    Row("ledgers:deleted", signed_in(), kwargs=ledger, shared="only rows of the own scope", any_role="everybody reads"),
    Row("ledgers:bring-back", WORK | {"township_editor": 302}, kwargs=deleted, method="post"),
    Row("ledgers:batches", signed_in()),
    Row("ledgers:batches-export", signed_in()),
    Row("ledgers:upload", editors_and_managers()),
    Row("ledgers:batch", LOOK, kwargs=batch, any_role="whoever is in scope may read"),
    Row("ledgers:batch", LOOK, kwargs=stored, any_role="whoever is in scope may read"),
    Row("ledgers:batch", LOOK, kwargs=refused, any_role="whoever is in scope may read"),
    Row("ledgers:batch-status", LOOK, kwargs=batch, any_role="whoever is in scope may read"),
    Row("ledgers:batch-original", FILE, kwargs=batch),
    Row("ledgers:batch-marked", FILE, kwargs=workbook),
    Row("ledgers:batch-type", WORK, kwargs=batch, data=lambda world: {"key": "grid"}, method="post"),
    Row("ledgers:batch-year", WORK, kwargs=batch, data=lambda world: {"year": "2020"}, method="post"),
    Row("ledgers:batch-columns", of_county(403, editor=200, manager=200), kwargs=batch),
    Row("ledgers:batch-correct", WORK, kwargs=batch, data=lambda world: {"cell-0-9-2": "湖塘村"}, method="post"),
    Row("ledgers:batch-row", of_county(403, editor=200, manager=200), kwargs=held),
    Row("ledgers:batch-full-list", WORK, kwargs=covering, data=lambda world: {"cancel": "1"}, method="post"),
    Row("ledgers:batch-full-list", of_county(403, editor=200, manager=200), kwargs=covering),
    Row("ledgers:batch-leavers", of_county(403, editor=200, manager=200), kwargs=covering),
    Row("ledgers:batch-confirm", WORK, kwargs=batch, data=lambda world: {"mode": "good"}, method="post"),
    Row("ledgers:batch-confirm-rows", of_county(403, manager=200), kwargs=stored),
    Row("ledgers:batch-confirm-rows", of_county(403, manager=302), kwargs=stored, method="post"),
    Row("ledgers:batch-undo", of_county(403, editor=200, manager=200), kwargs=stored),
    Row("ledgers:batch-undo", WORK, kwargs=stored, method="post"),
    Row("ledgers:batch-discard", WORK, kwargs=batch, method="post"),
]
