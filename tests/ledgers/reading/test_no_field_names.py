"""The engine names no field of a single ledger: everything about a column stands in its declaration."""

import ast
from dataclasses import fields, replace
from pathlib import Path

import pytest
from django.conf import settings

from ledgers import declarations
from ledgers.concerns import Lacking
from ledgers.reading import columns
from ledgers.records import KEY_WORDS
from ledgers.row_rules import (
    AtMost,
    DaysAgree,
    DueAfter,
    Late,
    MustNotSay,
    NotBefore,
    NotInFuture,
    NotZero,
    SumsTo,
    Unusual,
)
from tests.ledgers.conftest import SAMPLES, expected

ENGINE = Path(settings.BASE_DIR, "ledgers")
DECLARATIONS = ENGINE / "common_columns.py"  # names of the columns that several ledgers share
# Words that are a field in some ledger, but something else in the engine: keys of contexts and placeholders, kinds of
# columns and rows, fields of its own models. The second test makes sure that none of them means a field.
GENERIC = {
    "asked", "batch", "center", "date", "days", "decision", "done", "form", "kind", "leave", "name", "note", "period",
    "person", "phone", "place", "problems", "result", "source", "summary", "unit", "verdict",
}  # fmt: skip


def literals(path):
    """(line, text) of the string constants in a module, without docstrings."""
    tree = ast.parse(path.read_text())
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in statements
    ]


def test_engine_names_no_field_of_a_ledger():
    names = {column.field for ledger in declarations.all_ledgers() for column in ledger.columns} - GENERIC
    modules = [path for path in ENGINE.rglob("*.py") if "migrations" not in path.parts and path != DECLARATIONS]

    named = [f"{path.name}:{line} {text}" for path in modules for line, text in literals(path) if text in names]

    assert len(modules) > 60
    assert named == []


def renamed(ledger):
    """``ledger`` with another name for every field."""

    def new(name):
        return f"x_{name}" if name else name

    def new_rule(rule):
        if isinstance(rule, MustNotSay):
            return replace(rule, field=new(rule.field))
        if isinstance(rule, SumsTo):
            return replace(rule, total=new(rule.total), parts=tuple(map(new, rule.parts)))
        if isinstance(rule, Unusual):
            return replace(rule, values={new(name): wanted for name, wanted in rule.values.items()})
        assert isinstance(rule, NotBefore | NotZero | AtMost | DaysAgree | NotInFuture | DueAfter | Late)
        names = {entry.name: new(getattr(rule, entry.name)) for entry in fields(rule) if entry.name != "reason"}
        return replace(rule, **names)

    def new_concern(concern):
        if isinstance(concern, Lacking):
            return replace(concern, fields=tuple(map(new, concern.fields)))
        return replace(
            concern,
            **{name: new(getattr(concern, name)) for name in ("due", "done", "field") if hasattr(concern, name)},
        )

    own = [
        replace(
            column,
            field=new(column.field),
            into=column.into and tuple(map(new, column.into)),
            unless=new(column.unless),
            range_start=new(column.range_start),
        )
        for column in ledger.columns
    ]
    return replace(
        ledger,
        columns=own,
        since=new(ledger.since),
        closed_on=new(ledger.closed_on),
        natural_key=tuple(name if name in KEY_WORDS else new(name) for name in ledger.natural_key),
        rules=tuple(map(new_rule, ledger.rules)),
        derived=tuple(map(new_rule, ledger.derived)),
        cross=ledger.cross and replace(ledger.cross, by=new(ledger.cross.by), value=new(ledger.cross.value)),
        place_in=new(ledger.place_in),
        compare=new(ledger.compare),
        order=tuple(map(new, ledger.order)),
        listed=tuple(map(new, ledger.listed)),
        concerns=tuple(map(new_concern, ledger.concerns)),
        head=ledger.head and replace(ledger.head, key=tuple(map(new, ledger.head.key))),
        settled_by=new(ledger.settled_by),
    )


@pytest.fixture
def with_other_names(monkeypatch):
    monkeypatch.setattr(
        declarations, "_ledgers", {ledger.key: renamed(ledger) for ledger in declarations.all_ledgers()}
    )
    columns._cached.cache_clear()
    yield
    columns._cached.cache_clear()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:2])
def test_file_is_read_the_same_with_other_names_of_the_fields(read, with_other_names, path):
    answer, file = expected(path)

    reading = read(file.read_bytes(), file.name)

    contents = [
        [(record.row, record.place, {name[2:]: value for name, value in zip(sheet.fields, record.values, strict=True)})
         for record in sheet.records]
        for sheet in reading.imported_sheets
    ]  # fmt: skip
    assert reading.ledger_key == answer["ledger_type"]
    assert [len(rows) for rows in contents] == [sheet["record_count"] for sheet in answer["sheets"] if sheet["import"]]
    for rows, sheet in zip(contents, [sheet for sheet in answer["sheets"] if sheet["import"]], strict=True):
        for (row, _place, values), record in zip(rows, sheet["records"], strict=True):
            given = {name: value for name, value in values.items() if value is not None}
            assert (row, given) == (record["row"], record["fields"])
