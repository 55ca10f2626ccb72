"""Import ledgers of 100,000 rows over 12,000 units, import them again, export them, and compare with plain tools.

The ledger of grids is a plain one. Rows of the training ledger are stored with the class that they name.

Every step runs in a process of its own, which gives its peak memory. ``LEDGER_ROWS`` sets another number of rows.
"""

import csv
import io
import json
import os
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path
from time import perf_counter, sleep

import django

from benchmarks import ledger_data
from benchmarks.asked import asked
from benchmarks.autovacuum import analyze

ROWS = int(os.environ.get("LEDGER_ROWS", "100000"))
STOCK_ROWS = 2000  # the stock resource is too slow for all rows; the report multiplies its time per row
SMALL_ROWS = 100
FOLDER = Path(os.environ.get("VAR_DIR", "/tmp"))
STORED = {"name": 4, "domain": 5, "post": 6, "class_name": 7, "place": 11, "note": 13}


def main():
    if len(sys.argv) > 1:
        django.setup()
        return print(json.dumps(_measured(STEPS[sys.argv[1]])))
    _run("prepare")
    plain_raw, plain = _run("plain_raw"), _run("plain")
    raw, stock = _run("raw"), _run("stock")
    first, again, tenth = _run("first"), _run("again"), _run("tenth")
    export, bare, latency = _run("export"), _run("bare_export"), _run("latency")
    _report_plain(plain_raw, plain)
    _report(raw, stock, first, again, tenth, export, bare, latency)


def _run(step):
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.bench_ledgers", step], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{step} failed:\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def _measured(step):
    start = perf_counter()
    figures = step() or {}
    seconds = perf_counter() - start
    analyze()
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"seconds": seconds, "megabytes": memory / 1024} | figures


def _timed(work):
    start = perf_counter()
    result = work()
    return perf_counter() - start, result


def _file(name):
    return FOLDER / f"ledger-{name}.xlsx"


# Steps


def prepare():
    from organizations import loading, treefile
    from organizations.models import Organization, User

    loading.load(treefile.read(ledger_data.tree_csv()), on=date(2026, 1, 1))
    city = Organization.objects.get(code=ledger_data.CITY)
    User.objects.create_user("bench", "pass-word-1", name="测试", organization=city, role="editor")
    grids = {"name": "网格", "title": "河清市2026年网格整合台账", "header": ledger_data.GRID_HEADER}
    ledger_data.write_workbook(_file("plain"), ledger_data.grid_rows(ROWS), **grids)
    training = {
        "name": "轮训",
        "title": "河清市2026年基层党组织书记集中轮训台账",
        "header": ledger_data.TRAINING_HEADER,
    }
    ledger_data.write_workbook(_file("all"), ledger_data.training_rows(ROWS), **training)
    ledger_data.write_workbook(_file("tenth"), ledger_data.training_rows(ROWS, changed=10), **training)
    ledger_data.write_workbook(_file("small"), ledger_data.training_rows(SMALL_ROWS), **training)


def raw():
    """Read with calamine, write classes and rows into the same tables with COPY or ``executemany``; delete them."""
    from training.models import SecretaryTraining, TrainingClass

    def rows(cells, common):
        places, classes = _places(), _raw_classes(cells)
        for row in cells:
            head = classes[row[1], row[7], row[8], row[9]]
            own = (row[4], row[5], row[6], head, row[10], row[11], row[12] == "是", row[13])
            yield (places[row[1], row[2], row[3]], 2026, *own, int(row[0]) + 3, *common)

    columns = ("name", "domain", "post", "head_id", "days", "place", "passed", "note")
    took = _raw("all", SecretaryTraining, columns, rows)
    TrainingClass.objects.all()._raw_delete("default")
    return took


def plain_raw():
    """Do the same with the plain ledger."""
    from governance.models import Grid

    def rows(cells, common):
        places = _places()
        for row in cells:
            counts = [int(row[at]) for at in (7, 8, 9)]
            own = (*row[4:7], *counts, row[10], row[11], row[12] == "是", row[13])
            yield (places[row[1], row[2], row[3]], 2026, *own, int(row[0]) + 3, *common)

    columns = (
        "grid_name", "grid_no", "merged_from", "households", "people", "party_members", "grid_head", "phone",
        "party_group", "note",
    )  # fmt: skip
    return _raw("plain", Grid, columns, rows)


def _raw(name, model, columns, rows_of):
    """Read the file with calamine, write its rows with COPY or ``executemany``, and delete them again.

    ``rows_of`` makes rows of place, year, ``columns`` and row number from the cells and the values common to all.
    """
    from django.db import transaction
    from python_calamine import CalamineWorkbook

    from ledgers.models import ImportBatch

    batch = ImportBatch.objects.create(**_batch_fields())
    moment = batch.uploaded_at.strftime("%Y-%m-%d %H:%M:%S")
    common = {
        "state": "entered", "entered_by_id": batch.uploaded_by_id, "import_batch_id": batch.pk, "version": 1,
        "created_at": moment, "updated_at": moment,
    }  # fmt: skip
    names = ("organization_id", "year", *columns, "row_number", *common)
    missing = [field for field in model._meta.concrete_fields if not field.null and field.column not in {"id", *names}]
    common |= {field.column: field.get_default() for field in missing}
    start = perf_counter()
    cells = CalamineWorkbook.from_path(str(_file(name))).get_sheet_by_index(0).to_python()[3:]
    rows = list(rows_of(cells, common.values()))
    read = perf_counter() - start
    with transaction.atomic():
        write = _timed(lambda: _raw_write(model, (*names, *(field.column for field in missing)), rows))[0]
    total = perf_counter() - start
    model.objects.all()._raw_delete("default")
    batch.delete()
    return {"read": read, "write": write, "total": total}


def _batch_fields():
    user = _user()
    return {"organization": user.organization, "uploaded_by": user, "file_name": "raw", "file_size": 0, "digest": ""}


def _user():
    from organizations.models import User

    return User.objects.select_related("organization").get(username="bench")


def _places():
    """Ids of the villages by their names: county, township, village."""
    from organizations.models import Organization

    villages = Organization.objects.filter(level="village").values_list(
        "pk", "name", "parent__name", "parent__parent__name"
    )
    return {(county, township, village): pk for pk, village, township, county in villages}


def _raw_classes(cells):
    """Make the classes; {(county, title, first day, last day): id}."""
    from organizations.models import Organization
    from training.models import TrainingClass

    keys = dict.fromkeys((row[1], row[7], row[8], row[9]) for row in cells)
    counties = dict(Organization.objects.filter(level="county").values_list("name", "pk"))
    made = TrainingClass.objects.bulk_create(
        TrainingClass(organization_id=counties[county], class_name=title, start_on=start, end_on=end)
        for county, title, start, end in keys
    )
    return dict(zip(keys, (each.pk for each in made), strict=True))


def _raw_write(model, columns, rows):
    from django.db import connection

    table, names = model._meta.db_table, ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            text = io.StringIO(newline="")
            csv.writer(text).writerows(rows)
            text.seek(0)
            filled = ", ".join(field.column for field in model._meta.concrete_fields if field.empty_strings_allowed)
            cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL ({filled}))", text)
        else:
            holders = ", ".join(["?"] * len(columns))
            cursor.cursor.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({holders})", rows)


def stock():
    """Import with an ordinary ``ModelResource`` from openpyxl and tablib, which looks up the place by its code."""
    import tablib
    from import_export.fields import Field
    from import_export.resources import ModelResource
    from import_export.widgets import ForeignKeyWidget
    from openpyxl import load_workbook

    from organizations.models import Organization
    from training.models import SecretaryTraining, TrainingClass

    class Stock(ModelResource):
        organization = Field("organization", "organization", ForeignKeyWidget(Organization, "code"))
        class_name, start_on, end_on = (Field(name, name) for name in ("class_name", "start_on", "end_on"))

        class Meta:
            model = SecretaryTraining
            fields = ("organization", "year", "entered_by", *STORED, "start_on", "end_on", "days", "passed")
            import_id_fields = ("organization", "year", "name")

    codes = dict(Organization.objects.values_list("pk", "code"))
    places, user = _places(), _user()
    seconds, cells = _timed(
        lambda: list(load_workbook(_file("all"), read_only=True).active.iter_rows(min_row=4, values_only=True))
    )
    data = tablib.Dataset(
        headers=["organization", "year", "entered_by", *STORED, "start_on", "end_on", "days", "passed"]
    )
    for row in cells[:STOCK_ROWS]:
        own = [row[at] or "" for at in STORED.values()]
        data.append(
            [codes[places[row[1], row[2], row[3]]], 2026, user.pk, *own, row[8], row[9], row[10], int(row[12] == "是")]
        )
    preview, _result = _timed(lambda: Stock().import_data(data, dry_run=True))
    write, _result = _timed(lambda: Stock().import_data(data, dry_run=False, raise_errors=True))
    SecretaryTraining.objects.all().delete()
    TrainingClass.objects.all().delete()
    return {"read": seconds, "preview": preview / STOCK_ROWS, "store": write / STOCK_ROWS}


def plain():
    return _import("plain", {"new": ROWS, "changed": 0, "unchanged": 0})


def first():
    return _import("all", {"new": ROWS, "changed": 0, "unchanged": 0})


def again():
    return _import("all", {"new": 0, "changed": 0, "unchanged": ROWS})


def tenth():
    return _import("tenth", {"new": 0, "changed": ROWS // 10, "unchanged": ROWS - ROWS // 10})


def _import(name, counts):
    """Import a file with the steps of a worker; return the seconds of each step."""
    from django.db import transaction
    from django.utils import timezone

    from ledgers import actions, preview
    from ledgers.models import ImportBatch

    user, data = _user(), _file(name).read_bytes()
    batch = actions.upload(data=data, file_name=f"2026年{name}.xlsx", by=user)
    took = {}
    original = preview.in_fork

    def timed_child(*args, **kwargs):
        seconds, result = _timed(lambda: original(*args, **kwargs))
        took["read"] = took.get("read", 0) + seconds
        return result

    preview.in_fork = timed_child
    seconds, prepared = _timed(lambda: preview.prepare(data, batch.file_name, by=user, default_year=2026))
    staging, _done = _timed(lambda: actions.stage_rows(batch, prepared))
    took["preview"] = seconds - took["read"] + staging
    actions.confirm(batch, mode="good", by=user)
    with transaction.atomic():
        stored = ImportBatch.objects.get(pk=batch.pk)
        took["store"], _batch = _timed(lambda: actions.store_rows(stored, now=timezone.now()))
        start = perf_counter()
    took["store"] += perf_counter() - start
    if any(stored.counts[key] != value for key, value in counts.items()) or stored.counts["held_back"]:
        sys.exit(f"unexpected counts: {stored.counts}")
    return took | {"total": sum(took.values())}


def export():
    """Write the ledger as the export page does."""
    from files.writing import write_xlsx
    from ledgers import declarations, workbooks
    from ledgers.record_list import with_codes
    from training.models import SecretaryTraining

    ledger = declarations.get("secretary_training")
    user = _user()
    rows = workbooks.export_rows(ledger, SecretaryTraining.objects.visible_to(user).in_year(2026), user)
    with open(FOLDER / "export.xlsx", "wb") as target:
        columns = workbooks.file_columns(ledger, with_codes(ledger.stored_columns))
        took = _timed(lambda: write_xlsx(target, title="台账", columns=columns, rows=rows))[0]
    return {"total": took}


def bare_export():
    """Write the same cells from memory with XlsxWriter alone, in its quickest mode."""
    import xlsxwriter

    rows = list(ledger_data.training_rows(ROWS))

    def write():
        book = xlsxwriter.Workbook(str(FOLDER / "bare.xlsx"), {"constant_memory": True})
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for at, value in enumerate(row):
                sheet.write(number, at, value)
        book.close()

    return {"total": _timed(write)[0]}


def latency():
    """Seconds from the upload of a small file to its preview, with an idle worker on the embedded broker."""
    from ledgers import actions
    from ledgers.models import ImportBatch

    worker = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", "1", "--loglevel", "ERROR"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        waits = [_wait(actions, ImportBatch) for _ in range(4)]
    finally:
        worker.terminate()
        worker.wait()
    return {"total": min(waits[1:]), "worst": max(waits[1:])}


def _wait(actions, batches):
    data, user = _file("small").read_bytes(), _user()
    start = perf_counter()
    batch = actions.upload(data=data, file_name="2026年轮训台账.xlsx", by=user)
    while batches.objects.get(pk=batch.pk).state != "previewed":
        if perf_counter() - start > 60:
            sys.exit("the worker did not answer")
        sleep(0.02)
    return perf_counter() - start


STEPS = {
    step.__name__: step
    for step in (prepare, plain_raw, plain, raw, stock, first, again, tenth, export, bare_export, latency)
}  # fmt: skip


# Report


def _report_plain(raw, plain):
    from django.db import connection

    print(f"{ROWS:,} rows of 14 cells over 12,013 units, a plain ledger")
    parts = "  ".join(f"{part} {plain[part]:5.2f} s" for part in ("read", "preview", "store"))
    print(f"first import     {parts}  {_pace(plain)}")
    print(f"raw way          read {raw['read']:5.2f} s  write {raw['write']:5.2f} s  total {raw['total']:6.2f} s")
    most = 2.5 if connection.vendor == "postgresql" else 2
    asked("plain: first import ÷ raw", plain["total"] / raw["total"], most)
    asked("plain: peak memory of an import", plain["megabytes"], 400, unit=" MB")
    print("the same with a ledger whose rows name their class")


def _report(raw, stock, first, again, tenth, export, bare, latency):
    print(f"{ROWS:,} rows of 14 cells over 12,013 units")
    for title, run in (("first import", first), ("same file again", again), ("10 % changed", tenth)):
        parts = "  ".join(f"{part} {run[part]:5.2f} s" for part in ("read", "preview", "store"))
        print(f"{title:16} {parts}  {_pace(run)}")
    print(f"raw way          read {raw['read']:5.2f} s  write {raw['write']:5.2f} s  total {raw['total']:6.2f} s")
    slow = stock["read"] + (stock["preview"] + stock["store"]) * ROWS
    pace = f"{1 / stock['preview']:.0f} rows/s preview, {1 / stock['store']:.0f} rows/s store"
    print(f"stock resource   read {stock['read']:5.2f} s, {pace}")
    print(f"                 measured on {STOCK_ROWS:,} rows; {slow:,.0f} s for all, extrapolated per row")
    print(f"export           {_pace(export)}")
    print(f"bare XlsxWriter  {bare['total']:5.2f} s")
    print(f"small file       {latency['total']:5.2f} s from upload to preview, worst {latency['worst']:.2f} s")
    asked("first import ÷ raw", first["total"] / raw["total"], 4)  # this ledger has heads
    asked("stock ÷ first import", slow / first["total"], 20, at_least=True)
    asked("again ÷ first", again["total"] / first["total"], 1)
    asked("peak memory of an import", max(run["megabytes"] for run in (first, again, tenth)), 400, unit=" MB")
    asked("export ÷ bare", export["total"] / bare["total"], 2)
    asked("small file from upload to preview", latency["total"], 2, unit=" s")


def _pace(run):
    return f"total {run['total']:6.2f} s  {ROWS / run['total']:7,.0f} rows/s  peak {run['megabytes']:4.0f} MB"


if __name__ == "__main__":
    main()
